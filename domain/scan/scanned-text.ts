import type { Milli } from '../money.ts';
import { milli } from '../money.ts';

/** What a scanner read or a person typed as a code. */
export type ScannedText = {
  /** As a catalogue may hold it: without spaces around it and without the scanner's mark of the symbology. */
  readonly code: string;
  /** Of `3*CODE`; null when none was typed. */
  readonly quantityMilli: Milli | null;
};

/**
 * AIM symbology identifier (ISO/IEC 15424), sent in front by scanners that are set to: `]E0` for EAN-13. No catalogue
 * has codes that begin like this.
 */
const SYMBOLOGY = /^\][A-Za-z]\d/;
/** At most six digits before the mark, which is MAX_MILLI: a product code in front of `*` is no quantity. */
const WITH_QUANTITY = /^(\d{1,6})(?:[.,](\d{1,3}))?\s*\*(.*)$/su;

const bare = (code: string): string => code.trim().replace(SYMBOLOGY, '').trim();

/**
 * `8410...`, `3*8410...`, `0,250*8410...` (comma or point), any of them with spaces and a symbology mark. A text that is
 * nothing but marks stays as it is: no product has it as a code.
 */
export function readScannedText(text: string): ScannedText {
  const typed = bare(text);
  const [, whole, fraction = '', rest = ''] = WITH_QUANTITY.exec(typed) ?? [];
  const code = bare(rest);
  if (whole === undefined || code === '') return { code: typed === '' ? text.trim() : typed, quantityMilli: null };
  return { code, quantityMilli: milli(Number(whole) * 1000 + Number(fraction.padEnd(3, '0'))) };
}
