import type { Timeouts } from '../ipc/peer.ts';
import type { ChildHandle, ChildName, Report } from './shell.ts';

export const BEAT_MS = 5_000;
/**
 * Devices and sync are killed after half a minute of silence: what they were doing has a state on disk. The till is killed
 * only if it burned the processor all the while, which is an endless loop. Silent and idle it waits for its disk: killing
 * it would not make the disk faster, the next one would wait for the same lock, and what it was storing would be in doubt.
 * Where the system does not tell processor time it is left alone. Silence before the first answer of the till is a
 * migration or a check of a large folder.
 */
const SILENT_BEATS: Readonly<Record<ChildName, number>> = { till: 12, devices: 6, sync: 6 };
const BUSY_SHARE = 0.8;

/**
 * Id of the question that only asks for a sign of life; requests of others are numbered from 1. No process knows the
 * command: that it says so is the answer.
 */
const BEAT_ID = 0;
const BEAT = { kind: 'request', id: BEAT_ID, command: 'process.beat', input: {} } as const;

export const isBeat = (message: unknown): boolean =>
  typeof message === 'object' &&
  message !== null &&
  (message as { kind?: unknown }).kind === 'response' &&
  (message as { id?: unknown }).id === BEAT_ID;

export type HeartbeatPorts = {
  readonly name: ChildName;
  readonly timeouts: Timeouts;
  readonly cpuMs: (pid: number) => number | null;
  readonly report: Report;
};

export type Heartbeat = { hear(): void; stop(): void };

/**
 * Asks a process for a sign of life until `stop`, and kills it when it hangs. Silence is counted in beats that this
 * process lived through: a machine that slept has missed none.
 */
export function startHeartbeat(child: ChildHandle, { name, timeouts, cpuMs, report }: HeartbeatPorts): Heartbeat {
  let missed = 0;
  let awaits = false;
  let isAlive = false;
  let cpuAtSilence: number | null = null;
  let timer: unknown = null;

  function isHung(): boolean {
    if (name === 'till' && !isAlive) return false;
    const used = child.pid === undefined ? null : cpuMs(child.pid);
    if (missed <= 1) cpuAtSilence = used;
    if (missed < SILENT_BEATS[name]) return false;
    if (name !== 'till') return true;
    if (missed === SILENT_BEATS.till) report('warning', 'process.silent', { process: name });
    if (used === null || cpuAtSilence === null) return false;
    return used - cpuAtSilence >= BUSY_SHARE * (missed - 1) * BEAT_MS;
  }

  function beat(): void {
    missed = awaits ? missed + 1 : 0;
    if (isHung()) {
      report('error', 'process.hung', { process: name, beats: missed });
      child.kill();
      return;
    }
    if (!awaits) {
      awaits = true;
      child.port.post(BEAT);
    }
    timer = timeouts.set(beat, BEAT_MS);
  }

  beat();
  return {
    hear() {
      awaits = false;
      isAlive = true;
    },
    stop: () => timeouts.clear(timer),
  };
}
