import { CategoryIndex } from '../../../db/catalog/write-draft.ts';
import { storageRefusal } from '../../../db/errors.ts';
import { transact, type WritableDatabase } from '../../../db/handles.ts';
import { writeSetting } from '../../../db/settings.ts';
import type { FieldMapping } from '../../../domain/catalog/header.ts';
import type { DecimalMark } from '../../../domain/catalog/numbers.ts';
import type { ImportReport } from '../../../domain/catalog/report.ts';
import type { RowContext } from '../../../domain/catalog/row.ts';
import type { Clock, Ids } from '../../../domain/ports.ts';
import { ok, type Result, refuse } from '../../../domain/result.ts';
import type { TaxArea } from '../../../domain/tax/types.ts';
import { type AnalysedFile, analyseFile } from './analyse-file.ts';
import { type CsvRow, readRows } from './csv-rows.ts';
import type { CatalogSource } from './file-text.ts';
import { RowImporter } from './row-importer.ts';
import { Slices } from './slices.ts';
import { Upkeep } from './upkeep.ts';

export type ImportProgress = { readonly bytesRead: number; readonly totalBytes: number; readonly rows: number };

export type ImportOptions = {
  readonly area: TaxArea;
  /** Local day whose tax rates count, YYYY-MM-DD. */
  readonly dateIso: string;
  readonly clock: Clock;
  readonly ids: Pick<Ids, 'uuid'>;
  /** Columns that the names do not tell. */
  readonly mapping?: FieldMapping;
  /** For prices such as 1.234 in a file where no other price shows its decimal mark. */
  readonly decimalMark?: DecimalMark;
  /** Understands and checks every row, writes nothing: the preview. */
  readonly dryRun?: boolean;
  readonly onProgress?: (progress: ImportProgress) => void;
};

/** Counts of the last import and its time (epoch milliseconds). */
export const LAST_IMPORT_SETTING = 'catalog.last-import';

const running = new WeakSet<WritableDatabase>();

/**
 * Imports a catalogue file, or shows what importing would do. Works in slices with a short transaction each, so that the
 * same thread goes on selling. A row is written whole or not at all; a row that is known by its reference is updated;
 * nothing is ever deleted. Rows written before a fault of the disk stay, and importing the file again completes it.
 * Refuses the file as a whole: `catalog_import_running`, `catalog_*` of analyseFile, storage codes (`disk_full`...).
 */
export async function importCatalog(
  db: WritableDatabase,
  source: CatalogSource,
  options: ImportOptions,
): Promise<Result<ImportReport>> {
  if (running.has(db)) return refuse('catalog_import_running', {}, true);
  running.add(db);
  try {
    const slices = new Slices(options.clock);
    const { mapping = {}, decimalMark = null } = options;
    const analysed = await analyseFile(source, { mapping, decimalMark }, slices);
    return analysed.ok ? ok(await importRows(db, analysed.value, options, slices)) : analysed;
  } catch (error) {
    const refused = storageRefusal(error, db.name);
    if (refused === null) throw error;
    return refused;
  } finally {
    running.delete(db);
  }
}

async function importRows(
  db: WritableDatabase,
  file: AnalysedFile,
  options: ImportOptions,
  slices: Slices,
): Promise<ImportReport> {
  const context: RowContext = {
    plan: file.plan,
    separator: file.csv.separator,
    decimalMark: file.reading.decimalMark,
    codeEvidence: file.codeEvidence,
    area: options.area,
    dateIso: options.dateIso,
  };
  const isDryRun = options.dryRun === true;
  const importer = new RowImporter(db, context, new CategoryIndex(db), options.ids, isDryRun);
  const upkeep = isDryRun ? null : new Upkeep(db, options.clock);
  const waiting: CsvRow[] = [];
  let isHeader = true;
  const work = async (bytesRead: number): Promise<boolean> => {
    for (let done = 0; done < waiting.length; ) {
      const from = done;
      const take = () => importer.takeSlice(waiting, from, slices);
      // A preview reads in a transaction too: one lock for a slice instead of one for each look-up.
      done += upkeep === null ? transact(db, take) : upkeep.write(take);
      await slices.rest();
      if (upkeep !== null) await upkeep.afterSlice(slices);
    }
    waiting.length = 0;
    options.onProgress?.({ bytesRead, totalBytes: file.totalBytes, rows: importer.rows });
    return true;
  };
  try {
    const read = await readRows(
      file.csv,
      slices,
      (row) => {
        if (isHeader) isHeader = false;
        else waiting.push(row);
      },
      work,
    );
    // The first pass read the same bytes to their end.
    if (!read.ok) throw new Error(`second pass refused: ${read.refusal.code}`);
    await work(file.totalBytes);
    if (upkeep !== null) {
      await upkeep.finish(slices);
      // Syncs every slice before it: from here on a power cut takes nothing.
      const { created, updated, unchanged, refused } = importer.report(file.reading);
      const last = { at: options.clock.nowMs(), created, updated, unchanged, refused };
      transact(db, () => writeSetting(db, LAST_IMPORT_SETTING, last));
    }
  } finally {
    upkeep?.restore();
  }
  return importer.report(file.reading);
}
