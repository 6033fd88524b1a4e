import { isTextKey, type TextKey } from '../../domain/texts/index.ts';
import type { StatusView } from '../../electron/ipc/contract/status.ts';
import type { AppData } from './app-store.ts';
import type { Words } from './language.ts';
import { centralOf } from './strip-central.ts';

/** One statement of the strip: words first, the dot only repeats them. `rest` is said where there is room for it. */
export type Statement = { readonly tone: 'good' | 'warn' | 'bad'; readonly text: string; readonly rest?: string };

type Known = Pick<AppData, 'status' | 'connection' | 'processes' | 'jobs'>;

/** Nothing can be paid until somebody has decided: said before everything else. */
const STOPS_SELLING = 'installation_moved';

/**
 * The state of everything around the sale, what needs a person first: what stops selling, papers to decide about, the
 * printer, central where a person is needed, other warnings; then central, then the agency; last what is well.
 */
export function statementsOf({ status, connection, processes, jobs }: Known, { t }: Pick<Words, 't'>): Statement[] {
  if (processes.till === 'failed')
    return [{ tone: 'bad', text: t('strip.till-failed'), rest: t('strip.till-failed-do') }];
  if (connection === 'lost' || processes.till === 'down')
    return [{ tone: 'bad', text: t('strip.reconnecting'), rest: t('strip.reconnecting-hint') }];
  if (status === null) return [];
  const { warnings } = status;
  const printer = processes.devices === 'up' ? printerOf(status, t) : devicesOf(processes.devices, t);
  const central = centralOf(status, processes, { t });
  const isPrinterWell = printer.tone === 'good';
  return [
    ...warningsOf(
      warnings.filter((code) => code === STOPS_SELLING),
      'bad',
      t,
    ),
    ...papersOf(status, jobs, t),
    ...(isPrinterWell ? [] : [printer]),
    ...(central.tone === 'bad' ? [central] : []),
    ...warningsOf(
      warnings.filter((code) => code !== STOPS_SELLING),
      'warn',
      t,
    ),
    ...(central.tone === 'warn' ? [central] : []),
    fiscalOf(status, t),
    ...(central.tone === 'good' ? [central] : []),
    ...(isPrinterWell ? [printer] : []),
  ];
}

function papersOf({ waitingJobs }: StatusView, jobs: AppData['jobs'], t: Words['t']): Statement[] {
  const failed = Math.min(waitingJobs, jobs.filter(({ state }) => state === 'failed').length);
  const others = waitingJobs - failed;
  return [
    ...(failed > 0 ? [{ tone: 'bad', text: t('strip.failed-jobs', { count: failed }) } as const] : []),
    ...(others > 0 ? [{ tone: 'bad', text: t('strip.waiting-jobs', { count: others }) } as const] : []),
  ];
}

/** One is named; of several only how many. */
function warningsOf(codes: readonly string[], tone: 'warn' | 'bad', t: Words['t']): Statement[] {
  const [first] = codes;
  if (first === undefined) return [];
  const key = `strip.warning.${first}`;
  const text = codes.length === 1 && isTextKey(key) ? t(key) : t('strip.warning', { count: codes.length });
  return [{ tone, text }];
}

function printerOf({ printer: { state, reason } }: StatusView, t: Words['t']): Statement {
  if (state === 'ready') return { tone: 'good', text: t('strip.printer-ready') };
  if (state === 'printing') return { tone: 'good', text: t('strip.printer-printing') };
  if (state === 'none') return { tone: 'warn', text: t('strip.printer-none') };
  const key = `strip.printer.${reason ?? 'other'}`;
  return { tone: 'bad', text: t(isTextKey(key) ? key : 'strip.printer.other') };
}

const devicesOf = (state: 'down' | 'failed', t: Words['t']): Statement =>
  state === 'down' ? { tone: 'warn', text: t('strip.devices-down') } : { tone: 'bad', text: t('strip.devices-failed') };

function fiscalOf({ fiscal: { unsentRecords } }: StatusView, t: Words['t']): Statement {
  if (unsentRecords === 0) return { tone: 'warn', text: t('strip.fiscal-none') };
  const key: TextKey = unsentRecords === 1 ? 'strip.fiscal-one' : 'strip.fiscal';
  return { tone: 'warn', text: t(key, { count: unsentRecords }), rest: t('strip.fiscal-why') };
}
