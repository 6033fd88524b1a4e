import { randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import ipaddr from 'ipaddr.js';
import type { Scope } from '../../../central/app/auth.ts';
import { type AppOptions, buildApp } from '../../../central/app/build-app.ts';
import type { CentralContext, Logger } from '../../../central/app/context.ts';
import { newToken } from '../../../central/app/token-text.ts';
import { openPool } from '../../../central/db/pool.ts';
import { inWhole } from '../../../central/db/tenant.ts';
import type { OutboundPolicy } from '../../../central/outbound/policy.ts';
import { makeOutbound } from '../../../central/outbound/send.ts';
import { newUuid, sha256Hex, systemClock } from '../../../central/real-world.ts';
import { type FreshDatabase, freshDatabase } from './fresh-database.ts';

/** Receivers of tests live there. */
const TO_LOOPBACK: OutboundPolicy = {
  allowHttp: true,
  ports: 'any',
  nets: [ipaddr.parseCIDR('127.0.0.0/8')],
};

/** Stands still until a test moves it. */
export type VirtualClock = CentralContext['clock'] & { advance(ms: number): void };

/** 2026-03-02T10:00:00Z. */
export const START_MS = Date.UTC(2026, 2, 2, 10);

export function virtualClock(startMs = START_MS): VirtualClock {
  let passedMs = 0;
  return {
    nowMs: () => startMs + passedMs,
    monotonicMs: () => passedMs,
    advance(ms) {
      passedMs += ms;
    },
  };
}

export type LoggedLine = { readonly event: string; readonly facts: Readonly<Record<string, unknown>> };

export type FreshCentral = {
  readonly app: FastifyInstance;
  readonly context: CentralContext;
  readonly clock: VirtualClock;
  readonly database: FreshDatabase;
  /** What was logged as an error: a test that expects none asserts that this is empty. */
  readonly errors: LoggedLine[];
  /** Really listens on 127.0.0.1. @returns its URL without a slash at the end. */
  listen(): Promise<string>;
  /** Another instance on the same database, with a pool of its own. Closed with this one. */
  another(): FreshCentral;
  close(): Promise<void>;
};

/** What a test may decide in place of the real world. */
type Luck = Partial<Pick<CentralContext, 'ids' | 'chance'>>;

export type FreshOptions = AppOptions & Luck & { readonly clock?: VirtualClock; readonly database?: FreshDatabase };

function instance(database: FreshDatabase, clock: VirtualClock, options: AppOptions & Luck): FreshCentral {
  const errors: LoggedLine[] = [];
  const others: FreshCentral[] = [];
  const log: Logger = {
    info: () => undefined,
    error: (event, facts = {}) => errors.push({ event, facts }),
  };
  const pool = openPool({
    connectionString: database.connectionString,
    max: 5,
    onError: (error) => log.error('pool', { message: error.message }),
  });
  let url = 'http://127.0.0.1:1';
  const context: CentralContext = {
    pool,
    clock,
    ids: options.ids ?? { uuid: newUuid },
    sha256: sha256Hex,
    chance: options.chance ?? { bytes: (length) => randomBytes(length) },
    outbound: makeOutbound({ policy: TO_LOOPBACK, clock: systemClock }),
    log,
    place: () => ({ url, fingerprint: null }),
  };
  const app = buildApp(context, options);
  return {
    app,
    context,
    clock,
    database,
    errors,
    async listen() {
      url = await app.listen({ host: '127.0.0.1', port: 0 });
      return url;
    },
    another() {
      const other = instance(database, clock, options);
      others.push(other);
      return other;
    },
    async close() {
      for (const other of others) await other.close();
      await app.close();
      context.outbound.close();
      await pool.end();
    },
  };
}

/** Central on a database of its own; `close` drops it. */
export async function freshCentral(options: FreshOptions = {}): Promise<FreshCentral> {
  const { clock = virtualClock(), database = await freshDatabase(), ...appOptions } = options;
  const central = instance(database, clock, appOptions);
  // The copies of one template would all have its epoch.
  await central.context.pool.query("UPDATE server_settings SET value = $1 WHERE key = 'epoch'", [newUuid()]);
  return {
    ...central,
    async close() {
      await central.close();
      await database.drop();
    },
  };
}

export type CompanyOfTest = {
  readonly companyId: string;
  readonly shopId: string;
  readonly tillId: string;
  /** Paired: the till's. */
  readonly tillToken: string;
  /** With every scope (`admin`), or with those asked for. */
  readonly userToken: string;
};

export type CompanyOptions = {
  readonly name?: string;
  readonly taxId?: string;
  readonly environment?: 'test' | 'production';
  readonly shopCode?: string;
  readonly tillCode?: string;
  readonly scopes?: readonly Scope[];
};

let made = 0;

/** A company with one shop and one paired till, written straight into the tables. */
export async function makeCompany(central: FreshCentral, options: CompanyOptions = {}): Promise<CompanyOfTest> {
  made += 1;
  const { name = `Empresa ${made}`, taxId = `B${String(made).padStart(8, '0')}`, environment = 'test' } = options;
  const { shopCode = '01', tillCode = 'T01', scopes = ['admin'] } = options;
  const [companyId, shopId, tillId] = [newUuid(), newUuid(), newUuid()];
  const nowMs = central.clock.nowMs();
  const till = newToken(central.context.chance, 'till');
  const user = newToken(central.context.chance, environment);
  const tokens = `INSERT INTO tokens (company_id, key_id, client_id, name, kind, secret_sha256, last4, scopes, till_id, shop_id, created_at_ms, last_used_at_ms)
    VALUES ($1, $2, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10)`;
  await inWhole(central.context, async (tx) => {
    await tx.query('INSERT INTO companies (id, name, tax_id, environment, created_at_ms) VALUES ($1, $2, $3, $4, $5)', [
      companyId,
      name,
      taxId,
      environment,
      nowMs,
    ]);
    await tx.query('INSERT INTO shops (company_id, id, code, name, created_at_ms) VALUES ($1, $2, $3, $4, $5)', [
      companyId,
      shopId,
      shopCode,
      'Tienda',
      nowMs,
    ]);
    await tx.query(
      "INSERT INTO tills (company_id, id, shop_id, code, name, state, paired_at_ms, created_at_ms) VALUES ($1, $2, $3, $4, $5, 'paired', $6, $6)",
      [companyId, tillId, shopId, tillCode, 'Caja', nowMs],
    );
    await tx.query(tokens, [
      companyId,
      till.keyId,
      'Caja',
      'till',
      till.secretSha256,
      till.last4,
      [],
      tillId,
      shopId,
      nowMs,
    ]);
    await tx.query(tokens, [
      companyId,
      user.keyId,
      'Prueba',
      'user',
      user.secretSha256,
      user.last4,
      scopes,
      null,
      null,
      nowMs,
    ]);
  });
  return { companyId, shopId, tillId, tillToken: till.token, userToken: user.token };
}

export const bearer = (token: string): { authorization: string } => ({ authorization: `Bearer ${token}` });
