import type { DocumentData } from '../../../contracts/sync/event-data.ts';

/** What a document took out of the stock: goods of the catalogue, line by line. */
export const soldBy = ({ lines }: DocumentData): { readonly productId: string; readonly quantityMilli: number }[] =>
  lines.flatMap(({ productId, quantityMilli }) => (productId === null ? [] : [{ productId, quantityMilli }]));
