import type { Result } from '../result.ts';
import { ok, refuse } from '../result.ts';

/** NumSerieFactura: 1-60 characters, ASCII 32-126 without " ' < > = (SPEC.md 5.1). */
export const MAX_NUM_SERIE = 60;
const FORBIDDEN = /["'<>=]/;
const NOT_PRINTABLE_ASCII = /[^\x20-\x7e]/u;

/**
 * What AEAT accepts. Refuses `num_serie_length` {length, max}; `num_serie_character` {character, aeatCode}, where
 * aeatCode is 1287 for " ' < > = and 1130 for anything else out of the range.
 */
export function checkNumSerie(text: string): Result<string> {
  if (text.length === 0 || text.length > MAX_NUM_SERIE) {
    return refuse('num_serie_length', { length: text.length, max: MAX_NUM_SERIE });
  }
  const forbidden = FORBIDDEN.exec(text);
  if (forbidden !== null) return refuse('num_serie_character', { character: forbidden[0], aeatCode: '1287' });
  const strange = NOT_PRINTABLE_ASCII.exec(text);
  if (strange !== null) return refuse('num_serie_character', { character: strange[0], aeatCode: '1130' });
  return ok(text);
}

/**
 * What we issue: as checkNumSerie and without spaces at the ends, because those are hashed away but stay in XML and QR.
 * Refuses also `num_serie_outer_space`.
 */
export function checkOwnNumSerie(text: string): Result<string> {
  const accepted = checkNumSerie(text);
  if (!accepted.ok) return accepted;
  return text.startsWith(' ') || text.endsWith(' ') ? refuse('num_serie_outer_space') : accepted;
}
