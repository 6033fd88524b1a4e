import { z } from 'zod';
import { event, OPEN_TO_ALL, tillCommand } from '../command.ts';
import {
  centsSchema,
  discountSchema,
  idSchema,
  lineOfText,
  milliSchema,
  nothing,
  paymentMethodSchema,
  printJobStateSchema,
  rateBpSchema,
  refusalSchema,
  saleUnitSchema,
} from '../values.ts';

/**
 * The sale. Every command that changes a ticket carries an operationId made by the one who asks: sent again after a
 * crash, the same operation changes nothing and answers with the ticket as it is. The first change opens the ticket.
 */
const ticketLineSchema = z.strictObject({
  id: idSchema,
  kind: z.enum(['product', 'department']),
  productId: idSchema.nullable(),
  code: z.string().nullable(),
  description: z.string(),
  format: z.string().nullable(),
  unit: saleUnitSchema,
  quantityMilli: milliSchema,
  unitCents: centsSchema,
  /** Catalogue price when the line was added; differs from unitCents after a change of price. */
  listUnitCents: centsSchema.nullable(),
  rateBp: rateBpSchema,
  discount: discountSchema.nullable(),
  grossCents: centsSchema,
  /** The line's own discount. */
  discountCents: centsSchema,
  /** gross - own discount: what the line shows. The ticket's discount is shown below. */
  subtotalCents: centsSchema,
});
export type TicketLineView = z.infer<typeof ticketLineSchema>;

const ticketPaymentSchema = z.strictObject({
  id: idSchema,
  method: paymentMethodSchema,
  tenderedCents: centsSchema,
});

const ticketSchema = z.strictObject({
  id: idSchema,
  state: z.enum(['active', 'parked']),
  label: z.string().nullable(),
  openedAt: z.string(),
  customer: z.strictObject({ id: idSchema, name: z.string(), taxId: z.string().nullable() }).nullable(),
  lines: z.array(ticketLineSchema),
  discount: discountSchema.nullable(),
  payments: z.array(ticketPaymentSchema),
  /** Pieces, each weighed line counting one. */
  itemCount: z.int(),
  grossCents: centsSchema,
  ticketDiscountCents: centsSchema,
  totalCents: centsSchema,
  taxCents: centsSchema,
  /** What payments already taken cover, at most the total. */
  paidCents: centsSchema,
  missingCents: centsSchema,
  /** Why this ticket cannot be closed in cash or at all (limits of the law, rates), before anybody pays. */
  problem: refusalSchema.nullable(),
});
export type TicketView = z.infer<typeof ticketSchema>;

const openTicketSchema = z.strictObject({
  id: idSchema,
  state: z.enum(['active', 'parked']),
  label: z.string().nullable(),
  customerName: z.string().nullable(),
  openedAt: z.string(),
  itemCount: z.int(),
  totalCents: centsSchema,
});
export type OpenTicketSummary = z.infer<typeof openTicketSchema>;

const closedSaleSchema = z.strictObject({
  documentId: idSchema,
  number: z.string(),
  issuedAt: z.string(),
  totalCents: centsSchema,
  tenderedCents: centsSchema,
  changeCents: centsSchema,
  methods: z.array(paymentMethodSchema),
  /** Paper owed for this sale; null when none was asked for. */
  paper: z.strictObject({ jobId: z.int(), state: printJobStateSchema }).nullable(),
});
export type ClosedSaleView = z.infer<typeof closedSaleSchema>;

const deskSchema = z.strictObject({
  /** Oldest first; the active one among them. */
  tickets: z.array(openTicketSchema),
  active: ticketSchema.nullable(),
  /** The last sale of this till, for the change and for "print it after all". */
  lastSale: closedSaleSchema.nullable(),
});
export type DeskView = z.infer<typeof deskSchema>;

const changedSchema = z.strictObject({
  ticket: ticketSchema,
  /** The line that was added or changed; null when no single line was. */
  lineId: idSchema.nullable(),
});
export type ChangedTicket = z.infer<typeof changedSchema>;

const target = { ticketId: idSchema, operationId: idSchema };
const line = { ...target, lineId: idSchema };
/** Whether this sale prints; `setting` follows the shop's choice, `ask` there counts as no. */
const paperSchema = z.enum(['setting', 'yes', 'no']);

export const saleCommands = {
  'sale.desk': tillCommand(nothing, deskSchema, OPEN_TO_ALL),
  /** Another ticket comes to the front; the one before it is parked if it has lines. Refuses `ticket_not_found`. */
  'sale.resume': tillCommand(z.strictObject({ ticketId: idSchema }), deskSchema),
  /** Puts the ticket aside, under a name or none; a free desk comes back. */
  'sale.park': tillCommand(z.strictObject({ ...target, label: lineOfText(40).nullable() }), deskSchema),
  'sale.rename': tillCommand(z.strictObject({ ...target, label: lineOfText(40).nullable() }), deskSchema),
  /** Refuses `ticket_has_payments`. */
  'sale.drop': tillCommand(z.strictObject({ ticketId: idSchema }), deskSchema),
  /**
   * What a scanner read or a person typed as a code: `8410...`, `3*8410...`, a scale label. The same product as the
   * newest line adds to it. Refuses `code_unknown` {code}, `weight_needed` {code, description} for a product by weight,
   * `not_signed_in`, and what a line may refuse.
   */
  'sale.scan': tillCommand(z.strictObject({ ...target, text: lineOfText(200).min(1) }), changedSchema),
  /** A tile or a search result. `quantityMilli` null: one unit; a product by weight then refuses `weight_needed`. */
  'sale.add-product': tillCommand(
    z.strictObject({ ...target, productId: idSchema, quantityMilli: milliSchema.nullable() }),
    changedSchema,
  ),
  /** A free amount under a department key. Refuses `department_unknown`. */
  'sale.add-department': tillCommand(
    z.strictObject({
      ...target,
      departmentId: z.string().min(1).max(40),
      unitCents: centsSchema,
      quantityMilli: milliSchema,
    }),
    changedSchema,
  ),
  'sale.set-quantity': tillCommand(z.strictObject({ ...line, quantityMilli: milliSchema }), changedSchema),
  'sale.set-price': tillCommand(z.strictObject({ ...line, unitCents: centsSchema }), changedSchema),
  'sale.discount-line': tillCommand(z.strictObject({ ...line, discount: discountSchema.nullable() }), changedSchema),
  'sale.discount-ticket': tillCommand(
    z.strictObject({ ...target, discount: discountSchema.nullable() }),
    changedSchema,
  ),
  /** Logged. */
  'sale.remove-line': tillCommand(z.strictObject(line), changedSchema),
  /** Undo of the last removal on this ticket. Refuses `nothing_to_put_back`. */
  'sale.put-back-line': tillCommand(z.strictObject(target), changedSchema),
  'sale.attach-customer': tillCommand(z.strictObject({ ...target, customerId: idSchema.nullable() }), changedSchema),
  /** A part payment; the last one goes with `sale.close`. Card and Bizum: a person saw it approved. */
  'sale.pay': tillCommand(
    z.strictObject({ ...target, method: paymentMethodSchema, tenderedCents: centsSchema }),
    changedSchema,
  ),
  /** Logged. Refuses `payment_not_found`. */
  'sale.take-back': tillCommand(z.strictObject({ ...target, paymentId: idSchema }), changedSchema),
  /**
   * Takes the last payment, if one is needed, and closes: all or nothing. Idempotent by ticket id.
   * Refuses what closeSale refuses (`payment_insufficient`, `simplified_limit`, `cash_limit`, `clock_suspicious`,
   * `installation_moved`, `disk_full` ...) and then nothing was taken.
   */
  'sale.close': tillCommand(
    z.strictObject({
      ticketId: idSchema,
      payment: z.strictObject({ method: paymentMethodSchema, tenderedCents: centsSchema }).nullable(),
      paper: paperSchema,
    }),
    z.strictObject({ sale: closedSaleSchema, desk: deskSchema }),
    { timeoutMs: 20_000 },
  ),
  /** A person says that the clock is right although it looks wrong; until the till starts again. Logged. */
  'sale.accept-clock': tillCommand(nothing, nothing),
} as const;

export const saleEvents = {
  /** Something else than this window changed the desk (a command line, a restart). */
  'desk.changed': event('till', deskSchema),
} as const;
