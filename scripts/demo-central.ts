import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * `npm start -- --demo --central`: a central of its own beside the sample shop, with a real PostgreSQL, both in temporary
 * folders, and a code that pairs them.
 */
export type DemoCentral = {
  readonly url: string;
  /** Of an administrator, for its page and its API. */
  readonly token: string;
  readonly pairingCode: string;
  /** To start it again by hand after it was stopped. */
  readonly command: string;
  readonly pid: number;
  /** Ends it and takes its data away. */
  stop(): Promise<void>;
};

const MAIN = join('central', 'main.ts');
const SHOP = join('samples', 'tienda.json');

type Shop = {
  readonly issuer: { readonly name: string; readonly taxId: string };
  readonly shop: { readonly name: string; readonly code: string };
  readonly till: { readonly code: string };
};

const start = (args: readonly string[]): ChildProcess =>
  spawn(process.execPath, [MAIN, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, DATABASE_URL: '' },
  });

/** The one line of JSON that every command of central prints. @throws Error with what it complained about instead. */
async function answerOf(child: ChildProcess): Promise<Record<string, string>> {
  let complaints = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    complaints = `${complaints}${text}`.slice(-1_000);
  });
  const ended = once(child, 'exit').then(() => null);
  const line = child.stdout === null ? null : once(child.stdout.setEncoding('utf8'), 'data');
  const said = await Promise.race([line, ended]);
  if (said === null) throw new Error(complaints);
  return JSON.parse(String(said[0])) as Record<string, string>;
}

export async function startDemoCentral(): Promise<DemoCentral> {
  const { issuer, shop, till } = JSON.parse(readFileSync(SHOP, 'utf8')) as Shop;
  const folder = mkdtempSync(join(tmpdir(), 'mostrador-central-'));
  // PostgreSQL refuses to run as root and runs as another user then, who has to get in.
  chmodSync(folder, 0o755);
  const child = start(['--data', folder, '--http', '--port', '0']);
  const stop = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const { url = '' } = await answerOf(child);
    const of = ['--nif', issuer.taxId, '--data', folder];
    const { token = '' } = await answerOf(start(['admin', 'create', '--company', issuer.name, ...of]));
    const place = ['--shop', shop.code, '--shop-name', shop.name, '--till', till.code];
    const { code = '' } = await answerOf(start(['till', 'pair', ...place, ...of]));
    const command = `npm run central -- --data ${folder} --http --port ${new URL(url).port}`;
    return { url, token, pairingCode: code, command, pid: child.pid ?? 0, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
