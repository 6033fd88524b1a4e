import type pg from 'pg';
import type { Tx } from '../../db/tenant.ts';

export type PairingCodeRow = {
  readonly id: string;
  readonly till_id: string;
  readonly expires_at_ms: number;
  readonly used_at_ms: number | null;
  /** Of what was given for it (same-token.ts); null before. */
  readonly token_seed: string | null;
  readonly token_key_id: string | null;
};

export async function insertPairingCode(
  tx: Tx,
  row: { id: string; tillId: string; secretSha256: string; nowMs: number; expiresAtMs: number },
): Promise<void> {
  await tx.query(
    'INSERT INTO pairing_codes (company_id, id, till_id, secret_sha256, created_at_ms, expires_at_ms) VALUES ($1, $2, $3, $4, $5, $6)',
    [tx.companyId, row.id, row.tillId, row.secretSha256, row.nowMs, row.expiresAtMs],
  );
}

/** Before the company is known. */
export async function findPairingCompany(pool: pg.Pool, secretSha256: string): Promise<string | null> {
  const { rows } = await pool.query<{ id: string | null }>('SELECT find_pairing_company($1) AS id', [secretSha256]);
  return rows[0]?.id ?? null;
}

/** Held to the end of the transaction: of two tills with one code, one waits and finds it used. */
export async function lockPairingCode(tx: Tx, secretSha256: string): Promise<PairingCodeRow | null> {
  const rows = await tx.query<PairingCodeRow>(
    `SELECT id, till_id, expires_at_ms, used_at_ms, token_seed, token_key_id FROM pairing_codes
     WHERE company_id = $1 AND secret_sha256 = $2 FOR UPDATE`,
    [tx.companyId, secretSha256],
  );
  return rows[0] ?? null;
}

export const markUsed = (
  tx: Tx,
  id: string,
  { nowMs, seed, keyId }: { readonly nowMs: number; readonly seed: string; readonly keyId: string },
): Promise<unknown> =>
  tx.query(
    'UPDATE pairing_codes SET used_at_ms = $3, token_seed = $4, token_key_id = $5 WHERE company_id = $1 AND id = $2',
    [tx.companyId, id, nowMs, seed, keyId],
  );

export async function installationsOf(tx: Tx, tillId: string): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    'SELECT installation_id AS id FROM paired_installations WHERE company_id = $1 AND till_id = $2',
    [tx.companyId, tillId],
  );
  return rows.map(({ id }) => id);
}

export async function seriesHeldBy(tx: Tx, tillId: string): Promise<string[]> {
  const rows = await tx.query<{ code: string }>(
    'SELECT code FROM series_holders WHERE company_id = $1 AND till_id = $2 ORDER BY code',
    [tx.companyId, tillId],
  );
  return rows.map(({ code }) => code);
}

/** Takes the series for the till. @returns codes that somebody held before, with who. */
export async function claimSeries(
  tx: Tx,
  tillId: string,
  codes: readonly string[],
  nowMs: number,
): Promise<{ code: string; till_id: string }[]> {
  const inserted = await tx.query<{ code: string }>(
    `INSERT INTO series_holders (company_id, code, till_id, since_ms) SELECT $1, code, $2, $4 FROM unnest($3::text[]) AS code
     ORDER BY code ON CONFLICT DO NOTHING RETURNING code`,
    [tx.companyId, tillId, codes, nowMs],
  );
  const isNew = new Set(inserted.map(({ code }) => code));
  const held = await tx.query<{ code: string; till_id: string }>(
    'SELECT code, till_id FROM series_holders WHERE company_id = $1 AND code = ANY($2) ORDER BY code',
    [tx.companyId, codes],
  );
  return held.filter(({ code }) => !isNew.has(code));
}

/** @returns installations that belong to another till. */
export async function claimInstallations(
  tx: Tx,
  tillId: string,
  installations: readonly string[],
  nowMs: number,
): Promise<string[]> {
  await tx.query(
    `INSERT INTO paired_installations (company_id, installation_id, till_id, paired_at_ms)
     SELECT $1, id, $2, $4 FROM unnest($3::text[]) AS id ORDER BY id ON CONFLICT DO NOTHING`,
    [tx.companyId, tillId, installations, nowMs],
  );
  const rows = await tx.query<{ id: string }>(
    `SELECT installation_id AS id FROM paired_installations
     WHERE company_id = $1 AND installation_id = ANY($2) AND till_id <> $3 ORDER BY 1`,
    [tx.companyId, installations, tillId],
  );
  return rows.map(({ id }) => id);
}

export async function setPaired(
  tx: Tx,
  tillId: string,
  facts: { nowMs: number; programVersion: string; taxArea: string; timeZone: string },
): Promise<void> {
  await tx.query(
    'UPDATE tokens SET revoked_at_ms = $3 WHERE company_id = $1 AND till_id = $2 AND revoked_at_ms IS NULL',
    [tx.companyId, tillId, facts.nowMs],
  );
  await tx.query(
    `UPDATE tills SET state = 'paired', paired_at_ms = $3, last_contact_ms = $3, program_version = $4, tax_area = $5, time_zone = $6
     WHERE company_id = $1 AND id = $2`,
    [tx.companyId, tillId, facts.nowMs, facts.programVersion, facts.taxArea, facts.timeZone],
  );
}
