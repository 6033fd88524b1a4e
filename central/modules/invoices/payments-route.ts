import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { amountSchema } from '../../../contracts/rest/money.ts';
import type { DocumentIssuedData } from '../../../contracts/sync/event-data.ts';
import { actorOf } from '../../app/auth.ts';
import type { CentralContext } from '../../app/context.ts';
import { notFound } from '../../app/problem.ts';
import { route } from '../../app/route.ts';
import { writeRoute } from '../../app/write-route.ts';
import { inCompany, type Tx } from '../../db/tenant.ts';
import { amountText } from '../amounts.ts';
import { instant, instantSchema } from '../resource.ts';
import { PENDING } from './due.ts';
import { payInvoice } from './pay-invoice.ts';
import { type DocumentRow, listPayments, readDocument, readLine } from './queries.ts';
import { paymentBodySchema } from './wanted-body.ts';

const invoiceParams = z.strictObject({ invoice: z.string().min(1).max(64) });

const paymentSchema = z
  .strictObject({
    id: z.string().nullable().meta({ description: 'Of a payment noted here; null for one at a till' }),
    method: z.string(),
    amount: amountSchema,
    reference: z.string().nullable(),
    paidAt: z.string(),
    atIssue: z.boolean().meta({ description: 'Part of the invoice itself' }),
  })
  .meta({ id: 'Payment' });
type Payment = z.input<typeof paymentSchema>;

/** Of a till's document: its own bytes say what it was paid with. */
async function paymentsAtTill(tx: Tx, row: DocumentRow): Promise<Payment[]> {
  const line = await readLine(tx, row.installation_id, row.seq);
  if (line === null) throw new Error('the event of a document is not there');
  const { document } = (JSON.parse(line.toString('utf8')) as { data: DocumentIssuedData }).data;
  return document.payments
    .filter(({ method }) => method !== PENDING)
    .map(({ method, appliedCents }) => ({
      ...{ id: null, method, amount: amountText(appliedCents), reference: null, paidAt: row.issued_at, atIssue: true },
    }));
}

async function paymentsOf(tx: Tx, id: string): Promise<Payment[]> {
  const row = await readDocument(tx, id);
  if (row === null) throw notFound();
  const noted = (await listPayments(tx, id)).map((payment) => ({
    id: payment.id,
    method: payment.method,
    amount: amountText(payment.amount_cents),
    reference: payment.reference,
    paidAt: instant(payment.paid_at_ms),
    atIssue: payment.at_issue,
  }));
  return noted.some(({ atIssue }) => atIssue) ? noted : [...(await paymentsAtTill(tx, row)), ...noted];
}

export function registerPayments(app: FastifyInstance, context: CentralContext): void {
  route(app, context, {
    method: 'GET',
    url: '/v1/invoices/:invoice/payments',
    caller: 'invoices:read',
    doc: { operation: 'invoices.payments', summary: 'What an invoice was paid with, at issue and since' },
    params: invoiceParams,
    answer: z.strictObject({ data: z.array(paymentSchema) }),
    handle: async ({ caller, params }) => ({
      data: await inCompany(context, caller.companyId, (tx) => paymentsOf(tx, params.invoice)),
    }),
  });
  writeRoute(app, context, {
    method: 'POST',
    url: '/v1/invoices/:invoice/payments',
    caller: 'invoices:write',
    idempotency: 'required',
    doc: {
      operation: 'invoices.pay',
      summary: 'Note a payment of an invoice',
      description:
        'At most what is due. When nothing is due any more, `invoice.paid` is told. The invoice stays as it is.',
      example: { method: 'transfer', amount: '1.00', reference: 'TRF 2026-11-23' },
    },
    params: invoiceParams,
    body: paymentBodySchema.extend({
      paidAt: instantSchema.optional().meta({ description: 'Now, unless said' }),
    }),
    answer: z.strictObject({ paymentId: z.string(), invoiceId: z.string(), due: amountSchema }),
    status: 201,
    location: ({ invoiceId }) => `/v1/invoices/${encodeURIComponent(invoiceId)}/payments`,
    handle: async ({ caller, params, body }, tx) => {
      const { method, amount: amountCents, reference, paidAt } = body;
      const paidAtMs = paidAt === undefined ? context.clock.nowMs() : Date.parse(paidAt);
      const wanted = { invoiceId: params.invoice, method, amountCents, reference, paidAtMs };
      const paid = await payInvoice(context, tx, actorOf(caller), wanted);
      if (!paid.ok) return paid;
      return { paymentId: paid.value.paymentId, invoiceId: params.invoice, due: amountText(paid.value.dueCents) };
    },
  });
}
