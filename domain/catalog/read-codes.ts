import { hasValidCheckDigit, isGtin, MAX_CODE_LENGTH } from './codes.ts';
import type { CellIssue } from './report.ts';
import type { ProductCode } from './types.ts';

/** Lengths that an EAN-8 or EAN-13 has after a spreadsheet dropped its zeros; 12 is also a whole UPC. */
const SHORTENED: Readonly<Record<number, number>> = { 7: 8, 11: 13 };

/** Per shortened length, how many codes of the column there are and how many a check digit proves. */
export type CodeEvidence = Map<number, { seen: number; proved: number }>;

export const noCodeEvidence = (): CodeEvidence => new Map();

export function weighCode(evidence: CodeEvidence, cell: string): void {
  const code = cell.trim();
  if (SHORTENED[code.length] === undefined || !/^\d+$/.test(code)) return;
  const entry = evidence.get(code.length) ?? { seen: 0, proved: 0 };
  entry.seen += 1;
  if (hasValidCheckDigit(code)) entry.proved += 1;
  evidence.set(code.length, entry);
}

/**
 * One in ten numbers has a right check digit by chance: a column where 7-digit codes mostly fail holds the shop's own
 * numbers, not EAN-8 that lost a zero.
 */
function isShortenedColumn(evidence: CodeEvidence, length: number): boolean {
  const entry = evidence.get(length);
  return entry !== undefined && entry.proved * 10 >= entry.seen * 9;
}

const SCIENTIFIC = /^\d+(?:[.,]\d+)?\s*e\s*\+?\s*\d+$/i;
/** 8,4E+12 written out again. A real code ends in so many zeros once in ten million. */
const SCIENTIFIC_EXPANDED = /^\d{1,6}0{7,}$/;
const AS_FORMULA = /^="([^"]*)"$/;
const WITH_DECIMALS = /^(\d+)[.,]0+$/;
const GROUPED = /^\d{1,3}(?:[.,\s]\d{3})+$/;
const BETWEEN_CODES = /[|;,/\s]+/;
const CONTROL = /\p{Cc}/u;

export const isScientific = (text: string): boolean => SCIENTIFIC.test(text.trim());

/** The text of a cell that a spreadsheet was told to keep as text: 'x and ="x". */
export function unwrapCell(text: string): string {
  const trimmed = text.trim();
  if (trimmed.startsWith("'")) return trimmed.slice(1).trim();
  return AS_FORMULA.exec(trimmed)?.[1]?.trim() ?? trimmed;
}

type CodeReading = { readonly code: ProductCode | null; readonly issue: CellIssue | null };

const issue = (code: string, value: string, isRefusal: boolean, params: CellIssue['params'] = {}): CellIssue => ({
  code,
  params: { value, ...params },
  value,
  isRefusal,
});

const readAs = (code: string, kind: ProductCode['kind'], found: CellIssue | null = null): CodeReading => ({
  code: { code, kind },
  issue: found,
});

function readDigits(digits: string, evidence: CodeEvidence): CodeReading {
  if (digits.length >= 12 && SCIENTIFIC_EXPANDED.test(digits)) {
    return { code: null, issue: issue('code_scientific', digits, true) };
  }
  if (isGtin(digits)) {
    if (digits.length === 12) {
      return readAs(`0${digits}`, 'ean', issue('code_zero_restored', digits, false, { restored: `0${digits}` }));
    }
    return readAs(digits.length === 14 && digits.startsWith('0') ? digits.slice(1) : digits, 'ean');
  }
  const whole = SHORTENED[digits.length];
  if (whole !== undefined && hasValidCheckDigit(digits) && isShortenedColumn(evidence, digits.length)) {
    const restored = digits.padStart(whole, '0');
    return readAs(restored, 'ean', issue('code_zero_restored', digits, false, { restored }));
  }
  if ([8, 12, 13, 14].includes(digits.length)) {
    return readAs(digits, 'other', issue('code_check_digit', digits, false));
  }
  return readAs(digits, digits.length <= 6 ? 'short' : 'other');
}

/** `digits` was written as a number with decimals or thousands: only a check digit proves that it is a whole code. */
function readReformatted(digits: string, original: string, evidence: CodeEvidence): CodeReading {
  if (!isGtin(digits)) return { code: null, issue: issue('code_damaged', original, true) };
  const reading = readDigits(digits, evidence);
  if (reading.code === null) return reading;
  return { code: reading.code, issue: issue('code_reformatted', original, false, { restored: reading.code.code }) };
}

function readOne(text: string, evidence: CodeEvidence): CodeReading {
  if (/^\d+$/.test(text) && text.length <= MAX_CODE_LENGTH) return readDigits(text, evidence);
  const value = text.slice(0, 60);
  if (text.length > MAX_CODE_LENGTH || CONTROL.test(text))
    return { code: null, issue: issue('code_malformed', value, true) };
  if (/^[=#]/.test(text)) return { code: null, issue: issue('cell_formula', value, true) };
  return readAs(text, 'other');
}

/**
 * Codes of a cell (several may stand side by side) with what a spreadsheet did to them. Refusals: `code_scientific`,
 * `code_damaged`, `code_malformed`, `cell_formula`. Warnings: `code_zero_restored` {restored}, `code_reformatted`
 * {restored}, `code_check_digit`.
 */
export function readCodes(
  cell: string,
  evidence: CodeEvidence,
): { readonly codes: ProductCode[]; readonly issues: CellIssue[] } {
  const text = unwrapCell(cell);
  if (text === '') return { codes: [], issues: [] };
  if (isScientific(text)) return { codes: [], issues: [issue('code_scientific', text.slice(0, 60), true)] };
  const decimals = WITH_DECIMALS.exec(text)?.[1];
  const reformatted = decimals ?? (GROUPED.test(text) ? text.replace(/\D/g, '') : undefined);
  const readings =
    reformatted !== undefined
      ? [readReformatted(reformatted, text.slice(0, 60), evidence)]
      : text
          .split(BETWEEN_CODES)
          .filter((part) => part !== '')
          .map((part) => readOne(unwrapCell(part), evidence));
  const codes = new Map<string, ProductCode>();
  for (const { code } of readings) if (code !== null) codes.set(code.code, code);
  return { codes: [...codes.values()], issues: readings.flatMap((reading) => reading.issue ?? []) };
}
