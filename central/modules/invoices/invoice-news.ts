import type { OutgoingData } from '../../../contracts/webhooks/event-types.ts';
import { amountText } from '../amounts.ts';

export type NewsOfInvoice = {
  readonly id: string;
  readonly number: string;
  readonly customerId: string | null;
  readonly totalCents: number;
  readonly version: number;
};

/** What other systems are told of an invoice; they fetch the rest. */
export const invoiceNews = (shopId: string, invoice: NewsOfInvoice): OutgoingData<'invoice.issued'> => ({
  id: invoice.id,
  number: invoice.number,
  customerId: invoice.customerId,
  shopId,
  total: amountText(invoice.totalCents),
  currency: 'EUR',
  version: invoice.version,
});
