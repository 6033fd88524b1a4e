/** A printer answers in single bytes; more than this unread is noise, and only the newest matter. */
const MAX_WAITING_BYTES = 1024;

/** Bytes a printer sent, waiting to be asked for. Reading never loses a byte to an earlier reader that gave up. */
export class Inbox {
  #bytes: number[] = [];
  #isClosed = false;
  #wake: (() => void)[] = [];

  /** True once the line is gone: nothing more will come. */
  get isClosed(): boolean {
    return this.#isClosed;
  }

  push(bytes: Uint8Array): void {
    this.#bytes.push(...bytes.subarray(-MAX_WAITING_BYTES));
    if (this.#bytes.length > MAX_WAITING_BYTES) this.#bytes = this.#bytes.slice(-MAX_WAITING_BYTES);
    this.#notify();
  }

  close(): void {
    this.#isClosed = true;
    this.#notify();
  }

  /** The oldest byte, or null when none waits. */
  take(): number | null {
    return this.#bytes.shift() ?? null;
  }

  discard(): void {
    this.#bytes = [];
  }

  /** Resolves when a byte waits, the line closes or `signal` is aborted. */
  ready(signal: AbortSignal): Promise<void> {
    if (this.#bytes.length > 0 || this.#isClosed || signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      this.#wake.push(resolve);
      signal.addEventListener('abort', () => resolve(), { once: true });
    });
  }

  #notify(): void {
    for (const wake of this.#wake.splice(0)) wake();
  }
}
