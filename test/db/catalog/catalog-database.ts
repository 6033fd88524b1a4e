import type { WritableDatabase } from '../../../db/handles.ts';
import { openWriter } from '../../../db/open.ts';
import type { ImportReport } from '../../../domain/catalog/report.ts';
import type { Result } from '../../../domain/result.ts';
import { systemClock, systemIds } from '../../../electron/till/adapters.ts';
import type { CatalogSource } from '../../../electron/till/catalog/file-text.ts';
import { type ImportOptions, importCatalog } from '../../../electron/till/catalog/import-catalog.ts';
import { removeFolders, temporaryFolder, unwrap } from '../../support/till.ts';

const open: WritableDatabase[] = [];

export function newCatalog(): WritableDatabase {
  const db = openWriter(temporaryFolder('catalog'));
  open.push(db);
  return db;
}

export function closeCatalogs(): void {
  for (const db of open.splice(0)) db.close();
  removeFolders();
}

export const HEADER = 'codigo;ean;nombre;formato;precio;iva;categoria;subcategoria;venta';

export const tryImport = (
  db: WritableDatabase,
  source: CatalogSource | string,
  options: Partial<ImportOptions> = {},
): Promise<Result<ImportReport>> =>
  importCatalog(db, typeof source === 'string' ? Buffer.from(source) : source, {
    area: 'IVA',
    dateIso: '2026-11-23',
    clock: systemClock,
    ids: systemIds,
    ...options,
  });

export const importRows = async (
  db: WritableDatabase,
  rows: readonly string[],
  options: Partial<ImportOptions> = {},
): Promise<ImportReport> => unwrap(await tryImport(db, [HEADER, ...rows].join('\n'), options));
