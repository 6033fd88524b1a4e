import type { Clock } from '../../../domain/ports.ts';
import type { Timeouts } from '../../../electron/ipc/peer.ts';

type Timer = { readonly id: number; readonly atMs: number; readonly callback: () => void };

/** A clock whose hours pass in no time: timers fire in their order, and what they begin is finished before the next one. */
export class VirtualTime {
  nowMs = Date.parse('2026-11-23T10:00:00+01:00');
  #timers: Timer[] = [];
  #nextId = 1;

  readonly clock: Clock = { nowMs: () => this.nowMs, monotonicMs: () => this.nowMs };
  readonly timeouts: Timeouts = {
    set: (callback, delayMs) => {
      const id = this.#nextId++;
      this.#timers.push({ id, atMs: this.nowMs + delayMs, callback });
      return id;
    },
    clear: (handle) => {
      this.#timers = this.#timers.filter(({ id }) => id !== handle);
    },
  };

  /** Milliseconds until the next timer; null: nothing is planned. */
  get nextInMs(): number | null {
    const next = Math.min(...this.#timers.map(({ atMs }) => atMs));
    return Number.isFinite(next) ? next - this.nowMs : null;
  }

  async pass(ms: number): Promise<void> {
    const until = this.nowMs + ms;
    for (;;) {
      const [next] = this.#timers.filter(({ atMs }) => atMs <= until).sort((a, b) => a.atMs - b.atMs || a.id - b.id);
      if (next === undefined) break;
      this.timeouts.clear(next.id);
      this.nowMs = Math.max(this.nowMs, next.atMs);
      next.callback();
      await settled();
    }
    this.nowMs = until;
  }
}

/** Everything that was begun is done: nothing here waits for anything but promises, and slices that let others through. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 30; turn += 1) await new Promise<void>((done) => setImmediate(done));
}
