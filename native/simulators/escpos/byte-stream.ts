/**
 * Commands are read by generators that ask for one byte at a time, so that a chunk may end anywhere.
 * `yield` waits for the next byte; what is passed in is that byte.
 */
export type Reading<T = void> = Generator<undefined, T, number>;

export function* byte(): Reading<number> {
  return yield;
}

/** Two bytes, the low one first. */
export function* word(): Reading<number> {
  const low = yield;
  const high = yield;
  return low + high * 256;
}

/** Four bytes, the lowest first. */
export function* doubleWord(): Reading<number> {
  const low = yield* word();
  const high = yield* word();
  return low + high * 65_536;
}

export function* bytes(count: number): Reading<Uint8Array> {
  const read = new Uint8Array(count);
  for (let index = 0; index < count; index++) read[index] = yield;
  return read;
}

/** Bytes up to a NUL, which is taken and left out; at most `limit` are kept. */
export function* bytesToNul(limit: number): Reading<Uint8Array> {
  const read: number[] = [];
  for (let value = yield; value !== 0; value = yield) {
    if (read.length < limit) read.push(value);
  }
  return Uint8Array.from(read);
}
