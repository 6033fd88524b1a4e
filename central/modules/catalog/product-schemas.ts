import { z } from 'zod';

/** Of one request. */
export const MAX_BULK = 500;
export const productParams = z.strictObject({ product: z.string().min(1).max(64) });
export const changedSchema = z.strictObject({ changed: z.int() });
