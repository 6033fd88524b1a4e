import type { Tx, WholeTx } from '../../db/tenant.ts';

export type Environment = 'test' | 'production';

export type CompanyRow = {
  readonly id: string;
  readonly name: string;
  readonly tax_id: string;
  readonly environment: Environment;
  readonly created_at_ms: number;
};

const COLUMNS = 'id, name, tax_id, environment, created_at_ms';

export async function readCompany(tx: Tx): Promise<CompanyRow | null> {
  const rows = await tx.query<CompanyRow>(`SELECT ${COLUMNS} FROM companies WHERE id = $1`, [tx.companyId]);
  return rows[0] ?? null;
}

/** @returns false when one with this NIF and environment is there. */
export async function insertCompany(tx: WholeTx, row: CompanyRow): Promise<boolean> {
  const rows = await tx.query(
    `INSERT INTO companies (${COLUMNS}) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING RETURNING id`,
    [row.id, row.name, row.tax_id, row.environment, row.created_at_ms],
  );
  return rows.length === 1;
}

export const findCompanies = (tx: WholeTx, taxId: string): Promise<CompanyRow[]> =>
  tx.query<CompanyRow>(`SELECT ${COLUMNS} FROM companies WHERE tax_id = $1 ORDER BY environment`, [taxId]);

/** Of the server: see 0010_platform.sql. */
export async function readEpoch(tx: Tx): Promise<string> {
  const rows = await tx.query<{ value: string }>("SELECT value FROM server_settings WHERE key = 'epoch'");
  return rows[0]?.value ?? '';
}
