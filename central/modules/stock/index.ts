import { z } from 'zod';
import { quantitySchema, signedQuantityInput } from '../../../contracts/rest/money.ts';
import { actorOf } from '../../app/auth.ts';
import type { CentralModule } from '../../app/module.ts';
import { route } from '../../app/route.ts';
import { writeRoute } from '../../app/write-route.ts';
import { inCompany } from '../../db/tenant.ts';
import { quantityText } from '../amounts.ts';
import { page, pageOf, pageQuery, readCursor } from '../page.ts';
import { instant, instantSchema, uuidSchema } from '../resource.ts';
import { adjustStock } from './adjust.ts';
import { type LevelRow, listLevels, listMovements, type MovementRow } from './queries.ts';

const productIdSchema = z.string().min(1).max(64);
const filterQuery = { ...pageQuery, shop: uuidSchema.optional(), product: productIdSchema.optional() } as const;
const levelSchema = z
  .strictObject({ shopId: z.string(), productId: z.string(), level: quantitySchema })
  .meta({ id: 'StockLevel' });
const levelView = (row: LevelRow) => ({
  shopId: row.shop_id,
  productId: row.product_id,
  level: quantityText(row.level_milli),
});

const movementSchema = z.strictObject({
  id: z.int(),
  at: instantSchema,
  shopId: z.string(),
  productId: z.string(),
  quantity: quantitySchema.meta({ description: 'Out of the shop is negative' }),
  reason: z.string(),
  documentId: z.string().nullable(),
  actor: z.string(),
});
const movementView = (row: MovementRow) => ({
  id: row.id,
  at: instant(row.at_ms),
  shopId: row.shop_id,
  productId: row.product_id,
  quantity: quantityText(row.quantity_milli),
  reason: row.reason,
  documentId: row.document_id,
  actor: row.actor,
});

const askedSchema = z
  .strictObject({
    id: uuidSchema,
    shopId: uuidSchema,
    productId: productIdSchema,
    quantity: signedQuantityInput.optional().meta({ description: 'A delivery, or negative a breakage' }),
    level: signedQuantityInput.optional().meta({ description: 'A count: what is there' }),
    reason: z.string().trim().min(1).max(200),
  })
  .refine(({ quantity, level }) => (quantity === undefined) !== (level === undefined), {
    message: 'one of quantity and level',
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
    writeRoute(app, context, {
      method: 'POST',
      url: '/v1/stock/movements',
      caller: 'stock:write',
      doc: {
        operation: 'stock.move',
        summary: 'Move stock by hand: a delivery, a breakage, a count',
        description: 'Either `quantity` or `level`. The same `id` once more moves nothing.',
        example: {
          id: '$NEW_ID',
          shopId: '$SHOP_ID',
          productId: '$PRODUCT_ID',
          quantity: '24',
          reason: 'entrega',
        },
      },
      body: askedSchema,
      answer: levelSchema,
      idempotency: 'accepted',
      refusalStatus: 409,
      handle: async ({ caller, body }, tx) => {
        const { id, shopId, productId, quantity, level, reason } = body;
        const by = quantity === undefined ? { levelMilli: level ?? 0 } : { quantityMilli: quantity };
        const adjusted = await adjustStock(context, tx, actorOf(caller), { id, shopId, productId, by, reason });
        if (!adjusted.ok) return adjusted;
        return { shopId, productId, level: quantityText(adjusted.value.levelMilli) };
      },
    });
  },
};
