import { open } from 'node:fs/promises';
import { storageRefusal } from '../../../db/errors.ts';
import type { ImportReport } from '../../../domain/catalog/report.ts';
import { ok, type Result, refuse } from '../../../domain/result.ts';
import { MAX_FILE_BYTES } from '../catalog/file-text.ts';
import { importIntoTill, type TillImport } from '../catalog/import-into-till.ts';
import type { Till } from '../till.ts';

export type ImportFileOptions = Pick<TillImport, 'mapping' | 'decimalMark' | 'isPreview'>;

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

/** Imports a catalogue, or shows how it would be understood. Refuses what readBytes and importIntoTill refuse. */
export async function importFile(
  till: Till,
  path: string,
  { mapping, decimalMark, isPreview }: ImportFileOptions,
): Promise<Result<ImportReport>> {
  const bytes = await readBytes(path);
  if (!bytes.ok) return bytes;
  return importIntoTill(till, bytes.value, { mapping, decimalMark, isPreview, actorId: null });
}
