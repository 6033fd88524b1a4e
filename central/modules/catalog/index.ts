import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { amountInput, amountSchema } from '../../../contracts/rest/money.ts';
import { productChangeSchema } from '../../../contracts/sync/changes.ts';
import { refuse } from '../../../domain/result.ts';
import { actorOf } from '../../app/auth.ts';
import type { CentralContext } from '../../app/context.ts';
import { requireMatch } from '../../app/if-match.ts';
import type { CentralModule } from '../../app/module.ts';
import { notFound } from '../../app/problem.ts';
import { route } from '../../app/route.ts';
import { inCompany } from '../../db/tenant.ts';
import { amountText } from '../amounts.ts';
import { filterOrUpdates, page, pageOf, pageQuery, readCursor, updatedAfterOnly } from '../page.ts';
import { instant, instantSchema } from '../resource.ts';
import { registerPrices } from './prices-routes.ts';
import { changedSchema, MAX_BULK, productParams } from './product-schemas.ts';
import { putProducts } from './put-products.ts';
import { listProducts, listUpdated, lockProducts, type ProductRow, readProduct } from './queries.ts';

const versionSchema = z.int().min(0).optional();

/** As the tills get it, but for the price. */
const fields = productChangeSchema.omit({ unitCents: true });
const priceText = { description: 'Per piece or kilogram, tax included' } as const;

const productSchema = fields
  .extend({ unitPrice: amountSchema.meta(priceText), version: z.int(), updatedAt: instantSchema })
  .meta({ id: 'Product' });
/** What most goods are like goes without saying. */
const wantedSchema = fields.extend({
  format: fields.shape.format.default(null),
  unit: fields.shape.unit.default('unit'),
  category: fields.shape.category.default([]),
  codes: fields.shape.codes.default([]),
  isActive: fields.shape.isActive.default(true),
  unitPrice: amountInput.meta(priceText),
  version: versionSchema.meta({ description: 'Only if it is still this one; 0: only if it is new' }),
});

const view = ({ data: { unitCents, ...data }, version, updated_at_ms }: ProductRow): z.input<typeof productSchema> => ({
  ...data,
  unitPrice: amountText(unitCents),
  version,
  updatedAt: instant(updated_at_ms),
});

/** Under the id of its path. */
const putSchema = wantedSchema.extend({ id: fields.shape.id.optional() });

const wantedOf = ({ version, unitPrice, ...product }: z.output<typeof wantedSchema>) => ({
  product: { ...product, unitCents: unitPrice },
  version: version ?? null,
});

const EXAMPLE = {
  id: '$PRODUCT_ID',
  reference: 'ACEITE-1L',
  name: 'Aceite de oliva virgen extra',
  format: 'Botella 1 L',
  unit: 'unit',
  unitPrice: '9.95',
  taxClass: 'superReduced',
  category: ['Aceites'],
  codes: [{ code: '8400000042413', kind: 'ean' }],
  isActive: true,
};

function registerReading(app: FastifyInstance, context: CentralContext): void {
  route(app, context, {
    method: 'GET',
    url: '/v1/products',
    caller: 'catalog:read',
    doc: { operation: 'products.list', summary: 'Products with their prices' },
    query: filterOrUpdates(
      z.strictObject({
        ...pageQuery,
        code: z.string().max(40).optional(),
        reference: z.string().max(60).optional(),
        name: z.string().max(200).optional(),
        updatedAfter: updatedAfterOnly,
      }),
    ),
    answer: pageOf(productSchema),
    handle: async ({ caller, query }) => {
      const { code = null, reference = null, name = null, updatedAfter, limit } = query;
      if (updatedAfter !== undefined) {
        const since = readCursor(query.cursor, z.tuple([z.int(), z.string()]));
        const sinceMs = Date.parse(updatedAfter);
        const changed = await inCompany(context, caller.companyId, (tx) => listUpdated(tx, sinceMs, since, limit));
        return page(changed, limit, (row) => [row.updated_at_ms, row.id], view);
      }
      const after = readCursor(query.cursor, z.tuple([z.string()]))?.[0] ?? null;
      const rows = await inCompany(context, caller.companyId, (tx) =>
        listProducts(tx, { code, reference, name, after, limit }),
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
    versionOf: ({ version }) => version,
    handle: async ({ caller, params }) => {
      const row = await inCompany(context, caller.companyId, (tx) => readProduct(tx, params.product));
      if (row === null) throw notFound();
      return view(row);
    },
  });
}

function registerWriting(app: FastifyInstance, context: CentralContext): void {
  route(app, context, {
    method: 'PUT',
    url: '/v1/products/:product',
    caller: 'catalog:write',
    doc: {
      operation: 'products.put',
      summary: 'Create or replace a product',
      description: 'The tills have it within seconds. Codes and references belong to one product each.',
      example: EXAMPLE,
    },
    params: productParams,
    body: putSchema,
    answer: productSchema,
    versionOf: ({ version }) => version,
    refusalStatus: 409,
    handle: ({ caller, params, body, request }) =>
      inCompany(context, caller.companyId, async (tx) => {
        const id = params.product;
        if (body.id !== undefined && body.id !== id) return refuse('product_id_differs', { path: id, body: body.id });
        const known = await lockProducts(tx, [id]);
        requireMatch(request.headers, known.get(id)?.version ?? null);
        const put = await putProducts(context, tx, actorOf(caller), [wantedOf({ ...body, id })]);
        if (!put.ok) return put;
        const row = await readProduct(tx, id);
        if (row === null) throw notFound();
        return view(row);
      }),
  });
  route(app, context, {
    method: 'POST',
    url: '/v1/products/bulk',
    caller: 'catalog:write',
    doc: {
      operation: 'products.putMany',
      summary: 'Create or replace up to 500 products, all or none',
      example: { products: [EXAMPLE] },
    },
    body: z.strictObject({ products: z.array(wantedSchema).min(1).max(MAX_BULK) }),
    answer: changedSchema,
    refusalStatus: 409,
    handle: ({ caller, body }) =>
      inCompany(context, caller.companyId, (tx) =>
        putProducts(context, tx, actorOf(caller), body.products.map(wantedOf)),
      ).then((put) => (put.ok ? put.value : put)),
  });
}

/** What the shops sell and at what price. The tills fetch it as changes. */
export const catalog: CentralModule = {
  name: 'catalog',
  register(app, context) {
    registerReading(app, context);
    registerWriting(app, context);
    registerPrices(app, context);
  },
};
