import { z } from 'zod';
import { changesAnswerSchema } from '../../../contracts/sync/changes.ts';
import { MAX_CHANGES } from '../../../contracts/sync/limits.ts';
import type { CentralModule } from '../../app/module.ts';
import { route } from '../../app/route.ts';
import { uuidSchema } from '../resource.ts';
import { readChanges } from './read-changes.ts';

const countSchema = z
  .string()
  .regex(/^\d{1,15}$/)
  .transform(Number);

/** What the tills fetch: catalogue, customers, stock, settings. */
export const changes: CentralModule = {
  name: 'changes',
  register(app, context) {
    route(app, context, {
      method: 'GET',
      url: '/v1/tills/:till/changes',
      caller: 'till',
      doc: 'internal',
      params: z.strictObject({ till: uuidSchema }),
      query: z.strictObject({
        epoch: z.string().max(100),
        after: countSchema,
        limit: countSchema.pipe(z.int().min(1).max(MAX_CHANGES)).default(MAX_CHANGES),
      }),
      answer: changesAnswerSchema,
      budget: 'events',
      handle: ({ caller, query }) => readChanges(context, caller, query),
    });
  },
};
