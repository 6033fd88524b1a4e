/**
 * GTIN check digit (GS1 General Specifications 7.9): weights 3 and 1 from the right, over 8, 12, 13 or 14 digits.
 * Zeros in front change nothing, so one rule serves every length.
 */
export function hasValidCheckDigit(digits: string): boolean {
  if (!/^\d+$/.test(digits)) return false;
  let sum = 0;
  for (let index = digits.length - 1, weight = 1; index >= 0; index -= 1, weight = 4 - weight) {
    sum += (digits.charCodeAt(index) - 48) * weight;
  }
  return sum % 10 === 0;
}

const GTIN_LENGTHS: readonly number[] = [8, 12, 13, 14];

export const isGtin = (code: string): boolean => GTIN_LENGTHS.includes(code.length) && hasValidCheckDigit(code);

/**
 * Other spellings of the same GTIN, without `code` itself: UPC-A is an EAN-13 with a zero in front, and EAN-13 a GTIN-14
 * with one. Nothing for anything else: an unknown code never becomes a neighbour.
 */
export function zeroVariants(code: string): string[] {
  if (!isGtin(code) || code.length === 8) return [];
  const significant = code.replace(/^0+/, '');
  return [12, 13, 14]
    .filter((length) => length !== code.length && length >= significant.length)
    .map((length) => significant.padStart(length, '0'));
}

/** Scanners and keyboards may add spaces around a code; nothing inside it is touched. */
export const trimCode = (code: string): string => code.trim();

export const MAX_CODE_LENGTH = 48;
