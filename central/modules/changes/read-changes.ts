import type { Change, ChangesAnswer } from '../../../contracts/sync/changes.ts';
import type { TillCaller } from '../../app/auth.ts';
import type { CentralContext } from '../../app/context.ts';
import { inSnapshot } from '../../db/tenant.ts';
import { readEpoch } from '../companies/queries.ts';

const CHANGES = `SELECT version, kind, key, data FROM company_changes
  WHERE company_id = $1 AND version > $2 AND audience IN ($1, $3) ORDER BY version LIMIT $4`;

const COUNTED = `SELECT installation_id AS "installationId", received_through AS seq FROM installations
  WHERE company_id = $1 AND till_id = $2 ORDER BY installation_id`;

export type Wanted = { readonly epoch: string; readonly after: number; readonly limit: number };

/**
 * A page of changes for a till, and which of its own events the stock levels in it have counted: both of one moment, or a
 * sale would be taken from the stock twice at the till, or not at all.
 */
export const readChanges = (context: CentralContext, caller: TillCaller, wanted: Wanted): Promise<ChangesAnswer> =>
  inSnapshot(context, caller.companyId, async (tx) => {
    const epoch = await readEpoch(tx);
    const after = wanted.epoch === epoch ? wanted.after : 0;
    const rows = await tx.prepared<Change>('changes_page', CHANGES, [
      tx.companyId,
      after,
      caller.shopId,
      wanted.limit + 1,
    ]);
    const changes = rows.slice(0, wanted.limit);
    const counted = await tx.prepared<ChangesAnswer['counted'][number]>('changes_counted', COUNTED, [
      tx.companyId,
      caller.tillId,
    ]);
    const through = changes.at(-1)?.version ?? after;
    return { epoch, changes, through, hasMore: rows.length > changes.length, counted };
  });
