import pg from 'pg';

/** int8 as a number: amounts are cents and counts, far below 2^53, and one that is not must never be rounded silently. */
function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`int8 beyond 2^53: ${text}`);
  return value;
}

const INT8 = 20;
const DATE = 1082;
const types: pg.CustomTypesConfig = {
  getTypeParser(id: number, format?: 'text' | 'binary') {
    if (format === 'binary') return pg.types.getTypeParser(id, 'binary');
    if (id === INT8) return safeInteger;
    // A day is a day: the driver would make midnight of this machine's zone of it.
    if (id === DATE) return (text: string) => text;
    return pg.types.getTypeParser(id, 'text');
  },
} as pg.CustomTypesConfig;

export type PoolOptions = {
  readonly connectionString: string;
  /** Connections of this instance; PostgreSQL's own limit is shared by all. */
  readonly max?: number;
  readonly onError: (error: Error) => void;
};

/** Statements that hang would hold a till's row lock: both sides give up, PostgreSQL first. */
const STATEMENT_TIMEOUT_MS = 30_000;
const IDLE_IN_TRANSACTION_TIMEOUT_MS = 15_000;
const CONNECT_TIMEOUT_MS = 10_000;

export function openPool({ connectionString, max = 10, onError }: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString,
    max,
    types,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    query_timeout: STATEMENT_TIMEOUT_MS + 5_000,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_TIMEOUT_MS,
    keepAlive: true,
    application_name: 'mostrador-central',
    allowExitOnIdle: false,
  });
  // Without this a PostgreSQL that restarts would end the process: idle connections report it as an event.
  pool.on('error', onError);
  // And those in use report it beside the query that fails; the pool listens only while they are idle.
  pool.on('connect', (client) => {
    client.on('error', onError);
  });
  return pool;
}
