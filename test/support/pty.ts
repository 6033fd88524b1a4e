import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Debian's socat makes real pseudo-terminals; tests that need them are skipped by name without it. */
export const hasSocat = spawnSync('socat', ['-V']).status === 0;

export type Pty = {
  readonly path: string;
  /** Stops the far side from reading, as a printer whose buffer is full. */
  freeze(): void;
  /** Takes the device away, as a pulled plug. */
  unplug(): Promise<void>;
};

/** A pseudo-terminal whose far side is a TCP server of the test on 127.0.0.1. */
export async function ptyTo(port: number): Promise<Pty> {
  const folder = mkdtempSync(join(tmpdir(), 'mostrador-pty-'));
  const path = join(folder, 'printer');
  const child: ChildProcess = spawn('socat', [`PTY,link=${path},raw,echo=0`, `TCP:127.0.0.1:${port},nodelay`], {
    stdio: 'ignore',
  });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  for (let waited = 0; !existsSync(path); waited += 5) {
    if (waited > 3000) throw new Error('socat made no pseudo-terminal');
    await sleep(5);
  }
  return {
    path,
    freeze: () => void child.kill('SIGSTOP'),
    unplug: async () => {
      child.kill('SIGKILL');
      await gone;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
