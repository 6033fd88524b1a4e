import { zReportOf } from '../../../db/day/reports.ts';
import { appendAudit } from '../../../db/logs.ts';
import { ok, type Result, refuse } from '../../../domain/result.ts';
import { localNow } from '../sale/ring-up.ts';
import type { Till } from '../till.ts';
import { transactTill } from '../transact-till.ts';
import { queueSyncPaper, queueXPaper, queueZPaper } from './papers.ts';
import { type Asked, findZ, makeX } from './report-of.ts';
import { nameOf } from './session.ts';
import { storeSyncReport } from './sync.ts';

/** Everything that takes a while, before the transaction; answers what queues the paper. */
function prepare(till: Till, { what, number }: Asked, cashierId: string): Result<() => number | null> {
  if (what === 'x') {
    const x = makeX(till.db, till.ports, nameOf(till, cashierId));
    return x.ok ? ok(() => queueXPaper(till, x.value)) : x;
  }
  const z = findZ(till.db, number);
  if (!z.ok) return z;
  if (what === 'z') return ok(() => queueZPaper(till, zReportOf(till.db, z.value.rowId), { isCopy: true }));
  const report = storeSyncReport(till, z.value);
  return report.ok ? ok(() => queueSyncPaper(till, report.value)) : report;
}

/**
 * Prints a paper of the day; logged, because who looks at the sums before counting can be asked. Answers the job.
 * Refuses `no_printer`, `z_not_found` {number}.
 */
export function printPaper(till: Till, asked: Asked, cashierId: string): Result<number> {
  if (till.printing.receiptPrinterId === null) return refuse('no_printer', {});
  const queue = prepare(till, asked, cashierId);
  if (!queue.ok) return queue;
  return transactTill(till, () => {
    const jobId = queue.value();
    if (jobId === null) return refuse('no_printer', {});
    const detail = { what: asked.what, number: asked.number };
    appendAudit(till.db, { at: localNow(till), actorId: cashierId, kind: 'report.printed', detail });
    return ok(jobId);
  });
}
