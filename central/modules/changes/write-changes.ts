import type { ChangeKind } from '../../../contracts/sync/changes.ts';
import { storableJson, storableText } from '../../db/storable.ts';
import type { Tx } from '../../db/tenant.ts';

export type NewChange = {
  readonly kind: ChangeKind;
  readonly key: string;
  /** As its schema in contracts/sync/changes.ts; null: it is gone. */
  readonly data: unknown;
  /** Only for the tills of this shop; null: for all. */
  readonly shopId: string | null;
};

/** The row of the company stays locked to the commit, so that versions are seen in the order in which they were given. */
const TAKE = `UPDATE companies SET change_version = change_version + $2 WHERE id = $1
  RETURNING change_version - $2 AS before`;

const WRITE = `INSERT INTO company_changes (company_id, kind, audience, key, version, data)
  SELECT $1, * FROM unnest($2::text[], $3::uuid[], $4::text[], $5::bigint[], $6::jsonb[])
  ON CONFLICT (company_id, kind, audience, key) DO UPDATE SET version = excluded.version, data = excluded.data`;

/** Of several changes of one thing the last counts. */
function newest(changes: readonly NewChange[]): NewChange[] {
  const byKey = new Map<string, NewChange>();
  for (const change of changes) {
    const key = `${change.kind} ${change.shopId} ${change.key}`;
    byKey.delete(key);
    byKey.set(key, change);
  }
  return [...byKey.values()];
}

/**
 * Tells the tills of changes, in the transaction that makes them. The last thing that a transaction does: from here to its
 * commit every other writer of the company waits.
 */
export async function writeChanges(tx: Tx, changes: readonly NewChange[]): Promise<void> {
  const told = newest(changes);
  if (told.length === 0) return;
  const [row] = await tx.prepared<{ before: number }>('changes_take', TAKE, [tx.companyId, told.length]);
  if (row === undefined) throw new Error('the company is gone');
  await tx.prepared('changes_write', WRITE, [
    tx.companyId,
    told.map(({ kind }) => kind),
    told.map(({ shopId }) => shopId ?? tx.companyId),
    told.map(({ key }) => storableText(key)),
    told.map((_, index) => row.before + index + 1),
    told.map(({ data }) => (data === null ? null : storableJson(data))),
  ]);
}
