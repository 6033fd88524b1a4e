import { z } from 'zod';
import { amountSchema } from '../../../contracts/rest/money.ts';
import type { CentralModule } from '../../app/module.ts';
import { notFound } from '../../app/problem.ts';
import { RawAnswer, route } from '../../app/route.ts';
import { inSnapshot } from '../../db/tenant.ts';
import { agreementSchema, agreementView, tallyView } from '../agreement/index.ts';
import { amountText } from '../amounts.ts';
import { instant, instantSchema, daySchema as localDay, uuidSchema } from '../resource.ts';
import { listShops } from '../shops/queries.ts';
import { shopDay as makeShopDay, type ShopDay } from './shop-day.ts';
import { shopDayText, taskText } from './text.ts';

const tallySchema = z.strictObject({ count: z.int(), total: amountSchema });

const daySchema = z.strictObject({
  day: localDay,
  shop: z.strictObject({ id: z.string(), code: z.string() }),
  madeAt: instantSchema,
  documents: tallySchema,
  annulled: tallySchema,
  tills: z.array(
    z.strictObject({
      tillId: z.string(),
      code: z.string(),
      name: z.string(),
      documents: tallySchema,
      annulled: tallySchema,
      series: z.array(tallySchema.extend({ code: z.string(), first: z.string(), last: z.string(), missing: z.int() })),
      zs: z.array(
        z.strictObject({ number: z.string(), closedAt: z.string(), documents: z.int(), total: amountSchema }),
      ),
      agreement: agreementSchema,
      agency: z.strictObject({
        /** none: nothing is sent to the tax agency yet. */
        connection: z.enum(['none', 'configured']),
        states: z.array(z.strictObject({ state: z.string(), count: z.int() })),
      }),
      tasks: z.array(z.strictObject({ code: z.string(), text: z.string() })),
    }),
  ),
});

function view(
  day: ShopDay,
  say: (task: ShopDay['tills'][number]['tasks'][number]) => string,
): z.input<typeof daySchema> {
  const { madeAtMs, tills, documents, annulled, ...rest } = day;
  return {
    ...rest,
    documents: tallyView(documents),
    annulled: tallyView(annulled),
    madeAt: instant(madeAtMs),
    tills: tills.map(({ agreement, agency, tasks, series, zs, ...till }) => {
      return {
        ...till,
        documents: tallyView(till.documents),
        annulled: tallyView(till.annulled),
        series: series.map(({ count, cents, ...one }) => ({ ...one, ...tallyView({ count, cents }) })),
        zs: zs.map(({ cents, ...one }) => ({ ...one, total: amountText(cents) })),
        agreement: agreementView(agreement),
        agency: { connection: 'none' as const, states: [...agency] },
        tasks: tasks.map((task) => ({ code: task.code, text: say(task) })),
      };
    }),
  };
}

/** The end of the day over all tills of a shop, as JSON or as a page of 48 columns. */
export const shopDay: CentralModule = {
  name: 'shop-day',
  register(app, context) {
    const read = (companyId: string, shopId: string, date: string): Promise<ShopDay> =>
      inSnapshot(context, companyId, async (tx) => {
        const shop = (await listShops(tx)).find(({ id }) => id === shopId);
        if (shop === undefined) throw notFound();
        return makeShopDay(tx, { id: shop.id, code: shop.code }, date, context.clock.nowMs());
      });
    const params = z.strictObject({ shop: uuidSchema });
    const query = z.strictObject({ date: localDay });
    route(app, context, {
      method: 'GET',
      url: '/v1/shops/:shop/day',
      caller: 'invoices:read',
      doc: {
        operation: 'shops.day',
        summary: 'The day of a shop: all its tills, central beside them',
        exampleQuery: { date: '$(date +%F)' },
      },
      params,
      query,
      answer: daySchema,
      handle: async ({ caller, params: { shop }, query: { date }, language }) =>
        view(await read(caller.companyId, shop, date), (task) => taskText(language, task)),
    });
    route(app, context, {
      method: 'GET',
      url: '/v1/shops/:shop/day.txt',
      caller: 'invoices:read',
      doc: {
        operation: 'shops.dayText',
        summary: 'The same for a printer of 48 columns',
        contentType: 'text/plain',
        exampleQuery: { date: '$(date +%F)' },
      },
      params,
      query,
      answer: 'raw',
      handle: async ({ caller, params: { shop }, query: { date }, language }) =>
        new RawAnswer(shopDayText(language, await read(caller.companyId, shop, date)), {
          'content-type': 'text/plain; charset=utf-8',
        }),
    });
  },
};
