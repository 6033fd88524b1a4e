import {
  type CashSession,
  cashSessionByUid,
  correctedMethod,
  insertCashMove,
  insertCashSession,
  insertCorrection,
  isCashMove,
  isCorrection,
  openCashSession,
} from '../../../db/day/sessions.ts';
import { headerByUid, paymentsOf } from '../../../db/documents.ts';
import { appendEvent } from '../../../db/outbox.ts';
import { insertPrintJob } from '../../../db/print-jobs.ts';
import { findStaff } from '../../../db/staff.ts';
import { checkDrawerAmount } from '../../../domain/day/cash-count.ts';
import { xReport } from '../../../domain/day/report.ts';
import type { CashMove } from '../../../domain/day/types.ts';
import { type Cents, cents, ZERO_CENTS } from '../../../domain/money.ts';
import { ok, type Result, refuse } from '../../../domain/result.ts';
import { checkCashLimit, limitsOn } from '../../../domain/ticket/limits.ts';
import type { PaymentMethod } from '../../../domain/ticket/types.ts';
import { readLimits } from '../limits.ts';
import { localNow } from '../sale/ring-up.ts';
import type { Till } from '../till.ts';
import { transactTill } from '../transact-till.ts';
import { byItself, dayStart, gather } from './gather.ts';

/** Which change, so that it is not done twice when it is asked again, and who does it. */
export type By = { readonly operationId: string; readonly cashierId: string };

export const MAX_REASON = 80;

type Told = 'cash_session.opened' | 'cash_session.changed' | 'cash_session.closed';

/** News for central, in the transaction of what it tells. */
export function tellCentral(till: Till, type: Told, at: string, data: Readonly<Record<string, unknown>>): void {
  const payload = JSON.stringify(data);
  appendEvent(till.db, { installationId: till.installation.id, type, refId: null, payload, createdAt: at });
}

/** Only a folder that is where it was may write papers of its own: a copy would number them a second time. */
export const checkHere = (till: Till): Result<void> =>
  till.isElsewhere ? refuse('installation_moved', { path: till.dataFolder }) : ok(undefined);

export const nameOf = (till: Till, cashierId: string): string => {
  const person = findStaff(till.db, cashierId);
  if (person === null) throw new Error(`cashier ${cashierId} is gone`);
  return person.name;
};

function writeSession(till: Till, session: Omit<CashSession, 'rowId'>): CashSession {
  const written = insertCashSession(till.db, session);
  const { uid, openedAt, openedHow, openedBy, openedByName, floatCents } = written;
  tellCentral(till, 'cash_session.opened', localNow(till), {
    sessionId: uid,
    detail: { openedAt, openedHow, openedBy, openedByName, floatCents },
  });
  return written;
}

/** The session of now; written down if nobody had opened it. The caller holds the transaction. */
export const ensureSession = (till: Till): CashSession =>
  openCashSession(till.db) ??
  writeSession(till, { uid: till.ports.ids.uuid(), ...byItself(till.db, dayStart(till.db), localNow(till)) });

/** Cash that sales since the last Z have put into the drawer: nobody had opened the session, and they began it. */
function soldBefore(till: Till, at: string): Cents {
  const { db, identity, installation } = till;
  const named = { installation: installation.numeroInstalacion, madeByName: null, sha256: till.ports.sha256 };
  const { parts } = gather(db, null, { identity, madeAt: at, ...named });
  return cents(xReport(parts).cash.expectedCents - parts.floatCents);
}

/**
 * Opens the session with what lies in the drawer now. Sales made before are part of it: their cash lies there too and is no
 * float. `drawerCents` null: what the last Z left.
 * Refuses `cash_session_open` {openedAt}, `float_negative`, `amount_too_large` {maxCents}, `installation_moved`.
 */
export function openSession(
  till: Till,
  { operationId, cashierId }: By,
  drawerCents: Cents | null,
): Result<CashSession> {
  return transactTill(till, () => {
    const known = cashSessionByUid(till.db, operationId);
    if (known !== null) return ok(known);
    const here = checkHere(till);
    if (!here.ok) return here;
    if (drawerCents !== null && drawerCents < 0) return refuse('float_negative', {});
    const possible = checkDrawerAmount(drawerCents ?? ZERO_CENTS);
    if (!possible.ok) return possible;
    const open = openCashSession(till.db);
    if (open !== null) return refuse('cash_session_open', { openedAt: open.openedAt.slice(0, 16).replace('T', ' ') });
    const person = { openedBy: cashierId, openedByName: nameOf(till, cashierId) };
    const at = localNow(till);
    const implied = byItself(till.db, dayStart(till.db), at);
    // Less than was sold in cash is no negative float: it is money that lacks, and the count will say so.
    const floatCents =
      drawerCents === null ? implied.floatCents : cents(Math.max(0, drawerCents - soldBefore(till, at)));
    const { openedAt } = implied;
    return ok(writeSession(till, { uid: operationId, openedAt, openedHow: 'person', ...person, floatCents }));
  });
}

export type GivenMove = { readonly kind: CashMove['kind']; readonly cents: Cents; readonly reason: string };

/**
 * Money put into the drawer or taken out of it without a sale; the drawer opens for it. Answers the pulse's job.
 * Refuses `cash_move_not_positive`, `amount_too_large` {maxCents}, `reason_missing`, `installation_moved`.
 */
export function moveCash(till: Till, { operationId, cashierId }: By, given: GivenMove): Result<number | null> {
  return transactTill(till, () => {
    if (isCashMove(till.db, operationId)) return ok(null);
    const here = checkHere(till);
    if (!here.ok) return here;
    if (given.cents <= 0) return refuse('cash_move_not_positive', {});
    const possible = checkDrawerAmount(given.cents);
    if (!possible.ok) return possible;
    const reason = given.reason.trim().slice(0, MAX_REASON);
    if (reason === '') return refuse('reason_missing', {});
    const session = ensureSession(till);
    const at = localNow(till);
    const move = { kind: given.kind, cents: given.cents, reason, at, byName: nameOf(till, cashierId) };
    insertCashMove(till.db, session.rowId, { ...move, uid: operationId, byId: cashierId });
    tellCentral(till, 'cash_session.changed', at, {
      sessionId: session.uid,
      detail: { change: 'cash-move', id: operationId, ...move, byId: cashierId },
    });
    return ok(openForMove(till));
  });
}

/** No "opened without sale": the move says why. */
function openForMove(till: Till): number | null {
  const { drawerPrinterId } = till.printing;
  if (drawerPrinterId === null) return null;
  const createdAtMs = till.ports.clock.nowMs();
  const job = { kind: 'drawer', documentId: null, duplicate: false, content: null } as const;
  return insertPrintJob(till.db, { ...job, printerId: drawerPrinterId, createdAtMs });
}

export type GivenCorrection = {
  readonly documentId: string;
  /** Of the payment in its document, 1.. */
  readonly position: number;
  readonly method: PaymentMethod;
  readonly reason: string;
};

/**
 * Says how a payment was really made. The document stays as it was issued; papers of the session and the history show the
 * corrected method. Refuses `document_not_found` {number}, `document_payment_not_found`, `payment_method_same`, `reason_missing`,
 * `cash_limit`, `installation_moved`.
 */
export function correctPayment(till: Till, { operationId, cashierId }: By, given: GivenCorrection): Result<void> {
  return transactTill(till, () => {
    if (isCorrection(till.db, operationId)) return ok(undefined);
    const here = checkHere(till);
    if (!here.ok) return here;
    const header = headerByUid(till.db, given.documentId);
    if (header === null) return refuse('document_not_found', { number: given.documentId });
    const payments = paymentsOf(till.db, header.rowId).map((payment) => ({
      ...payment,
      method: correctedMethod(till.db, header.rowId, payment.position) ?? payment.method,
    }));
    const wrong = payments.find(({ position }) => position === given.position);
    if (wrong === undefined) return refuse('document_payment_not_found', {});
    if (wrong.method === given.method) return refuse('payment_method_same', {});
    const reason = given.reason.trim().slice(0, MAX_REASON);
    if (reason === '') return refuse('reason_missing', {});
    const methods = payments.map((payment) => (payment === wrong ? given.method : payment.method));
    const limits = limitsOn(header.issuedAt.slice(0, 10), readLimits(till.db));
    const allowed = checkCashLimit(header.totalCents, methods, limits);
    if (!allowed.ok) return allowed;
    const session = ensureSession(till);
    const at = localNow(till);
    const what = { from: wrong.method, to: given.method, cents: wrong.appliedCents, reason, at };
    const who = { byId: cashierId, byName: nameOf(till, cashierId) };
    const payment = { documentId: header.rowId, position: given.position };
    insertCorrection(till.db, session.rowId, { uid: operationId, ...payment, ...what, ...who });
    tellCentral(till, 'cash_session.changed', at, {
      sessionId: session.uid,
      detail: {
        ...{ change: 'payment-corrected', id: operationId, documentId: header.uid, number: header.number },
        ...{ position: given.position, ...what, ...who },
      },
    });
    return ok(undefined);
  });
}
