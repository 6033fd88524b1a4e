import type { Timeouts } from '../ipc/peer.ts';
import { isBeat, startHeartbeat } from './heartbeat.ts';
import type { ChildExit, ChildHandle, ChildName, ProcessState, Report } from './shell.ts';

/**
 * A process that was up is started again at once; one that falls over again waits a little longer each time. With its
 * own start the last one has to stay below the 2 s in which a till is back.
 */
const RESTART_DELAYS_MS = [0, 250];
const MAX_RESTART_DELAY_MS = 500;
const CRASH_WINDOW_MS = 60_000;
export const RETRY_FAILED_MS = 30_000;
/** A till in the middle of a sale on a slow disk ends well within this; after it the kernel ends it. */
export const END_PATIENCE_MS = 10_000;
/** A killed process that still waits for its disk is not waited for. */
const KILL_PATIENCE_MS = 2_000;

export type SupervisorPorts = {
  readonly name: ChildName;
  readonly fork: () => ChildHandle;
  readonly timeouts: Timeouts;
  readonly monotonicMs: () => number;
  readonly cpuMs: (pid: number) => number | null;
  readonly report: Report;
  readonly maxCrashesPerMinute: number;
  /** What the process says, answers and events alike, until its end. */
  onMessage(message: unknown): void;
  /** It ended: nothing that it was asked will be answered. */
  onGone(): void;
  onState(state: ProcessState): void;
  onErrorOutput(chunk: string): void;
};

export type Supervisor = {
  start(): void;
  /** False when there is no process. One that is still starting gets it when it listens. */
  post(message: unknown): boolean;
  state(): ProcessState;
  pid(): number | undefined;
  whenUp(): Promise<void>;
  /** Asks it to end, then ends it by force. It can be started again afterwards. */
  stop(): Promise<void>;
};

type Life = {
  readonly ports: SupervisorPorts;
  child: ChildHandle | null;
  state: ProcessState;
  crashes: readonly number[];
  isWanted: boolean;
  restartTimer: unknown;
  readonly waitingForUp: (() => void)[];
  readonly waitingForEnd: (() => void)[];
};

/** Keeps one process running. */
export function createSupervisor(ports: SupervisorPorts): Supervisor {
  const life: Life = {
    ports,
    child: null,
    state: 'down',
    crashes: [],
    isWanted: false,
    restartTimer: null,
    waitingForUp: [],
    waitingForEnd: [],
  };
  return {
    start() {
      if (life.isWanted) return;
      life.isWanted = true;
      life.crashes = [];
      if (life.child === null) spawn(life);
    },
    post(message) {
      if (life.child === null || !life.isWanted) return false;
      life.child.port.post(message);
      return true;
    },
    state: () => life.state,
    pid: () => life.child?.pid,
    whenUp: () => (life.state === 'up' ? Promise.resolve() : new Promise((resolve) => life.waitingForUp.push(resolve))),
    stop: () => stop(life),
  };
}

function setState(life: Life, next: ProcessState): void {
  if (life.state === next) return;
  life.state = next;
  life.ports.onState(next);
  if (next === 'up') for (const resolve of life.waitingForUp.splice(0)) resolve();
}

function spawn(life: Life): void {
  const { ports } = life;
  const { name, report } = ports;
  life.restartTimer = null;
  const child = ports.fork();
  life.child = child;
  report('info', 'process.started', { process: name, pid: child.pid ?? null });
  child.onErrorOutput(ports.onErrorOutput);
  const heartbeat = startHeartbeat(child, ports);
  child.port.onMessage((message) => {
    if (life.child !== child) return;
    if (!isBeat(message)) {
      ports.onMessage(message);
      return;
    }
    heartbeat.hear();
    if (life.isWanted) setState(life, 'up');
  });
  child.onExit((exit) => {
    heartbeat.stop();
    if (life.child === child) bury(life, exit);
  });
}

function bury(life: Life, { code, signal }: ChildExit): void {
  const { name, report, timeouts, monotonicMs, onGone, maxCrashesPerMinute } = life.ports;
  life.child = null;
  onGone();
  for (const resolve of life.waitingForEnd.splice(0)) resolve();
  if (!life.isWanted) {
    setState(life, 'down');
    report('info', 'process.ended', { process: name, code, signal });
    return;
  }
  const now = monotonicMs();
  life.crashes = [...life.crashes.filter((at) => now - at < CRASH_WINDOW_MS), now];
  const count = life.crashes.length;
  const hasFailed = count > maxCrashesPerMinute;
  const delayMs = hasFailed ? RETRY_FAILED_MS : (RESTART_DELAYS_MS[count - 1] ?? MAX_RESTART_DELAY_MS);
  report('error', 'process.crashed', { process: name, code, signal, crashes: count, delayMs });
  setState(life, hasFailed ? 'failed' : 'down');
  life.restartTimer = timeouts.set(() => spawn(life), delayMs);
}

/** Whether it ended within this time. */
function hasEnded({ waitingForEnd, ports: { timeouts } }: Life, patienceMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = timeouts.set(() => resolve(false), patienceMs);
    waitingForEnd.push(() => {
      timeouts.clear(timer);
      resolve(true);
    });
  });
}

async function stop(life: Life): Promise<void> {
  const { name, report, timeouts, onGone } = life.ports;
  life.isWanted = false;
  if (life.restartTimer !== null) timeouts.clear(life.restartTimer);
  life.restartTimer = null;
  const { child } = life;
  if (child !== null) {
    const ends = hasEnded(life, END_PATIENCE_MS);
    child.port.close();
    if (!(await ends)) {
      report('warning', 'process.killed', { process: name });
      const dies = hasEnded(life, KILL_PATIENCE_MS);
      child.kill();
      if (!(await dies) && life.child === child) {
        life.child = null;
        onGone();
      }
    }
  }
  setState(life, 'down');
}
