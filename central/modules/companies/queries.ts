import type { Environment } from '../../../domain/documents/types.ts';
import type { Tx, WholeTx } from '../../db/tenant.ts';

export type CompanyRow = {
  readonly id: string;
  readonly name: string;
  readonly tax_id: string;
  readonly environment: Environment;
  readonly created_at_ms: number;
};

/** Where it is established, as its invoices say; null until somebody says. */
export type CompanyAddress = {
  readonly address: string | null;
  readonly postal_code: string | null;
  readonly city: string | null;
  readonly province: string | null;
};

const COLUMNS = 'id, name, tax_id, environment, created_at_ms';

/** The company of the transaction. @throws Error when it is gone */
export async function readCompany(tx: Tx): Promise<CompanyRow & CompanyAddress> {
  const sql = `SELECT ${COLUMNS}, address, postal_code, city, province FROM companies WHERE id = $1`;
  const [row] = await tx.query<CompanyRow & CompanyAddress>(sql, [tx.companyId]);
  if (row === undefined) throw new Error('the company is gone');
  return row;
}

export const writeAddress = (tx: Tx, { address, postal_code, city, province }: CompanyAddress): Promise<unknown> =>
  tx.query('UPDATE companies SET address = $2, postal_code = $3, city = $4, province = $5 WHERE id = $1', [
    tx.companyId,
    address,
    postal_code,
    city,
    province,
  ]);

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
