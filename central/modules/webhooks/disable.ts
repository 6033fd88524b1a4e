import { recordAudit } from '../../app/audit.ts';
import type { Tx } from '../../db/tenant.ts';
import { enqueue, type NewOutgoing } from '../events/enqueue.ts';
import { recordIncidents } from '../incidents/record-incidents.ts';

/** gone: it answered 410. failing: nothing but failures for days. */
export type Disabling = {
  readonly endpointId: string;
  readonly reason: 'gone' | 'failing';
  /** Only while it is sent there: what an address said that was changed meanwhile is nothing of the new one. null: wherever. */
  readonly url: string | null;
};

const DISABLE = `UPDATE webhook_endpoints SET status = 'disabled', disabled_reason = $3, version = version + 1, updated_at_ms = $4
  WHERE company_id = $1 AND id = $2 AND status = 'active' AND ($5::text IS NULL OR url = $5) RETURNING url`;

/**
 * Stops sending to an endpoint and says so: to whoever looks after central, and to the other endpoints. What waits for it
 * stays and goes out when it is active again. The last thing of a transaction.
 */
export async function disableEndpoints(tx: Tx, endpoints: readonly Disabling[], nowMs: number): Promise<void> {
  const news: NewOutgoing[] = [];
  for (const { endpointId, reason, url } of endpoints.toSorted((a, b) => (a.endpointId < b.endpointId ? -1 : 1))) {
    const [row] = await tx.query<{ url: string }>(DISABLE, [tx.companyId, endpointId, reason, nowMs, url]);
    if (row === undefined) continue;
    const data = { endpointId, url: row.url, reason };
    news.push({ type: 'webhook.endpoint_disabled', atMs: nowMs, shopId: null, data });
    await recordAudit(tx, [{ atMs: nowMs, actor: 'server', kind: 'webhook.disabled', detail: data }]);
    await recordIncidents(tx, [
      {
        ...{ kind: 'central', code: 'webhook_disabled', atMs: nowMs, detail: data },
        ...{ tillId: null, installationId: null, seq: null, number: null },
      },
    ]);
  }
  await enqueue(tx, news, nowMs);
}
