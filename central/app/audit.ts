import { storableJson, storableText } from '../db/storable.ts';
import type { Tx } from '../db/tenant.ts';

export type AuditEntry = {
  readonly atMs: number;
  /** actorOf(caller), `installation:<id>` or `server`. */
  readonly actor: string;
  /** In the past tense with dots: `till.paired`. */
  readonly kind: string;
  readonly detail: Readonly<Record<string, unknown>>;
};

const INSERT = `INSERT INTO audit_entries (company_id, at_ms, actor, kind, detail)
  SELECT $1, * FROM unnest($2::bigint[], $3::text[], $4::text[], $5::jsonb[])`;

/** Written in the transaction of what it tells. */
export async function recordAudit(tx: Tx, entries: readonly AuditEntry[]): Promise<void> {
  if (entries.length === 0) return;
  await tx.prepared('record_audit', INSERT, [
    tx.companyId,
    entries.map(({ atMs }) => atMs),
    entries.map(({ actor }) => actor),
    entries.map(({ kind }) => storableText(kind)),
    entries.map(({ detail }) => storableJson(detail)),
  ]);
}
