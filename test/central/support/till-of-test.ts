import type { FastifyInstance } from 'fastify';
import { allInstallations } from '../../../db/installations.ts';
import { ok, refuse } from '../../../domain/result.ts';
import type { Http, HttpAnswer, HttpRequest, Place } from '../../../electron/sync/engine/ports.ts';
import { createSync, type Sync } from '../../../electron/sync/engine/sync.ts';
import { linesAfter } from '../../../electron/sync/events/lines.ts';
import { sourceOf } from '../../../electron/sync/source.ts';
import { tillPortOf } from '../../../electron/till/central/till-port.ts';
import { initTill } from '../../../electron/till/setup/init.ts';
import { parseShopFile } from '../../../electron/till/setup/shop-file.ts';
import type { Till } from '../../../electron/till/till.ts';
import {
  addTestProducts,
  openFolder,
  SHOP_FILE,
  type TestPorts,
  temporaryFolder,
  testPorts,
  unwrap,
} from '../../support/till.ts';
import { bearer, type CompanyOfTest, type FreshCentral, makeCompany } from './fresh-central.ts';

/** What lies between a till and central: lets a request through, drops it, drops its answer, answers itself. */
export type Network = (request: HttpRequest, send: () => Promise<HttpAnswer>) => Promise<HttpAnswer>;

export const lostAnswer: HttpAnswer = { ok: false, code: 'central_unreachable' };
const direct: Network = (_, send) => send();

/** A request of a till straight into Fastify, without a socket. */
async function inject(app: FastifyInstance, place: Place, request: HttpRequest): Promise<HttpAnswer> {
  const answer = await app.inject({
    method: request.method,
    url: request.path,
    headers: {
      ...(place.token === null ? {} : bearer(place.token)),
      ...(request.contentType === null ? {} : { 'content-type': request.contentType }),
    },
    ...(request.body === null ? {} : { payload: request.body }),
  });
  const retryAfter = Number(answer.headers['retry-after']);
  return {
    ok: true,
    status: answer.statusCode,
    retryAfterMs: Number.isFinite(retryAfter) ? retryAfter * 1_000 : null,
    body: answer.body,
  };
}

/** A real till in a folder of its own, with a real exchange with central; only the socket is missing. */
export type TillOfTest = {
  till: Till;
  readonly folder: string;
  readonly ports: TestPorts;
  /** Of the till as it is open now: made anew by `reopen`. */
  sync: Sync;
  /** Replace it to break the connection. */
  network: Network;
  /** Which instance of central answers; replace it when that one died. */
  app: FastifyInstance;
  /** How it reaches central; null: straight into Fastify. Replace it for real sockets, then make the exchange anew. */
  connect: ((place: Place) => Http) | null;
  token: string | null;
  /** Every line it would ever send, installation by installation. */
  lines(): string[];
  reopen(folder?: string): void;
};

export function exchangeOf(of: TillOfTest): Sync {
  return createSync({
    connect: (place) => {
      const real = of.connect?.(place);
      return (request) => of.network(request, () => real?.(request) ?? inject(of.app, place, request));
    },
    tokens: {
      read: async () => (of.token === null ? refuse('central_token_missing') : ok(of.token)),
      write: async (token) => {
        of.token = token;
      },
      remove: async () => {
        of.token = null;
      },
    },
    clock: of.ports.clock,
    // Nothing happens by itself: a test says `once`.
    timeouts: { set: () => null, clear: () => undefined },
    random: { next: () => 0.5 },
    source: sourceOf(of.till.db),
    till: tillPortOf(of.till),
    programVersion: '0.1.0',
    report: () => undefined,
  });
}

export type TillOptions = {
  readonly taxId?: string;
  readonly shopCode?: string;
  readonly tillCode?: string;
  readonly ports?: TestPorts;
};

/** Made and open, not paired. */
export function makeTill(app: FastifyInstance, options: TillOptions = {}): TillOfTest {
  const { taxId = SHOP_FILE.issuer.taxId, shopCode = '01', tillCode = 'T01', ports = testPorts() } = options;
  const folder = temporaryFolder();
  const { issuer, shop } = SHOP_FILE;
  const setup = unwrap(
    parseShopFile({
      ...SHOP_FILE,
      issuer: { ...issuer, taxId },
      shop: { ...shop, code: shopCode },
      till: { code: tillCode },
    }),
  );
  unwrap(initTill(folder, setup, { environment: 'test', isReinstalled: false, printerUrl: null }, ports));
  const till = openFolder(folder, ports);
  addTestProducts(till.db);
  const made: Omit<TillOfTest, 'sync'> = {
    till,
    folder,
    ports,
    network: direct,
    app,
    connect: null,
    token: null,
    lines() {
      const { db } = this.till;
      return allInstallations(db).flatMap((installation) =>
        [...linesAfter(db, installation, { seq: 0, eventHash: '', series: [] })].map(({ line }) => line),
      );
    },
    reopen(other = folder) {
      const self = this as TillOfTest;
      self.till = openFolder(other, ports);
      self.sync = exchangeOf(self);
    },
  };
  return Object.assign(made, { sync: exchangeOf(made as TillOfTest) });
}

export type ShopOfTest = CompanyOfTest & { readonly taxId: string };

export const makeShop = async (central: FreshCentral, taxId: string = SHOP_FILE.issuer.taxId): Promise<ShopOfTest> => ({
  ...(await makeCompany(central, { taxId })),
  taxId,
});

/** What a person reads at central and types at the till. */
export async function pairingCode(app: FastifyInstance, shop: ShopOfTest, tillId = shop.tillId): Promise<string> {
  const url = `/v1/tills/${tillId}/pairing-codes`;
  const answer = await app.inject({ method: 'POST', url, headers: bearer(shop.userToken) });
  return (answer.json() as { code: string }).code;
}

/** Another place for a till in the shop. @returns its id. */
export async function addTill(app: FastifyInstance, shop: ShopOfTest, code: string): Promise<string> {
  const answer = await app.inject({
    method: 'POST',
    url: '/v1/tills',
    headers: bearer(shop.userToken),
    payload: { shopId: shop.shopId, code, name: `Caja ${code}` },
  });
  return (answer.json() as { id: string }).id;
}

/** A paired till of the shop. */
export async function pairedTill(
  { app }: Pick<FreshCentral, 'app'>,
  shop: ShopOfTest,
  options: TillOptions & { readonly tillId?: string } = {},
): Promise<TillOfTest> {
  const till = makeTill(app, { taxId: shop.taxId, ...options });
  unwrap(await till.sync.pair(await pairingCode(app, shop, options.tillId)));
  return till;
}

/** The lines that central holds of a company, installation by installation, in the bytes that it received. */
export async function linesAtCentral(central: Pick<FreshCentral, 'context'>, companyId: string): Promise<string[]> {
  const { pool } = central.context;
  const client = await pool.connect();
  try {
    await client.query("BEGIN; SET LOCAL app.whole = 'on'");
    const { rows } = await client.query<{ line: Buffer }>(
      'SELECT line FROM till_events WHERE company_id = $1 ORDER BY installation_id, seq',
      [companyId],
    );
    await client.query('COMMIT');
    return rows.map(({ line }) => line.toString('utf8'));
  } finally {
    client.release();
  }
}
