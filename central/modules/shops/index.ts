import { z } from 'zod';
import { checkShopCode } from '../../../domain/documents/numbering.ts';
import { refuse } from '../../../domain/result.ts';
import { recordAudit } from '../../app/audit.ts';
import { actorOf } from '../../app/auth.ts';
import type { CentralModule } from '../../app/module.ts';
import { notFound } from '../../app/problem.ts';
import { route } from '../../app/route.ts';
import { inCompany } from '../../db/tenant.ts';
import { pageOf, pageOfAll, pageQuery } from '../page.ts';
import { instant, instantSchema, nameSchema, uuidSchema } from '../resource.ts';
import { insertShop, listShops, renameShop, type ShopRow } from './queries.ts';

const shopSchema = z.strictObject({ id: z.string(), code: z.string(), name: z.string(), createdAt: instantSchema });

const shown = ({ id, code, name, created_at_ms }: ShopRow): z.input<typeof shopSchema> => ({
  id,
  code,
  name,
  createdAt: instant(created_at_ms),
});

/** Shops of a company. The code goes into every number of its tills and never changes. */
export const shops: CentralModule = {
  name: 'shops',
  register(app, context) {
    route(app, context, {
      method: 'GET',
      url: '/v1/shops',
      caller: 'tills:read',
      doc: { operation: 'shops.list', summary: 'Shops' },
      query: z.strictObject(pageQuery),
      answer: pageOf(shopSchema),
      handle: async ({ caller, query }) => {
        const rows = await inCompany(context, caller.companyId, listShops);
        return pageOfAll(rows, query, ({ code }) => code, shown);
      },
    });
    route(app, context, {
      method: 'POST',
      url: '/v1/shops',
      caller: 'tills:write',
      doc: { operation: 'shops.create', summary: 'Open a shop', example: { code: 'S2', name: 'Tienda nueva' } },
      body: z.strictObject({ code: z.string(), name: nameSchema }),
      answer: shopSchema,
      status: 201,
      async handle({ caller, body }) {
        const code = checkShopCode(body.code);
        if (!code.ok) return code;
        const nowMs = context.clock.nowMs();
        const row: ShopRow = { id: context.ids.uuid(), code: code.value, name: body.name, created_at_ms: nowMs };
        const isNew = await inCompany(context, caller.companyId, async (tx) => {
          if (!(await insertShop(tx, row))) return false;
          const detail = { shopId: row.id, code: row.code, name: row.name };
          await recordAudit(tx, [{ atMs: nowMs, actor: actorOf(caller), kind: 'shop.created', detail }]);
          return true;
        });
        return isNew ? shown(row) : refuse('shop_exists', { code: row.code });
      },
    });
    route(app, context, {
      method: 'PATCH',
      url: '/v1/shops/:shop',
      caller: 'tills:write',
      doc: { operation: 'shops.update', summary: 'Rename a shop', example: { name: 'La Plaza' } },
      params: z.strictObject({ shop: uuidSchema }),
      body: z.strictObject({ name: nameSchema }),
      answer: shopSchema,
      async handle({ caller, params, body }) {
        const row = await inCompany(context, caller.companyId, async (tx) => {
          const renamed = await renameShop(tx, params.shop, body.name);
          if (renamed === null) throw notFound();
          const detail = { shopId: params.shop, name: body.name };
          await recordAudit(tx, [
            { atMs: context.clock.nowMs(), actor: actorOf(caller), kind: 'shop.renamed', detail },
          ]);
          return renamed;
        });
        return shown(row);
      },
    });
  },
};
