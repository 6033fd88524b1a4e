import { headerByUid } from '../../db/documents.ts';
import { findPrintJob, jobsOfDocument } from '../../db/print-jobs.ts';
import type { PrintOutcome } from '../../domain/printing/types.ts';
import { isTextKey, text } from '../../domain/texts/index.ts';
import { createPrinterQueue } from '../../native/printing/printer-queue.ts';
import { systemTimers } from '../../native/printing/timers.ts';
import { transportForUrl } from '../../native/printing/transport-for.ts';
import { markSending, type PrintTask, queuedTasks, recordOutcome } from '../till/printing/jobs.ts';
import type { Till } from '../till/till.ts';
import type { CommandContext } from './command.ts';

/** How a paper ended; `none` when no printer is set up or no paper was asked for. */
export type PrintAnswer =
  | { readonly state: 'none' | 'sent' | 'confirmed' }
  | { readonly state: 'unknown' | 'failed' | 'held' | 'discarded'; readonly reason: string };

const sayFailure = (context: CommandContext, printer: string, reason: string): void => {
  const key = `print.${reason}`;
  if (isTextKey(key)) context.say(text(context.language, key, { printer }));
};

/** Sends every queued paper and pulse, and writes down how each ended. The sale is stored whatever happens here. */
async function carryOut(till: Till, tasks: readonly PrintTask[], context: CommandContext): Promise<void> {
  const queue = createPrinterQueue({
    transportFor: (profile) => transportForUrl(profile.url, systemTimers, process.platform),
    onState: (jobId) => {
      if (!markSending(till, Number(jobId))) throw new Error(`print job ${jobId} is no longer queued`);
    },
    onError: (jobId, error) =>
      context.say(`print job ${jobId}: ${error instanceof Error ? error.message : String(error)}`),
  });
  const outcomes = tasks.map(async (task) => {
    const outcome: PrintOutcome = await queue.submit({
      jobId: String(task.jobId),
      profile: task.profile,
      content: task.content,
    });
    recordOutcome(till, task.jobId, outcome);
    if ('reason' in outcome) sayFailure(context, task.profile.name, outcome.reason);
  });
  await Promise.all(outcomes);
  await queue.close();
}

function answerOf(till: Till, jobId: number | undefined): PrintAnswer {
  const job = jobId === undefined ? null : findPrintJob(till.db, jobId);
  if (job === null) return { state: 'none' };
  switch (job.state) {
    case 'queued':
    case 'sending':
      return { state: 'none' };
    case 'sent':
    case 'confirmed':
      return { state: job.state };
    default:
      return { state: job.state, reason: job.reason ?? '' };
  }
}

/**
 * Prints what is owed, this document's ticket among it, and answers for that ticket. Never fails: the sale is stored, and
 * an error here (a disk that is full to the last byte) must not be taken for a refusal of the sale.
 */
export async function printDocumentJobs(till: Till, ticketId: string, context: CommandContext): Promise<PrintAnswer> {
  try {
    return await printOwed(till, ticketId, context);
  } catch (error) {
    context.say(text(context.language, 'cli.print_error', { detail: error instanceof Error ? error.message : '' }));
    return { state: 'unknown', reason: 'interrupted' };
  }
}

async function printOwed(till: Till, ticketId: string, context: CommandContext): Promise<PrintAnswer> {
  await carryOut(till, queuedTasks(till), context);
  const header = headerByUid(till.db, ticketId);
  if (header === null) throw new Error(`no document of ticket ${ticketId}`);
  const receipt = jobsOfDocument(till.db, header.rowId).find((job) => job.kind === 'receipt');
  return answerOf(till, receipt?.id);
}

/** Prints one job and nothing else. */
export async function printJob(till: Till, jobId: number, context: CommandContext): Promise<PrintAnswer> {
  const tasks = queuedTasks(till).filter((task) => task.jobId === jobId);
  await carryOut(till, tasks, context);
  return answerOf(till, jobId);
}
