import type { Timeouts } from '../../../electron/ipc/peer.ts';

export type VirtualTime = {
  readonly timeouts: Timeouts;
  readonly nowMs: () => number;
  /** Lets time pass; timers fire in order, each with what follows from it. */
  advance(ms: number): Promise<void>;
  /** What has been posted arrives and is answered; no time passes. */
  settle(): Promise<void>;
};

const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};

export function createVirtualTime(): VirtualTime {
  let now = 0;
  let nextHandle = 1;
  const timers = new Map<number, { readonly at: number; readonly callback: () => void }>();
  return {
    timeouts: {
      set(callback, delayMs) {
        const handle = nextHandle++;
        timers.set(handle, { at: now + delayMs, callback });
        return handle;
      },
      clear: (handle) => timers.delete(handle as number),
    },
    nowMs: () => now,
    settle,
    async advance(ms) {
      const end = now + ms;
      await settle();
      for (;;) {
        const due = [...timers].filter(([, { at }]) => at <= end).sort(([, a], [, b]) => a.at - b.at)[0];
        if (due === undefined) break;
        const [handle, { at, callback }] = due;
        timers.delete(handle);
        now = at;
        callback();
        await settle();
      }
      now = end;
    },
  };
}
