import { z } from 'zod';
import type { ReadableDatabase, WritableDatabase } from '../../db/handles.ts';
import { readSetting, writeSetting } from '../../db/settings.ts';
import { type Cents, MAX_CENTS } from '../../domain/money.ts';
import { type DatedLimits, DEFAULT_LIMITS } from '../../domain/ticket/limits.ts';

const amountSchema = z.int().min(0).max(MAX_CENTS) as unknown as z.ZodType<Cents, Cents>;
const limitsSchema = z
  .array(
    z.strictObject({
      from: z.iso.date(),
      simplifiedCents: z.strictObject({ retail: amountSchema, other: amountSchema }),
      cashFromCents: amountSchema,
    }),
  )
  .min(1)
  .max(20);

const KEY = 'limits';

/** Legal limits by date: those of the settings, or the law as this version knows it. Unreadable ones are not trusted. */
export function readLimits(db: ReadableDatabase): readonly DatedLimits[] {
  const stored = readSetting(db, KEY);
  // On the path of every scan: a failed parse costs more than the rest of it.
  return stored === null ? DEFAULT_LIMITS : (limitsSchema.safeParse(stored).data ?? DEFAULT_LIMITS);
}

/** @throws ZodError for an empty table, a day that does not exist or an amount below zero: check before. */
export const writeLimits = (db: WritableDatabase, limits: readonly DatedLimits[]): void =>
  writeSetting(db, KEY, limitsSchema.parse(limits));
