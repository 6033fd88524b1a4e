import { headerByUid } from '../../../../db/documents.ts';
import type { ReadableDatabase } from '../../../../db/handles.ts';
import {
  documentsOfNumber,
  documentsOfNumberEnd,
  documentsOfPeriod,
  documentsOfProducts,
  documentsOfTotal,
  type HistoryPage,
  type IssuedSummary,
  MAX_ROW_ID,
  newestOf,
  productsWithCode,
  productsWithWords,
  summariesOf,
} from '../../../../db/history.ts';
import { searchWords } from '../../../../domain/catalog/search-text.ts';
import { readTicketSearch } from '../../../../domain/documents/search.ts';
import { ticketReceipt } from '../../../../domain/receipt/ticket-receipt.ts';
import { ok, refuse } from '../../../../domain/result.ts';
import { readScannedText } from '../../../../domain/scan/scanned-text.ts';
import type { IssuedTicketView } from '../../../ipc/contract/tickets.ts';
import type { Handlers } from '../../../ipc/peer.ts';
import { readDocument } from '../../sale/outcome.ts';
import type { ReadContext } from '../context.ts';
import { receiptMessage } from '../receipt-message.ts';

/** Row ids of documents, newest first: everything that the text may mean, together. */
function idsOf(db: ReadableDatabase, page: HistoryPage, typed: string): number[] {
  // A scanner may have read the code.
  const search = readTicketSearch(readScannedText(typed).code);
  if (search === null) return documentsOfPeriod(db, page);
  const { totalCents, numberEnd, number, code, words } = search;
  const wanted = words === null ? [] : searchWords(words);
  const products = [
    ...(code === null ? [] : productsWithCode(db, code)),
    ...(wanted.length === 0 ? [] : productsWithWords(db, wanted)),
  ];
  const found = [
    ...(totalCents === null ? [] : documentsOfTotal(db, page, totalCents)),
    ...(numberEnd === null ? [] : documentsOfNumberEnd(db, page, numberEnd)),
    ...(number === null ? [] : documentsOfNumber(db, page, number)),
    ...(products.length === 0 ? [] : documentsOfProducts(db, page, [...new Set(products)])),
  ];
  return newestOf(found, page.limit);
}

const view = ({ methods, ...summary }: IssuedSummary): IssuedTicketView => ({ ...summary, methods: [...methods] });

/** Row id of the last ticket of the page before. A cursor that is none begins anew. */
const readCursor = (cursor: string | null): number => {
  const rowId = Number(cursor ?? Number.NaN);
  return Number.isSafeInteger(rowId) && rowId > 0 ? rowId : MAX_ROW_ID;
};

/** `tickets.list` and `tickets.paper`, on a handle that cannot write. */
export function ticketsReadHandlers({ db }: ReadContext) {
  return {
    'tickets.list': ({ text, from, to, cursor, limit }) => {
      // One more than asked for says whether there is another page.
      const ids = idsOf(db, { below: readCursor(cursor), limit: limit + 1, from, to }, text);
      const shown = ids.slice(0, limit);
      return ok({
        tickets: summariesOf(db, shown).map(view),
        nextCursor: ids.length > limit ? String(shown.at(-1)) : null,
      });
    },
    'tickets.paper': ({ documentId }) => {
      const header = headerByUid(db, documentId);
      if (header === null) return refuse('document_not_found', { number: documentId });
      const [summary] = summariesOf(db, [header.rowId]);
      if (summary === undefined) throw new Error(`document ${header.number} has no summary`);
      const document = readDocument(db, header);
      const receipt = receiptMessage(ticketReceipt(document, { duplicate: false }));
      return ok({ ticket: view(summary), receipt, huella: document.huella, qrUrl: document.qrUrl });
    },
  } satisfies Handlers;
}
