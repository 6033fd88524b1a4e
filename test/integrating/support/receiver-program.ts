import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { vi } from 'vitest';
import { type Language, quiet } from './languages.ts';

export type ReceiverProgram = {
  readonly url: string;
  /** Lines of its standard output that tell of deliveries. */
  lines(): string[];
  complaints(): string;
  stop(): Promise<void>;
};

/** Free at this moment: PHP cannot say which one it took. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

const isOpen = async (url: string): Promise<void> => {
  await fetch(url, { method: 'GET' });
};

/** A receiver of docs/integrating as a process of its own, that listens. */
export async function startReceiver(
  language: Language,
  folder: string,
  env: Readonly<Record<string, string>>,
): Promise<ReceiverProgram> {
  const port = await freePort();
  const [program, ...args] = language.receive(folder, port);
  const child: ChildProcess = spawn(program, args, { env: quiet(env), stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(child, 'close');
  let [out, complaints] = ['', ''];
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    complaints += text;
  });
  const url = `http://127.0.0.1:${port}`;
  await vi.waitFor(() => isOpen(url), { timeout: 30_000, interval: 50 });
  return {
    url,
    lines: () => out.split('\n').filter((line) => /^(verified|again) /.test(line)),
    complaints: () => complaints,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
