import { checkTillCode } from '../../../domain/documents/numbering.ts';
import { ok, type Result, refuse } from '../../../domain/result.ts';
import { recordAudit } from '../../app/audit.ts';
import type { CentralContext } from '../../app/context.ts';
import type { Tx } from '../../db/tenant.ts';
import { hasShop, insertTill } from './queries.ts';

export type NewTill = { readonly shopId: string; readonly code: string; readonly name: string; readonly actor: string };

/** A place for a till, not yet paired. Refused before anything is written: till_code_invalid, shop_unknown, till_exists {code}. */
export async function createTill(context: CentralContext, tx: Tx, wanted: NewTill): Promise<Result<string>> {
  const code = checkTillCode(wanted.code);
  if (!code.ok) return code;
  if (!(await hasShop(tx, wanted.shopId))) return refuse('shop_unknown');
  const id = context.ids.uuid();
  const nowMs = context.clock.nowMs();
  const isNew = await insertTill(tx, { id, shopId: wanted.shopId, code: code.value, name: wanted.name, nowMs });
  if (!isNew) return refuse('till_exists', { code: code.value });
  const detail = { tillId: id, code: code.value, name: wanted.name };
  await recordAudit(tx, [{ atMs: nowMs, actor: wanted.actor, kind: 'till.created', detail }]);
  return ok(id);
}
