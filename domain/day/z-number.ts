/**
 * `01T01Z-000001`: by shop, till and installation as the series of documents are, so that a till that was restored from a
 * backup never gives a number of a Z that it has forgotten.
 */
export const zNumber = (
  till: { readonly shopCode: string; readonly tillCode: string; readonly seriesSuffix: string },
  position: number,
): string => `${till.shopCode}${till.tillCode}Z${till.seriesSuffix}-${String(position).padStart(6, '0')}`;
