import { headerByNumber } from '../../../db/documents.ts';
import type { DayReport } from '../../../domain/day/types.ts';
import type { Cents } from '../../../domain/money.ts';
import { formatAmount } from '../../../domain/money-text.ts';
import { ok, type Result, refuse } from '../../../domain/result.ts';
import type { ReadInputOf } from '../../ipc/contract/index.ts';
import { closeDay } from '../day/close.ts';
import { printPaper } from '../day/print.ts';
import { findZ } from '../day/report-of.ts';
import { type By, correctPayment, moveCash, openSession } from '../day/session.ts';
import { storeSyncReport } from '../day/sync.ts';
import { identifyCashier } from './cashier.ts';
import type { LocalAnswer, LocalDesk } from './desk.ts';

type Person = { readonly operationId: string; readonly cashier: string | null; readonly pin: string | null };

async function by(desk: LocalDesk, { operationId, cashier, pin }: Person): Promise<Result<By>> {
  const person = await identifyCashier(desk, cashier, pin);
  return person.ok ? ok({ operationId, cashierId: person.value }) : person;
}

/** Refuses what identifyCashier and openSession refuse. `floatCents` null: what was left by the last Z. */
export async function openDay(desk: LocalDesk, asked: ReadInputOf<'local.open-day'>): LocalAnswer {
  const person = await by(desk, asked);
  if (!person.ok) return person;
  const opened = openSession(desk.till, person.value, asked.floatCents);
  if (!opened.ok) return opened;
  const { uid, openedAt, floatCents } = opened.value;
  return ok({ session: uid, openedAt, float: formatAmount(floatCents) });
}

/** Refuses what identifyCashier and moveCash refuse. */
export async function cashMove(desk: LocalDesk, asked: ReadInputOf<'local.cash-move'>): LocalAnswer {
  const person = await by(desk, asked);
  if (!person.ok) return person;
  const moved = moveCash(desk.till, person.value, { kind: asked.kind, cents: asked.cents, reason: asked.why });
  if (!moved.ok) return moved;
  const drawer = moved.value === null ? { state: 'none' } : await desk.papers.job(moved.value);
  return ok({ move: { kind: asked.kind, amount: formatAmount(asked.cents), reason: asked.why }, drawer });
}

/** Refuses what identifyCashier and correctPayment refuse. */
export async function correct(desk: LocalDesk, asked: ReadInputOf<'local.correct-payment'>): LocalAnswer {
  const person = await by(desk, asked);
  if (!person.ok) return person;
  const { number, position, method, why } = asked;
  const header = headerByNumber(desk.till.db, number);
  if (header === null) return refuse('document_not_found', { number });
  const given = { documentId: header.uid, position, method, reason: why };
  const corrected = correctPayment(desk.till, person.value, given);
  return corrected.ok ? ok({ number, position, method }) : corrected;
}

const amount = (value: Cents | undefined): string | null => (value === undefined ? null : formatAmount(value));

const summary = ({ sold, cash }: DayReport) => ({
  tickets: sold.documents.count,
  total: formatAmount(sold.documents.totalCents),
  expected: formatAmount(cash.expectedCents),
  counted: amount(cash.counted?.totalCents),
  difference: amount(cash.counted?.differenceCents),
  takenAway: amount(cash.counted?.takenAwayCents),
  left: amount(cash.counted?.leftCents),
});

/** Refuses what identifyCashier and closeDay refuse. */
export async function close(desk: LocalDesk, asked: ReadInputOf<'local.close-day'>): LocalAnswer {
  const person = await by(desk, asked);
  if (!person.ok) return person;
  const { pieces, totalCents, leftCents, isPrinted } = asked;
  const closed = closeDay(desk.till, person.value, { count: { pieces, totalCents, leftCents }, isPrinted });
  if (!closed.ok) return closed;
  const { z, report, jobId } = closed.value;
  storeSyncReport(desk.till, z);
  return ok({
    z: { number: z.number, madeAt: z.madeAt, ...summary(report), hash: z.hash, previousHash: z.previousHash },
    print: jobId === null ? { state: 'none' } : await desk.papers.job(jobId),
  });
}

/** The newest version, written down if it says more than the one before; amounts in cents, as it is kept. */
export function syncReportAt({ till }: Pick<LocalDesk, 'till'>, number: string | null): LocalAnswer {
  const z = findZ(till.db, number);
  return Promise.resolve(z.ok ? storeSyncReport(till, z.value) : z);
}

/** Refuses what printPaper refuses. Printed in the name of the first of the staff: it is the shop's own terminal. */
export async function printReport(desk: LocalDesk, asked: ReadInputOf<'local.print-report'>): LocalAnswer {
  const person = await identifyCashier({ ...desk, signIn: desk.signIn }, null, null);
  if (!person.ok) return person;
  const job = printPaper(desk.till, asked, person.value);
  return job.ok ? ok({ print: await desk.papers.job(job.value) }) : job;
}
