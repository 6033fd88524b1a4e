import { z } from 'zod';

/**
 * One file, gzip of: a line of JSON (header), then for each table a line of JSON (its columns), pieces of PostgreSQL's own COPY
 * text as [length u32 BE][bytes] ended by a length of 0, and a line with what was written; at the end a line that says so.
 * A file that was cut off therefore never looks whole.
 */
export const BACKUP_FORMAT = 'mostrador-central-backup';

export const headerSchema = z.strictObject({
  format: z.literal(BACKUP_FORMAT),
  version: z.literal(1),
  madeAt: z.iso.datetime(),
  migrations: z.array(z.strictObject({ id: z.int(), name: z.string(), checksum: z.string() })),
});
export type BackupHeader = z.infer<typeof headerSchema>;

const IDENTIFIER = /^[a-z_][a-z0-9_]*$/;
export const tableSchema = z.strictObject({
  table: z.string().regex(IDENTIFIER),
  columns: z.array(z.string().regex(IDENTIFIER)).min(1),
});
export const tableEndSchema = z.strictObject({ bytes: z.int(), sha256: z.string() });
export const endSchema = z.strictObject({ end: z.literal(true), tables: z.int() });
