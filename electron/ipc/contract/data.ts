import { z } from 'zod';
import { event, LONG_TIMEOUT_MS, tillCommand } from '../command.ts';
import { dateSchema, lineOfText, nothing } from '../values.ts';

/**
 * Records, backups: long work is the read worker's, a sale never waits for it. A window names no folder and no file of the
 * machine: it gets and gives what is in the till's own folders. The command line has paths.
 */
const long = { timeoutMs: LONG_TIMEOUT_MS };

const backupSchema = z.strictObject({
  /** What `data.restore` takes. */
  name: z.string(),
  path: z.string(),
  bytes: z.int(),
  madeAtMs: z.int(),
  documents: z.int().nullable(),
});
export type BackupView = z.infer<typeof backupSchema>;

const verificationSchema = z.strictObject({
  isSound: z.boolean(),
  documents: z.int(),
  records: z.int(),
  /** At most 200; `code` is text key `problem.<code>`. */
  problems: z.array(z.strictObject({ code: z.string(), where: z.string(), stated: z.string(), expected: z.string() })),
  problemCount: z.int(),
});
export type VerificationView = z.infer<typeof verificationSchema>;

export const dataCommands = {
  /** Recomputes every total, hash, chain and series. One at a time: refuses `verify_running`. */
  'data.verify': tillCommand(nothing, verificationSchema, long),
  /**
   * The stored records of a period (inclusive; null: all) as they are, into the exports folder of this till.
   * Refuses `export_nothing`, `file_exists` {path}, storage refusals.
   */
  'data.export-records': tillCommand(
    z.strictObject({ from: dateSchema.nullable(), to: dateSchema.nullable() }),
    z.strictObject({ files: z.array(z.strictObject({ path: z.string(), records: z.int() })) }),
    long,
  ),
  /** A verified copy, in the backups folder of this till. */
  'data.backup': tillCommand(nothing, backupSchema, long),
  /** Those of the backups folder, newest first. */
  'data.backups': tillCommand(nothing, z.strictObject({ folder: z.string(), backups: z.array(backupSchema) })),
  /**
   * Puts the data of this folder aside (nothing is deleted) and goes on from the backup in a new installation and series.
   * `name` is one of `data.backups`. Refuses `backup_not_found`, `backup_damaged`, `backup_not_a_till`,
   * `restore_open_ticket`; then nothing has changed.
   */
  'data.restore': tillCommand(
    z.strictObject({ name: lineOfText(255).min(1) }),
    z.strictObject({ documents: z.int(), installation: z.string(), putAside: z.string().nullable() }),
    long,
  ),
  /** The folder is elsewhere than before: was it moved (goes on) or copied (new installation)? */
  'data.adopt': tillCommand(z.strictObject({ answer: z.enum(['moved', 'copied']) }), nothing),
} as const;

export const dataEvents = {
  'data.progress': event(
    'till',
    z.strictObject({ work: z.enum(['verify', 'export', 'backup']), done: z.int(), total: z.int() }),
  ),
} as const;
