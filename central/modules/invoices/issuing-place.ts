import { ok, type Result, refuse } from '../../../domain/result.ts';
import { recordAudit } from '../../app/audit.ts';
import type { CentralContext } from '../../app/context.ts';
import { base62 } from '../../app/token-text.ts';
import type { Tx } from '../../db/tenant.ts';
import { readEpoch } from '../companies/queries.ts';
import { openInstallation } from '../ingest/queries.ts';
import { claimInstallations } from '../pairing/queries.ts';

/** Where central issues for a shop: a till without a machine, with an installation, a chain and series of its own. */
export type IssuingPlace = {
  readonly installationId: string;
  readonly tillId: string;
  readonly tillCode: string;
  readonly seriesSuffix: string | null;
  readonly shopId: string;
  readonly shopCode: string;
  readonly shopName: string;
  readonly timeZone: string;
  readonly taxArea: 'IVA' | 'IGIC' | 'IPSI';
};

type ShopRow = Pick<IssuingPlace, 'shopCode' | 'shopName' | 'timeZone' | 'taxArea'>;
type OpenRow = {
  readonly installationId: string;
  readonly tillId: string;
  readonly tillCode: string;
  readonly suffix: string;
};

/** Zone and area as the tills of the shop said; a shop without any is on the peninsula. */
const SHOP = `SELECT s.code AS "shopCode", s.name AS "shopName", coalesce(t.time_zone, 'Europe/Madrid') AS "timeZone",
    coalesce(t.tax_area, 'IVA') AS "taxArea"
  FROM shops s LEFT JOIN LATERAL (SELECT time_zone, tax_area FROM tills
    WHERE company_id = s.company_id AND shop_id = s.id AND time_zone IS NOT NULL ORDER BY paired_at_ms DESC NULLS LAST LIMIT 1) t ON true
  WHERE s.company_id = $1 AND s.id = $2`;

const OPEN = `SELECT i.installation_id AS "installationId", i.till_id AS "tillId", t.code AS "tillCode", i.series_suffix AS suffix
  FROM issuing_installations i JOIN tills t ON t.company_id = i.company_id AND t.id = i.till_id
  WHERE i.company_id = $1 AND i.shop_id = $2 AND i.epoch = $3`;

const TILLS = `SELECT id, code, kind FROM tills WHERE company_id = $1 AND shop_id = $2 ORDER BY created_at_ms, id`;
type TillRow = { readonly id: string; readonly code: string; readonly kind: 'till' | 'central' };

/** API, API1 ... API9: what no till of the shop is called. Refused: no_till_code_free. */
function freeCode(tills: readonly TillRow[]): Result<string> {
  const taken = new Set(tills.map(({ code }) => code));
  const code = ['API', ...Array.from({ length: 10 }, (_, index) => `API${index}`)].find((one) => !taken.has(one));
  return code === undefined ? refuse('no_till_code_free') : ok(code);
}

async function tillOf(
  context: CentralContext,
  tx: Tx,
  shopId: string,
): Promise<Result<{ id: string; isNew: boolean }>> {
  const tills = await tx.query<TillRow>(TILLS, [tx.companyId, shopId]);
  const known = tills.find(({ kind }) => kind === 'central');
  if (known !== undefined) return ok({ id: known.id, isNew: false });
  const code = freeCode(tills);
  if (!code.ok) return code;
  const id = context.ids.uuid();
  const nowMs = context.clock.nowMs();
  await tx.query(
    `INSERT INTO tills (company_id, id, shop_id, code, name, kind, state, paired_at_ms, created_at_ms)
     VALUES ($1, $2, $3, $4, 'API', 'central', 'paired', $5, $5)`,
    [tx.companyId, id, shopId, code.value, nowMs],
  );
  return ok({ id, isNew: true });
}

const SUFFIX_LENGTH = 5;

/** A new installation for this epoch. After a restore the series that went on after the copy was made are never touched. */
async function open(context: CentralContext, tx: Tx, shopId: string, epoch: string): Promise<Result<void>> {
  const till = await tillOf(context, tx, shopId);
  if (!till.ok) return till;
  const nowMs = context.clock.nowMs();
  const installationId = `central-${context.ids.uuid()}`;
  const suffix = till.value.isNew ? '' : base62(context.chance, SUFFIX_LENGTH).toUpperCase();
  await claimInstallations(tx, till.value.id, [installationId], nowMs);
  await openInstallation(tx, installationId, till.value.id);
  await tx.query(
    `INSERT INTO issuing_installations (company_id, installation_id, shop_id, till_id, epoch, series_suffix, opened_at_ms)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [tx.companyId, installationId, shopId, till.value.id, epoch, suffix, nowMs],
  );
  const detail = { installationId, shopId, tillId: till.value.id };
  await recordAudit(tx, [{ atMs: nowMs, actor: 'server', kind: 'issuing.opened', detail }]);
  return ok(undefined);
}

/** Of two that issue first for a shop, one opens it. */
const LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('issuing ' || $1::text || $2::text, 0))";

/** Where central issues for this shop today. Refused: shop_unknown, no_till_code_free. */
export async function issuingPlace(context: CentralContext, tx: Tx, shopId: string): Promise<Result<IssuingPlace>> {
  const [shop] = await tx.query<ShopRow>(SHOP, [tx.companyId, shopId]);
  if (shop === undefined) return refuse('shop_unknown');
  const epoch = await readEpoch(tx);
  const find = async (): Promise<OpenRow | undefined> =>
    (await tx.query<OpenRow>(OPEN, [tx.companyId, shopId, epoch]))[0];
  let row = await find();
  if (row === undefined) {
    await tx.query(LOCK, [tx.companyId, shopId]);
    row = await find();
  }
  if (row === undefined) {
    const opened = await open(context, tx, shopId, epoch);
    if (!opened.ok) return opened;
    row = await find();
  }
  if (row === undefined) throw new Error('an issuing installation vanished');
  const { suffix, ...place } = row;
  return ok({ ...place, seriesSuffix: suffix === '' ? null : suffix, shopId, ...shop });
}
