import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { expect, vi } from 'vitest';

const MAIN = join(import.meta.dirname, '../../../central/main.ts');

export type Running = {
  readonly child: ChildProcessByStdio<null, Readable, Readable>;
  readonly stdout: () => string;
  readonly stderr: () => string;
  readonly code: Promise<number | null>;
};

/** `npm run central -- ...`, without npm. */
export function start(args: readonly string[], env: Readonly<Record<string, string>> = {}): Running {
  const child = spawn(process.execPath, [MAIN, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, MOSTRADOR_LANG: 'es', ...env },
  });
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  const code = once(child, 'close').then(([value]) => value as number | null);
  return { child, stdout: () => out, stderr: () => err, code };
}

export async function listening(running: Running): Promise<{ url: string; fingerprint: string | null }> {
  await vi.waitFor(() => expect(running.stdout(), running.stderr()).toContain('\n'), { timeout: 60_000 });
  return JSON.parse(running.stdout());
}

/** A command, to its end. */
export async function run(args: readonly string[]): Promise<{ code: number | null; answer: Record<string, unknown> }> {
  const running = start(args);
  const code = await running.code;
  return { code, answer: running.stdout() === '' ? {} : JSON.parse(running.stdout()) };
}
