import type { FieldMapping } from '../../../domain/catalog/header.ts';
import { type ColumnPlan, planColumns } from '../../../domain/catalog/header.ts';
import { type DecimalMark, decimalMarkOf, noEvidence, weighNumber } from '../../../domain/catalog/numbers.ts';
import { type CodeEvidence, noCodeEvidence, weighCode } from '../../../domain/catalog/read-codes.ts';
import type { FileReading } from '../../../domain/catalog/report.ts';
import { detectSeparator } from '../../../domain/catalog/separator.ts';
import { ok, type Result, refuse } from '../../../domain/result.ts';
import { type CsvFile, readRows } from './csv-rows.ts';
import { type CatalogSource, collectPieces, detectEncoding, sampleText } from './file-text.ts';
import type { Slices } from './slices.ts';

/** What the first pass over the file finds out; the second reads the rows with it. */
export type AnalysedFile = {
  readonly csv: CsvFile;
  readonly plan: ColumnPlan;
  readonly codeEvidence: CodeEvidence;
  readonly reading: FileReading;
  readonly totalBytes: number;
};

export type AnalyseOptions = {
  readonly mapping: FieldMapping;
  /** Said by a person for prices that prove no mark. */
  readonly decimalMark: DecimalMark | null;
};

/**
 * First pass: encoding, separator, columns, and over all rows which decimal mark the prices prove and whether short codes
 * are EAN that lost zeros. Refuses everything that concerns the file as a whole, before anything is written.
 */
export async function analyseFile(
  source: CatalogSource,
  { mapping, decimalMark }: AnalyseOptions,
  slices: Slices,
): Promise<Result<AnalysedFile>> {
  const pieces = await collectPieces(source);
  if (!pieces.ok) return pieces;
  const encoding = await detectEncoding(pieces.value, slices);
  if (!encoding.ok) return encoding;
  const sample = sampleText(pieces.value, encoding.value);
  const separator = detectSeparator(sample.text, sample.isWhole);
  const csv: CsvFile = { pieces: pieces.value, encoding: encoding.value, separator };

  let plan: Result<ColumnPlan> | null = null;
  let rows = 0;
  const evidence = noEvidence();
  const codeEvidence = noCodeEvidence();
  const read = await readRows(
    csv,
    slices,
    ({ cells }) => {
      if (plan === null) {
        plan = planColumns(cells, mapping);
        return;
      }
      if (!plan.ok) return;
      rows += 1;
      const { price, code } = plan.value.columns;
      weighNumber(evidence, (price === undefined ? undefined : cells[price]) ?? '');
      if (code !== undefined) weighCode(codeEvidence, cells[code] ?? '');
    },
    async () => plan?.ok !== false,
  );
  const planned = plan as Result<ColumnPlan> | null;
  if (planned?.ok === false) return planned;
  if (!read.ok) return read;
  if (planned === null) return refuse('catalog_empty', {});
  if (rows === 0) return refuse('catalog_only_header', {});
  const { columns, header, unused } = planned.value;
  const named = Object.entries(columns).map(([field, index]) => [field, header[index] ?? '']);
  return ok({
    csv,
    plan: planned.value,
    codeEvidence,
    totalBytes: pieces.value.reduce((sum, piece) => sum + piece.byteLength, 0),
    reading: {
      encoding: encoding.value,
      separator,
      header,
      mapping: Object.fromEntries(named),
      unusedColumns: unused,
      decimalMark: decimalMark ?? decimalMarkOf(evidence),
      ambiguousPrices: evidence.ambiguous,
    },
  });
}
