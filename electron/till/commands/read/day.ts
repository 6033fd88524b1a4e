import { join } from 'node:path';
import { syncEditions, type ZRow, zReportOf, zsBelow } from '../../../../db/day/reports.ts';
import { correctedMethod } from '../../../../db/day/sessions.ts';
import { headerByUid, paymentsOf } from '../../../../db/documents.ts';
import { storageRefusal } from '../../../../db/errors.ts';
import { makeFolder } from '../../../../db/files.ts';
import type { ReadableDatabase } from '../../../../db/handles.ts';
import { MAX_ROW_ID } from '../../../../db/history.ts';
import { dayReceipt } from '../../../../domain/receipt/day-receipt.ts';
import { ok, refuse } from '../../../../domain/result.ts';
import type { ZView } from '../../../ipc/contract/day.ts';
import type { Handlers } from '../../../ipc/peer.ts';
import { writePdf } from '../../day/pdf.ts';
import { findZ, makeX, paperOf } from '../../day/report-of.ts';
import { readPreferences } from '../../preferences.ts';
import type { ReadContext } from '../context.ts';
import { receiptMessage } from '../receipt-message.ts';
import { EXPORT_FOLDER } from './records.ts';

const view = (db: ReadableDatabase, z: ZRow): ZView => ({
  number: z.number,
  madeAt: z.madeAt,
  totalCents: z.totalCents,
  documents: z.documents,
  differenceCents: z.differenceCents,
  sync: syncEditions(db, z.rowId).at(-1)?.state ?? null,
});

/** Row id of the last Z of the page before. A cursor that is none begins anew. */
const readCursor = (cursor: string | null): number => {
  const rowId = Number(cursor ?? Number.NaN);
  return Number.isSafeInteger(rowId) && rowId > 0 ? rowId : MAX_ROW_ID;
};

/** X, the Zs there are, and their papers as files, on a handle that cannot write. */
export function dayReadHandlers({ db, dataFolder, ports }: ReadContext) {
  return {
    'day.payments': ({ documentId }) => {
      const header = headerByUid(db, documentId);
      if (header === null) return refuse('document_not_found', { number: documentId });
      const payments = paymentsOf(db, header.rowId).map(({ position, method, appliedCents }) => ({
        position,
        method: correctedMethod(db, header.rowId, position) ?? method,
        appliedCents,
      }));
      return ok({ payments });
    },
    'day.x': () => {
      const x = makeX(db, ports, null);
      if (!x.ok) return x;
      const { madeAt, sold } = x.value;
      const { language } = readPreferences(db);
      const { totalCents, count } = sold.documents;
      return ok({ madeAt, totalCents, documents: count, receipt: receiptMessage(dayReceipt(x.value, { language })) });
    },
    'day.reports': ({ cursor, limit }) => {
      // One more than asked for says whether there is another page.
      const found = zsBelow(db, readCursor(cursor), limit + 1);
      const shown = found.slice(0, limit);
      const nextCursor = found.length > limit ? String(shown.at(-1)?.rowId) : null;
      return ok({ reports: shown.map((z) => view(db, z)), nextCursor });
    },
    'day.report': ({ number }) => {
      const z = findZ(db, number);
      if (!z.ok) return z;
      const { language } = readPreferences(db);
      const receipt = dayReceipt(zReportOf(db, z.value.rowId), { language });
      return ok({
        z: view(db, z.value),
        editions: syncEditions(db, z.value.rowId),
        receipt: receiptMessage(receipt),
      });
    },
    'day.pdf': async (asked) => {
      const paper = paperOf(db, asked, ports);
      if (!paper.ok) return paper;
      const folder = join(dataFolder, EXPORT_FOLDER);
      const name = `${paper.value.name}.pdf`;
      const path = join(folder, name);
      try {
        makeFolder(folder);
        await writePdf(path, paper.value.receipt, paper.value.name);
      } catch (error) {
        const refused = storageRefusal(error, path);
        if (refused === null) throw error;
        return refused;
      }
      return ok({ name, path });
    },
  } satisfies Handlers;
}
