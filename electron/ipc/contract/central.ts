import { z } from 'zod';
import { changeSchema } from '../../../contracts/sync/changes.ts';
import { MAX_COMPANY_NAME } from '../../../contracts/sync/limits.ts';
import { hashSchema, installationSchema, seqSchema, seriesStandSchema } from '../../../contracts/sync/values.ts';
import { OPEN_TO_ALL, syncCommand, tillCommand } from '../command.ts';
import { lineOfText, nothing } from '../values.ts';

/** Between the process that talks to central and the till, which alone writes; and what people ask of both. */
const fromSync = { from: ['sync'], needsCashier: false } as const;

/** Of why a document was not believed, in letters: the exchange cuts what is longer. */
export const MAX_CODE = 80;
export const MAX_DETAIL = 2000;

const quarantinedSchema = z.strictObject({
  seq: seqSchema,
  code: z.string().max(MAX_CODE),
  detail: z.string().max(MAX_DETAIL),
  number: z.string().max(80).nullable(),
});

const ackSchema = z.strictObject({
  /** Row id at the till. */
  installation: z.int(),
  /** May be lower than before: central was restored from an older backup. */
  ackedThrough: z.int().min(0),
  lastEventHash: z.union([hashSchema, z.literal('')]),
  /** Own stands of the series after that event; null: not known here (an ack that goes back). */
  ownSeries: z.array(seriesStandSchema).nullable(),
  /** Central's; null: it did not say. */
  centralSeries: z.array(seriesStandSchema).nullable(),
  quarantined: z.array(quarantinedSchema),
});
export type AckReport = z.infer<typeof ackSchema>;

export const problemParamsSchema = z.record(z.string().max(40), z.union([z.string().max(200), z.number()]));
export type ProblemParams = z.infer<typeof problemParamsSchema>;

const contactSchema = z.strictObject({
  /** Code of what hinders the exchange; null: central answered. */
  problem: z.string().max(80).nullable(),
  /** For its sentence `error.<problem>`. */
  problemParams: problemParamsSchema,
  /** Sending and fetching both went well: what hindered them is over. An answer alone does not say so. */
  isInOrder: z.boolean(),
  /** Central's clock minus ours; null: not said. */
  clockDifferenceMs: z.int().nullable(),
  /** All that is in quarantine at central; null: not said. */
  quarantined: z.array(quarantinedSchema.extend({ installationId: installationSchema })).nullable(),
  /** Where central has the series of this till; null: not said. */
  series: z.array(seriesStandSchema).nullable(),
});
export type ContactReport = z.infer<typeof contactSchema>;

const pageSchema = z.strictObject({
  epoch: z.string().max(100),
  changes: z.array(changeSchema),
  through: z.int().min(0),
  hasMore: z.boolean(),
  counted: z.array(z.strictObject({ installationId: installationSchema, seq: z.int().min(0) })),
});
export type ChangesPage = z.infer<typeof pageSchema>;

const pairedSchema = z.strictObject({
  url: z.string().max(300),
  fingerprint: z.string().nullable(),
  tillId: z.string().max(100),
  companyId: z.string().max(100),
  companyName: z.string().max(MAX_COMPANY_NAME),
  epoch: z.string().max(100),
  clockDifferenceMs: z.int(),
});
export type PairedReport = z.infer<typeof pairedSchema>;

export const CENTRAL_STATES = [
  'not-paired',
  'up-to-date',
  'sending',
  'offline',
  'revoked',
  'rejected',
  'clock-differs',
  'problem',
] as const;

export const centralStatusSchema = z.strictObject({
  state: z.enum(CENTRAL_STATES),
  /** Events that wait. */
  pending: z.int(),
  oldestPendingAt: z.string().nullable(),
  rejected: z.int(),
  lastContactMs: z.int().nullable(),
  offlineSinceMs: z.int().nullable(),
  clockDifferenceMs: z.int().nullable(),
  companyName: z.string().nullable(),
  url: z.string().nullable(),
  /** Code of what hinders the exchange. */
  problem: z.string().nullable(),
  problemParams: problemParamsSchema,
  /** Products and customers of central that clash with others here and are not written as they came. */
  unused: z.int(),
});
export type CentralStatus = z.infer<typeof centralStatusSchema>;

export const MAX_REJECTED_SHOWN = 200;

const centralPageSchema = z.strictObject({
  status: centralStatusSchema,
  rejected: z.array(
    z.strictObject({
      installation: z.string(),
      seq: z.int(),
      code: z.string(),
      detail: z.string(),
      number: z.string().nullable(),
    }),
  ),
});
export type CentralPage = z.infer<typeof centralPageSchema>;

const onceSchema = z.strictObject({ acked: z.int(), pending: z.int(), rejected: z.int() });
export type OnceAnswer = z.infer<typeof onceSchema>;

/** A round with central within its deadlines: several requests of 30 s. */
const PAIR_TIMEOUT_MS = 60_000;
const ONCE_TIMEOUT_MS = 10 * 60_000;

export const centralCommands = {
  'central.acked': tillCommand(ackSchema, nothing, fromSync),
  'central.contact': tillCommand(contactSchema, nothing, fromSync),
  /** In slices beside sales; the cursor moves with the last one. Refuses `not_paired`. */
  'central.apply': tillCommand(pageSchema, z.strictObject({ applied: z.int() }), { ...fromSync, timeoutMs: 60_000 }),
  /** From `seq` on central has other events: the till goes on in a new installation if it is the open one. */
  'central.diverged': tillCommand(z.strictObject({ installation: z.int(), seq: seqSchema }), nothing, fromSync),
  /** Central has events beyond the last one of ours: they were lost here. */
  'central.ahead': tillCommand(
    z.strictObject({ installationId: installationSchema, ackedThrough: z.int(), lastSeq: z.int() }),
    nothing,
    fromSync,
  ),
  /** Lines of a diverged installation, ascending, as news of the open one. */
  'central.strand': tillCommand(
    z.strictObject({
      installation: z.int(),
      events: z.array(z.strictObject({ seq: seqSchema, line: z.string() })).max(200),
    }),
    nothing,
    fromSync,
  ),
  'central.paired': tillCommand(pairedSchema, nothing, fromSync),
  'central.unpaired': tillCommand(nothing, nothing, fromSync),

  'central.read': tillCommand(nothing, centralPageSchema, OPEN_TO_ALL),

  /** The till has news. */
  'sync.wake': syncCommand(nothing, nothing, { from: ['till'] }),
  /** A person does not want to wait for the next attempt. */
  'sync.retry': syncCommand(nothing, nothing, { from: ['window', 'cli'] }),
  /** Refuses `pairing_code_malformed`, `central_unreachable`, `central_insecure` and what central refuses. */
  'sync.pair': syncCommand(
    z.strictObject({ code: lineOfText(2000).min(1) }),
    z.strictObject({ companyName: z.string(), url: z.string() }),
    { from: ['window', 'cli'], timeoutMs: PAIR_TIMEOUT_MS },
  ),
  'sync.unpair': syncCommand(nothing, nothing, { from: ['window', 'cli'] }),
  /** Everything that waits, once. Refuses `not_paired`, `central_unreachable` and what central refuses. */
  'sync.once': syncCommand(nothing, onceSchema, { from: ['cli'], timeoutMs: ONCE_TIMEOUT_MS }),
} as const;
