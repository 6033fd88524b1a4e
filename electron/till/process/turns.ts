/**
 * Commands run side by side; what closes, replaces and opens the data folder runs alone: it waits until those that are at
 * work have ended, and whatever is asked meanwhile waits for it.
 */
export type Turns = {
  /**
   * @param isWaitedFor a command at work may be waiting for this one (a sale for its paper): it still runs while the others
   * are let out, or both would wait for each other. Once the work that runs alone has begun it waits like any other.
   */
  run<T>(command: () => T | Promise<T>, isWaitedFor?: boolean): Promise<T>;
  /** To be called inside `run`; two of them come one after the other. */
  alone<T>(work: () => T | Promise<T>): Promise<T>;
};

export function createTurns(): Turns {
  let atWork = 0;
  let alone: Promise<void> | null = null;
  let isLettingOut = false;
  const idle: (() => void)[] = [];

  function leave(): void {
    atWork -= 1;
    if (atWork > 0) return;
    for (const resolve of idle.splice(0)) resolve();
  }

  return {
    async run(command, isWaitedFor = false) {
      while (alone !== null && !(isWaitedFor && isLettingOut)) await alone;
      atWork += 1;
      try {
        return await command();
      } finally {
        leave();
      }
    },
    async alone(work) {
      // It steps out itself, or it would wait for its own end.
      leave();
      while (alone !== null) await alone;
      const { promise, resolve } = Promise.withResolvers<void>();
      alone = promise;
      isLettingOut = true;
      try {
        while (atWork > 0) await new Promise<void>((done) => idle.push(done));
        isLettingOut = false;
        return await work();
      } finally {
        atWork += 1;
        alone = null;
        resolve();
      }
    },
  };
}
