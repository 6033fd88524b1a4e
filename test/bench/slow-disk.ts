import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A disk on which every fsync takes 10 ms longer, and what is asked of the till on it (DESIGN section 8). */
export const DELAY_US = 10_000;
export const GOAL = 'scan and pay <= 60 ms';
export const GOAL_MS = 60;
const SHIM = fileURLToPath(new URL('./slow-fsync.c', import.meta.url));

export type Injection = { readonly by: string; readonly command: readonly string[]; readonly env: NodeJS.ProcessEnv };

const works = (command: string, args: readonly string[]): boolean => spawnSync(command, args).status === 0;

/** A small library in front of libc, for a whole tree of processes; null where there is no C compiler. */
export function slowLibrary(folder: string): NodeJS.ProcessEnv | null {
  if (process.platform !== 'linux') return null;
  const library = join(folder, 'slow-fsync.so');
  if (!works('cc', ['-shared', '-fPIC', '-O2', '-o', library, SHIM, '-ldl'])) return null;
  return { LD_PRELOAD: library, MOSTRADOR_FSYNC_DELAY_US: String(DELAY_US) };
}

/** The library, else strace, which slows every call down a little; for one program. */
export function injection(folder: string): Injection | null {
  if (process.platform !== 'linux') return null;
  const env = slowLibrary(folder);
  if (env !== null) return { by: 'a library in front of fsync', command: [], env };
  if (!works('strace', ['-V'])) return null;
  const inject = `inject=fsync,fdatasync:delay_enter=${DELAY_US}`;
  return {
    by: 'strace',
    command: ['strace', '-f', '-qq', '-o', '/dev/null', '-e', 'trace=fsync,fdatasync', '-e', inject],
    env: {},
  };
}
