import { z } from 'zod';
import { rateSchema } from '../../../contracts/rest/money.ts';
import { RATE_TABLES, TAX_CLASSES, taxTreatment } from '../../../domain/tax/rate-tables.ts';
import type { TaxArea } from '../../../domain/tax/types.ts';
import { localTimestamp } from '../../../domain/time.ts';
import type { CentralModule } from '../../app/module.ts';
import { route } from '../../app/route.ts';
import { rateText } from '../amounts.ts';
import { daySchema } from '../resource.ts';

/** Days of rates are days of the peninsula. */
const TIME_ZONE = 'Europe/Madrid';

const taxSchema = z.strictObject({
  area: z.enum(['IVA', 'IGIC', 'IPSI']),
  taxClass: z.enum(['general', 'reduced', 'superReduced', 'zero']),
  rate: rateSchema,
  surchargeRate: rateSchema.meta({ description: 'Recargo de equivalencia' }),
});

const AREAS = Object.keys(RATE_TABLES) as TaxArea[];

function ratesOn(date: string): z.input<typeof taxSchema>[] {
  return AREAS.flatMap((area) =>
    TAX_CLASSES.flatMap((taxClass) => {
      const found = taxTreatment(area, taxClass, date, true);
      if (!found.ok) return [];
      const { rateBp, recargoRateBp } = found.value;
      return [{ area, taxClass, rate: rateText(rateBp), surchargeRate: rateText(recargoRateBp ?? 0) }];
    }),
  );
}

/** What invoices may charge: dated, so that a change of law is known before it comes. */
export const taxes: CentralModule = {
  name: 'taxes',
  register(app, context) {
    route(app, context, {
      method: 'GET',
      url: '/v1/taxes',
      caller: 'catalog:read',
      doc: { operation: 'taxes.list', summary: 'Tax rates in force on a day' },
      query: z.strictObject({
        date: daySchema
          .optional()
          .meta({ description: 'Today, unless said. Rates of IVA are known from 2012-09-01 on' }),
      }),
      answer: z.strictObject({ date: daySchema, data: z.array(taxSchema) }),
      handle: async ({ query }) => {
        const date = query.date ?? localTimestamp(context.clock.nowMs(), TIME_ZONE).slice(0, 10);
        return { date, data: ratesOn(date) };
      },
    });
  },
};
