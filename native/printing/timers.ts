/** One-shot timers, passed in so that tests need not wait. */
export type Timers = {
  /** Runs `action` once after `ms`; the function it gives back cancels it. */
  after(ms: number, action: () => void): () => void;
};

export const systemTimers: Timers = {
  after(ms, action) {
    const handle = setTimeout(action, ms);
    return () => clearTimeout(handle);
  },
};

export const pause = (timers: Timers, ms: number): Promise<void> =>
  new Promise((resolve) => {
    timers.after(ms, resolve);
  });

/** What `start` gives, with a signal that is aborted after `ms`. The signal's listeners must settle the promise. */
export async function within<T>(timers: Timers, ms: number, start: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const cancel = timers.after(ms, () => controller.abort());
  try {
    return await start(controller.signal);
  } finally {
    cancel();
  }
}

/** Waits for `promise`, but no longer than `ms`; false when it did not settle in time. Never rejects for lateness. */
export async function settledWithin(timers: Timers, ms: number, promise: Promise<unknown>): Promise<boolean> {
  let cancel = (): void => undefined;
  const late = new Promise<boolean>((resolve) => {
    cancel = timers.after(ms, () => resolve(false));
  });
  try {
    return await Promise.race([promise.then(() => true), late]);
  } finally {
    cancel();
  }
}
