import { transact } from '../../../db/handles.ts';
import { appendAudit } from '../../../db/logs.ts';
import type { FieldMapping } from '../../../domain/catalog/header.ts';
import type { DecimalMark } from '../../../domain/catalog/numbers.ts';
import type { ImportReport } from '../../../domain/catalog/report.ts';
import type { Result } from '../../../domain/result.ts';
import { localNow } from '../sale/ring-up.ts';
import type { Till } from '../till.ts';
import { type ImportOptions, importCatalog } from './import-catalog.ts';

export type TillImport = {
  readonly mapping: FieldMapping;
  /** For a file whose prices do not show theirs. */
  readonly decimalMark: DecimalMark | null;
  /** Understands every row and writes nothing. */
  readonly isPreview: boolean;
  /** Who is named in the log; null: a command line. */
  readonly actorId: string | null;
  readonly onProgress?: ImportOptions['onProgress'];
};

/** A file into the catalogue of this till, with its taxes of today, logged; sales go on between its slices. */
export async function importIntoTill(
  till: Till,
  bytes: Buffer,
  { mapping, decimalMark, isPreview, actorId, onProgress }: TillImport,
): Promise<Result<ImportReport>> {
  const report = await importCatalog(till.db, bytes, {
    area: till.identity.shop.taxArea,
    dateIso: localNow(till).slice(0, 10),
    clock: till.ports.clock,
    ids: till.ports.ids,
    mapping,
    dryRun: isPreview,
    ...(decimalMark === null ? {} : { decimalMark }),
    ...(onProgress === undefined ? {} : { onProgress }),
  });
  if (report.ok && !isPreview) logImport(till, actorId, report.value);
  return report;
}

/** Prices changed: who looks for the reason finds it. This commit is synced and carries the rows of the import with it. */
function logImport(till: Till, actorId: string | null, report: ImportReport): void {
  const { rows, created, updated, refused } = report;
  const detail = { rows, created, updated, refused };
  transact(till.db, () => appendAudit(till.db, { at: localNow(till), actorId, kind: 'catalog.imported', detail }));
}
