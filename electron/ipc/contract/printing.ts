import { z } from 'zod';
import { devicesCommand, event, OPEN_TO_ALL, tillCommand } from '../command.ts';
import {
  centsSchema,
  lineOfText,
  nothing,
  printerProfileSchema,
  printFailureSchema,
  printJobStateSchema,
  printOutcomeSchema,
  receiptSchema,
} from '../values.ts';

const waitingJobSchema = z.strictObject({
  jobId: z.int(),
  kind: z.enum(['receipt', 'drawer', 'paper']),
  printerName: z.string(),
  /** Of the ticket it belongs to. */
  number: z.string().nullable(),
  totalCents: centsSchema.nullable(),
  state: printJobStateSchema,
  reason: printFailureSchema.nullable(),
  createdAtMs: z.int(),
});
export type WaitingJob = z.infer<typeof waitingJobSchema>;
const jobsSchema = z.strictObject({ jobs: z.array(waitingJobSchema) });

const contentSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('receipt'), receipt: receiptSchema }),
  z.strictObject({ kind: z.literal('drawer') }),
]);
const taskSchema = z.strictObject({ jobId: z.int(), profile: printerProfileSchema, content: contentSchema });
export type PrintTaskMessage = z.infer<typeof taskSchema>;

const foundPrinterSchema = z.strictObject({
  url: z.string(),
  /** As the system names it. */
  name: z.string(),
  kind: z.enum(['serial', 'device', 'spool', 'virtual']),
  /** Why it cannot be used as it is: text key `printer.<hint>`, for instance a missing right. */
  hint: z.enum(['no_permission']).nullable(),
});
export type FoundPrinter = z.infer<typeof foundPrinterSchema>;

export const printingCommands = {
  /** Papers and pulses that are not done: waiting, failed, unknown. Newest first. */
  'printing.jobs': tillCommand(nothing, jobsSchema, OPEN_TO_ALL),
  /**
   * `print`: again (held, failed); `discard`; `copy`: a ticket that may have come out is printed again, and the job is
   * done with, both or neither. Unknown ones are never repeated by `print`. Refuses `print_job_not_found`,
   * `print_job_not_waiting` {state}, `no_printer`; a copy also `not_signed_in`.
   */
  'printing.decide': tillCommand(
    z.strictObject({ jobId: z.int(), answer: z.enum(['print', 'discard', 'copy']) }),
    jobsSchema,
  ),
  /** Logged with the reason. Refuses `no_drawer`. */
  'printing.open-drawer': tillCommand(z.strictObject({ why: lineOfText(80).min(1) }), nothing),

  /** Serial ports, device files and spooler queues of this machine. */
  'devices.find-printers': devicesCommand(nothing, z.strictObject({ printers: z.array(foundPrinterSchema) }), {
    timeoutMs: 15_000,
  }),
  /** Prints the test slip on a printer that need not be stored yet, and says how it went. */
  'devices.test-printer': devicesCommand(
    z.strictObject({ profile: printerProfileSchema, language: z.enum(['es', 'en']) }),
    printOutcomeSchema,
    { timeoutMs: 60_000 },
  ),
  /** From the till: carry out these jobs. Known ones are not doubled. Answers at once; outcomes come by `jobs.outcome`. */
  'devices.print': devicesCommand(z.strictObject({ tasks: z.array(taskSchema) }), nothing, { from: ['till'] }),

  /** From devices, before the first byte leaves: false when the job is no longer to be printed. */
  'jobs.mark-sending': tillCommand(z.strictObject({ jobId: z.int() }), z.strictObject({ isGranted: z.boolean() }), {
    from: ['devices'],
  }),
  'jobs.outcome': tillCommand(z.strictObject({ jobId: z.int(), outcome: printOutcomeSchema }), nothing, {
    from: ['devices'],
  }),
  /** From devices when it starts: everything that is queued, now. */
  'jobs.queued': tillCommand(nothing, z.strictObject({ tasks: z.array(taskSchema) }), { from: ['devices'] }),
} as const;

export const printingEvents = { 'jobs.changed': event('till', jobsSchema) } as const;
