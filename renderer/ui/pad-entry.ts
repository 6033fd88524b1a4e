import type { PadKey } from './pad-key.ts';

/** What a person has typed on a pad, as text: "12,5". Pure, so that keyboard and pad do the same. */
export type PadEntry = { readonly text: string };
export const EMPTY_ENTRY: PadEntry = { text: '' };

export type PadFormat = {
  /** Digits after the comma: 2 for money, 3 for weights, 0 for pieces. */
  readonly decimals: 0 | 2 | 3;
  /** Digits before it. */
  readonly whole: number;
};
export const MONEY_PAD: PadFormat = { decimals: 2, whole: 6 };
export const WEIGHT_PAD: PadFormat = { decimals: 3, whole: 4 };
export const COUNT_PAD: PadFormat = { decimals: 0, whole: 5 };
export const PERCENT_PAD: PadFormat = { decimals: 2, whole: 3 };

/** A key that does not fit is ignored: the number in view is always one that can be meant. */
export function pressPad(entry: PadEntry, key: PadKey, format: PadFormat): PadEntry {
  if (key === 'erase') return { text: entry.text.slice(0, -1) };
  if (key === ',') {
    const canTake = format.decimals > 0 && !entry.text.includes(',');
    return canTake ? { text: `${entry.text === '' ? '0' : entry.text},` } : entry;
  }
  if (key === '00') return pressPad(pressPad(entry, '0', format), '0', format);
  const [whole = '', decimals] = entry.text.split(',');
  if (decimals !== undefined) return decimals.length < format.decimals ? { text: entry.text + key } : entry;
  if (whole === '0') return { text: key };
  return whole.length < format.whole ? { text: entry.text + key } : entry;
}

/** In units of the last decimal: "12,5" with 2 decimals is 1250; null when nothing was typed. Exact: no float. */
export function padValue({ text }: PadEntry, { decimals }: PadFormat): number | null {
  if (text === '') return null;
  const [whole = '0', fraction = ''] = text.split(',');
  return Number(whole + fraction.padEnd(decimals, '0'));
}

/** The key of the pad that a keyboard's key stands for; null when it is none. */
export function padKeyOf(key: string): PadKey | null {
  if (/^[0-9]$/.test(key)) return key as PadKey;
  if (key === ',' || key === '.' || key === 'Decimal') return ',';
  return key === 'Backspace' || key === 'Delete' ? 'erase' : null;
}
