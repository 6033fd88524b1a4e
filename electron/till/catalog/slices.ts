import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Clock } from '../../../domain/ports.ts';

/** Synchronous work of one slice, commit not included: slice and commit together stay under 5 ms (DESIGN section 2). */
export const SLICE_MS = 2.5;

/** Long work in short slices: between them the event loop serves the sale. */
export class Slices {
  readonly #clock: Clock;
  #startedMs: number;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#startedMs = clock.monotonicMs();
  }

  get isSpent(): boolean {
    return this.#clock.monotonicMs() - this.#startedMs >= SLICE_MS;
  }

  /** Lets everything that waits run, then starts the next slice. */
  async rest(): Promise<void> {
    await nextTurn();
    this.#startedMs = this.#clock.monotonicMs();
  }

  async restIfSpent(): Promise<void> {
    if (this.isSpent) await this.rest();
  }
}
