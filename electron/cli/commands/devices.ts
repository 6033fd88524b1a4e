import { findPrintJob, jobsInState, type OpenJobState } from '../../../db/print-jobs.ts';
import { ok, refuse } from '../../../domain/result.ts';
import { decideJob, openDrawer } from '../../till/printing/jobs.ts';
import { identifyCashier } from '../cashier.ts';
import type { Command } from '../command.ts';
import { option, optional } from '../command.ts';
import { printJob } from '../print.ts';
import { withReader, withTill } from '../with-till.ts';

export const drawer: Command = {
  usage: 'drawer --data DIR [--why TEXT] [--cashier NAME --pin PIN]',
  options: {
    data: { type: 'string' },
    why: { type: 'string' },
    cashier: { type: 'string' },
    pin: { type: 'string' },
  },
  required: ['data'],
  run(values, context) {
    return withTill(option(values, 'data'), context.ports, async (till) => {
      const person = identifyCashier(till, optional(values, 'cashier'), optional(values, 'pin'));
      if (!person.ok) return person;
      const job = openDrawer(till, person.value, optional(values, 'why') ?? '');
      if (!job.ok) return job;
      return ok({ drawer: await printJob(till, job.value, context) });
    });
  },
};

const WAITING: readonly OpenJobState[] = ['held', 'failed', 'unknown', 'queued', 'sending'];

/** Papers whose outcome asks a person (promise 5): listed, printed or dropped one by one. */
export const jobs: Command = {
  usage: 'jobs --data DIR [--print ID | --discard ID]',
  options: { data: { type: 'string' }, print: { type: 'string' }, discard: { type: 'string' } },
  required: ['data'],
  run(values, context) {
    const dataFolder = option(values, 'data');
    const chosen = optional(values, 'print') ?? optional(values, 'discard');
    if (chosen === null) {
      return withReader(dataFolder, (db) => ok({ jobs: WAITING.flatMap((state) => jobsInState(db, state)) }));
    }
    const jobId = Number(chosen);
    if (!Number.isSafeInteger(jobId)) {
      return refuse('option_invalid', { option: '--print/--discard', value: chosen, allowed: '1, 2, 3...' });
    }
    return withTill<unknown>(dataFolder, context.ports, async (till) => {
      const isPrint = values['print'] !== undefined;
      const decided = decideJob(till, jobId, isPrint ? 'print' : 'discard');
      if (!decided.ok) return decided;
      if (isPrint) return ok({ job: jobId, print: await printJob(till, jobId, context) });
      return ok({ job: jobId, state: findPrintJob(till.db, jobId)?.state });
    });
  },
};
