import Database from 'better-sqlite3';
import { headerByUid } from '../../../db/documents.ts';
import { recordsOfDocument } from '../../../db/fiscal-records.ts';
import type { ReadableDatabase } from '../../../db/handles.ts';
import { readOpenTicket } from '../../../db/tickets.ts';

export type AckedDocument = { readonly number: string; readonly huella: string; readonly totalCents: number };

/** What tills have told the world about one data folder, in the words of test/faults/support/seller.ts. */
export class Acknowledged {
  readonly documents = new Map<string, AckedDocument>();
  readonly edits = new Map<string, { readonly lines: number; readonly payments: number }>();
  readonly #ticketOfNumber = new Map<string, string>();
  /** Numbers that two tickets were told. */
  readonly reused: string[] = [];
  installation: string | null = null;
  lastEdited: string | null = null;
  hasClosed = false;

  hear(line: string): void {
    const [word, ticketId = '', ...rest] = line.split(' ');
    if (word === 'O') this.installation = ticketId;
    else if (word === 'C') this.hasClosed = true;
    else if (word === 'L') {
      this.edits.set(ticketId, { lines: Number(rest[0]), payments: Number(rest[1]) });
      this.lastEdited = ticketId;
    } else if (word === 'D') {
      const [number = '', huella = '', totalCents = ''] = rest;
      this.issued(ticketId, { number, huella, totalCents: Number(totalCents) });
    }
  }

  issued(ticketId: string, document: AckedDocument): void {
    this.documents.set(ticketId, document);
    this.edits.delete(ticketId);
    const holder = this.#ticketOfNumber.get(document.number);
    if (document.number !== '-' && holder !== undefined && holder !== ticketId) this.reused.push(document.number);
    this.#ticketOfNumber.set(document.number, ticketId);
  }

  numbers(): ReadonlySet<string> {
    return new Set(this.#ticketOfNumber.keys());
  }
}

/** Acknowledged documents that are not in the file as they were acknowledged. */
export function lostDocuments(db: ReadableDatabase, acks: Acknowledged): string[] {
  const lost: string[] = [];
  for (const [ticketId, acked] of acks.documents) {
    const fate = fateOf(db, ticketId, acked);
    if (fate !== null) lost.push(`${acked.number} ${fate}`);
  }
  return lost;
}

function fateOf(db: ReadableDatabase, ticketId: string, acked: AckedDocument): string | null {
  try {
    const header = headerByUid(db, ticketId);
    if (header === null) return `of ${ticketId} is gone`;
    if (acked.number === '-') return null;
    const record = recordsOfDocument(db, header.rowId)[0];
    const isSame =
      header.number === acked.number && header.totalCents === acked.totalCents && record?.huella === acked.huella;
    return isSame ? null : 'differs';
  } catch (error) {
    if (error instanceof Database.SqliteError) return 'cannot be read';
    throw error;
  }
}

/** Tickets with fewer lines or payments than a command had answered, unless they became documents. */
export function lostEdits(db: ReadableDatabase, acks: Acknowledged): string[] {
  const lost: string[] = [];
  for (const [ticketId, acked] of acks.edits) {
    if (headerByUid(db, ticketId) !== null) continue;
    const ticket = readOpenTicket(db, ticketId);
    const isWhole = ticket !== null && ticket.lines.length >= acked.lines && ticket.payments.length >= acked.payments;
    if (!isWhole) lost.push(ticketId);
  }
  return lost;
}
