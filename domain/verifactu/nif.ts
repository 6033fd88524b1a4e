import type { Result } from '../result.ts';
import { ok, refuse } from '../result.ts';

/**
 * Spanish tax numbers (NIF): 9 characters with a control character (Orden EHA/451/2008, RD 1065/2007). Natural persons:
 * DNI, NIE (X, Y, Z) and K, L, M; entities: a letter, seven digits and a digit or letter by legal form.
 */
const PERSON_LETTERS = 'TRWAGMYFPDXBNJZSQVHLCKE';
const ENTITY_LETTERS = 'JABCDEFGHI';
const DNI = /^\d{8}[A-Z]$/;
const NIE = /^[XYZ]\d{7}[A-Z]$/;
const SPECIAL = /^[KLM]\d{7}[A-Z]$/;
const ENTITY = /^[ABCDEFGHJNPQRSUVW]\d{7}[0-9A-J]$/;
/** Legal forms whose control is always a letter, always a digit; the others occur with both. */
const LETTER_ONLY = 'NPQRSW';
const DIGIT_ONLY = 'ABEH';
const NIE_DIGIT: Readonly<Record<string, string>> = { X: '0', Y: '1', Z: '2' };

const personLetter = (digits: string): string | undefined => PERSON_LETTERS[Number(digits) % 23];

function entityControl(digits: string): number {
  let sum = 0;
  for (const [index, character] of [...digits].entries()) {
    const digit = Number(character);
    // Positions count from 1: the odd ones are doubled and their digits added.
    const term = index % 2 === 0 ? digit * 2 : digit;
    sum += Math.trunc(term / 10) + (term % 10);
  }
  return (10 - (sum % 10)) % 10;
}

function isValidEntity(nif: string): boolean {
  const form = nif.charAt(0);
  const control = nif.charAt(8);
  const expected = entityControl(nif.slice(1, 8));
  const byDigit = control === String(expected);
  const byLetter = control === ENTITY_LETTERS.charAt(expected);
  if (LETTER_ONLY.includes(form)) return byLetter;
  return DIGIT_ONLY.includes(form) ? byDigit : byDigit || byLetter;
}

/** Whether `nif`, upper case and without separators, has the right form and control character. */
export function isValidNif(nif: string): boolean {
  if (DNI.test(nif)) return nif.charAt(8) === personLetter(nif.slice(0, 8));
  if (NIE.test(nif)) return nif.charAt(8) === personLetter(`${NIE_DIGIT[nif.charAt(0)]}${nif.slice(1, 8)}`);
  if (SPECIAL.test(nif)) return nif.charAt(8) === personLetter(nif.slice(1, 8));
  return ENTITY.test(nif) && isValidEntity(nif);
}

/**
 * A NIF as people type it ("b-72877814", "es B72877814", "12345678 z"), normalised to 9 characters: separators and the
 * VAT prefix ES go, a DNI gets its leading zeros. Refuses `nif_invalid` {nif}.
 */
export function parseNif(typed: string): Result<string> {
  const compact = typed.toUpperCase().replace(/[\s.\-/]/g, '');
  const bare = compact.length === 11 && compact.startsWith('ES') ? compact.slice(2) : compact;
  const nif = /^\d{1,8}[A-Z]$/.test(bare) ? bare.padStart(9, '0') : bare;
  return isValidNif(nif) ? ok(nif) : refuse('nif_invalid', { nif: typed });
}
