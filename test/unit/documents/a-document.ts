import type { DocumentIdentity } from '../../../domain/documents/build.ts';
import { buildDocument, issueDocument } from '../../../domain/documents/build.ts';
import type { Environment, IssuedDocument } from '../../../domain/documents/types.ts';
import { cents } from '../../../domain/money.ts';
import { settle } from '../../../domain/ticket/payments.ts';
import { ticketTotals } from '../../../domain/ticket/totals.ts';
import type { Payment, PaymentMethod, Ticket } from '../../../domain/ticket/types.ts';

export const QR_URL =
  'https://prewww2.aeat.es/wlpl/TIKE-CONT/ValidarQR?nif=B12345674&numserie=01T01S-26-000001&fecha=22-11-2026&importe=45.90';

export const anIdentity = (environment: Environment): DocumentIdentity => ({
  environment,
  issuer: {
    name: 'Ultramarinos Peña, S. L.',
    taxId: 'B12345674',
    address: 'C/ Mayor, 3',
    postalCode: '28013',
    city: 'Madrid',
    province: 'Madrid',
    country: 'ES',
  },
  shop: { name: 'La Peña', code: '01', timeZone: 'Europe/Madrid', taxArea: 'IVA' },
  tillCode: 'T01',
  footer: 'Gracias por su visita',
});

/** Sells the ticket as the till does. Null when the ticket or its payment is refused. */
export function sold(
  ticket: Ticket,
  pay: (totalCents: number) => readonly (readonly [PaymentMethod, number])[],
  environment: Environment = 'production',
): IssuedDocument | null {
  const totals = ticketTotals(ticket, { area: 'IVA', isoDate: '2026-11-22' });
  if (!totals.ok) return null;
  const payments: Payment[] = pay(totals.value.totalCents).map(([method, tenderedCents], index) => ({
    id: `p${index}`,
    method,
    tenderedCents: cents(tenderedCents),
  }));
  const settlement = settle(totals.value.totalCents, payments);
  if (!settlement.ok) return null;
  const draft = buildDocument({
    ticket: { ...ticket, payments },
    totals: totals.value,
    settlement: settlement.value,
    identity: anIdentity(environment),
    cashier: { id: 'c1', name: 'Ana' },
    number: '01T01S-26-000001',
    issuedAt: '2026-11-22T10:15:42+01:00',
  });
  return issueDocument(draft, QR_URL, 'A'.repeat(64));
}

export function soldOrThrow(...sale: Parameters<typeof sold>): IssuedDocument {
  const document = sold(...sale);
  if (document === null) throw new Error('the sale was refused');
  return document;
}
