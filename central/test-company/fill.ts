import type { FastifyInstance } from 'fastify';
import { localTimestamp } from '../../domain/time.ts';
import type { CentralContext } from '../app/context.ts';
import { inCompany } from '../db/tenant.ts';
import { queueSample } from '../modules/webhooks/test-routes.ts';
import { ADDRESS, CUSTOMERS, ORDER, PRODUCTS } from './sample-data.ts';
import { runSampleTill } from './sample-till.ts';

/** Ids of what was made, by the variable that the reference's examples call it. */
export type SampleIds = Readonly<Record<string, string>>;

type Answer = Record<string, unknown>;
type Ask = (method: 'GET' | 'POST' | 'PUT' | 'PATCH', url: string, payload?: object) => Promise<Answer>;

const textOf = (answer: Answer, name: string): string => String(answer[name] ?? '');

/** By the API itself, as an integrator would. @throws Error with the problem when it refuses: the samples are wrong then. */
function asking(app: FastifyInstance, context: CentralContext, token: string): Ask {
  return async (method, url, payload) => {
    const headers = { authorization: `Bearer ${token}`, 'idempotency-key': context.ids.uuid() };
    const answer = await app.inject({ method, url, headers, ...(payload === undefined ? {} : { payload }) });
    if (answer.statusCode >= 300) throw new Error(`${method} ${url}: ${answer.statusCode} ${answer.body}`);
    return answer.json<Answer>();
  };
}

async function fillCatalogue(ask: Ask, context: CentralContext, shopId: string): Promise<string> {
  const products = PRODUCTS.map((product, index) => {
    const place = String(index + 1).padStart(2, '0');
    // 29...: codes of a shop's own, which belong to no producer.
    const codes = [{ code: `29000000000${place}`, kind: 'other' }];
    return { id: context.ids.uuid(), reference: `P${place}`, ...product, codes, isActive: true };
  });
  await ask('POST', '/v1/products/bulk', { products });
  for (const { id: productId } of products) {
    const movement = { id: context.ids.uuid(), shopId, productId, level: '40', reason: 'recuento inicial' };
    await ask('POST', '/v1/stock/movements', movement);
  }
  return products[0]?.id ?? '';
}

async function fillCustomers(ask: Ask, context: CentralContext): Promise<string> {
  const ids = CUSTOMERS.map(() => context.ids.uuid());
  for (const [index, customer] of CUSTOMERS.entries()) {
    const id = ids[index] ?? '';
    await ask('PUT', `/v1/customers/${id}`, { id, ...customer });
  }
  return ids[0] ?? '';
}

const lineOf = ({ name, unit, unitPrice }: (typeof PRODUCTS)[number], quantity: string) => ({
  description: name,
  unit,
  unitPrice,
  quantity,
});

/** Simplified and paid, full and paid in part: what each state looks like. @returns the one that still has something due */
async function fillInvoices(ask: Ask, shopId: string, customerId: string): Promise<Answer> {
  const [oil, bread, , cheese, , , , wine] = PRODUCTS;
  if (oil === undefined || bread === undefined || cheese === undefined || wine === undefined)
    throw new Error('samples');
  const small = [
    { ...lineOf(bread, '2'), taxRate: '4.00' },
    { ...lineOf(wine, '1'), taxRate: '21.00' },
  ];
  await ask('POST', '/v1/invoices', { shopId, lines: small, payments: [{ method: 'cash', amount: '13.30' }] });
  await ask('POST', '/v1/invoices', {
    ...{ shopId, customerId, type: 'F1', lines: [{ ...lineOf(cheese, '1.250'), taxRate: '4.00' }] },
    payments: [{ method: 'card', amount: '23.63' }],
  });
  const due = [{ ...lineOf(oil, '12'), taxRate: '4.00' }];
  return ask('POST', '/v1/invoices', { shopId, customerId, type: 'F1', lines: due });
}

/** Paused from the first moment: nothing is ever sent to it. */
async function fillWebhooks(
  ask: Ask,
  context: CentralContext,
): Promise<{ readonly webhookId: string; readonly deliveryId: string }> {
  const wanted = { url: 'https://erp.example/mostrador', description: 'Ejemplo', status: 'paused' };
  const webhookId = textOf(await ask('POST', '/v1/webhooks', wanted), 'id');
  const companyId = textOf(await ask('GET', '/v1/company'), 'id');
  const ping = { endpointId: webhookId, type: 'webhook.ping' as const, nowMs: context.clock.nowMs() };
  const { deliveryId } = await inCompany(context, companyId, (tx) => queueSample(tx, ping));
  return { webhookId, deliveryId };
}

const SHOP = { code: '01', name: 'La Plaza' } as const;

async function fillTill(ask: Ask, app: FastifyInstance, context: CentralContext, shopId: string): Promise<SampleIds> {
  const { id } = await ask('POST', '/v1/tills', { shopId, code: 'T02', name: 'Caja 2' });
  const { code } = await ask('POST', `/v1/tills/${String(id)}/pairing-codes`);
  const { name, taxId } = await ask('GET', '/v1/company');
  const openedAt = localTimestamp(context.clock.nowMs(), 'Europe/Madrid');
  const company = { name: String(name), taxId: String(taxId), shopCode: SHOP.code, shopName: SHOP.name, openedAt };
  await runSampleTill(app, context, company, String(code));
  const first = async (url: string): Promise<string> => {
    const [row] = (await ask('GET', url))['data'] as readonly Answer[];
    return textOf(row ?? {}, 'id');
  };
  return { SESSION_ID: await first('/v1/cash-sessions'), INCIDENT_ID: await first('/v1/incidents') };
}

/** Fills a test company with a little of everything. @returns what the reference's examples name */
export async function fillTestCompany(
  app: FastifyInstance,
  context: CentralContext,
  token: string,
): Promise<SampleIds> {
  const ask = asking(app, context, token);
  await ask('PATCH', '/v1/company', ADDRESS);
  const shopId = textOf(await ask('POST', '/v1/shops', SHOP), 'id');
  const till = await ask('POST', '/v1/tills', { shopId, code: 'T01', name: 'Caja 1' });
  const productId = await fillCatalogue(ask, context, shopId);
  const customerId = await fillCustomers(ask, context);
  const invoice = await fillInvoices(ask, shopId, customerId);
  const order = await ask('POST', '/v1/orders', { ...ORDER, shopId });
  const { webhookId, deliveryId } = await fillWebhooks(ask, context);
  const second = await ask('POST', '/v1/tokens', { name: 'ERP', scopes: ['invoices:read', 'events:read'] });
  const events = (await ask('GET', '/v1/events?limit=1'))['data'] as readonly { readonly id: string }[];
  const [record] = invoice['records'] as readonly { readonly installationId: string }[];
  return {
    SHOP_ID: shopId,
    TILL_ID: textOf(till, 'id'),
    PRODUCT_ID: productId,
    CUSTOMER_ID: customerId,
    INVOICE_ID: textOf(invoice, 'id'),
    SALE_ID: textOf(invoice, 'id'),
    INSTALLATION_ID: record?.installationId ?? '',
    ORDER_ID: textOf(order, 'id'),
    WEBHOOK_ID: webhookId,
    DELIVERY_ID: deliveryId,
    EVENT_ID: events[0]?.id ?? '',
    TOKEN_KEY_ID: textOf(second, 'keyId'),
    ...(await fillTill(ask, app, context, shopId)),
    // For whoever wants to make one more of something that has to be new.
    NEW_ID: context.ids.uuid(),
  };
}
