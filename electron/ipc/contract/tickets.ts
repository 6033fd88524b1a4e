import { z } from 'zod';
import { LONG_TIMEOUT_MS, tillCommand } from '../command.ts';
import {
  centsSchema,
  dateSchema,
  idSchema,
  lineOfText,
  paymentMethodSchema,
  printJobStateSchema,
  receiptSchema,
} from '../values.ts';

/** History of issued documents, answered by the read worker. */
const issuedSchema = z.strictObject({
  documentId: idSchema,
  number: z.string(),
  issuedAt: z.string(),
  totalCents: centsSchema,
  cashierName: z.string(),
  methods: z.array(paymentMethodSchema),
  lineCount: z.int(),
  customerName: z.string().nullable(),
  isAnnulled: z.boolean(),
});
export type IssuedTicketView = z.infer<typeof issuedSchema>;

export const ticketsCommands = {
  /**
   * Newest first. `text` is a number or its end (`000014`), an amount (`17,56`), or words of a product's name or its
   * code; with dates it looks in that period only (inclusive, local days).
   */
  'tickets.list': tillCommand(
    z.strictObject({
      text: lineOfText(120),
      from: dateSchema.nullable(),
      to: dateSchema.nullable(),
      /** nextCursor of the page before; null for the first. */
      cursor: z.string().max(60).nullable(),
      limit: z.int().min(1).max(100),
    }),
    z.strictObject({ tickets: z.array(issuedSchema), nextCursor: z.string().nullable() }),
    { timeoutMs: LONG_TIMEOUT_MS },
  ),
  /** The paper as it was issued. Refuses `document_not_found`. */
  'tickets.paper': tillCommand(
    z.strictObject({ documentId: idSchema }),
    z.strictObject({ ticket: issuedSchema, receipt: receiptSchema, huella: z.string(), qrUrl: z.string() }),
  ),
  /** Refuses `document_not_found`, `no_printer`. */
  'tickets.reprint': tillCommand(
    z.strictObject({ documentId: idSchema }),
    z.strictObject({ jobId: z.int(), state: printJobStateSchema }),
  ),
} as const;
