import type { Recipient } from '../../../domain/documents/types.ts';
import { cents, milli, rateBp as rate } from '../../../domain/money.ts';
import { type Result, refuse } from '../../../domain/result.ts';
import { taxClassOfRate } from '../../../domain/tax/rate-tables.ts';
import type { TaxArea } from '../../../domain/tax/types.ts';
import type { Ticket, TicketLine } from '../../../domain/ticket/types.ts';

export const INVOICE_METHODS = ['cash', 'card', 'bizum', 'transfer', 'online', 'other'] as const;
export type InvoiceMethod = (typeof INVOICE_METHODS)[number];

export type WantedLine = {
  readonly description: string;
  readonly productId: string | null;
  readonly code: string | null;
  readonly unit: 'unit' | 'kg';
  readonly quantityMilli: number;
  /** Tax included. */
  readonly unitCents: number;
  /** Off the line. */
  readonly discountCents: number;
  readonly rateBp: number;
};

export type WantedInvoice = {
  readonly shopId: string;
  /** null: a simplified one. */
  readonly recipient: Recipient | null;
  readonly customerId: string | null;
  readonly lines: readonly WantedLine[];
  /** May be less than the total: the rest is due. */
  readonly payments: readonly {
    readonly method: InvoiceMethod;
    readonly amountCents: number;
    readonly reference: string | null;
  }[];
};

function ticketLine(line: WantedLine, id: string, area: TaxArea, isoDate: string): Result<TicketLine> {
  const taxClass = taxClassOfRate(area, rate(line.rateBp), isoDate);
  if (!taxClass.ok) return taxClass;
  const { discountCents } = line;
  const discount = { kind: 'amount' as const, amountCents: cents(discountCents), reason: null };
  return {
    ok: true,
    value: {
      id,
      kind: line.productId === null ? 'department' : 'product',
      productId: line.productId,
      code: line.code,
      description: line.description,
      format: null,
      unit: line.unit,
      quantityMilli: milli(line.quantityMilli),
      unitCents: cents(line.unitCents),
      listUnitCents: null,
      taxClass: taxClass.value,
      discount: discountCents === 0 ? null : discount,
    },
  };
}

/**
 * What is wanted as a ticket, which the same arithmetic adds up that the tills use.
 * Refused: invoice_without_lines, tax_rate_unknown {rate, date}, tax_area_not_available {area}.
 */
export function ticketOf(wanted: WantedInvoice, id: string, area: TaxArea, isoDate: string): Result<Ticket> {
  if (wanted.lines.length === 0) return refuse('invoice_without_lines');
  const lines: TicketLine[] = [];
  for (const [index, line] of wanted.lines.entries()) {
    const made = ticketLine(line, String(index + 1), area, isoDate);
    if (!made.ok) return made;
    lines.push(made.value);
  }
  return { ok: true, value: { id, lines, discount: null, payments: [] } };
}
