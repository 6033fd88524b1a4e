import { z } from 'zod';
import { PAIRING_PREFIX, type PairingCode } from '../../../contracts/sync/pairing.ts';
import { recordAudit } from '../../app/audit.ts';
import type { CentralContext } from '../../app/context.ts';
import { base62, secretHash } from '../../app/token-text.ts';
import type { Tx } from '../../db/tenant.ts';
import { instant, instantSchema } from '../resource.ts';
import { insertPairingCode } from './queries.ts';

const LIFE_MS = 24 * 60 * 60 * 1_000;
const SECRET_LENGTH = 24;

export const pairingCodeAnswerSchema = z.strictObject({
  /** To type or scan at the till; shown once, works once. */
  code: z.string(),
  expiresAt: instantSchema,
});

const codeText = (code: PairingCode): string =>
  `${PAIRING_PREFIX}${Buffer.from(JSON.stringify(code), 'utf8').toString('base64url')}`;

/** A code for a till that exists. It names this server as it is reached now. */
export async function createPairingCode(
  context: CentralContext,
  tx: Tx,
  { tillId, actor }: { readonly tillId: string; readonly actor: string },
): Promise<z.input<typeof pairingCodeAnswerSchema>> {
  const nowMs = context.clock.nowMs();
  const secret = base62(context.chance, SECRET_LENGTH);
  const expiresAtMs = nowMs + LIFE_MS;
  await insertPairingCode(tx, {
    id: context.ids.uuid(),
    tillId,
    secretSha256: secretHash(secret),
    nowMs,
    expiresAtMs,
  });
  await recordAudit(tx, [{ atMs: nowMs, actor, kind: 'pairing_code.created', detail: { tillId } }]);
  return { code: codeText({ ...context.place(), secret }), expiresAt: instant(expiresAtMs) };
}
