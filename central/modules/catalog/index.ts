import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { productChangeSchema } from '../../../contracts/sync/changes.ts';
import { refuse } from '../../../domain/result.ts';
import { actorOf } from '../../app/auth.ts';
import type { CentralContext } from '../../app/context.ts';
import type { CentralModule } from '../../app/module.ts';
import { notFound, refusalProblem } from '../../app/problem.ts';
import { route } from '../../app/route.ts';
import { inCompany } from '../../db/tenant.ts';
import { page, pageOf, pageQuery, readCursor } from '../page.ts';
import { instant, instantSchema } from '../resource.ts';
import { putProducts } from './put-products.ts';
import { listPrices, listProducts, lockProducts, type PriceRow, type ProductRow, readProduct } from './queries.ts';

const MAX_BULK = 500;
const productParams = z.strictObject({ product: z.string().min(1).max(64) });
const versionSchema = z.int().min(0).optional();

const productSchema = productChangeSchema.extend({ version: z.int(), updatedAt: instantSchema });
const wantedSchema = productChangeSchema.extend({
  /** Only if it is still this one (0: only if it is new). */
  version: versionSchema,
});
const changedSchema = z.strictObject({ changed: z.int() });

const view = ({ data, version, updated_at_ms }: ProductRow): z.input<typeof productSchema> => ({
  ...data,
  version,
  updatedAt: instant(updated_at_ms),
});

const wantedOf = ({ version, ...product }: z.output<typeof wantedSchema>) => ({ product, version: version ?? null });

function registerReading(app: FastifyInstance, context: CentralContext): void {
  route(app, context, {
    method: 'GET',
    url: '/v1/products',
    caller: 'catalog:read',
    doc: { operation: 'products.list', summary: 'Products with their prices' },
    query: z.strictObject({
      ...pageQuery,
      code: z.string().max(40).optional(),
      reference: z.string().max(60).optional(),
      name: z.string().max(200).optional(),
      updatedAfter: instantSchema.optional(),
    }),
    answer: pageOf(productSchema),
    handle: async ({ caller, query }) => {
      const after = readCursor(query.cursor, z.tuple([z.string()]))?.[0] ?? null;
      const { code = null, reference = null, name = null, updatedAfter, limit } = query;
      const updatedAfterMs = updatedAfter === undefined ? null : Date.parse(updatedAfter);
      const rows = await inCompany(context, caller.companyId, (tx) =>
        listProducts(tx, { code, reference, name, updatedAfterMs, after, limit }),
      );
      return page(rows, limit, ({ id }) => [id], view);
    },
  });
  route(app, context, {
    method: 'GET',
    url: '/v1/products/:product',
    caller: 'catalog:read',
    doc: { operation: 'products.get', summary: 'One product' },
    params: productParams,
    answer: productSchema,
    handle: async ({ caller, params }) => {
      const row = await inCompany(context, caller.companyId, (tx) => readProduct(tx, params.product));
      if (row === null) throw notFound();
      return view(row);
    },
  });
  const priceSchema = z.strictObject({ unitCents: z.int(), since: instantSchema, version: z.int(), actor: z.string() });
  const priceView = ({ unit_cents, since_ms, version, actor }: PriceRow) => ({
    unitCents: unit_cents,
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
}

function registerWriting(app: FastifyInstance, context: CentralContext): void {
  route(app, context, {
    method: 'PUT',
    url: '/v1/products/:product',
    caller: 'catalog:write',
    doc: { operation: 'products.put', summary: 'Create or replace a product' },
    params: productParams,
    body: wantedSchema,
    answer: productSchema,
    refusalStatus: 409,
    handle: ({ caller, params, body }) =>
      inCompany(context, caller.companyId, async (tx) => {
        if (body.id !== params.product) return refuse('product_id_differs', { path: params.product, body: body.id });
        const put = await putProducts(context, tx, actorOf(caller), [wantedOf(body)]);
        if (!put.ok) return put;
        const row = await readProduct(tx, body.id);
        if (row === null) throw notFound();
        return view(row);
      }),
  });
  route(app, context, {
    method: 'POST',
    url: '/v1/products/bulk',
    caller: 'catalog:write',
    doc: { operation: 'products.putMany', summary: 'Create or replace up to 500 products, all or none' },
    body: z.strictObject({ products: z.array(wantedSchema).min(1).max(MAX_BULK) }),
    answer: changedSchema,
    refusalStatus: 409,
    handle: ({ caller, body }) =>
      inCompany(context, caller.companyId, (tx) =>
        putProducts(context, tx, actorOf(caller), body.products.map(wantedOf)),
      ).then((put) => (put.ok ? put.value : put)),
  });
  route(app, context, {
    method: 'POST',
    url: '/v1/prices',
    caller: 'catalog:write',
    doc: { operation: 'prices.set', summary: 'Set prices of up to 500 products, all or none' },
    body: z.strictObject({
      prices: z
        .array(z.strictObject({ productId: z.string().min(1).max(64), unitCents: z.int().min(0) }))
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
        const wanted = new Map(body.prices.map(({ productId, unitCents }) => [productId, unitCents]));
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

/** What the shops sell and at what price. The tills fetch it as changes. */
export const catalog: CentralModule = {
  name: 'catalog',
  register(app, context) {
    registerReading(app, context);
    registerWriting(app, context);
  },
};
