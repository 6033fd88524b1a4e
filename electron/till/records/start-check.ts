import { headerByRowId, textsOf } from '../../../db/documents.ts';
import { chainTip, recordsAfter } from '../../../db/fiscal-records.ts';
import { transact, type WritableDatabase } from '../../../db/handles.ts';
import type { Identity } from '../../../db/identity.ts';
import type { Installation } from '../../../db/installations.ts';
import { appendIncident, listIncidents } from '../../../db/logs.ts';
import { guard, type Problem } from '../../../domain/checks/problem.ts';
import { localTimestamp } from '../../../domain/time.ts';
import { type ReadRecord, readRecord } from '../../../domain/verifactu/read-record.ts';
import type { TillPorts } from '../till.ts';
import { checkRecord } from './check-record.ts';

/** Enough to notice damage where it is likely (the end of the file), few enough to start at once (DESIGN section 8). */
const RECENT_RECORDS = 100;

/**
 * Reads back the last records of the chain. Damage is recorded as an incident and told; selling goes on, because the
 * law wants the invoice more than a perfect chain (SPEC.md section 7).
 */
export function checkRecentRecords(
  db: WritableDatabase,
  installation: Installation,
  identity: Identity,
  ports: TillPorts,
): void {
  const tip = chainTip(db, installation.id);
  if (tip === null) return;
  const from = Math.max(0, tip.position - RECENT_RECORDS - 1);
  const rows = recordsAfter(db, installation.id, from, RECENT_RECORDS + 1);
  const context = { db, sha256: ports.sha256, numeroInstalacion: installation.numeroInstalacion };
  const problems: Problem[] = [];
  let previous: ReadRecord | null = null;
  for (const row of rows) {
    if (row.position === from + 1 && from > 0) {
      const read = readRecord(row.xml.toString('utf8'));
      previous = read.ok ? read.value : null;
      continue;
    }
    const where = `${installation.numeroInstalacion}/${row.position}`;
    guard(problems, where, () => {
      const header = headerByRowId(db, row.documentId);
      if (header === null) throw new Error('record without its document');
      const checked = checkRecord(context, row, { header, texts: textsOf(db, header.textsId) }, previous);
      problems.push(...checked.problems);
      previous = checked.record;
    });
  }
  reportOnce(db, problems, localTimestamp(ports.clock.nowMs(), identity.shop.timeZone));
}

function reportOnce(db: WritableDatabase, problems: readonly Problem[], at: string): void {
  if (problems.length === 0) return;
  const known = new Set(listIncidents(db).map((incident) => JSON.stringify(incident.detail)));
  transact(db, () => {
    for (const found of problems) {
      if (!known.has(JSON.stringify(found))) appendIncident(db, { at, code: 'record_damaged', detail: found });
    }
  });
}
