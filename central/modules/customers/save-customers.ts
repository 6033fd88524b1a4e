import type { CustomerData } from '../../../contracts/sync/event-data.ts';
import { storableJson, storableText } from '../../db/storable.ts';
import type { Tx } from '../../db/tenant.ts';
import type { NewChange } from '../changes/write-changes.ts';

export type SavedCustomer = {
  readonly customer: CustomerData;
  /** At the clock of whoever made the edit. */
  readonly changedAtMs: number;
};

// A clock that runs ahead would win for ever: nothing was changed later than now.
const SAVE = `INSERT INTO customers (company_id, created_at_ms, updated_at_ms, id, data, name, tax_id, changed_at_ms)
  SELECT $1, $2, $2, id, data, name, tax_id, least(changed_at_ms, $2)
  FROM unnest($3::text[], $4::jsonb[], $5::text[], $6::text[], $7::bigint[]) AS c(id, data, name, tax_id, changed_at_ms) ORDER BY id
  ON CONFLICT (company_id, id) DO UPDATE SET data = excluded.data, name = excluded.name, tax_id = excluded.tax_id,
    changed_at_ms = excluded.changed_at_ms, updated_at_ms = excluded.updated_at_ms, version = customers.version + 1
  WHERE customers.changed_at_ms <= excluded.changed_at_ms
  RETURNING id, data, created_at_ms = $2 AND xmax = 0 AS "isNew"`;

export type CustomerSaved = { readonly id: string; readonly isNew: boolean; readonly change: NewChange };

/** Stores the newest edit of each; an older one changes nothing and is not told. */
export async function saveCustomers(tx: Tx, saved: readonly SavedCustomer[], nowMs: number): Promise<CustomerSaved[]> {
  const newest = new Map<string, SavedCustomer>();
  for (const one of saved) {
    const known = newest.get(one.customer.id);
    if (known === undefined || known.changedAtMs <= one.changedAtMs) newest.set(one.customer.id, one);
  }
  if (newest.size === 0) return [];
  const all = [...newest.values()];
  const rows = await tx.prepared<{ id: string; data: CustomerData; isNew: boolean }>('customers_save', SAVE, [
    tx.companyId,
    nowMs,
    all.map(({ customer }) => storableText(customer.id)),
    all.map(({ customer }) => storableJson(customer)),
    all.map(({ customer }) => storableText(customer.name)),
    all.map(({ customer }) => (customer.taxId === null ? null : storableText(customer.taxId))),
    all.map(({ changedAtMs }) => changedAtMs),
  ]);
  return rows.map(({ id, data, isNew }) => ({ id, isNew, change: { kind: 'customer', key: id, data, shopId: null } }));
}
