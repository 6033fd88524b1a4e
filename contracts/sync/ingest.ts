import { z } from 'zod';
import { hashSchema, installationSchema, seriesStandSchema } from './values.ts';

/**
 * `POST /v1/tills/{till}/events`, body application/x-ndjson: lines of one installation, ascending, contiguous. Repeats are
 * compared by hash and skipped. Answers 200 with this; 409 `event_gap` {expectedSeq} and `till_diverged` {seq} as problems.
 */
export const ingestAnswerSchema = z.strictObject({
  installationId: installationSchema,
  /** Everything up to this seq is at central, for good. 0: nothing. */
  ackedThrough: z.int().min(0),
  /** Of the line with that seq; empty for 0. */
  lastEventHash: z.union([hashSchema, z.literal('')]),
  /** Stored, not believed: a person has to look. Those of this request only. */
  quarantined: z.array(z.strictObject({ seq: z.int(), code: z.string(), detail: z.string() })),
  /** Where the series of this installation stand at central. */
  series: z.array(seriesStandSchema),
  /** Central's clock, milliseconds since the epoch. */
  nowMs: z.int(),
});
export type IngestAnswer = z.infer<typeof ingestAnswerSchema>;

/** Codes of the problems that a till acts upon by itself. */
export const EVENT_GAP = 'event_gap';
export const TILL_DIVERGED = 'till_diverged';
export const TILL_REVOKED = 'till_revoked';
