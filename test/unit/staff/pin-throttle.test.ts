import { describe, expect, it } from 'vitest';
import { isPin } from '../../../domain/staff/pin.ts';
import { afterTry, FREE_TRIES, NO_TRIES, WAIT_MS, waitBeforeTryMs } from '../../../domain/staff/pin-throttle.ts';

const wrongTries = (count: number, nowMs: number) =>
  Array.from({ length: count }).reduce<typeof NO_TRIES>((tries) => afterTry(tries, false, nowMs), NO_TRIES);

describe('a wrong PIN', () => {
  it('may be tried five times without waiting', () => {
    expect(waitBeforeTryMs(wrongTries(FREE_TRIES - 1, 1000), 1000)).toBe(0);
  });

  it('then waits thirty seconds before each further try', () => {
    const tries = wrongTries(FREE_TRIES, 1000);
    expect(waitBeforeTryMs(tries, 1000)).toBe(WAIT_MS);
    expect(waitBeforeTryMs(tries, 1000 + WAIT_MS - 1)).toBe(1);
    expect(waitBeforeTryMs(tries, 1000 + WAIT_MS)).toBe(0);
    const again = afterTry(tries, false, 40_000);
    expect(waitBeforeTryMs(again, 40_000)).toBe(WAIT_MS);
  });

  it('is forgotten after a right one', () => {
    expect(afterTry(wrongTries(9, 1000), true, 2000)).toEqual(NO_TRIES);
  });
});

describe('a PIN', () => {
  it.each(['1234', '12345678'])('may be %s', (pin) => expect(isPin(pin)).toBe(true));
  it.each(['123', '123456789', '12a4', '', ' 1234', '１２３４'])('may not be %j', (pin) =>
    expect(isPin(pin)).toBe(false),
  );
});
