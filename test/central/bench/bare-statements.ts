import pg from 'pg';

/** What one transaction wrote, as it went to PostgreSQL. */
export type Statement = { readonly name: string | undefined; readonly text: string; readonly values: unknown[] };

type Asked = string | { name?: string; text: string; values?: unknown[] };

const WRITES = /^\s*(INSERT|UPDATE|DELETE)/;

/** Keeps what every later transaction of the pool writes, transaction by transaction. Reads are left out. */
export function recordStatements(pool: pg.Pool): Statement[][] {
  const transactions: Statement[][] = [];
  pool.on('connect', (client) => {
    // With whatever else it is given: the pool itself asks with a callback.
    const ask = client.query.bind(client) as (asked: Asked, ...rest: unknown[]) => unknown;
    let open: Statement[] = [];
    const recording = (asked: Asked, ...rest: unknown[]): unknown => {
      const { text, name, values } =
        typeof asked === 'string' ? { text: asked, name: undefined, values: rest[0] } : asked;
      if (text.startsWith('BEGIN')) open = [];
      else if (text === 'COMMIT') transactions.push(open);
      else if (WRITES.test(text)) open.push({ name, text, values: Array.isArray(values) ? values : [] });
      return ask(asked, ...rest);
    };
    client.query = recording as typeof client.query;
  });
  return transactions;
}

/** The same rows in the same transactions by bare `pg`. @returns seconds. */
export async function replayBare(connectionString: string, transactions: readonly Statement[][]): Promise<number> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  await client.query("SET app.whole = 'on'");
  const since = performance.now();
  for (const statements of transactions) {
    if (statements.length === 0) continue;
    await client.query('BEGIN');
    for (const { name, text, values } of statements) {
      await client.query({ ...(name === undefined ? {} : { name }), text, values });
    }
    await client.query('COMMIT');
  }
  const seconds = (performance.now() - since) / 1_000;
  await client.end();
  return seconds;
}
