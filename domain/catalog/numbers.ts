import { ok, type Result, refuse } from '../result.ts';

/** Numbers as spreadsheets and people in Spain write them: 1.234,56 1,234.56 1234,5 12 12,50 € 1 234,56. */
export type DecimalMark = ',' | '.';

type NumberShape =
  /** `mark`: the decimal mark that this number proves to be in use, null when it proves none. */
  | {
      readonly kind: 'clear';
      readonly isNegative: boolean;
      readonly whole: string;
      readonly fraction: string;
      readonly mark: DecimalMark | null;
    }
  /** One mark with three digits behind it: thousands or thousandths, 1000 times apart. */
  | {
      readonly kind: 'ambiguous';
      readonly isNegative: boolean;
      readonly whole: string;
      readonly after: string;
      readonly mark: DecimalMark;
    }
  | { readonly kind: 'malformed' };

const MALFORMED: NumberShape = { kind: 'malformed' };
const CURRENCY = /^(?:€|eur|euros?)|(?:€|eur|euros?)$/gi;
const COMMA_DECIMAL = /^(\d{1,3}(?:\.\d{3})+),(\d+)$/;
const POINT_DECIMAL = /^(\d{1,3}(?:,\d{3})+)\.(\d+)$/;
const GROUPS_OF_POINTS = /^\d{1,3}(?:\.\d{3}){2,}$/;
const GROUPS_OF_COMMAS = /^\d{1,3}(?:,\d{3}){2,}$/;
const ONE_MARK = /^(\d*)([.,])(\d*)$/;
const SPACED_GROUPS = /^\d{1,3}(?:\s\d{3})+(?=[.,]|$)/;

function withoutDecoration(text: string): { readonly isNegative: boolean; readonly body: string } {
  let body = text.trim().replace(CURRENCY, '').trim();
  const isNegative = body.startsWith('-') || body.endsWith('-');
  if (isNegative) body = body.replace(/^-|-$/, '').trim().replace(CURRENCY, '').trim();
  else if (body.startsWith('+')) body = body.slice(1).trim();
  const spaced = SPACED_GROUPS.exec(body);
  if (spaced !== null) body = spaced[0].replace(/\s/g, '') + body.slice(spaced[0].length);
  return { isNegative, body };
}

const other = (mark: DecimalMark): DecimalMark => (mark === ',' ? '.' : ',');
const digitsOf = (text: string): string => text.replace(/\D/g, '');

function shapeOf(text: string): NumberShape {
  const { isNegative, body } = withoutDecoration(text);
  if (/^\d+$/.test(body)) return { kind: 'clear', isNegative, whole: body, fraction: '', mark: null };
  const grouped = COMMA_DECIMAL.exec(body) ?? POINT_DECIMAL.exec(body);
  if (grouped !== null) {
    const [, whole = '', fraction = ''] = grouped;
    const mark = body.charAt(whole.length) as DecimalMark;
    return { kind: 'clear', isNegative, whole: digitsOf(whole), fraction, mark };
  }
  if (GROUPS_OF_POINTS.test(body)) return { kind: 'clear', isNegative, whole: digitsOf(body), fraction: '', mark: ',' };
  if (GROUPS_OF_COMMAS.test(body)) return { kind: 'clear', isNegative, whole: digitsOf(body), fraction: '', mark: '.' };
  const single = ONE_MARK.exec(body);
  if (single === null) return MALFORMED;
  const [, whole = '', mark, after = ''] = single as unknown as [string, string, DecimalMark, string];
  if (whole === '' && after === '') return MALFORMED;
  if (after.length === 3 && /^[1-9]\d{0,2}$/.test(whole)) return { kind: 'ambiguous', isNegative, whole, after, mark };
  return { kind: 'clear', isNegative, whole: whole === '' ? '0' : whole, fraction: after, mark };
}

/** What the numbers of one column prove about its decimal mark. */
export type NumberEvidence = { comma: number; point: number; ambiguous: number };

export const noEvidence = (): NumberEvidence => ({ comma: 0, point: 0, ambiguous: 0 });

/** Adds what `text` proves to `evidence` (changed in place: a column has 100,000 cells). */
export function weighNumber(evidence: NumberEvidence, text: string): void {
  const shape = shapeOf(text);
  if (shape.kind === 'ambiguous') evidence.ambiguous += 1;
  else if (shape.kind === 'clear' && shape.mark === ',') evidence.comma += 1;
  else if (shape.kind === 'clear' && shape.mark === '.') evidence.point += 1;
}

/** The column's decimal mark; null when nothing proves one or when both are proved. */
export function decimalMarkOf({ comma, point }: NumberEvidence): DecimalMark | null {
  if (comma > 0 && point === 0) return ',';
  if (point > 0 && comma === 0) return '.';
  return null;
}

export type ScaledNumber = {
  /** round(number x 10^decimals), half away from zero. */
  readonly scaled: number;
  /** False when digits were rounded away. */
  readonly isExact: boolean;
};

const MAX_DIGITS = 12;

/**
 * Reads a number at `decimals` places. `mark` decides only numbers that can be read two ways; one that shows its mark is
 * read by itself. Refuses `number_malformed` {value}, `number_ambiguous` {value}, `number_too_large` {value}.
 */
export function readNumber(text: string, decimals: number, mark: DecimalMark | null): Result<ScaledNumber> {
  const shape = shapeOf(text);
  const value = text.trim().slice(0, 40);
  if (shape.kind === 'malformed') return refuse('number_malformed', { value });
  let { whole } = shape;
  let fraction = shape.kind === 'clear' ? shape.fraction : '';
  if (shape.kind === 'ambiguous') {
    if (mark === null) return refuse('number_ambiguous', { value, mark: shape.mark, otherMark: other(shape.mark) });
    if (mark === shape.mark) fraction = shape.after;
    else whole += shape.after;
  }
  whole = whole.replace(/^0+(?=\d)/, '');
  if (whole.length > MAX_DIGITS) return refuse('number_too_large', { value });
  const kept = fraction.slice(0, decimals).padEnd(decimals, '0');
  const dropped = fraction.slice(decimals);
  const magnitude = Number(whole + kept) + (dropped.charCodeAt(0) >= 53 ? 1 : 0);
  return ok({ scaled: shape.isNegative && magnitude !== 0 ? -magnitude : magnitude, isExact: /^0*$/.test(dropped) });
}
