import type { Timeouts } from './peer.ts';

/** The timers of the process or page that this runs in. */
export const systemTimeouts: Timeouts = {
  set: (callback, delayMs) => setTimeout(callback, delayMs),
  clear: (handle) => clearTimeout(handle as ReturnType<typeof setTimeout>),
};
