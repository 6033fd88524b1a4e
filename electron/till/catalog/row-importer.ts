import type { ProductRow } from '../../../db/catalog/products.ts';
import {
  type CategoryIndex,
  type DraftConflict,
  findConflict,
  outcomeOf,
  storedRow,
  writeDraft,
} from '../../../db/catalog/write-draft.ts';
import type { WritableDatabase } from '../../../db/handles.ts';
import type { CatalogField } from '../../../domain/catalog/fields.ts';
import {
  type FileReading,
  type ImportReport,
  MAX_LISTED_ISSUES,
  PREVIEW_ROWS,
  type RowIssue,
} from '../../../domain/catalog/report.ts';
import { type RowContext, type RowDraft, understandRow } from '../../../domain/catalog/row.ts';
import type { Ids } from '../../../domain/ports.ts';
import type { CsvRow } from './csv-rows.ts';
import { SeenLines } from './seen-lines.ts';
import type { Slices } from './slices.ts';

const CONFLICT_CODES: Readonly<Record<DraftConflict['kind'], string>> = {
  'code-taken': 'code_taken',
  'code-is-reference': 'code_is_reference',
  'reference-is-code': 'reference_is_code',
};

const listIssues = (list: RowIssue[], found: readonly RowIssue[]): void => {
  if (list.length < MAX_LISTED_ISSUES) list.push(...found);
};

/** What is wrong with a row as it meets the others. */
type Conflict = Omit<RowIssue, 'article'>;

const articleOf = (draft: RowDraft | null): string => draft?.name.slice(0, 60) ?? '';

/** Second pass: every row understood, checked against file and database, written, counted and reported. */
export class RowImporter {
  readonly #db: WritableDatabase;
  readonly #context: RowContext;
  readonly #categories: CategoryIndex;
  readonly #ids: Pick<Ids, 'uuid'>;
  readonly #isDryRun: boolean;
  readonly #references = new SeenLines();
  readonly #codes = new SeenLines();
  readonly #counts = { created: 0, updated: 0, unchanged: 0, refused: 0, warned: 0 };
  readonly #refusals: RowIssue[] = [];
  readonly #warnings: RowIssue[] = [];
  readonly #preview: (RowDraft & { readonly line: number })[] = [];

  constructor(
    db: WritableDatabase,
    context: RowContext,
    categories: CategoryIndex,
    ids: Pick<Ids, 'uuid'>,
    isDryRun: boolean,
  ) {
    this.#db = db;
    this.#context = context;
    this.#categories = categories;
    this.#ids = ids;
    this.#isDryRun = isDryRun;
  }

  get rows(): number {
    const { created, updated, unchanged, refused } = this.#counts;
    return created + updated + unchanged + refused;
  }

  /** Takes rows from `from` on until the slice is spent, at least one. Call in a transaction. Returns how many. */
  takeSlice(rows: readonly CsvRow[], from: number, slices: Slices): number {
    let next = from;
    do {
      const row = rows[next];
      if (row !== undefined) this.#take(row);
      next += 1;
    } while (next < rows.length && !slices.isSpent);
    return next - from;
  }

  #take({ cells, line }: CsvRow): void {
    const { draft, refusals, warnings } = understandRow(cells, line, this.#context);
    const stored = draft === null ? null : storedRow(this.#db, draft);
    const conflict = draft === null ? null : this.#conflictOf(draft, stored, line);
    listIssues(this.#refusals, conflict === null ? refusals : [{ ...conflict, article: articleOf(draft) }]);
    listIssues(this.#warnings, warnings);
    if (draft !== null && this.#preview.length < PREVIEW_ROWS) this.#preview.push({ line, ...draft });
    if (draft === null || conflict !== null) {
      this.#counts.refused += 1;
      return;
    }
    if (warnings.length > 0) this.#counts.warned += 1;
    this.#references.add(draft.reference, line);
    for (const { code } of draft.codes) this.#codes.add(code, line);
    const outcome = this.#isDryRun
      ? outcomeOf(this.#db, draft, stored, this.#categories)
      : writeDraft(this.#db, draft, stored, this.#categories, this.#ids);
    this.#counts[outcome] += 1;
  }

  #issue(line: number, field: CatalogField, code: string, value: string, params: RowIssue['params']): Conflict {
    const { columns, header } = this.#context.plan;
    const index = columns[field] ?? columns.code ?? columns.reference;
    return {
      line,
      column: index === undefined ? null : (header[index] ?? null),
      value,
      code,
      params: { value, ...params },
    };
  }

  /** A reference or code that another row of the file or another product already has. */
  #conflictOf(draft: RowDraft, row: ProductRow | null, line: number): Conflict | null {
    const { reference, codes } = draft;
    const firstLine = this.#references.lineOf(reference);
    if (firstLine !== null) return this.#issue(line, 'reference', 'reference_twice', reference, { firstLine });
    for (const { code } of codes) {
      const codeLine = this.#codes.lineOf(code) ?? (code === reference ? null : this.#references.lineOf(code));
      if (codeLine !== null) return this.#issue(line, 'code', 'code_twice', code, { firstLine: codeLine });
    }
    const asCode = this.#codes.lineOf(reference);
    if (asCode !== null) return this.#issue(line, 'reference', 'code_twice', reference, { firstLine: asCode });
    const stored = findConflict(this.#db, draft, row);
    if (stored === null) return null;
    const field = stored.kind === 'reference-is-code' ? 'reference' : 'code';
    return this.#issue(line, field, CONFLICT_CODES[stored.kind], stored.code, { owner: stored.owner });
  }

  report(file: FileReading): ImportReport {
    return {
      isDryRun: this.#isDryRun,
      file,
      rows: this.rows,
      ...this.#counts,
      refusals: this.#refusals,
      warnings: this.#warnings,
      preview: this.#preview,
    };
  }
}
