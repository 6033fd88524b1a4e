import { z } from 'zod';

/** SHA-256 in lower-case hexadecimal. */
export const hashSchema = z.string().regex(/^[0-9a-f]{64}$/);
/** FechaHoraHusoGenRegistro: local time of the place with its offset, whole seconds. */
export const localTimestampSchema = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/);
/** Chosen by the till: a UUID there; central takes any short word, so that one odd id never stops a shop. */
export const uidSchema = z.string().min(1).max(64);
export const centsSchema = z.int();
export const milliSchema = z.int();
/** NumeroInstalacion, SPEC.md section 4. */
export const installationSchema = z.string().min(1).max(100);
export const seqSchema = z.int().min(1);

/** Where a series stands after its last event: what both sides must agree on. */
export const seriesStandSchema = z.strictObject({
  /** E.g. `01T01S-26`. */
  code: z.string().min(1).max(40),
  /** Documents so far, which is the last number. */
  count: z.int().min(1),
  /** Sum of their totals, cents. */
  cents: centsSchema,
  /** domain/documents/series-hash.ts over their digests. */
  hash: hashSchema,
});
export type SeriesStand = z.infer<typeof seriesStandSchema>;
