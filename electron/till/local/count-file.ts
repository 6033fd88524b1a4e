import { z } from 'zod';
import type { GivenCount } from '../../../domain/day/cash-count.ts';
import type { CountedPieces } from '../../../domain/day/types.ts';
import { parseAmount } from '../../../domain/money-text.ts';
import { ok, type Result, refuse } from '../../../domain/result.ts';

/**
 * COUNT.json of `close`: what lies in the drawer, by kind (`{"50.00": 2, "0.20": 5}`) or as a sum, and what stays in it.
 * Amounts are decimal strings with a point.
 */
const countSchema = z.strictObject({
  denominations: z.record(z.string(), z.int()).optional(),
  total: z.string().optional(),
  left: z.string().optional(),
});

/** Refuses `count_file_invalid` {field}; what the pieces are worth is looked at when closing. */
export function parseCount(given: unknown): Result<GivenCount> {
  const parsed = countSchema.safeParse(given);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const unknown = issue?.code === 'unrecognized_keys' ? issue.keys : [];
    return refuse('count_file_invalid', { field: [...(issue?.path ?? []), ...unknown].join('.').slice(0, 80) || '-' });
  }
  const { denominations, total, left } = parsed.data;
  if (denominations === undefined && total === undefined)
    return refuse('count_file_invalid', { field: 'denominations' });
  const pieces: CountedPieces[] = [];
  for (const [kind, many] of Object.entries(denominations ?? {})) {
    const value = parseAmount(kind);
    if (!value.ok) return refuse('count_file_invalid', { field: `denominations.${kind.slice(0, 20)}` });
    pieces.push({ valueCents: value.value, pieces: many });
  }
  const totalCents = total === undefined ? ok(null) : parseAmount(total);
  if (!totalCents.ok) return totalCents;
  const leftCents = left === undefined ? ok(null) : parseAmount(left);
  if (!leftCents.ok) return leftCents;
  return ok({ pieces, totalCents: totalCents.value, leftCents: leftCents.value });
}
