import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { SellerOrder } from './seller-order.ts';

const SELLER = fileURLToPath(new URL('./seller.ts', import.meta.url));

/** Compiled code of the sellers: hundreds of starts would take most of the time of a test. */
const compileCache = fileURLToPath(new URL('../../../node_modules/.cache/sellers', import.meta.url));

export type Seller = {
  /** Loaded and waiting for its order. */
  readonly ready: Promise<void>;
  /** Ended by whatever cause; everything it wrote was heard before. */
  readonly ended: Promise<{ readonly signal: NodeJS.Signals | null; readonly stderr: string }>;
  /** First acknowledgement of the till being open. */
  readonly opened: Promise<void>;
  start(order: SellerOrder, hear: (line: string) => void): void;
  kill(): void;
  /** Ends one that was never started. */
  leave(): void;
};

/** Starts a seller under `wrapper` (strace and its arguments) if given; it does nothing before `start`. */
export function spawnSeller(wrapper: readonly string[] = []): Seller {
  const [command = process.execPath, ...args] = [...wrapper, process.execPath, SELLER];
  const child: ChildProcessWithoutNullStreams = spawn(command, args, {
    stdio: 'pipe',
    env: { ...process.env, NODE_COMPILE_CACHE: compileCache },
  });
  let hear: (line: string) => void = () => undefined;
  let rest = '';
  let stderr = '';
  let isReady = (): void => undefined;
  let isOpen = (): void => undefined;
  const ready = new Promise<void>((resolve) => {
    isReady = resolve;
  });
  const opened = new Promise<void>((resolve) => {
    isOpen = resolve;
  });
  child.stdout.setEncoding('utf8');
  child.stdout.on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    // A line cut by the kill was never an acknowledgement.
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (line === 'R') isReady();
      else hear(line);
      if (line.startsWith('O ')) isOpen();
    }
  });
  child.stderr.setEncoding('utf8');
  child.stderr.on('data', (text: string) => {
    stderr += text;
  });
  child.stdin.on('error', () => undefined);
  const ended = new Promise<{ signal: NodeJS.Signals | null; stderr: string }>((resolve) => {
    child.on('close', (_code, signal) => {
      isReady();
      isOpen();
      resolve({ signal, stderr });
    });
  });
  return {
    ready,
    opened,
    ended,
    start(order, listener) {
      hear = listener;
      child.stdin.write(`${JSON.stringify(order)}\n`);
    },
    kill: () => child.kill('SIGKILL'),
    leave: () => child.stdin.end(),
  };
}

/** Lets one seller load and leave, which fills the compile cache. */
export async function warmUp(): Promise<void> {
  const seller = spawnSeller();
  await seller.ready;
  seller.leave();
  await seller.ended;
}
