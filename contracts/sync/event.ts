import { z } from 'zod';
import { type EventData, type EventType, eventTypes, isEventType } from './event-data.ts';
import {
  hashSchema,
  installationSchema,
  localTimestampSchema,
  type SeriesStand,
  seqSchema,
  seriesStandSchema,
} from './values.ts';

/** The envelope that never changes; what is inside may be of a later program. */
export const envelopeSchema = z.looseObject({
  installationId: installationSchema,
  seq: seqSchema,
  type: z.string().min(1).max(60),
  /** Of `data`. */
  version: z.int().min(1),
  at: localTimestampSchema,
  /** SHA-256 of the line before, empty for seq 1. */
  prevEventHash: z.union([hashSchema, z.literal('')]),
  /** Of the series that this event advanced, with it counted; null when it advanced none. */
  series: seriesStandSchema.nullable(),
  data: z.record(z.string(), z.unknown()),
});
export type Envelope = z.infer<typeof envelopeSchema>;

export type OutgoingEvent<Type extends EventType = EventType> = {
  readonly installationId: string;
  readonly seq: number;
  readonly type: Type;
  readonly at: string;
  readonly prevEventHash: string;
  readonly series: SeriesStand | null;
  readonly data: EventData<Type>;
};

/**
 * The line of an event, version 1, without its line feed: the order of the fields is part of the format, because both sides
 * hash these bytes. `data` is written in the order of its schema by whoever builds it.
 */
export const eventLine = (event: OutgoingEvent): string =>
  JSON.stringify({
    installationId: event.installationId,
    seq: event.seq,
    type: event.type,
    version: 1,
    at: event.at,
    prevEventHash: event.prevEventHash,
    series: event.series,
    data: event.data,
  });

export type ReadEvent =
  | { readonly kind: 'known'; readonly envelope: Envelope; readonly type: EventType; readonly data: unknown }
  /** Of a later program: stored as it came and looked at again after an update. */
  | { readonly kind: 'parked'; readonly envelope: Envelope; readonly reason: 'unknown_type' | 'unknown_version' }
  /** Of a type we know, but not as it has to be. */
  | { readonly kind: 'malformed'; readonly envelope: Envelope; readonly where: string };

/** Reads what came, by its type. @returns null when not even the envelope is one. */
export function readEvent(json: unknown): ReadEvent | null {
  const envelope = envelopeSchema.safeParse(json);
  if (!envelope.success) return null;
  const { type, version, data } = envelope.data;
  if (!isEventType(type)) return { kind: 'parked', envelope: envelope.data, reason: 'unknown_type' };
  if (version !== 1) return { kind: 'parked', envelope: envelope.data, reason: 'unknown_version' };
  const parsed = eventTypes[type].safeParse(data);
  if (parsed.success) return { kind: 'known', envelope: envelope.data, type, data: parsed.data };
  // Fields that this program does not know are no mistake of the till: a later one added them.
  const [issue] = parsed.error.issues;
  if (parsed.error.issues.every(({ code }) => code === 'unrecognized_keys')) {
    return { kind: 'parked', envelope: envelope.data, reason: 'unknown_version' };
  }
  return { kind: 'malformed', envelope: envelope.data, where: (issue?.path ?? []).join('/') };
}
