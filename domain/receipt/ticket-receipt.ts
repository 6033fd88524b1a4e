import type { DocumentLine, DocumentPayment, IssuedDocument } from '../documents/types.ts';
import type { Cents } from '../money.ts';
import { cents, sumCents } from '../money.ts';
import { displayAmount, displayEuros, displayQuantity, displayRate, displayWeight } from '../money-text.ts';
import type { TaxGroup } from '../tax/types.ts';
import type { Language } from '../texts/index.ts';
import { text } from '../texts/index.ts';
import { centred, left, pair, RULE, SPACE } from './blocks.ts';
import type { Receipt, ReceiptBlock } from './model.ts';

export type TicketReceiptOptions = {
  /** Every copy after the first paper; a first print that comes late is not one (SPEC.md 8.2, art. 14). */
  readonly duplicate: boolean;
  /** Legal wording stays Spanish in every language. */
  readonly language?: Language;
};

const TAX_NAMES = { '01': 'IVA', '02': 'IPSI', '03': 'IGIC' } as const;

/** `2026-11-22T10:15:00+01:00` -> `22/11/2026 10:15`. */
const displayDateTime = (timestamp: string): string =>
  `${timestamp.slice(8, 10)}/${timestamp.slice(5, 7)}/${timestamp.slice(0, 4)} ${timestamp.slice(11, 16)}`;

/** SPEC.md 9: the first thing on the paper, before any content, also before the logo. */
const qrBlock = (document: IssuedDocument, language: Language): ReceiptBlock => ({
  kind: 'qr',
  content: document.qrUrl,
  above: text(language, 'receipt.qr_above'),
  below: text(language, 'receipt.qr_below'),
});

function marks(document: IssuedDocument, options: TicketReceiptOptions, language: Language): ReceiptBlock[] {
  const blocks: ReceiptBlock[] = [];
  const loud = { size: 'double', bold: true } as const;
  if (document.environment === 'test') blocks.push(SPACE, centred(text(language, 'receipt.test_mark'), loud));
  if (options.duplicate) blocks.push(SPACE, centred(text(language, 'receipt.duplicate'), loud));
  return blocks;
}

/** SPEC.md 8.1, contents 1, 2 and 4. */
function heading(document: IssuedDocument, language: Language): ReceiptBlock[] {
  const { issuer, shop } = document;
  const town = [issuer.postalCode, issuer.city].filter((part) => part !== '').join(' ');
  const address = [issuer.address, issuer.province === issuer.city ? town : joined(town, issuer.province)];
  return [
    { kind: 'logo' },
    centred(shop.name, { size: 'double', bold: true }),
    ...(issuer.name === shop.name ? [] : [centred(issuer.name)]),
    centred(text(language, 'receipt.tax_id', { taxId: issuer.taxId })),
    ...address.filter((line) => line !== '').map((line) => centred(line)),
    SPACE,
    centred(text(language, 'receipt.simplified_invoice'), { bold: true }),
    pair(text(language, 'receipt.number'), document.number, { bold: true }),
    pair(text(language, 'receipt.date'), displayDateTime(document.issuedAt)),
    pair(text(language, 'receipt.till'), document.tillCode),
    pair(text(language, 'receipt.cashier'), document.cashier.name),
  ];
}

const joined = (town: string, province: string): string => (province === '' ? town : `${town} (${province})`);

const price = (value: Cents): string => displayEuros(value);

function lineDetails(line: DocumentLine, language: Language): string[] {
  const details: string[] = [];
  if (line.format !== null && line.format !== '') details.push(line.format);
  if (line.unit === 'kg') {
    const weight = displayWeight(line.quantityMilli);
    details.push(text(language, 'receipt.quantity_by_weight', { weight, price: price(line.unitCents) }));
  } else if (line.quantityMilli !== 1000) {
    const quantity = displayQuantity(line.quantityMilli);
    details.push(text(language, 'receipt.quantity_by_unit', { quantity, price: price(line.unitCents) }));
  }
  if (line.listUnitCents !== null && line.listUnitCents !== line.unitCents) {
    details.push(text(language, 'receipt.price_overridden', { price: price(line.listUnitCents) }));
  }
  if (line.lineDiscountCents !== 0) {
    const amount = displayEuros(line.lineDiscountCents);
    details.push(
      line.discountReason === null
        ? text(language, 'receipt.line_discount', { amount })
        : text(language, 'receipt.line_discount_reason', { amount, reason: line.discountReason }),
    );
  }
  return details;
}

/** What a line costs before the ticket discount: the column of amounts adds up to the subtotal. */
const lineSubtotal = (line: DocumentLine): Cents => cents(line.grossCents - line.lineDiscountCents);

/** A weighed line is one article, whatever it weighs; its weight is in the details. */
const articleCount = (line: DocumentLine): string => (line.unit === 'kg' ? '1' : displayQuantity(line.quantityMilli));

const item = (line: DocumentLine, language: Language): ReceiptBlock => ({
  kind: 'item',
  quantity: articleCount(line),
  description: line.description,
  amount: displayAmount(lineSubtotal(line)),
  details: lineDetails(line, language),
});

function totals(document: IssuedDocument, language: Language): ReceiptBlock[] {
  const ticketDiscount = sumCents(document.lines.map((line) => line.ticketDiscountCents));
  const blocks: ReceiptBlock[] = [];
  if (ticketDiscount !== 0) {
    const reason = document.ticketDiscountReason;
    const label =
      reason === null
        ? text(language, 'receipt.ticket_discount')
        : text(language, 'receipt.ticket_discount_reason', { reason });
    const subtotal = sumCents(document.lines.map(lineSubtotal));
    blocks.push(pair(text(language, 'receipt.subtotal'), displayAmount(subtotal)));
    blocks.push(pair(label, displayAmount(cents(-ticketDiscount))));
  }
  blocks.push(pair(text(language, 'receipt.total'), displayEuros(document.totalCents), { size: 'double', bold: true }));
  return blocks;
}

const PAYMENT_LABELS = {
  cash: 'receipt.paid_cash',
  card: 'receipt.paid_card',
  bizum: 'receipt.paid_bizum',
} as const;

const payment = (paid: DocumentPayment, language: Language): ReceiptBlock =>
  pair(text(language, PAYMENT_LABELS[paid.method]), displayAmount(paid.tenderedCents));

function payments(document: IssuedDocument, language: Language): ReceiptBlock[] {
  const blocks = document.payments.map((paid) => payment(paid, language));
  if (document.payments.some(({ method }) => method === 'cash')) {
    blocks.push(pair(text(language, 'receipt.change'), displayAmount(document.changeCents), { bold: true }));
  }
  return blocks;
}

function taxRows(group: TaxGroup, language: Language): string[][] {
  const { treatment } = group;
  const tax = TAX_NAMES[treatment.impuesto];
  const rows = [
    [
      text(language, 'receipt.tax_rate', { tax, rate: displayRate(treatment.rateBp) }),
      displayAmount(group.baseCents),
      displayAmount(group.taxCents),
    ],
  ];
  if (treatment.recargoRateBp !== null && treatment.recargoRateBp !== 0) {
    const rate = displayRate(treatment.recargoRateBp);
    // The base is the one of the row above; twice on paper it would be added twice.
    rows.push([text(language, 'receipt.recargo_rate', { rate }), '', displayAmount(group.recargoCents)]);
  }
  return rows;
}

/** SPEC.md 8.1, content 6: rate applied, and with several rates the base of each apart. */
function taxes(document: IssuedDocument, language: Language): ReceiptBlock[] {
  const [group] = document.taxGroups;
  const tax = group === undefined ? document.shop.taxArea : TAX_NAMES[group.treatment.impuesto];
  return [
    {
      kind: 'table',
      aligns: ['left', 'right', 'right'],
      header: [
        text(language, 'receipt.tax_included', { tax }),
        text(language, 'receipt.tax_base'),
        text(language, 'receipt.tax_amount'),
      ],
      rows: document.taxGroups.flatMap((entry) => taxRows(entry, language)),
    },
  ];
}

/** Whole units plus one for each weighed line. */
function articles(lines: readonly DocumentLine[], language: Language): ReceiptBlock {
  const count = lines.reduce((sum, line) => sum + (line.unit === 'kg' ? 1 : line.quantityMilli / 1000), 0);
  return left(text(language, 'receipt.articles', { count }));
}

function closing(document: IssuedDocument, language: Language): ReceiptBlock[] {
  const blocks: ReceiptBlock[] = [];
  if (document.footer.trim() !== '') blocks.push(SPACE, centred(document.footer.trim()));
  if (document.environment === 'test') {
    blocks.push(SPACE, centred(text(language, 'receipt.test_mark'), { size: 'double', bold: true }));
  }
  return blocks;
}

/** The paper of an issued document: everything on it comes from the document, so a reprint shows what was issued. */
export function ticketReceipt(document: IssuedDocument, options: TicketReceiptOptions): Receipt {
  const language = options.language ?? 'es';
  return {
    blocks: [
      qrBlock(document, language),
      ...marks(document, options, language),
      SPACE,
      ...heading(document, language),
      RULE,
      ...document.lines.map((line) => item(line, language)),
      RULE,
      ...totals(document, language),
      ...payments(document, language),
      SPACE,
      ...taxes(document, language),
      SPACE,
      articles(document.lines, language),
      ...closing(document, language),
    ],
  };
}
