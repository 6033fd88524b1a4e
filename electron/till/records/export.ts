import { closeSync, existsSync, fsyncSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { storageRefusal } from '../../../db/errors.ts';
import { syncFolder } from '../../../db/files.ts';
import { recordsBetween } from '../../../db/fiscal-records.ts';
import type { ReadableDatabase } from '../../../db/handles.ts';
import { readIdentity } from '../../../db/identity.ts';
import { ok, type Refused, type Result, refuse } from '../../../domain/result.ts';
import { buildEnvelope, envelopeChunks } from '../../../domain/verifactu/envelope.ts';

export type ExportedFile = { readonly path: string; readonly records: number };

/** First and last local day, `YYYY-MM-DD`, both included. */
export type Period = { readonly from: string; readonly to: string };

const EVERYTHING: Period = { from: '0000-01-01', to: '9999-12-31' };

/** FILE.xml, FILE-2.xml, FILE-3.xml ... */
function pathOf(first: string, index: number): string {
  if (index === 0) return first;
  const dot = first.toLowerCase().endsWith('.xml') ? first.length - 4 : first.length;
  return `${first.slice(0, dot)}-${index + 1}${first.slice(dot)}`;
}

/**
 * Writes the stored records of a period unchanged into RegFactuSistemaFacturacion documents of at most 1,000 records
 * (SPEC.md sections 10 and 18). Refuses `not_initialised`, `export_nothing`, `file_exists` {path}: an export never
 * overwrites, an inspector may hold the earlier one; storage refusals (`disk_full` ...). Refused, it leaves no file.
 */
export function exportRecords(db: ReadableDatabase, path: string, period: Period = EVERYTHING): Result<ExportedFile[]> {
  const identity = readIdentity(db);
  if (identity === null) return refuse('not_initialised', { path });
  // Local timestamps compare as text: every one of the last day sorts before its date followed by "~".
  const records = recordsBetween(db, period.from, `${period.to}~`);
  const files: ExportedFile[] = [];
  const undo = (refused: Refused): Refused => {
    for (const file of files) rmSync(file.path, { force: true });
    return refused;
  };
  for (const chunk of envelopeChunks(records)) {
    const target = pathOf(path, files.length);
    if (existsSync(target)) return undo(refuse('file_exists', { path: target }));
    const envelope = buildEnvelope(
      { nombreRazon: identity.issuer.name, nif: identity.issuer.taxId },
      chunk.map((record) => record.xml.toString('utf8')),
    );
    if (!envelope.ok) return undo(envelope);
    const written = writeDurably(target, envelope.value);
    if (!written.ok) return undo(written);
    files.push({ path: target, records: chunk.length });
  }
  return files.length === 0 ? refuse('export_nothing', {}) : ok(files);
}

function writeDurably(path: string, content: string): Result<void> {
  let descriptor: number | null = null;
  try {
    descriptor = openSync(path, 'wx', 0o600);
    // Not writeSync, which may write a part and say so in its result.
    writeFileSync(descriptor, content);
    fsyncSync(descriptor);
    syncFolder(dirname(path));
    return ok(undefined);
  } catch (error) {
    if (descriptor !== null) rmSync(path, { force: true });
    const refused = storageRefusal(error, path);
    if (refused === null) throw error;
    return refused;
  } finally {
    if (descriptor !== null) closeSync(descriptor);
  }
}
