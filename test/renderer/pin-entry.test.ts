import { describe, expect, it } from 'vitest';
import {
  afterRefusal,
  canSendPin,
  EMPTY_PIN,
  missingDigits,
  type PinEntry,
  pinKeyOf,
  pressPin,
  secondsToWait,
} from '../../renderer/features/session/pin-entry.ts';

const typed = (keys: string): PinEntry => [...keys].reduce(pressPin, EMPTY_PIN);

describe('a PIN', () => {
  it('takes digits, eight at most, and gives them back one by one', () => {
    expect(typed('12a3,4').digits).toBe('1234');
    expect(typed('1234567890').digits).toBe('12345678');
    expect(pressPin(typed('123'), 'erase').digits).toBe('12');
    expect(pressPin(EMPTY_PIN, 'erase')).toEqual(EMPTY_PIN);
    expect(['7', 'Backspace', 'Delete', 'a', ','].map(pinKeyOf)).toEqual(['7', 'erase', 'erase', null, null]);
  });

  it('can be sent from four digits on', () => {
    expect(canSendPin(typed('123'), 0)).toBe(false);
    expect(canSendPin(typed('1234'), 0)).toBe(true);
  });

  it('says how many digits it lacks', () => {
    expect(['', '123', '1234', '12345678'].map((keys) => missingDigits(typed(keys)))).toEqual([4, 1, 0, 0]);
  });

  it('is gone after it was wrong', () => {
    expect(afterRefusal({ name: 'Marta' }, 5000)).toEqual(EMPTY_PIN);
  });

  it('waits as long as the till says, and counts down', () => {
    const entry = { ...afterRefusal({ seconds: 28 }, 5000), digits: '1234' };
    expect(secondsToWait(entry, 5000)).toBe(28);
    expect(secondsToWait(entry, 5001)).toBe(28);
    expect(secondsToWait(entry, 32_500)).toBe(1);
    expect(canSendPin(entry, 32_999)).toBe(false);
    expect(secondsToWait(entry, 33_000)).toBe(0);
    expect(canSendPin(entry, 33_000)).toBe(true);
  });
});
