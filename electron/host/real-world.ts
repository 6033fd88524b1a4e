import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { v7 } from 'uuid';
import { systemTimeouts } from '../ipc/system-timeouts.ts';

/** Clock, chance and processor of the machine that a shell runs on; everything else in the host takes them from here. */
export const nowMs = (): number => Date.now();
export const monotonicMs = (): number => performance.now();
export const newId = (): string => v7();
/** 256 bits that nobody can guess, for a URL or a cookie. */
export const newSecret = (): string => randomBytes(32).toString('base64url');
export { systemTimeouts };

/** /proc counts in hundredths of a second on every Linux that Node runs on (USER_HZ). */
const TICK_MS = 10;

/** Processor time of a process in milliseconds; null where the system does not tell without another program. */
export function cpuMs(pid: number): number | null {
  if (process.platform !== 'linux') return null;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The second field is the name, which may hold spaces and brackets; utime and stime are the 14th and 15th.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const ticks = Number(fields[11]) + Number(fields[12]);
    return Number.isFinite(ticks) ? ticks * TICK_MS : null;
  } catch {
    return null;
  }
}
