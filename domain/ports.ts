/** What the rules and the processes need from the outside world; adapters give it, tests replace it. */
export type Clock = {
  /** Wall clock, milliseconds since the epoch. May jump either way: never used for order. */
  nowMs(): number;
  /** Monotonic milliseconds for durations and timeouts. */
  monotonicMs(): number;
};

export type Ids = {
  /** A new UUIDv7, lower case with hyphens. */
  uuid(): string;
  /** `length` characters of A-Z and 2-9 without I, L, O, 0, 1: safe in a series code and over the telephone. */
  seriesSuffix(length: number): string;
};

/** SHA-256 of the UTF-8 bytes of `text`, as 64 upper-case hexadecimal digits. */
export type Sha256Hex = (text: string) => string;
