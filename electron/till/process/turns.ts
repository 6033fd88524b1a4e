/**
 * Commands run side by side; what closes, replaces and opens the data folder runs alone: it waits until those that are at
 * work have ended, and whatever is asked meanwhile waits for it.
 */
export type Turns = {
  run<T>(command: () => T | Promise<T>): Promise<T>;
  /** To be called inside `run`; two of them come one after the other. */
  alone<T>(work: () => T | Promise<T>): Promise<T>;
};

export function createTurns(): Turns {
  let atWork = 0;
  let alone: Promise<void> | null = null;
  const idle: (() => void)[] = [];

  function leave(): void {
    atWork -= 1;
    if (atWork > 0) return;
    for (const resolve of idle.splice(0)) resolve();
  }

  return {
    async run(command) {
      while (alone !== null) await alone;
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
      try {
        while (atWork > 0) await new Promise<void>((done) => idle.push(done));
        return await work();
      } finally {
        atWork += 1;
        alone = null;
        resolve();
      }
    },
  };
}
