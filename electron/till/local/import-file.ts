import { open } from 'node:fs/promises';
import { storageRefusal } from '../../../db/errors.ts';
import type { FieldMapping } from '../../../domain/catalog/header.ts';
import type { DecimalMark } from '../../../domain/catalog/numbers.ts';
import type { ImportReport } from '../../../domain/catalog/report.ts';
import { ok, type Result, refuse } from '../../../domain/result.ts';
import { MAX_FILE_BYTES } from '../catalog/file-text.ts';
import { importCatalog } from '../catalog/import-catalog.ts';
import { logImport } from '../commands/catalog-file.ts';
import { localNow } from '../sale/ring-up.ts';
import type { Till } from '../till.ts';

export type ImportFileOptions = {
  readonly mapping: FieldMapping;
  /** For a file whose prices do not show theirs. */
  readonly decimalMark: DecimalMark | null;
  readonly isPreview: boolean;
};

/** Bytes of a file the person named. Refuses `file_unreadable` {path}, `catalog_file_too_large` {maxMb}. */
async function readBytes(path: string): Promise<Result<Buffer>> {
  try {
    const file = await open(path, 'r');
    try {
      const { size } = await file.stat();
      if (size > MAX_FILE_BYTES) return refuse('catalog_file_too_large', { maxMb: MAX_FILE_BYTES / 1024 / 1024 });
      return ok(await file.readFile());
    } finally {
      await file.close();
    }
  } catch (error) {
    if (storageRefusal(error, path) === null && (error as NodeJS.ErrnoException).code !== 'EISDIR') throw error;
    return refuse('file_unreadable', { path });
  }
}

/** Imports a catalogue, or shows how it would be understood; sales go on between its slices. */
export async function importFile(
  till: Till,
  path: string,
  { mapping, decimalMark, isPreview }: ImportFileOptions,
): Promise<Result<ImportReport>> {
  const bytes = await readBytes(path);
  if (!bytes.ok) return bytes;
  const report = await importCatalog(till.db, bytes.value, {
    area: till.identity.shop.taxArea,
    dateIso: localNow(till).slice(0, 10),
    clock: till.ports.clock,
    ids: till.ports.ids,
    mapping,
    dryRun: isPreview,
    ...(decimalMark === null ? {} : { decimalMark }),
  });
  if (report.ok && !isPreview) logImport(till, null, report.value);
  return report;
}
