import { findPrintJob } from '../../../db/print-jobs.ts';
import { ok } from '../../../domain/result.ts';
import { decideJob as decide, openDrawer } from '../printing/jobs.ts';
import { identifyCashier } from './cashier.ts';
import type { LocalAnswer, LocalDesk } from './desk.ts';

/** Refuses what identifyCashier refuses, `no_drawer`. */
export async function drawer(
  desk: LocalDesk,
  { why, cashier, pin }: { readonly why: string; readonly cashier: string | null; readonly pin: string | null },
): LocalAnswer {
  const person = await identifyCashier(desk, cashier, pin);
  if (!person.ok) return person;
  const job = openDrawer(desk.till, person.value, why);
  return job.ok ? ok({ drawer: await desk.papers.job(job.value) }) : job;
}

/** Refuses `print_job_not_found` {jobId}, `print_job_not_waiting` {jobId, state}. */
export async function decideJob(
  { till, papers }: LocalDesk,
  { jobId, answer }: { readonly jobId: number; readonly answer: 'print' | 'discard' },
): LocalAnswer {
  const decided = decide(till, jobId, answer);
  if (!decided.ok) return decided;
  if (answer === 'print') return ok({ job: jobId, print: await papers.job(jobId) });
  return ok({ job: jobId, state: findPrintJob(till.db, jobId)?.state });
}
