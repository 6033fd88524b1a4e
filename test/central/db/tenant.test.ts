import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inCompany, inWhole } from '../../../central/db/tenant.ts';
import { type CompanyOfTest, type FreshCentral, freshCentral, makeCompany } from '../support/fresh-central.ts';

describe('row-level security', () => {
  let central: FreshCentral;
  let first: CompanyOfTest;
  let second: CompanyOfTest;

  beforeAll(async () => {
    central = await freshCentral();
    first = await makeCompany(central);
    second = await makeCompany(central);
  });
  afterAll(() => central.close());

  const unprotected = `SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND (c.relname = 'companies' OR EXISTS (
      SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'company_id' AND NOT a.attisdropped))
    AND NOT (c.relrowsecurity AND c.relforcerowsecurity AND EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid))`;

  test('is forced on every table of companies, and the check sees one that lacks it', async () => {
    expect((await central.context.pool.query(unprotected)).rows).toEqual([]);
    await central.context.pool.query('CREATE TABLE forgotten (company_id uuid NOT NULL)');
    expect((await central.context.pool.query(unprotected)).rows).toEqual([{ relname: 'forgotten' }]);
    await central.context.pool.query('DROP TABLE forgotten');
  });

  test('every table without company_id is one that we know', async () => {
    const { rows } = await central.context.pool.query<{ relname: string }>(
      `SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND NOT EXISTS (
         SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'company_id') ORDER BY 1`,
    );
    expect(rows.map(({ relname }) => relname)).toEqual(['companies', 'migrations', 'server_settings']);
  });

  test('a transaction sees its own company, writes into no other, and cannot lift the rule', async () => {
    const seen = await inCompany(central.context, first.companyId, (tx) =>
      tx.query<{ company_id: string }>('SELECT DISTINCT company_id FROM tokens'),
    );
    expect(seen).toEqual([{ company_id: first.companyId }]);
    const insert = `INSERT INTO shops (company_id, id, code, name, created_at_ms) VALUES ($1, $2, 'X', 'X', 0)`;
    await expect(
      inCompany(central.context, first.companyId, (tx) => tx.query(insert, [second.companyId, randomUUID()])),
    ).rejects.toThrow(/row-level security/);
    const lifted = await inCompany(central.context, first.companyId, async (tx) => {
      await tx.query("SELECT set_config('app.whole', 'on', true)");
      return tx.query('SELECT 1 FROM companies');
    });
    expect(lifted).toHaveLength(1);
  });

  test('without a company nothing is seen, and the name does not outlive its transaction', async () => {
    const client = await central.context.pool.connect();
    await inCompany(central.context, first.companyId, (tx) => tx.query('SELECT 1'));
    await client.query('BEGIN; SET LOCAL ROLE mostrador_app');
    expect((await client.query('SELECT 1 FROM tills')).rows).toEqual([]);
    await client.query('ROLLBACK');
    client.release();
    // Negative control: the rows are there.
    expect(await inWhole(central.context, (tx) => tx.query('SELECT 1 FROM tills'))).toHaveLength(2);
  });

  test('a foreign key cannot point into another company', async () => {
    const insert = `INSERT INTO tills (company_id, id, shop_id, code, name, created_at_ms) VALUES ($1, $2, $3, 'T9', 'T9', 0)`;
    await expect(
      inCompany(central.context, first.companyId, (tx) =>
        tx.query(insert, [first.companyId, randomUUID(), second.shopId]),
      ),
    ).rejects.toThrow(/foreign key/);
  });

  test('audit is appended to and never edited', async () => {
    await expect(
      inCompany(central.context, first.companyId, (tx) => tx.query("UPDATE audit_entries SET kind = 'x'")),
    ).rejects.toThrow(/permission denied/);
  });
});
