import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inCompany } from '../../../central/db/tenant.ts';
import { type NewChange, writeChanges } from '../../../central/modules/changes/write-changes.ts';
import { bearer, type CompanyOfTest, type FreshCentral, freshCentral, makeCompany } from '../support/fresh-central.ts';

let central: FreshCentral;
let company: CompanyOfTest;

beforeAll(async () => {
  central = await freshCentral({ rateLimiter: { take: () => null } });
});
afterAll(() => central.close());

type Page = {
  epoch: string;
  changes: { version: number; key: string; data: unknown }[];
  through: number;
  hasMore: boolean;
};

async function fetchPage(after: number, epoch: string, limit = 500): Promise<Page> {
  const url = `/v1/tills/${company.tillId}/changes?epoch=${encodeURIComponent(epoch)}&after=${after}&limit=${limit}`;
  return (await central.app.inject({ method: 'GET', url, headers: bearer(company.tillToken) })).json() as Page;
}

const setting = (key: string, value: unknown, shopId: string | null = null): NewChange => ({
  kind: 'setting',
  key,
  data: { key, value },
  shopId,
});

const write = (
  changes: readonly NewChange[],
  beforeCommit: () => Promise<void> = async () => undefined,
): Promise<void> =>
  inCompany(central.context, company.companyId, async (tx) => {
    await writeChanges(tx, changes);
    await beforeCommit();
  });

describe('changes of a company', () => {
  test('of two writers come in commit order: a reader in between never passes over the slower one', async () => {
    company = await makeCompany(central);
    const { epoch } = await fetchPage(0, '');
    const held = Promise.withResolvers<void>();
    const isWritten = Promise.withResolvers<void>();
    const slow = write([setting('slow', 1)], async () => {
      isWritten.resolve();
      await held.promise;
    });
    await isWritten.promise;
    let isFastDone = false;
    const fast = write([setting('fast', 2)]).then(() => {
      isFastDone = true;
    });
    // The slower one has its version and has not committed: nothing may be seen beyond it.
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(isFastDone).toBe(false);
    const between = await fetchPage(0, epoch);
    expect(between.changes).toEqual([]);
    held.resolve();
    await Promise.all([slow, fast]);
    const after = await fetchPage(between.through, epoch);
    expect(after.changes.map(({ key }) => key)).toEqual(['slow', 'fast']);
  });

  test('of ten writers at once are all seen by a reader that never looks back', async () => {
    company = await makeCompany(central);
    const { epoch } = await fetchPage(0, '');
    const seen: string[] = [];
    let isOver = false;
    const writing = Promise.all(
      Array.from({ length: 10 }, async (_, writer) => {
        for (let one = 0; one < 30; one += 1) await write([setting(`${writer}-${one}`, one)]);
      }),
    ).finally(() => {
      isOver = true;
    });
    let after = 0;
    for (let isLast = false; ; isLast = isOver) {
      const page = await fetchPage(after, epoch, 7);
      seen.push(...page.changes.map(({ key }) => key));
      after = page.through;
      if (isLast && page.changes.length === 0) break;
    }
    await writing;
    expect(new Set(seen).size).toBe(300);
    expect(seen).toHaveLength(300);
  });

  test('negative control: a counter without the lock is passed over', async () => {
    company = await makeCompany(central);
    await inCompany(central.context, company.companyId, (tx) =>
      tx.query('UPDATE companies SET change_version = 2 WHERE id = $1', [tx.companyId]),
    );
    const { epoch } = await fetchPage(0, '');
    const insert = (key: string, version: number, beforeCommit: () => Promise<void>): Promise<void> =>
      inCompany(central.context, company.companyId, async (tx) => {
        await tx.query(
          "INSERT INTO company_changes (company_id, kind, audience, key, version, data) VALUES ($1, 'setting', $1, $2, $3, '{}')",
          [tx.companyId, key, version],
        );
        await beforeCommit();
      });
    const held = Promise.withResolvers<void>();
    const slow = insert('slow', 1, () => held.promise);
    await insert('fast', 2, async () => undefined);
    const page = await fetchPage(0, epoch);
    held.resolve();
    await slow;
    expect((await fetchPage(page.through, epoch)).changes).toEqual([]);
    expect(page.changes.map(({ key }) => key)).toEqual(['fast']);
  });

  test('are the newest of each thing, for its shop only, and anew under another epoch', async () => {
    company = await makeCompany(central);
    const { epoch } = await fetchPage(0, '');
    await write([setting('a', 1), setting('b', 1)]);
    await write([setting('a', 2), setting('c', 1, company.shopId), setting('d', 1, crypto.randomUUID())]);
    const page = await fetchPage(0, epoch);
    expect(page.changes.map(({ key }) => key)).toEqual(['b', 'a', 'c']);
    expect(page.changes.map(({ version }) => version)).toEqual([2, 3, 4]);
    expect((await fetchPage(page.through, epoch)).changes).toEqual([]);
    expect((await fetchPage(page.through, 'of another server')).changes).toHaveLength(3);
  });
});
