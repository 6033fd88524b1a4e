import { z } from 'zod';

/** The three messages there are. Strict: a field that is not known is a message that is not understood. */

/** Largest message a process accepts from a window or a local socket, in characters of JSON: a catalogue travels in pieces. */
export const MAX_MESSAGE_LENGTH = 2_000_000;

const paramsSchema = z.record(z.string().max(60), z.union([z.string(), z.number()]));

export const refusalSchema = z.strictObject({
  code: z.string().max(80),
  params: paramsSchema,
  retryable: z.boolean(),
});

export const requestSchema = z.strictObject({
  kind: z.literal('request'),
  id: z.int().nonnegative(),
  command: z.string().max(60),
  input: z.unknown(),
});

export const responseSchema = z.strictObject({
  kind: z.literal('response'),
  id: z.int().nonnegative(),
  result: z.discriminatedUnion('ok', [
    z.strictObject({ ok: z.literal(true), value: z.unknown() }),
    z.strictObject({ ok: z.literal(false), refusal: refusalSchema }),
  ]),
});

export const eventSchema = z.strictObject({
  kind: z.literal('event'),
  event: z.string().max(60),
  data: z.unknown(),
});

export const messageSchema = z.discriminatedUnion('kind', [requestSchema, responseSchema, eventSchema]);

export type Request = z.infer<typeof requestSchema>;
export type Response = z.infer<typeof responseSchema>;
export type EventMessage = z.infer<typeof eventSchema>;
export type Message = z.infer<typeof messageSchema>;
