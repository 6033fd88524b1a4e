import type { DocumentData } from '../../../contracts/sync/event-data.ts';

/** What of a document was not paid when it was issued: one more method among its payments, so that they always add up. */
export const PENDING = 'pending';

/** Cents. */
export const dueOf = (payments: DocumentData['payments']): number =>
  payments.reduce((sum, { method, appliedCents }) => (method === PENDING ? sum + appliedCents : sum), 0);
