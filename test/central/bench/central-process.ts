import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { SHOP_FILE } from '../../support/till.ts';

const MAIN = join(import.meta.dirname, '../../../central/main.ts');

/** Central as it is started by hand, with a PostgreSQL of its own in `folder`, on a port of its own. */
export type CentralProcess = {
  readonly url: string;
  readonly folder: string;
  readonly child: ChildProcess;
  /** For the till `01`/`T01` of the shop of the tests, whose company is made at the first call. */
  pairingCode(): Promise<string>;
  readonly token: () => string;
  stop(): Promise<void>;
};

export async function run(args: readonly string[]): Promise<Record<string, string>> {
  const child = spawn(process.execPath, [MAIN, ...args], { stdio: ['ignore', 'pipe', 'ignore'] });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`central ${args.slice(0, 2).join(' ')}: ${said}`);
  return JSON.parse(said) as Record<string, string>;
}

async function firstLine(child: ChildProcess): Promise<string> {
  let said = '';
  let complaints = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    complaints = `${complaints}${text}`.slice(-2_000);
  });
  return new Promise((resolve, reject) => {
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (said.includes('\n')) resolve(said);
    });
    child.once('exit', (code) => reject(new Error(`central ended with ${code}: ${complaints}`)));
  });
}

export async function startCentral(folder: string, args: readonly string[] = []): Promise<CentralProcess> {
  // PostgreSQL runs as another user when this runs as root.
  chmodSync(folder, 0o755);
  const child = spawn(process.execPath, [MAIN, '--data', folder, '--http', '--port', '0', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const { url } = JSON.parse(await firstLine(child)) as { url: string };
  const nif = ['--nif', SHOP_FILE.issuer.taxId, '--data', folder];
  let token = '';
  return {
    url,
    folder,
    child,
    token: () => token,
    async pairingCode() {
      if (token === '') token = (await run(['admin', 'create', '--company', 'La Plaza', ...nif]))['token'] ?? '';
      return (await run(['till', 'pair', '--shop', '01', '--till', 'T01', ...nif]))['code'] ?? '';
    },
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      await once(child, 'close');
    },
  };
}
