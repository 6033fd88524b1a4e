import { openJobs } from '../../../db/print-jobs.ts';
import { ok, type Result } from '../../../domain/result.ts';
import type { PrintTaskMessage, WaitingJob } from '../../ipc/contract/printing.ts';
import type { Handlers } from '../../ipc/peer.ts';
import { createHandOver, type HandOver } from '../printing/hand-over.ts';
import { copyUnknownJob, decideJob, markSending, openDrawer, type PrintTask, recordOutcome } from '../printing/jobs.ts';
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

/**
 * `printing.*` for people, `jobs.*` for the process that drives the printers.
 * @param handOver shared with whoever tells that process of new jobs.
 */
export function printingHandlers(context: TillContext, handOver: HandOver = createHandOver(context.till)) {
  const { till } = context;

  /** The log says who asked for another paper. */
  function copied(jobId: number): Result<number> {
    const cashier = requireCashier(context);
    return cashier.ok ? copyUnknownJob(till, jobId, cashier.value.id) : cashier;
  }

  return {
    'printing.jobs': () => ok(waitingJobs(till)),
    'printing.decide': ({ jobId, answer }) => {
      const decided = answer === 'copy' ? copied(jobId) : decideJob(till, jobId, answer);
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
    'jobs.queued': () => {
      const queued = handOver.startOver();
      if (!queued.ok) return queued;
      if (queued.value.interrupted > 0) context.statusChanged();
      return ok({ tasks: queued.value.tasks.map(taskMessage) });
    },
  } satisfies Handlers;
}
