import type { IssuedDocument, Recipient } from './types.ts';

/** What the digest covers: everything the paper shows, but what the fiscal record itself proves. */
export type DigestedDocument = Omit<IssuedDocument, 'qrUrl' | 'huella'>;

const recipientFields = (recipient: Recipient): readonly unknown[] => [
  recipient.name,
  recipient.taxId,
  recipient.idType,
  recipient.address,
  recipient.postalCode,
  recipient.city,
  recipient.province,
  recipient.country,
];

/**
 * One text for one document, the same whenever it is read back: fields in a fixed order, no names. Its SHA-256 is stored
 * with the document, so that a changed description, payment or cashier shows, which the huella does not cover (SPEC.md 6).
 * A new field goes to the end under a new version: 2 has the recipient of a full invoice.
 */
export function digestText(document: DigestedDocument): string {
  const { issuer, shop, cashier, recipient } = document;
  return JSON.stringify([
    recipient === undefined ? 1 : 2,
    [document.id, document.type, document.environment, document.number, document.issuedAt, document.tillCode],
    [issuer.name, issuer.taxId, issuer.address, issuer.postalCode, issuer.city, issuer.province, issuer.country],
    [shop.name, shop.code, shop.timeZone, shop.taxArea, document.footer, cashier.id, cashier.name],
    document.lines.map((line) => [
      line.position,
      line.kind,
      line.productId,
      line.code,
      line.description,
      line.format,
      line.unit,
      line.quantityMilli,
      line.unitCents,
      line.listUnitCents,
      line.rateBp,
      line.grossCents,
      line.lineDiscountCents,
      line.ticketDiscountCents,
      line.netCents,
      line.discountReason,
    ]),
    document.taxGroups.map(({ treatment, grossCents, baseCents, taxCents, recargoCents }) => [
      treatment.impuesto,
      treatment.claveRegimen,
      treatment.calificacion,
      treatment.rateBp,
      treatment.recargoRateBp,
      grossCents,
      baseCents,
      taxCents,
      recargoCents,
    ]),
    document.payments.map(({ position, method, tenderedCents, appliedCents }) => [
      position,
      method,
      tenderedCents,
      appliedCents,
    ]),
    [document.grossCents, document.discountCents, document.totalCents, document.taxCents, document.changeCents],
    document.ticketDiscountReason,
    ...(recipient === undefined ? [] : [recipientFields(recipient)]),
  ]);
}
