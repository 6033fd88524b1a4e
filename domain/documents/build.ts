import type { Settlement } from '../ticket/payments.ts';
import type { ChargedLine, TicketTotals } from '../ticket/totals.ts';
import type { Payment, Ticket, TicketLine } from '../ticket/types.ts';
import { yearOf } from '../time.ts';
import type { DocumentLine, DocumentPayment, Environment, IssuedDocument, Issuer, Shop } from './types.ts';

/** Who sells, as set up at the moment of issue; copied into the document so that a reprint shows what was issued. */
export type DocumentIdentity = {
  readonly environment: Environment;
  readonly issuer: Issuer;
  readonly shop: Shop;
  readonly tillCode: string;
  readonly footer: string;
};

export type DocumentInput = {
  readonly ticket: Ticket;
  /** Of this ticket, at the date of `issuedAt`. */
  readonly totals: TicketTotals;
  readonly settlement: Settlement;
  readonly identity: DocumentIdentity;
  readonly cashier: { readonly id: string; readonly name: string };
  readonly number: string;
  /** Local timestamp of issue, see domain/time.ts; FechaExpedicionFactura and the year of the series come from it. */
  readonly issuedAt: string;
};

/** Everything of a document but what the fiscal record adds. */
export type DocumentDraft = Omit<IssuedDocument, 'qrUrl' | 'huella'>;

function documentLine(line: TicketLine, charged: ChargedLine | undefined, position: number): DocumentLine {
  if (charged === undefined || charged.lineId !== line.id) {
    throw new Error(`totals of another ticket: line ${position} is ${line.id}`);
  }
  return {
    position,
    kind: line.kind,
    productId: line.productId,
    code: line.code,
    description: line.description,
    format: line.format,
    unit: line.unit,
    quantityMilli: line.quantityMilli,
    unitCents: line.unitCents,
    listUnitCents: line.listUnitCents,
    rateBp: charged.treatment.rateBp,
    grossCents: charged.grossCents,
    lineDiscountCents: charged.lineDiscountCents,
    ticketDiscountCents: charged.ticketDiscountCents,
    netCents: charged.netCents,
    discountReason: line.discount?.reason ?? null,
  };
}

function documentPayment(payment: Payment, settlement: Settlement, position: number): DocumentPayment {
  const applied = settlement.applied[position - 1];
  if (applied === undefined || applied.paymentId !== payment.id) {
    throw new Error(`settlement of another ticket: payment ${position} is ${payment.id}`);
  }
  return {
    position,
    method: payment.method,
    tenderedCents: payment.tenderedCents,
    appliedCents: applied.appliedCents,
  };
}

/**
 * The F2 of a ticket. Positions start at 1.
 * @throws Error when totals or settlement do not belong to the ticket, or the number to another year: bugs of the caller.
 */
export function buildDocument(input: DocumentInput): DocumentDraft {
  const { ticket, totals, settlement, identity } = input;
  const year = String(yearOf(input.issuedAt) % 100).padStart(2, '0');
  if (!input.number.includes(`-${year}-`)) throw new Error(`number ${input.number} is not of ${input.issuedAt}`);
  return {
    id: ticket.id,
    type: 'F2',
    environment: identity.environment,
    number: input.number,
    issuedAt: input.issuedAt,
    issuer: identity.issuer,
    shop: identity.shop,
    tillCode: identity.tillCode,
    cashier: input.cashier,
    lines: ticket.lines.map((line, index) => documentLine(line, totals.lines[index], index + 1)),
    taxGroups: totals.taxGroups,
    payments: ticket.payments.map((payment, index) => documentPayment(payment, settlement, index + 1)),
    grossCents: totals.grossCents,
    discountCents: totals.discountCents,
    totalCents: totals.totalCents,
    taxCents: totals.taxCents,
    changeCents: settlement.changeCents,
    ticketDiscountReason: ticket.discount?.reason ?? null,
    footer: identity.footer,
  };
}

/** The final document: the draft with the QR address and the huella of its record. */
export const issueDocument = (draft: DocumentDraft, qrUrl: string, huella: string): IssuedDocument => ({
  ...draft,
  qrUrl,
  huella,
});
