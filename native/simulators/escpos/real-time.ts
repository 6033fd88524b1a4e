/**
 * Real-time commands are seen in the bytes as they arrive, also while the printer is stopped and even inside the data of
 * another command; that is how real printers do it. DLE EOT n asks for the status, DLE DC4 1 m t opens the drawer at once.
 */
export type RealTimeEvents = {
  readonly onStatusRequest: (n: number) => void;
  /** Connector 0 (pin 2) or 1 (pin 5), and the time on and off in ms. */
  readonly onPulse: (connector: number, timeMs: number) => void;
};

const dle = 0x10;
const eot = 0x04;
const dc4 = 0x14;

export class RealTimeScanner {
  readonly #events: RealTimeEvents;
  #seen: number[] = [];

  constructor(events: RealTimeEvents) {
    this.#events = events;
  }

  write(chunk: Uint8Array): void {
    for (const value of chunk) this.#take(value);
  }

  #take(value: number): void {
    const [first, second, third, fourth] = this.#seen;
    if (first === undefined) {
      if (value === dle) this.#seen = [dle];
      return;
    }
    this.#seen.push(value);
    if (second === undefined) {
      if (value !== eot && value !== dc4) this.#seen = value === dle ? [dle] : [];
    } else if (second === eot) {
      this.#seen = [];
      if (value >= 1 && value <= 8) this.#events.onStatusRequest(value);
    } else if (third === undefined) {
      if (value !== 1) this.#seen = [];
    } else if (fourth !== undefined) {
      this.#seen = [];
      if (fourth <= 1 && value >= 1 && value <= 8) this.#events.onPulse(fourth, value * 100);
    }
  }
}
