import { parseNif } from '../verifactu/nif.ts';

/** A NIF while somebody types it: what is wrong, so that a screen can say it in words. */
export type NifReading =
  | { readonly state: 'empty' }
  /** So far it can become one. */
  | { readonly state: 'incomplete'; readonly missing: number }
  | { readonly state: 'good'; readonly nif: string }
  /**
   * `form`: no Spanish NIF looks like that; `long`: more than nine characters; `control`: the last character does not
   * belong to the others. Which one would be right is not said: the wrong one may be a digit.
   */
  | { readonly state: 'wrong'; readonly why: 'form' | 'long' | 'control' };

const LENGTH = 9;
/** Beginnings of DNI, NIE, special persons and entities. */
const BEGINNING = /^(?:\d{1,8}|[XYZKLM]\d{0,7}|[ABCDEFGHJNPQRSUVW]\d{0,7})$/;
const FORM = /^(?:\d{8}[A-Z]|[XYZKLM]\d{7}[A-Z]|[ABCDEFGHJNPQRSUVW]\d{7}[0-9A-J])$/;

export function readNif(typed: string): NifReading {
  const compact = typed.toUpperCase().replace(/[\s.\-/]/g, '');
  if (compact === '') return { state: 'empty' };
  const parsed = parseNif(typed);
  if (parsed.ok) return { state: 'good', nif: parsed.value };
  const bare = /^ES[0-9A-Z]/.test(compact) ? compact.slice(2) : compact;
  if (bare.length > LENGTH) return { state: 'wrong', why: 'long' };
  if (bare.length === LENGTH) return { state: 'wrong', why: FORM.test(bare) ? 'control' : 'form' };
  if (bare === 'E' || bare === 'ES' || BEGINNING.test(bare)) {
    return { state: 'incomplete', missing: LENGTH - bare.length };
  }
  // "1234567Z": a DNI without its leading zeros and with a letter that does not belong.
  return { state: 'wrong', why: /^\d{1,8}[A-Z]$/.test(bare) ? 'control' : 'form' };
}
