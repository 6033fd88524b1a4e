import { openJobs } from '../../../db/print-jobs.ts';
import { ok } from '../../../domain/result.ts';
import type { PrintTaskMessage, WaitingJob } from '../../ipc/contract/printing.ts';
import type { Handlers } from '../../ipc/peer.ts';
import {
  decideJob,
  interruptSending,
  markSending,
  openDrawer,
  type PrintTask,
  queuedTasks,
  recordOutcome,
} from '../printing/jobs.ts';
import { printerById } from '../printing/settings.ts';
import type { Till } from '../till.ts';
import { transactTill } from '../transact-till.ts';
import { requireCashier } from './cashier.ts';
import type { TillContext } from './context.ts';
import { receiptMessage } from './receipt-message.ts';

/** A printer that was dead over a week of selling leaves more papers than a person would ever look at. */
const MAX_LISTED = 200;

/** What `printing.jobs` and `jobs.changed` say. */
export const waitingJobs = (till: Till): { jobs: WaitingJob[] } => ({
  jobs: openJobs(till.db, MAX_LISTED).map(({ id, printerId, ...job }) => ({
    jobId: id,
    printerName: printerById(till.printing, printerId)?.name ?? printerId,
    ...job,
  })),
});

export const taskMessage = ({ jobId, profile, content }: PrintTask): PrintTaskMessage => ({
  jobId,
  profile,
  content: content.kind === 'drawer' ? content : { kind: 'receipt', receipt: receiptMessage(content.receipt) },
});

/** `printing.*` for people, `jobs.*` for the process that drives the printers. */
export function printingHandlers(context: TillContext) {
  const { till } = context;
  return {
    'printing.jobs': () => ok(waitingJobs(till)),
    'printing.decide': ({ jobId, answer }) => {
      const decided = decideJob(till, jobId, answer);
      if (!decided.ok) return decided;
      context.jobsChanged();
      return ok(waitingJobs(till));
    },
    'printing.open-drawer': ({ why }) => {
      const cashier = requireCashier(context);
      if (!cashier.ok) return cashier;
      const job = openDrawer(till, cashier.value.id, why);
      if (!job.ok) return job;
      context.jobsChanged();
      return ok({});
    },
    'jobs.mark-sending': ({ jobId }) => {
      const granted = transactTill(till, () => ok({ isGranted: markSending(till, jobId) }));
      context.statusChanged();
      return granted;
    },
    'jobs.outcome': ({ jobId, outcome }) => {
      const recorded = transactTill(till, () => {
        recordOutcome(till, jobId, outcome);
        return ok({});
      });
      context.jobsChanged();
      return recorded;
    },
    // Jobs of a printer that is gone are failed by name on the way: they are written.
    'jobs.queued': () =>
      transactTill(till, () => {
        if (interruptSending(till) > 0) context.statusChanged();
        return ok({ tasks: queuedTasks(till).map(taskMessage) });
      }),
  } satisfies Handlers;
}
