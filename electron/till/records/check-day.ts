import { allZs, countLooseRanges } from '../../../db/day/reports.ts';
import { issuedIn } from '../../../db/day/sold.ts';
import type { ReadableDatabase } from '../../../db/handles.ts';
import { compare, guard, type Problem } from '../../../domain/checks/problem.ts';
import { reportHash } from '../../../domain/day/report.ts';
import type { DayReport } from '../../../domain/day/types.ts';
import type { Sha256Hex } from '../../../domain/ports.ts';

/** Every Z: its hash over what is stored, the one before it, its place, and that every document is in one of them. */
export function checkDayReports(db: ReadableDatabase, found: Problem[], sha256: Sha256Hex): void {
  let installation = 0;
  let position = 0;
  let previousHash = '';
  for (const z of allZs(db)) {
    if (z.installationId !== installation) [installation, position, previousHash] = [z.installationId, 0, ''];
    position += 1;
    guard(found, z.number, () => {
      const report = JSON.parse(z.report) as DayReport;
      compare(found, 'z_gap', z.number, z.position, position);
      compare(found, 'z_hash_differs', z.number, z.hash, reportHash(report, sha256));
      compare(found, 'z_chain_broken', z.number, z.previousHash, previousHash);
      const columns = [z.number, z.previousHash, z.totalCents, z.documents, z.madeAt];
      const { number, sold, madeAt } = report;
      const said = [number, report.previousHash, sold.documents.totalCents, sold.documents.count, madeAt];
      compare(found, 'z_row_differs', z.number, JSON.stringify(columns), JSON.stringify(said));
      const { count, cents } = issuedIn(db, { after: z.afterDocument, through: z.throughDocument });
      compare(found, 'z_documents_differ', z.number, `${count} ${cents}`, `${sold.issued.count} ${sold.issued.cents}`);
    });
    previousHash = z.hash;
  }
  compare(found, 'z_range_differs', 'z_reports', countLooseRanges(db), 0);
}
