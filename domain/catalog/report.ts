import type { RefusalParams } from '../result.ts';
import { type Language, refusalText } from '../texts/index.ts';
import type { CatalogField } from './fields.ts';
import type { DecimalMark } from './numbers.ts';
import type { RowDraft } from './row.ts';

/** Something to say about one cell. The sentence is `error.<code>` of the text catalogue filled with `params`. */
export type CellIssue = {
  readonly code: string;
  readonly params: RefusalParams;
  /** The cell as it stands in the file, cut to 60 characters. */
  readonly value: string;
  /** The row is not imported. Otherwise a warning: it was, and this is how it was understood. */
  readonly isRefusal: boolean;
};

export type RowIssue = Omit<CellIssue, 'isRefusal'> & {
  /** 1 is the first line of the file; a row over several lines counts by its first. */
  readonly line: number;
  /** Name of the column in the file, null when the whole row is meant. */
  readonly column: string | null;
  /** Name of the article as it stands in the row, cut to 60 characters; '' when there is none to tell. */
  readonly article: string;
};

export type FileReading = {
  readonly encoding: 'utf-8' | 'windows-1252' | 'utf-16le' | 'utf-16be';
  readonly separator: ';' | ',' | '\t';
  readonly header: readonly string[];
  /** Field -> column name. */
  readonly mapping: Readonly<Partial<Record<CatalogField, string>>>;
  readonly unusedColumns: readonly string[];
  /** Decimal mark of the prices; null when no price shows one, or when they contradict each other. */
  readonly decimalMark: DecimalMark | null;
  /** Prices that could be thousands or thousandths; refused when decimalMark is null. */
  readonly ambiguousPrices: number;
};

export type ImportReport = {
  readonly isDryRun: boolean;
  readonly file: FileReading;
  /** Rows with content, without the header. rows = created + updated + unchanged + refused. */
  readonly rows: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly refused: number;
  readonly warned: number;
  /** Every fault of the refused rows, in file order; the list ends at MAX_LISTED_ISSUES, the counts do not. */
  readonly refusals: readonly RowIssue[];
  readonly warnings: readonly RowIssue[];
  /** First rows as understood. */
  readonly preview: readonly (RowDraft & { readonly line: number })[];
};

export const MAX_LISTED_ISSUES = 10_000;
export const PREVIEW_ROWS = 10;

/** The sentence for a person; where it happened (line, column) is not part of it. */
export const issueText = (language: Language, { code, params }: RowIssue): string =>
  refusalText(language, { code, params, retryable: false });
