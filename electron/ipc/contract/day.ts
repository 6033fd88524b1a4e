import { z } from 'zod';
import { event, LONG_TIMEOUT_MS, tillCommand } from '../command.ts';
import {
  centsSchema,
  idSchema,
  lineOfText,
  nothing,
  paymentMethodSchema,
  printJobStateSchema,
  receiptSchema,
} from '../values.ts';

/** The cash session, its papers and what central holds of them. */
const moveKindSchema = z.enum(['in', 'out']);
const reasonSchema = lineOfText(80).min(1);
const numberSchema = lineOfText(60).min(1);
const syncStateSchema = z.enum(['not-paired', 'pending', 'quarantined', 'different', 'equal']);

const dayStateSchema = z.strictObject({
  /** none: nothing was sold since the last Z and nobody opened; by-itself: sold without opening. */
  opened: z.enum(['none', 'by-itself', 'person']),
  openedAt: z.string().nullable(),
  openedByName: z.string().nullable(),
  /** Of the session that is open; what was left by the last Z when none is. */
  floatCents: centsSchema,
  documents: z.int(),
  openTickets: z.int(),
  moves: z.array(
    z.strictObject({
      kind: moveKindSchema,
      cents: centsSchema,
      reason: z.string(),
      at: z.string(),
      byName: z.string(),
    }),
  ),
  lastZ: z.strictObject({ number: z.string(), madeAt: z.string() }).nullable(),
  hasPrinter: z.boolean(),
});
export type DayState = z.infer<typeof dayStateSchema>;

const editionSchema = z.strictObject({ edition: z.int(), madeAt: z.string(), state: syncStateSchema });
export type SyncEditionView = z.infer<typeof editionSchema>;

const zSchema = z.strictObject({
  number: z.string(),
  madeAt: z.string(),
  totalCents: centsSchema,
  documents: z.int(),
  differenceCents: centsSchema,
  /** Of the newest version of its sync report; null: none was made. */
  sync: syncStateSchema.nullable(),
});
export type ZView = z.infer<typeof zSchema>;

const closedSchema = z.strictObject({
  number: z.string(),
  madeAt: z.string(),
  totalCents: centsSchema,
  documents: z.int(),
  expectedCents: centsSchema,
  countedCents: centsSchema,
  /** Counted minus expected. */
  differenceCents: centsSchema,
  leftCents: centsSchema,
  takenAwayCents: centsSchema,
  receipt: receiptSchema,
});
export type ClosedDayView = z.infer<typeof closedSchema>;

const countSchema = {
  /** Kinds that are not there may be left out. */
  pieces: z.array(z.strictObject({ valueCents: centsSchema, pieces: z.int().min(0).max(99_999) })).max(20),
  /** When nobody counted kind by kind. */
  totalCents: centsSchema.nullable(),
  /** Null: the float of this session. */
  leftCents: centsSchema.nullable(),
};

const syncReportSchema = z.strictObject({
  edition: z.int(),
  madeAt: z.string(),
  state: syncStateSchema,
  /** Sentences, in the language of the till. */
  tasks: z.array(z.string()),
  editions: z.array(editionSchema),
  receipt: receiptSchema,
});
export type SyncReportView = z.infer<typeof syncReportSchema>;

const operation = { operationId: idSchema };

export const dayCommands = {
  'day.state': tillCommand(nothing, dayStateSchema),
  /** Refuses `cash_session_open` {openedAt}, `float_negative`, `installation_moved`. */
  'day.open': tillCommand(z.strictObject({ ...operation, floatCents: centsSchema }), dayStateSchema),
  /** The drawer opens. Refuses `cash_move_not_positive`, `reason_missing`, `installation_moved`. */
  'day.move': tillCommand(
    z.strictObject({ ...operation, kind: moveKindSchema, cents: centsSchema, reason: reasonSchema }),
    dayStateSchema,
  ),
  /** Refuses `document_not_found`, `document_payment_not_found`, `payment_method_same`, `cash_limit`, `installation_moved`. */
  'day.correct-payment': tillCommand(
    z.strictObject({
      ...operation,
      documentId: idSchema,
      position: z.int().min(1),
      method: paymentMethodSchema,
      reason: reasonSchema,
    }),
    nothing,
  ),
  /** The payments of a document as they really were. By the read worker. Refuses `document_not_found` {number}. */
  'day.payments': tillCommand(
    z.strictObject({ documentId: idSchema }),
    z.strictObject({
      payments: z.array(z.strictObject({ position: z.int(), method: paymentMethodSchema, appliedCents: centsSchema })),
    }),
  ),
  /** How the session stands; kept nowhere. By the read worker, beside the sales. */
  'day.x': tillCommand(
    nothing,
    z.strictObject({ madeAt: z.string(), totalCents: centsSchema, documents: z.int(), receipt: receiptSchema }),
    { timeoutMs: LONG_TIMEOUT_MS },
  ),
  /** Refuses `nothing_to_close`, `count_differs`, `left_exceeds_count`, `denomination_unknown`, `installation_moved`. */
  'day.close': tillCommand(z.strictObject({ ...operation, ...countSchema, isPrinted: z.boolean() }), closedSchema, {
    timeoutMs: LONG_TIMEOUT_MS,
  }),
  /** Newest first, by the read worker. */
  'day.reports': tillCommand(
    z.strictObject({ cursor: z.string().max(60).nullable(), limit: z.int().min(1).max(100) }),
    z.strictObject({ reports: z.array(zSchema), nextCursor: z.string().nullable() }),
  ),
  /** Refuses `z_not_found` {number}. */
  'day.report': tillCommand(
    z.strictObject({ number: numberSchema }),
    z.strictObject({ z: zSchema, editions: z.array(editionSchema), receipt: receiptSchema }),
  ),
  /**
   * `edition` null: the newest, written down first when there is something new to say. Refuses `z_not_found` {number},
   * `sync_edition_not_found` {edition}.
   */
  'day.sync-report': tillCommand(
    z.strictObject({ number: numberSchema, edition: z.int().min(1).nullable() }),
    syncReportSchema,
    { timeoutMs: LONG_TIMEOUT_MS },
  ),
  /** `number` null for an X. Refuses `no_printer`, `z_not_found` {number}. */
  'day.print': tillCommand(
    z.strictObject({ what: z.enum(['x', 'z', 'sync']), number: numberSchema.nullable() }),
    z.strictObject({ jobId: z.int(), state: printJobStateSchema }),
    { timeoutMs: LONG_TIMEOUT_MS },
  ),
  /** A4, into the folder of exports, by the read worker. Refuses `z_not_found` {number}, storage refusals. */
  'day.pdf': tillCommand(
    z.strictObject({ what: z.enum(['x', 'z', 'sync']), number: numberSchema.nullable() }),
    z.strictObject({ name: z.string(), path: z.string() }),
    { timeoutMs: LONG_TIMEOUT_MS },
  ),
} as const;

/** The session was opened, changed or closed: whoever shows it asks again. */
export const dayEvents = { 'day.changed': event('till', nothing) } as const;

const cli = { from: ['cli'], timeoutMs: LONG_TIMEOUT_MS } as const;
const person = { cashier: lineOfText(40).nullable(), pin: lineOfText(8).nullable() };
const json = z.json();

/** What the command line asks of a running till; amounts are cents here and decimal strings in the answers. */
export const localDayCommands = {
  'local.open-day': tillCommand(
    z.strictObject({ ...operation, floatCents: centsSchema.nullable(), ...person }),
    json,
    cli,
  ),
  'local.cash-move': tillCommand(
    z.strictObject({ ...operation, kind: moveKindSchema, cents: centsSchema, why: lineOfText(80), ...person }),
    json,
    cli,
  ),
  'local.correct-payment': tillCommand(
    z.strictObject({
      ...operation,
      number: numberSchema,
      position: z.int().min(1),
      method: paymentMethodSchema,
      why: lineOfText(80),
      ...person,
    }),
    json,
    cli,
  ),
  'local.close-day': tillCommand(
    z.strictObject({ ...operation, ...countSchema, isPrinted: z.boolean(), ...person }),
    json,
    cli,
  ),
  'local.sync-report': tillCommand(z.strictObject({ number: numberSchema.nullable() }), json, cli),
  'local.print-report': tillCommand(
    z.strictObject({ what: z.enum(['x', 'z', 'sync']), number: numberSchema.nullable() }),
    json,
    cli,
  ),
} as const;
