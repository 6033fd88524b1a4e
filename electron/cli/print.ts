import { z } from 'zod';
import { headerByUid } from '../../db/documents.ts';
import { jobsOfDocument } from '../../db/print-jobs.ts';
import type { PrintOutcome } from '../../domain/printing/types.ts';
import { ok, type Result } from '../../domain/result.ts';
import { isTextKey, text } from '../../domain/texts/index.ts';
import { createPrinterQueue } from '../../native/printing/printer-queue.ts';
import { systemTimers } from '../../native/printing/timers.ts';
import { transportForUrl } from '../../native/printing/transport-for.ts';
import { type Papers, type PrintAnswer, printAnswer } from '../till/local/desk.ts';
import { markSending, type PrintTask, queuedTasks, recordOutcome } from '../till/printing/jobs.ts';
import { printerById, readPrintingSettings } from '../till/printing/settings.ts';
import type { Till } from '../till/till.ts';
import type { CommandContext } from './command.ts';
import { withReader } from './with-till.ts';

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

/** Prints from this process, because no till runs that would. */
export const printingPapers = (till: Till, context: CommandContext): Papers => ({
  ofDocument: (documentId) => printDocumentJobs(till, documentId, context),
  job: (jobId) => printJob(till, jobId, context),
});

/**
 * Prints what is owed, this document's ticket among it, and answers for that ticket. Never fails: the sale is stored, and
 * an error here (a disk that is full to the last byte) must not be taken for a refusal of the sale.
 */
async function printDocumentJobs(till: Till, documentId: string, context: CommandContext): Promise<PrintAnswer> {
  try {
    return await printOwed(till, documentId, context);
  } catch (error) {
    context.say(text(context.language, 'cli.print_error', { detail: error instanceof Error ? error.message : '' }));
    return { state: 'unknown', reason: 'interrupted' };
  }
}

async function printOwed(till: Till, documentId: string, context: CommandContext): Promise<PrintAnswer> {
  await carryOut(till, queuedTasks(till), context);
  const header = headerByUid(till.db, documentId);
  if (header === null) throw new Error(`no document of ticket ${documentId}`);
  const receipt = jobsOfDocument(till.db, header.rowId).find((job) => job.kind === 'receipt');
  return printAnswer(till.db, receipt?.id);
}

/** Prints one job and nothing else. */
async function printJob(till: Till, jobId: number, context: CommandContext): Promise<PrintAnswer> {
  const tasks = queuedTasks(till).filter((task) => task.jobId === jobId);
  await carryOut(till, tasks, context);
  return printAnswer(till.db, jobId);
}

const printedSchema = z.looseObject({
  print: z.looseObject({ reason: z.string() }).optional(),
  drawer: z.looseObject({ reason: z.string() }).optional(),
});

/** Says why a paper of the running till did not come out, as when this process prints itself. */
export async function sayRunningPrint(
  dataFolder: string,
  answer: Result<unknown>,
  context: CommandContext,
): Promise<void> {
  const printed = answer.ok ? printedSchema.safeParse(answer.value).data : undefined;
  const reason = printed?.print?.reason ?? printed?.drawer?.reason;
  if (reason === undefined) return;
  const named = await withReader(dataFolder, (db) => {
    const { receiptPrinterId, drawerPrinterId, ...settings } = readPrintingSettings(db);
    const id = printed?.print === undefined ? drawerPrinterId : receiptPrinterId;
    return ok(printerById({ ...settings, receiptPrinterId, drawerPrinterId }, id)?.name ?? '');
  });
  sayFailure(context, named.ok ? named.value : '', reason);
}
