import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { temporaryFolder } from '../../support/till.ts';

export const MAIN = join(import.meta.dirname, '../../../central/main.ts');

export type Instance = { readonly child: ChildProcess; readonly url: string; readonly said: () => string };

/** One of several instances of central on a database that they share. */
export async function startInstance(
  databaseUrl: string,
  { args = [], env = {} }: { readonly args?: readonly string[]; readonly env?: Readonly<Record<string, string>> } = {},
): Promise<Instance> {
  const child = spawn(
    process.execPath,
    [MAIN, '--data', temporaryFolder('central'), '--http', '--port', '0', ...args],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, DATABASE_URL: databaseUrl, ...env },
    },
  );
  onTestFinished(() => void child.kill('SIGKILL'));
  let complaints = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaints += text;
  });
  const [line] = (await Promise.race([
    once(child.stdout.setEncoding('utf8'), 'data'),
    once(child, 'exit').then(() => [`{"url":"${complaints.slice(0, 300)}"}`]),
  ])) as [string];
  return { child, url: (JSON.parse(line) as { url: string }).url, said: () => complaints };
}
