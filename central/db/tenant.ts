import type pg from 'pg';
import type { CentralContext } from '../app/context.ts';

declare const brand: unique symbol;

/** A transaction that sees one company only. SQL text lives in the `queries.ts` of each module. */
export type Tx = {
  query<Row>(sql: string, values?: readonly unknown[]): Promise<Row[]>;
  /** The same, parsed and planned once per connection. `name` stands for exactly this text, forever. */
  prepared<Row>(name: string, sql: string, values?: readonly unknown[]): Promise<Row[]>;
  readonly companyId: string;
  readonly [brand]: 'company';
};

/** A transaction of the server itself, over all companies: pairing, tokens, backup. */
export type WholeTx = Omit<Tx, 'companyId' | typeof brand> & { readonly [brand]: 'whole' };

type Queries = Pick<Tx, 'query' | 'prepared'>;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

const queriesOf = (client: pg.PoolClient): Queries => ({
  query: async <Row>(sql: string, values: readonly unknown[] = []) =>
    (await client.query(sql, [...values])).rows as Row[],
  prepared: async <Row>(name: string, text: string, values: readonly unknown[] = []) =>
    (await client.query({ name, text, values: [...values] })).rows as Row[],
});

/** Deadlock and serialisation failure: nothing was done, the same work may be done again at once. */
const AGAIN = new Set(['40P01', '40001']);
const MAX_TRIES = 3;

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';

async function attempt<T>(pool: pg.Pool, begin: string, work: (queries: Queries) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query(begin);
    const value = await work(queriesOf(client));
    await client.query('COMMIT');
    return value;
  } catch (error) {
    await client.query('ROLLBACK').catch((failure: Error) => {
      broken = failure;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

async function transaction<T>(pool: pg.Pool, begin: string, work: (queries: Queries) => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await attempt(pool, begin, work);
    } catch (error) {
      if (tries >= MAX_TRIES || !AGAIN.has(codeOf(error))) throw error;
    }
  }
}

/**
 * Runs `work` in one transaction that names its company and has the rights of the application only; row-level security does
 * the rest. `work` may run again after a deadlock: effects outside the transaction do not belong in it.
 */
export function inCompany<T>(
  { pool }: Pick<CentralContext, 'pool'>,
  companyId: string,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  return transaction(pool, beginOf(companyId, 'BEGIN'), (queries) => work({ ...queries, companyId } as Tx));
}

/** As inCompany for reading: every query sees the same moment. */
export function inSnapshot<T>(
  { pool }: Pick<CentralContext, 'pool'>,
  companyId: string,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  const begin = beginOf(companyId, 'BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY');
  return transaction(pool, begin, (queries) => work({ ...queries, companyId } as Tx));
}

function beginOf(companyId: string, begin: string): string {
  // It goes into the text, so that the transaction opens in one round trip.
  if (!UUID.test(companyId)) throw new TypeError('companyId is no UUID');
  return `${begin}; SET LOCAL ROLE mostrador_app; SET LOCAL app.company_id = '${companyId}'`;
}

/**
 * Over all companies, with the rights of the owner of the tables. Only for what belongs to no company yet (making one, backup,
 * restore) and for workers that serve all of them. No route of a company uses it.
 */
export const inWhole = <T>({ pool }: Pick<CentralContext, 'pool'>, work: (tx: WholeTx) => Promise<T>): Promise<T> =>
  transaction(pool, "BEGIN; SET LOCAL app.whole = 'on'", (queries) => work(queries as WholeTx));
