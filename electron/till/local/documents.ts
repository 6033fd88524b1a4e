import { headerByNumber } from '../../../db/documents.ts';
import { ok, refuse } from '../../../domain/result.ts';
import { annulDocument } from '../fiscal/annul.ts';
import { reprint as reprintDocument } from '../printing/jobs.ts';
import { identifyCashier } from './cashier.ts';
import type { LocalAnswer, LocalDesk } from './desk.ts';

type Asked = { readonly number: string; readonly cashier: string | null; readonly pin: string | null };

/** Refuses `document_not_found` {number}, what identifyCashier refuses, `no_printer`. */
export async function reprint(desk: LocalDesk, { number, cashier, pin }: Asked): LocalAnswer {
  const header = headerByNumber(desk.till.db, number);
  if (header === null) return refuse('document_not_found', { number });
  const person = await identifyCashier(desk, cashier, pin);
  if (!person.ok) return person;
  const job = reprintDocument(desk.till, header, person.value);
  return job.ok ? ok({ number, print: await desk.papers.job(job.value) }) : job;
}

/**
 * For a ticket issued by mistake, never for a return: a real sale is corrected by a rectifying invoice (SPEC.md 21).
 * Refuses what identifyCashier and annulDocument refuse.
 */
export async function annul(
  desk: LocalDesk,
  { number, cashier, pin, why }: Asked & { readonly why: string },
): LocalAnswer {
  const person = await identifyCashier(desk, cashier, pin);
  if (!person.ok) return person;
  const record = annulDocument(desk.till, number, person.value, why);
  if (!record.ok) return record;
  const { position, generatedAt, huella } = record.value;
  return ok({ number, annulled: { position, generatedAt, huella } });
}
