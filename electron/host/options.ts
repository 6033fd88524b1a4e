import { parseArgs } from 'node:util';
import { ok, type Result, refuse } from '../../domain/result.ts';

/** What a person may write after `npm start --` or after the name of the installed program. */
export type ShellOptions = {
  /** Null: the folder of the system. */
  readonly dataFolder: string | null;
  /** Null: the first free one from 7410 on. Browser host only. */
  readonly port: number | null;
  /** Prints a fresh sign-in URL of the till that runs on the folder, and ends. */
  readonly onlyUrl: boolean;
  readonly isDemo: boolean;
  /** A pairing code of central: the till is paired as soon as it is open. */
  readonly pairingCode: string | null;
  readonly opensWindow: boolean;
  readonly isKiosk: boolean;
  /** One sale on a sample shop in a temporary folder, its report as JSON, and the end. */
  readonly isSelfTest: boolean;
};

const MAX_PORT = 65_535;
const HOSTS = ['electron', 'browser'];

/** Refuses `option_unknown` {detail}, `option_port` {text}, `option_host` {text}, `option_demo_data`. */
export function parseOptions(args: readonly string[]): Result<ShellOptions> {
  try {
    const { values } = parseArgs({
      args: [...args],
      strict: true,
      allowPositionals: false,
      options: {
        data: { type: 'string' },
        port: { type: 'string' },
        // Chosen by scripts/start.ts before a shell runs; accepted here so that the same words work everywhere.
        host: { type: 'string' },
        url: { type: 'boolean', default: false },
        demo: { type: 'boolean', default: false },
        pair: { type: 'string' },
        'no-window': { type: 'boolean', default: false },
        kiosk: { type: 'boolean', default: false },
        'self-test': { type: 'boolean', default: false },
      },
    });
    if (values.demo && values.data !== undefined) return refuse('option_demo_data');
    if (values.host !== undefined && !HOSTS.includes(values.host)) return refuse('option_host', { text: values.host });
    const port = values.port === undefined ? null : portIn(values.port);
    if (port === 'malformed') return refuse('option_port', { text: values.port ?? '' });
    return ok({
      dataFolder: values.data ?? null,
      port,
      onlyUrl: values.url,
      isDemo: values.demo,
      pairingCode: values.pair ?? null,
      opensWindow: !values['no-window'],
      isKiosk: values.kiosk,
      isSelfTest: values['self-test'],
    });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return refuse('option_unknown', { detail: args.find((text) => text.startsWith('-')) ?? args.join(' ') });
  }
}

function portIn(text: string): number | 'malformed' {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  return port >= 1 && port <= MAX_PORT ? port : 'malformed';
}
