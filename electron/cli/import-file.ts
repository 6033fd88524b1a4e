import { open } from 'node:fs/promises';
import { storageRefusal } from '../../db/errors.ts';
import { transact } from '../../db/handles.ts';
import { appendAudit } from '../../db/logs.ts';
import { type FieldMapping, parseFieldMapping } from '../../domain/catalog/header.ts';
import type { DecimalMark } from '../../domain/catalog/numbers.ts';
import { type ImportReport, issueText, type RowIssue } from '../../domain/catalog/report.ts';
import { ok, type Result, refuse } from '../../domain/result.ts';
import { text } from '../../domain/texts/index.ts';
import { importCatalog } from '../till/catalog/import-catalog.ts';
import { localNow } from '../till/sale/ring-up.ts';
import type { Till } from '../till/till.ts';
import type { CommandContext } from './command.ts';

export type ImportFileOptions = {
  readonly mapping: FieldMapping | null;
  /** For a file whose prices do not show theirs. */
  readonly decimalMark: DecimalMark | null;
  readonly isPreview: boolean;
};

/** Issues are said one by one up to here; the JSON has them all. */
const MAX_SAID = 20;

export const parseMapping = (given: string | null): Result<FieldMapping | null> =>
  given === null ? ok(null) : parseFieldMapping(given);

/** Bytes of a file the person named. Refuses `file_unreadable` {path}. */
async function readBytes(path: string): Promise<Result<Buffer>> {
  try {
    const file = await open(path, 'r');
    try {
      return ok(await file.readFile());
    } finally {
      await file.close();
    }
  } catch (error) {
    if (storageRefusal(error, path) === null && (error as NodeJS.ErrnoException).code !== 'EISDIR') throw error;
    return refuse('file_unreadable', { path });
  }
}

const withSentence = (issue: RowIssue, context: CommandContext): RowIssue & { message: string } => ({
  ...issue,
  message: issueText(context.language, issue),
});

/** Prices changed: who looks for the reason finds it. This commit is synced and carries the rows of the import with it. */
function logImport(till: Till, { rows, created, updated, refused }: ImportReport): void {
  transact(till.db, () =>
    appendAudit(till.db, {
      at: localNow(till),
      actorId: null,
      kind: 'catalog.imported',
      detail: { rows, created, updated, refused },
    }),
  );
}

/** Imports a catalogue, or shows how it would be understood; says what was refused on the way. */
export async function importFile(
  till: Till,
  path: string,
  options: ImportFileOptions,
  context: CommandContext,
): Promise<Result<ImportReport>> {
  const bytes = await readBytes(path);
  if (!bytes.ok) return bytes;
  const report = await importCatalog(till.db, bytes.value, {
    area: till.identity.shop.taxArea,
    dateIso: localNow(till).slice(0, 10),
    clock: till.ports.clock,
    ids: till.ports.ids,
    mapping: options.mapping ?? {},
    dryRun: options.isPreview,
    ...(options.decimalMark === null ? {} : { decimalMark: options.decimalMark }),
  });
  if (!report.ok) return report;
  if (!options.isPreview) logImport(till, report.value);
  const refusals = report.value.refusals.map((issue) => withSentence(issue, context));
  const warnings = report.value.warnings.map((issue) => withSentence(issue, context));
  for (const { line, message } of [...refusals, ...warnings].slice(0, MAX_SAID)) {
    context.say(text(context.language, 'cli.import_row', { line, message }));
  }
  return ok({ ...report.value, refusals, warnings });
}
