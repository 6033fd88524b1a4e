import { type DocumentHeader, lastHeader, paymentsOf } from '../../../../db/documents.ts';
import type { ReadableDatabase } from '../../../../db/handles.ts';
import { jobsOfDocument } from '../../../../db/print-jobs.ts';
import { listOpenTickets } from '../../../../db/tickets.ts';
import { sumCents } from '../../../../domain/money.ts';
import type { ClosedSaleView, DeskView } from '../../../ipc/contract/sale.ts';
import type { Till } from '../../till.ts';
import { summaryOf, ticketView, today } from './ticket-view.ts';

/** A closed sale as its rows say it, so that it is the same after a restart. */
export function closedSaleView(db: ReadableDatabase, header: DocumentHeader): ClosedSaleView {
  const payments = paymentsOf(db, header.rowId);
  const job = jobsOfDocument(db, header.rowId).findLast(({ kind }) => kind === 'receipt');
  return {
    documentId: header.uid,
    number: header.number,
    issuedAt: header.issuedAt,
    totalCents: header.totalCents,
    tenderedCents: sumCents(payments.map(({ tenderedCents }) => tenderedCents)),
    changeCents: header.changeCents,
    methods: [...new Set(payments.map(({ method }) => method))],
    paper: job === undefined ? null : { jobId: job.id, state: job.state },
  };
}

/** Everything that is open, what is in front, and the last sale: a handful of queries, however many tickets are parked. */
export function deskView(till: Till): DeskView {
  const day = today(till);
  const tickets = listOpenTickets(till.db);
  const active = tickets.findLast(({ state }) => state === 'active');
  const last = lastHeader(till.db);
  return {
    tickets: tickets.map((ticket) => summaryOf(ticket, day)),
    active: active === undefined ? null : ticketView(active, day),
    lastSale: last === null ? null : closedSaleView(till.db, last),
  };
}
