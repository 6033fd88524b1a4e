import type { Result } from '../../../domain/result.ts';

/**
 * One operation after the other: scans that come faster than the disk wait their turn, and keep their order. What waits
 * is work that a person did; it is never dropped.
 */
export type Operations = {
  run<T>(operation: () => Promise<Result<T>>): Promise<Result<T>>;
  readonly waiting: number;
};

export function createOperations(onWaiting: (waiting: number) => void): Operations {
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  const count = (by: number): void => {
    waiting += by;
    onWaiting(waiting);
  };
  return {
    run(operation) {
      count(1);
      const result = last.then(operation).finally(() => count(-1));
      // A failed operation is the business of the one who asked for it, not of the next.
      last = result.catch(() => undefined);
      return result;
    },
    get waiting() {
      return waiting;
    },
  };
}
