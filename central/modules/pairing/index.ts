import { z } from 'zod';
import { pairAnswerSchema, pairRequestSchema } from '../../../contracts/sync/pairing.ts';
import { actorOf } from '../../app/auth.ts';
import type { CentralModule } from '../../app/module.ts';
import { notFound, problem } from '../../app/problem.ts';
import { route } from '../../app/route.ts';
import { inCompany } from '../../db/tenant.ts';
import { uuidSchema } from '../resource.ts';
import { lockTill } from '../tills/queries.ts';
import { pair } from './pair.ts';
import { createPairingCode, pairingCodeAnswerSchema } from './pairing-code.ts';

/** How a till gets its token: a code that a person carries from here to there (contracts/sync/pairing.ts). */
export const pairing: CentralModule = {
  name: 'pairing',
  register(app, context) {
    route(app, context, {
      method: 'POST',
      url: '/v1/tills/:till/pairing-codes',
      caller: 'tills:write',
      doc: { operation: 'tills.createPairingCode', summary: 'A code that pairs a till, once, for 24 hours' },
      params: z.strictObject({ till: uuidSchema }),
      answer: pairingCodeAnswerSchema,
      status: 201,
      handle: ({ caller, params }) =>
        inCompany(context, caller.companyId, async (tx) => {
          const till = await lockTill(tx, params.till);
          if (till === null) throw notFound();
          if (till.kind === 'central') throw problem('till_is_central', { status: 409 });
          return createPairingCode(context, tx, { tillId: params.till, actor: actorOf(caller) });
        }),
    });
    route(app, context, {
      method: 'POST',
      url: '/v1/pair',
      caller: 'anyone',
      doc: 'internal',
      body: pairRequestSchema,
      answer: pairAnswerSchema,
      handle: ({ body }) => pair(context, body),
    });
  },
};
