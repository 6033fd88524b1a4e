import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { amountInput, amountSchema } from '../../../contracts/rest/money.ts';
import { refuse } from '../../../domain/result.ts';
import { actorOf } from '../../app/auth.ts';
import type { CentralContext } from '../../app/context.ts';
import { notFound, refusalProblem } from '../../app/problem.ts';
import { route } from '../../app/route.ts';
import { inCompany } from '../../db/tenant.ts';
import { amountText } from '../amounts.ts';
import { page, pageOf, pageQuery, readCursor } from '../page.ts';
import { instant, instantSchema } from '../resource.ts';
import { changedSchema, MAX_BULK, productParams } from './product-schemas.ts';
import { putProducts } from './put-products.ts';
import { listPrices, listUpdated, lockProducts, type PriceRow, type ProductRow, readProduct } from './queries.ts';

const nowSchema = z.strictObject({
  productId: z.string(),
  reference: z.string(),
  unitPrice: amountSchema,
  version: z.int(),
  updatedAt: instantSchema,
});
const nowView = ({ id, data, version, updated_at_ms }: ProductRow): z.input<typeof nowSchema> => ({
  productId: id,
  reference: data.reference,
  unitPrice: amountText(data.unitCents),
  version,
  updatedAt: instant(updated_at_ms),
});

function registerReading(app: FastifyInstance, context: CentralContext): void {
  const priceSchema = z.strictObject({
    unitPrice: amountSchema,
    since: instantSchema,
    version: z.int(),
    actor: z.string(),
  });
  const priceView = ({ unit_cents, since_ms, version, actor }: PriceRow) => ({
    unitPrice: amountText(unit_cents),
    since: instant(since_ms),
    version,
    actor,
  });
  route(app, context, {
    method: 'GET',
    url: '/v1/products/:product/prices',
    caller: 'catalog:read',
    doc: { operation: 'products.prices', summary: 'Every price that a product had, newest first' },
    params: productParams,
    query: z.strictObject(pageQuery),
    answer: pageOf(priceSchema),
    handle: async ({ caller, params, query }) => {
      const before = readCursor(query.cursor, z.tuple([z.int()]))?.[0] ?? null;
      const rows = await inCompany(context, caller.companyId, async (tx) => {
        if ((await readProduct(tx, params.product)) === null) throw notFound();
        return listPrices(tx, params.product, before, query.limit);
      });
      return page(rows, query.limit, ({ version }) => [version], priceView);
    },
  });
  route(app, context, {
    method: 'GET',
    url: '/v1/prices',
    caller: 'catalog:read',
    doc: {
      operation: 'prices.list',
      summary: 'The price of every product now, those that changed since first to last',
    },
    query: z.strictObject({ ...pageQuery, updatedAfter: instantSchema.optional() }),
    answer: pageOf(nowSchema),
    handle: async ({ caller, query }) => {
      const after = readCursor(query.cursor, z.tuple([z.int(), z.string()]));
      const sinceMs = query.updatedAfter === undefined ? 0 : Date.parse(query.updatedAfter);
      const rows = await inCompany(context, caller.companyId, (tx) => listUpdated(tx, sinceMs, after, query.limit));
      return page(rows, query.limit, (row) => [row.updated_at_ms, row.id], nowView);
    },
  });
}

function registerSetting(app: FastifyInstance, context: CentralContext): void {
  route(app, context, {
    method: 'POST',
    url: '/v1/prices',
    caller: 'catalog:write',
    doc: {
      operation: 'prices.set',
      summary: 'Set prices of up to 500 products, all or none',
      example: { prices: [{ productId: '$PRODUCT_ID', unitPrice: '9.75' }] },
    },
    body: z.strictObject({
      prices: z
        .array(z.strictObject({ productId: z.string().min(1).max(64), unitPrice: amountInput }))
        .min(1)
        .max(MAX_BULK),
    }),
    answer: changedSchema,
    handle: ({ caller, body }) =>
      inCompany(context, caller.companyId, async (tx) => {
        const ids = body.prices.map(({ productId }) => productId);
        const index = ids.findIndex((id, place) => ids.indexOf(id) < place);
        // Two prices for one product: nobody here knows which was meant.
        if (index !== -1) return refuse('product_repeated', { value: ids[index] ?? '', index });
        const wanted = new Map(body.prices.map(({ productId, unitPrice }) => [productId, unitPrice]));
        const known = await lockProducts(tx, [...wanted.keys()]);
        const unknown = [...wanted.keys()].find((id) => !known.has(id));
        // Thrown: all or none.
        if (unknown !== undefined) throw refusalProblem(refuse('product_unknown', { product: unknown }).refusal);
        const products = [...known.values()].map(({ id, data }) => ({
          product: { ...data, unitCents: wanted.get(id) ?? data.unitCents },
          version: null,
        }));
        const put = await putProducts(context, tx, actorOf(caller), products);
        return put.ok ? put.value : put;
      }),
  });
}

/** Prices by themselves: what was, what is, and many at once. */
export function registerPrices(app: FastifyInstance, context: CentralContext): void {
  registerReading(app, context);
  registerSetting(app, context);
}
