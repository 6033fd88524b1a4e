import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { ORDER_STATUSES, orderBodySchema, orderSchema, orderSummarySchema } from '../../../contracts/rest/order.ts';
import { ORDER_STATES } from '../../../domain/orders/types.ts';
import { actorOf } from '../../app/auth.ts';
import type { CentralContext } from '../../app/context.ts';
import type { CentralModule } from '../../app/module.ts';
import { notFound } from '../../app/problem.ts';
import { route } from '../../app/route.ts';
import { writeRoute } from '../../app/write-route.ts';
import { inCompany } from '../../db/tenant.ts';
import { readDocument } from '../invoices/queries.ts';
import { invoiceSchema, invoiceView } from '../invoices/view.ts';
import { page, pageOf, pageQuery, readCursor } from '../page.ts';
import { instantSchema, uuidSchema } from '../resource.ts';
import { invoiceOrder } from './invoice-order.ts';
import { listOrders, readOrder } from './queries.ts';
import { saveOrder } from './save-order.ts';
import { orderView, summaryView } from './view.ts';

const EXAMPLE = {
  source: 'api',
  externalId: '10042',
  version: '2026-11-23T10:00:00Z',
  shopId: '$SHOP_ID',
  displayNumber: '#10042',
  state: 'paid',
  currency: 'EUR',
  taxIncluded: true,
  placedAt: '2026-11-23T09:58:12Z',
  lines: [
    {
      text: 'Aceite de oliva virgen extra 1 L',
      sku: 'ACE-1L',
      quantity: '2',
      gross: '19.90',
      taxes: [{ rate: '4.00', amount: '0.77' }],
    },
    { kind: 'shipping', text: 'Envío', gross: '4.50', taxes: [{ rate: '21.00', amount: '0.78' }] },
  ],
  totals: { gross: '24.40', tax: '1.55' },
  payments: [{ method: 'card', amount: '24.40', reference: 'op-4711', paidAt: '2026-11-23T09:58:40Z' }],
  customer: {
    name: 'Ana García',
    taxId: '12345678Z',
    country: 'ES',
    address: 'Calle del Sol 3',
    postalCode: '28004',
    city: 'Madrid',
    email: 'ana@example.com',
  },
};

const orderParams = z.strictObject({ order: uuidSchema });

function registerSaving(app: FastifyInstance, context: CentralContext): void {
  writeRoute(app, context, {
    method: 'POST',
    url: '/v1/orders',
    caller: 'orders:write',
    idempotency: 'required',
    doc: {
      operation: 'orders.save',
      summary: 'Tell of an order, or of a newer version of it',
      description:
        'An order is known by `source`, `connectionId` and `externalId`. A newer `version` replaces what is there, and so does ' +
        'the same one with another content; an older one changes nothing. Always 201, with what is there afterwards. An order that cannot be invoiced as it ' +
        'is gets the status `parked` with its reasons, and is told as `order.parked`; others as `order.received`, and ' +
        '`order.shipped` the first time that they are. When an invoiced order becomes paid or shipped, what is due of its ' +
        'invoice is noted as paid.',
      example: EXAMPLE,
    },
    body: orderBodySchema,
    answer: orderSchema,
    status: 201,
    location: ({ id }) => `/v1/orders/${id}`,
    handle: async ({ caller, body, language }, tx) => {
      const saved = await saveOrder(context, tx, actorOf(caller), body);
      return saved.ok ? orderView(saved.value, language) : saved;
    },
  });
}

const querySchema = z.strictObject({
  ...pageQuery,
  status: z.enum(ORDER_STATUSES).optional(),
  state: z.enum(ORDER_STATES).optional(),
  source: z.string().max(31).optional(),
  connectionId: z.string().max(60).optional(),
  externalId: z.string().max(100).optional(),
  updatedAfter: instantSchema.optional().meta({ description: 'This instant included' }),
});

function registerReading(app: FastifyInstance, context: CentralContext): void {
  route(app, context, {
    method: 'GET',
    url: '/v1/orders',
    caller: 'orders:read',
    doc: { operation: 'orders.list', summary: 'Orders in the order of their last change, without their lines' },
    query: querySchema,
    answer: pageOf(orderSummarySchema),
    handle: async ({ caller, query, language }) => {
      const { status = null, state = null, source = null, connectionId = null, externalId = null, limit } = query;
      const updatedAtMs = query.updatedAfter === undefined ? null : Date.parse(query.updatedAfter);
      const after = readCursor(query.cursor, z.tuple([z.int(), uuidSchema]));
      const wanted = { status, state, source, connectionId, externalId, updatedAtMs, after, limit };
      const rows = await inCompany(context, caller.companyId, (tx) => listOrders(tx, wanted));
      return page(
        rows,
        limit,
        (row) => [row.updated_at_ms, row.id],
        (row) => summaryView(row, language),
      );
    },
  });
  route(app, context, {
    method: 'GET',
    url: '/v1/orders/:order',
    caller: 'orders:read',
    doc: { operation: 'orders.get', summary: 'One order, whole' },
    params: orderParams,
    answer: orderSchema,
    handle: async ({ caller, params, language }) => {
      const row = await inCompany(context, caller.companyId, (tx) => readOrder(tx, params.order));
      if (row === null) throw notFound();
      return orderView(row, language);
    },
  });
}

function registerInvoicing(app: FastifyInstance, context: CentralContext): void {
  writeRoute(app, context, {
    method: 'POST',
    url: '/v1/orders/:order/invoice',
    caller: 'invoices:write',
    idempotency: 'required',
    doc: {
      operation: 'orders.invoice',
      summary: 'Invoice an order',
      description:
        'Once: asked again, it answers the same invoice. Full if the buyer gave a valid tax number, else simplified. The ' +
        'total is what the buyer was charged; what is not paid is due. A parked order is refused with its reasons.',
    },
    params: orderParams,
    answer: invoiceSchema,
    status: 201,
    location: ({ id }) => `/v1/invoices/${encodeURIComponent(id)}`,
    handle: async ({ caller, params, language }, tx) => {
      const invoiced = await invoiceOrder(context, tx, { actor: actorOf(caller), language }, params.order);
      if (!invoiced.ok) return invoiced;
      const row = await readDocument(tx, invoiced.value);
      if (row === null) throw new Error('the invoice of an order is not there');
      return invoiceView(row);
    },
  });
}

/** Orders of shops and other systems, in the one form that invoicing knows: taken, parked or invoiced once. */
export const orders: CentralModule = {
  name: 'orders',
  register(app, context) {
    registerSaving(app, context);
    registerReading(app, context);
    registerInvoicing(app, context);
  },
};
