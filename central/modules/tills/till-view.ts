import { z } from 'zod';
import { instantOrNull, instantSchema } from '../resource.ts';
import type { TillRow } from './queries.ts';

export const tillSchema = z.strictObject({
  id: z.string(),
  shopId: z.string(),
  shopCode: z.string(),
  code: z.string(),
  name: z.string(),
  kind: z.enum(['till', 'central']).meta({ description: 'central: no machine, what the API issues for the shop' }),
  state: z.enum(['new', 'paired', 'revoked']),
  pairedAt: instantSchema.nullable(),
  programVersion: z.string().nullable(),
  lastContactAt: instantSchema.nullable(),
  /** Events that waited at the till at its last contact. */
  pending: z.int().nullable(),
  oldestPendingAt: z.string().nullable(),
  /** Milliseconds, the till's clock less central's. */
  clockDifferenceMs: z.int().nullable(),
});

export const tillView = (row: TillRow): z.input<typeof tillSchema> => ({
  id: row.id,
  shopId: row.shop_id,
  shopCode: row.shop_code,
  code: row.code,
  name: row.name,
  kind: row.kind,
  state: row.state,
  pairedAt: instantOrNull(row.paired_at_ms),
  programVersion: row.program_version,
  lastContactAt: instantOrNull(row.last_contact_ms),
  pending: row.pending_events,
  oldestPendingAt: row.oldest_pending_at,
  clockDifferenceMs: row.clock_difference_ms,
});
