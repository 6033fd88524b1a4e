import type { Refusal, Result } from '../../../domain/result.ts';

/** The till answers in a few milliseconds; what says "wait" for that long is a flicker. */
export const SHOWN_AFTER_MS = 300;

export type WorkView = {
  /** The till has been working for a while: say so. */
  readonly isBusy: boolean;
  readonly refusal: Refusal | null;
};

/**
 * One thing at a time: a second Enter or tap while the till works is not a second payment, and whatever else is pressed
 * meanwhile waits for its turn.
 */
export function oneAtATime(show: (view: WorkView) => void) {
  let isRunning = false;
  let isOver = false;
  let waiting: (() => void)[] = [];

  /** Each in its turn; one that begins a work leaves the rest for its end. */
  function catchUp(): void {
    while (!isRunning && !isOver) {
      const next = waiting.shift();
      if (next === undefined) return;
      next();
    }
  }

  function press(action: () => void): void {
    if (isRunning) waiting.push(action);
    else if (!isOver) action();
  }

  return {
    isBusyNow: () => isRunning,
    /** Now, or when what runs has succeeded; after a refusal nobody presses what they had in mind before it. */
    press,
    /** An Enter after other keys is meant; one alone is the bounce of the Enter before. */
    pressEnter(action: () => void): void {
      if (!isRunning || waiting.length > 0) press(action);
    },
    setRefusal(refusal: Refusal | null): void {
      if (!isOver) show({ isBusy: false, refusal });
    },
    async run<T>(work: () => Promise<Result<T>>): Promise<void> {
      if (isRunning) return;
      isRunning = true;
      show({ isBusy: false, refusal: null });
      const timer = setTimeout(() => {
        if (!isOver) show({ isBusy: true, refusal: null });
      }, SHOWN_AFTER_MS);
      let result: Result<T> | null = null;
      try {
        result = await work();
      } finally {
        clearTimeout(timer);
        isRunning = false;
        if (!isOver) show({ isBusy: false, refusal: result?.ok === false ? result.refusal : null });
        if (result?.ok !== true) waiting = [];
      }
      catchUp();
    },
    /** The ticket is closed or the pane is gone: what is pressed now was not meant for this payment. */
    end(): void {
      isOver = true;
    },
  };
}
