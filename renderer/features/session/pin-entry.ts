import { isPin } from '../../../domain/staff/pin.ts';

/** A PIN while it is typed. Pure: keys on the screen and on the keyboard do the same. */
export type PinEntry = {
  readonly digits: string;
  /** After too many wrong ones: when the next try may be made, monotonic milliseconds; 0: now. */
  readonly waitUntilMs: number;
};

export const EMPTY_PIN: PinEntry = { digits: '', waitUntilMs: 0 };
export const MIN_PIN = 4;
export const MAX_PIN = 8;

export function pressPin(entry: PinEntry, key: string): PinEntry {
  if (key === 'erase') return { ...entry, digits: entry.digits.slice(0, -1) };
  const fits = /^[0-9]$/.test(key) && entry.digits.length < MAX_PIN;
  return fits ? { ...entry, digits: entry.digits + key } : entry;
}

export const pinKeyOf = (key: string): string | null => {
  if (/^[0-9]$/.test(key)) return key;
  return key === 'Backspace' || key === 'Delete' ? 'erase' : null;
};

/** Digits that a PIN still lacks. */
export const missingDigits = ({ digits }: PinEntry): number => Math.max(0, MIN_PIN - digits.length);

/** Whole seconds, rounded up: "1" is said until it is over. */
export const secondsToWait = ({ waitUntilMs }: PinEntry, nowMs: number): number =>
  Math.max(0, Math.ceil((waitUntilMs - nowMs) / 1000));

export const canSendPin = (entry: PinEntry, nowMs: number): boolean =>
  isPin(entry.digits) && secondsToWait(entry, nowMs) === 0;

/** A refused PIN is gone from the screen; how long to wait comes with the refusal. */
export const afterRefusal = (params: Readonly<Record<string, string | number>>, nowMs: number): PinEntry => {
  const seconds = Number(params['seconds'] ?? 0);
  return { digits: '', waitUntilMs: seconds > 0 ? nowMs + seconds * 1000 : 0 };
};
