import { jobsInState, type OpenJobState } from '../../../db/print-jobs.ts';
import { ok, refuse } from '../../../domain/result.ts';
import { decideJob, drawer as drawerAt } from '../../till/local/devices.ts';
import { atTill } from '../at-till.ts';
import type { Command } from '../command.ts';
import { option, optional, personOf } from '../command.ts';
import { withReader } from '../with-till.ts';

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
    const asked = { why: optional(values, 'why') ?? '', ...personOf(values) };
    return atTill<unknown>(option(values, 'data'), context, {
      isRepeatable: false,
      running: (peer) => peer.call('local.drawer', asked),
      alone: (desk) => drawerAt(desk, asked),
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
    const asked = { jobId, answer: values['print'] === undefined ? 'discard' : 'print' } as const;
    return atTill<unknown>(dataFolder, context, {
      isRepeatable: false,
      running: (peer) => peer.call('local.decide-job', asked),
      alone: (desk) => decideJob(desk, asked),
    });
  },
};
