import { z } from 'zod';
import { installationSchema, localTimestampSchema, seriesStandSchema } from './values.ts';

export const installationStateSchema = z.strictObject({
  installationId: installationSchema,
  reason: z.string(),
  openedAt: localTimestampSchema,
  closedAt: localTimestampSchema.nullable(),
  /** 0: no event yet. */
  lastSeq: z.int().min(0),
});
export type InstallationState = z.infer<typeof installationStateSchema>;

/** `POST /v1/tills/{till}/hello`: at the start of a session, and once a minute when nothing else is said. */
export const helloRequestSchema = z.strictObject({
  programVersion: z.string(),
  nowMs: z.int(),
  /** Events that wait at the till, and since when the oldest does. */
  pending: z.int().min(0),
  oldestPendingAt: localTimestampSchema.nullable(),
  /** All of the till, oldest first. */
  installations: z.array(installationStateSchema).min(1),
  /** Where the till's own series stand. */
  series: z.array(seriesStandSchema),
});
export type HelloRequest = z.infer<typeof helloRequestSchema>;

export const helloAnswerSchema = z.strictObject({
  nowMs: z.int(),
  /** Changes when central was restored or made anew: the till fetches everything again. */
  epoch: z.string(),
  companyName: z.string(),
  /** What central holds of each installation of this till, also of those that the till did not name. */
  installations: z.array(
    z.strictObject({ installationId: installationSchema, ackedThrough: z.int().min(0), lastEventHash: z.string() }),
  ),
  series: z.array(seriesStandSchema),
  /** Quarantined and not yet settled by a person. */
  quarantined: z.array(
    z.strictObject({
      installationId: installationSchema,
      seq: z.int(),
      code: z.string(),
      detail: z.string(),
      number: z.string().nullable(),
    }),
  ),
});
export type HelloAnswer = z.infer<typeof helloAnswerSchema>;
