import type { z } from 'zod';
import type { Receipt } from '../../../domain/receipt/model.ts';
import type { receiptSchema } from '../../ipc/values.ts';

export type ReceiptMessage = z.infer<typeof receiptSchema>;

/** The same blocks: read-only in domain, plain in a message. */
export const receiptMessage = ({ blocks }: Receipt): ReceiptMessage => ({
  blocks: blocks as ReceiptMessage['blocks'],
});
