import { storableJson, storableText } from '../../db/storable.ts';
import type { Tx } from '../../db/tenant.ts';

export type NewIncident = {
  readonly kind: 'quarantined' | 'till' | 'central';
  readonly code: string;
  readonly atMs: number;
  readonly tillId: string | null;
  readonly installationId: string | null;
  readonly seq: number | null;
  readonly number: string | null;
  readonly detail: Readonly<Record<string, unknown>>;
};

const INSERT = `INSERT INTO incidents (company_id, kind, code, at_ms, till_id, installation_id, seq, number, detail)
  SELECT $1, * FROM unnest($2::text[], $3::text[], $4::bigint[], $5::uuid[], $6::text[], $7::bigint[], $8::text[], $9::jsonb[])
  ON CONFLICT DO NOTHING`;

/** Written in the transaction of what they are about. */
export async function recordIncidents(tx: Tx, incidents: readonly NewIncident[]): Promise<void> {
  if (incidents.length === 0) return;
  await tx.prepared('incidents_record', INSERT, [
    tx.companyId,
    incidents.map(({ kind }) => kind),
    incidents.map(({ code }) => storableText(code)),
    incidents.map(({ atMs }) => atMs),
    incidents.map(({ tillId }) => tillId),
    incidents.map(({ installationId }) => installationId),
    incidents.map(({ seq }) => seq),
    incidents.map(({ number }) => (number === null ? null : storableText(number))),
    incidents.map(({ detail }) => storableJson(detail)),
  ]);
}
