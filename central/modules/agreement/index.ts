import { z } from 'zod';
import { amountSchema } from '../../../contracts/rest/money.ts';
import type { CentralModule } from '../../app/module.ts';
import { notFound } from '../../app/problem.ts';
import { route } from '../../app/route.ts';
import { inSnapshot } from '../../db/tenant.ts';
import { amountText } from '../amounts.ts';
import { instantOrNull, instantSchema, uuidSchema } from '../resource.ts';
import { type Agreement, agreementOfTill } from './agreement.ts';
import { reasonsOf } from './reasons.ts';

const standSchema = z.strictObject({ count: z.int(), total: amountSchema, hash: z.string() });

export const agreementSchema = z.strictObject({
  tillId: z.string(),
  state: z.enum(['equal', 'pending', 'parked', 'quarantined', 'different', 'empty']),
  series: z.array(
    z.strictObject({
      code: z.string(),
      installationId: z.string(),
      central: standSchema,
      till: standSchema,
      accepted: z.strictObject({ count: z.int(), total: amountSchema }),
      isEqual: z.boolean(),
    }),
  ),
  quarantined: z.int(),
  parked: z.int(),
  pending: z.int().nullable(),
  oldestPendingAt: z.string().nullable(),
  lastContactAt: instantSchema.nullable(),
});

type Tally = { readonly count: number; readonly cents: number };
export const tallyView = ({ count, cents }: Tally) => ({ count, total: amountText(cents) });

/** For people and programs. */
export const agreementView = ({ lastContactMs, series, ...rest }: Agreement): z.input<typeof agreementSchema> => ({
  ...rest,
  series: series.map(({ central, till, accepted, ...one }) => ({
    ...one,
    central: { ...tallyView(central), hash: central.hash },
    till: { ...tallyView(till), hash: till.hash },
    accepted: tallyView(accepted),
  })),
  lastContactAt: instantOrNull(lastContactMs),
});

/** Whether a till and central have the same, in counts, cents and hashes. */
export const agreement: CentralModule = {
  name: 'agreement',
  register(app, context) {
    route(app, context, {
      method: 'GET',
      url: '/v1/tills/:till/agreement',
      caller: 'tills:read',
      doc: {
        operation: 'tills.agreement',
        summary: 'Whether central and a till hold the same documents, series by series',
      },
      params: z.strictObject({ till: uuidSchema }),
      answer: agreementSchema.extend({
        /** In words: why not equal, and what to do. */
        reasons: z.array(z.strictObject({ code: z.string(), text: z.string() })),
      }),
      handle: async ({ caller, params, language }) => {
        const found = await inSnapshot(context, caller.companyId, (tx) => agreementOfTill(tx, params.till));
        if (found === null) throw notFound();
        return { ...agreementView(found), reasons: reasonsOf(language, found) };
      },
    });
  },
};
