import type pg from 'pg';
import { identifier, tablesInOrder } from '../../../central/commands/tables.ts';
import type { FreshCentral } from '../support/fresh-central.ts';

/** Everything that central holds of one company, as its rows were at a moment: a backup, in the size of a test. */
export type CompanyCopy = { readonly tables: ReadonlyMap<string, string> };

async function asOwner<T>(central: FreshCentral, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await central.context.pool.connect();
  try {
    await client.query("BEGIN; SET LOCAL app.whole = 'on'");
    const value = await work(client);
    await client.query('COMMIT');
    return value;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}

const tablesOfCompany = async (client: pg.PoolClient): Promise<string[]> =>
  (await tablesInOrder(client)).filter(({ columns }) => columns.includes('company_id')).map(({ table }) => table);

export const copyCompany = (central: FreshCentral, companyId: string): Promise<CompanyCopy> =>
  asOwner(central, async (client) => {
    const tables = new Map<string, string>();
    for (const table of await tablesOfCompany(client)) {
      const { rows } = await client.query<{ rows: string }>(
        `SELECT coalesce(json_agg(t), '[]')::text AS rows FROM ${identifier(table)} t WHERE company_id = $1`,
        [companyId],
      );
      tables.set(table, rows[0]?.rows ?? '[]');
    }
    return { tables };
  });

/** Central as it was then, and with another epoch, as the restore command does it. */
export const restoreCompany = (
  central: FreshCentral,
  companyId: string,
  { tables }: CompanyCopy,
  epoch: string,
): Promise<void> =>
  asOwner(central, async (client) => {
    const names = [...tables.keys()];
    for (const table of names.toReversed()) {
      await client.query(`DELETE FROM ${identifier(table)} WHERE company_id = $1`, [companyId]);
    }
    for (const table of names) {
      await client.query(
        `INSERT INTO ${identifier(table)} OVERRIDING SYSTEM VALUE
         SELECT * FROM json_populate_recordset(NULL::${identifier(table)}, $1::json)`,
        [tables.get(table)],
      );
    }
    await client.query("UPDATE server_settings SET value = $1 WHERE key = 'epoch'", [epoch]);
  });
