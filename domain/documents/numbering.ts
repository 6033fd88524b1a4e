import type { Result } from '../result.ts';
import { ok, refuse } from '../result.ts';

/** Kind of document a series holds; each kind numbers apart (SPEC.md 8.3). S: facturas simplificadas, F: completas. */
export type SeriesKind = 'S' | 'F';

export type SeriesParts = {
  readonly shopCode: string;
  readonly tillCode: string;
  readonly kind: SeriesKind;
  /** Null for the first installation of a till; later ones (restore, copied disk) number in a series of their own. */
  readonly installationSuffix: string | null;
  /** Local calendar year of issue; its last two digits are in the code. */
  readonly year: number;
};

export type ParsedNumber = { readonly series: string; readonly sequence: number };

const CODE = /^[A-Z0-9]{1,4}$/;
const SUFFIX = /^[A-Z0-9]{1,8}$/;
const NUMBER = /^([A-Z0-9]{3,17}-\d{2})-(0\d{5}|[1-9]\d{5,8})$/;

/** Bound of a sequence: with nine digits the longest number has 30 characters, AEAT takes 60 (SPEC.md 5.1). */
export const MAX_SEQUENCE = 999_999_999;

/** Shop code as a person types it, at configuration time. Refuses `shop_code_invalid` {code}. */
export const checkShopCode = (code: string): Result<string> =>
  CODE.test(code) ? ok(code) : refuse('shop_code_invalid', { code });

/** Till code as a person types it, at configuration time. Refuses `till_code_invalid` {code}. */
export const checkTillCode = (code: string): Result<string> =>
  CODE.test(code) ? ok(code) : refuse('till_code_invalid', { code });

/**
 * `01T01S-26`, or `01T01SX7KQ2-26` for a later installation (DESIGN section 5). AEAT keys by issuer, number and date,
 * so no two tills may share a series: the shop code, the till code and the kind are written without separators, and
 * central refuses a till whose series another one holds ("1"+"2T1" reads as "12"+"T1").
 * @throws RangeError for parts that were not checked before.
 */
export function seriesCode(parts: SeriesParts): string {
  const { shopCode, tillCode, kind, installationSuffix, year } = parts;
  if (!CODE.test(shopCode) || !CODE.test(tillCode)) {
    throw new RangeError(`series of unchecked codes: ${shopCode} ${tillCode}`);
  }
  if (installationSuffix !== null && !SUFFIX.test(installationSuffix)) {
    throw new RangeError(`installation suffix: ${installationSuffix}`);
  }
  if (!Number.isInteger(year) || year < 1970 || year > 9999) throw new RangeError(`year of a series: ${year}`);
  return `${shopCode}${tillCode}${kind}${installationSuffix ?? ''}-${String(year % 100).padStart(2, '0')}`;
}

/**
 * `01T01S-26-000001`: six digits, more when needed.
 * @throws RangeError for a sequence that is not an integer within 1..MAX_SEQUENCE.
 */
export function documentNumber(series: string, sequence: number): string {
  if (!Number.isInteger(sequence) || sequence < 1 || sequence > MAX_SEQUENCE) {
    throw new RangeError(`sequence of a document: ${sequence}`);
  }
  return `${series}-${String(sequence).padStart(6, '0')}`;
}

/** Series and sequence of a number of ours. Refuses `document_number_malformed` {number}. */
export function parseDocumentNumber(number: string): Result<ParsedNumber> {
  const [, series, sequence] = NUMBER.exec(number) ?? [];
  if (series === undefined || sequence === undefined || Number(sequence) === 0) {
    return refuse('document_number_malformed', { number });
  }
  return ok({ series, sequence: Number(sequence) });
}
