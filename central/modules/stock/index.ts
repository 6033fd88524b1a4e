import { z } from 'zod';
import { actorOf } from '../../app/auth.ts';
import type { CentralModule } from '../../app/module.ts';
import { refusalProblem } from '../../app/problem.ts';
import { route } from '../../app/route.ts';
import { inCompany } from '../../db/tenant.ts';
import { page, pageOf, pageQuery, readCursor } from '../page.ts';
import { instant, instantSchema, uuidSchema } from '../resource.ts';
import { adjustStock } from './adjust.ts';
import { type LevelRow, listLevels, listMovements, type MovementRow } from './queries.ts';

const productIdSchema = z.string().min(1).max(64);
const filterQuery = { ...pageQuery, shop: uuidSchema.optional(), product: productIdSchema.optional() } as const;
/** A million of anything. */
const MAX_MILLI = 1_000_000_000;
const milliSchema = z.int().min(-MAX_MILLI).max(MAX_MILLI);

const levelSchema = z.strictObject({ shopId: z.string(), productId: z.string(), levelMilli: z.int() });
const levelView = (row: LevelRow) => ({ shopId: row.shop_id, productId: row.product_id, levelMilli: row.level_milli });

const movementSchema = z.strictObject({
  id: z.int(),
  at: instantSchema,
  shopId: z.string(),
  productId: z.string(),
  quantityMilli: z.int(),
  reason: z.string(),
  documentId: z.string().nullable(),
  actor: z.string(),
});
const movementView = (row: MovementRow) => ({
  id: row.id,
  at: instant(row.at_ms),
  shopId: row.shop_id,
  productId: row.product_id,
  quantityMilli: row.quantity_milli,
  reason: row.reason,
  documentId: row.document_id,
  actor: row.actor,
});

const askedSchema = z
  .strictObject({
    id: uuidSchema,
    shopId: uuidSchema,
    productId: productIdSchema,
    quantityMilli: milliSchema.optional(),
    levelMilli: milliSchema.optional(),
    reason: z.string().trim().min(1).max(200),
  })
  .refine(({ quantityMilli, levelMilli }) => (quantityMilli === undefined) !== (levelMilli === undefined), {
    message: 'one of quantityMilli and levelMilli',
  });

/** What lies in the shops, and what moved it. */
export const stock: CentralModule = {
  name: 'stock',
  register(app, context) {
    route(app, context, {
      method: 'GET',
      url: '/v1/stock',
      caller: 'stock:read',
      doc: { operation: 'stock.levels', summary: 'Stock levels by shop and product' },
      query: z.strictObject(filterQuery),
      answer: pageOf(levelSchema),
      handle: async ({ caller, query: { shop: shopId = null, product: productId = null, limit, cursor } }) => {
        const after = readCursor(cursor, z.tuple([uuidSchema, z.string()]));
        const rows = await inCompany(context, caller.companyId, (tx) =>
          listLevels(tx, { shopId, productId, after, limit }),
        );
        return page(rows, limit, ({ shop_id, product_id }) => [shop_id, product_id], levelView);
      },
    });
    route(app, context, {
      method: 'GET',
      url: '/v1/stock/movements',
      caller: 'stock:read',
      doc: { operation: 'stock.movements', summary: 'What moved the stock' },
      query: z.strictObject(filterQuery),
      answer: pageOf(movementSchema),
      handle: async ({ caller, query: { shop: shopId = null, product: productId = null, limit, cursor } }) => {
        const after = readCursor(cursor, z.tuple([z.int()]))?.[0] ?? 0;
        const rows = await inCompany(context, caller.companyId, (tx) =>
          listMovements(tx, { shopId, productId, after, limit }),
        );
        return page(rows, limit, ({ id }) => [id], movementView);
      },
    });
    route(app, context, {
      method: 'POST',
      url: '/v1/stock/movements',
      caller: 'stock:write',
      doc: { operation: 'stock.move', summary: 'Move stock by hand: a delivery, a breakage, a count' },
      body: askedSchema,
      answer: levelSchema,
      handle: ({ caller, body }) =>
        inCompany(context, caller.companyId, async (tx) => {
          const { id, shopId, productId, quantityMilli, levelMilli, reason } = body;
          const by = quantityMilli === undefined ? { levelMilli: levelMilli ?? 0 } : { quantityMilli };
          const adjusted = await adjustStock(context, tx, actorOf(caller), { id, shopId, productId, by, reason });
          // Thrown: nothing of it stays.
          if (!adjusted.ok) throw refusalProblem(adjusted.refusal, 409);
          return { shopId, productId, levelMilli: adjusted.value.levelMilli };
        }),
    });
  },
};
