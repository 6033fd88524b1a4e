import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openPool } from '../../../central/db/pool.ts';
import { newUuid } from '../../../central/real-world.ts';
import { openForCommand } from '../../../central/setup/database.ts';
import { ORDER, PRODUCTS } from '../../../central/test-company/sample-data.ts';
import { newFolder } from '../../bench/folders.ts';
import { type Bench, figure, type Row } from '../../bench/row.ts';
import { spread } from '../../bench/samples.ts';
import { unwrap } from '../../support/till.ts';
import { run, startCentral } from './central-process.ts';
import { type Asked, type Load, load, loadHttp } from './load.ts';

const CALLERS = 8;
/** Of a token in a minute: those who ask more are told to wait, so the work is shared out. */
const PER_TOKEN = 500;
const BULK = 500;
const MAX_PRODUCTS = 10_000;
const PAGE = 50;

type Company = Readonly<Record<string, string>>;
type Client = { readonly url: string; readonly tokens: readonly string[] };

async function testCompany(folder: string): Promise<Company> {
  const env = join(folder, 'test.env');
  await run(['test-company', '--env', env, '--data', folder]);
  const lines = readFileSync(env, 'utf8').matchAll(/^export (\w+)='([^']*)'$/gm);
  return Object.fromEntries([...lines].map(([, name, value]) => [name, value]));
}

async function post(company: Company, path: string, body: object): Promise<Readonly<Record<string, unknown>>> {
  const answer = await fetch(`${company['MOSTRADOR_URL']}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${company['MOSTRADOR_TOKEN']}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
  return (await answer.json()) as Readonly<Record<string, unknown>>;
}

async function fill(company: Company, count: number): Promise<string[]> {
  const [sample] = PRODUCTS;
  const ids = Array.from({ length: count }, () => newUuid());
  for (let from = 0; from < count; from += BULK) {
    const products = ids.slice(from, from + BULK).map((id, index) => {
      const reference = `B${from + index}`;
      return { id, ...sample, reference, codes: [{ code: reference, kind: 'other' }], isActive: true };
    });
    await post(company, '/v1/products/bulk', { products });
  }
  return ids;
}

async function clientsOf(company: Company, requests: number): Promise<Client> {
  const tokens: string[] = [];
  for (let made = 0; made < Math.ceil(requests / PER_TOKEN); made += 1) {
    const { token } = await post(company, '/v1/tokens', { name: `Bench ${made}`, scopes: ['admin'] });
    tokens.push(String(token));
  }
  return { url: company['MOSTRADOR_URL'] ?? '', tokens };
}

const get = (client: Client, path: string): ((index: number) => Asked) => {
  return (index) => ({
    method: 'GET',
    url: `${client.url}${path.replace('#', String(index))}`,
    headers: { authorization: `Bearer ${client.tokens[index % client.tokens.length]}` },
  });
};

function order(client: Client, shopId: string): (index: number) => Asked {
  return (index) => ({
    method: 'POST',
    url: `${client.url}/v1/orders`,
    headers: {
      authorization: `Bearer ${client.tokens[index % client.tokens.length]}`,
      'content-type': 'application/json',
      'idempotency-key': `bench-${index}`,
    },
    body: JSON.stringify({ ...ORDER, shopId, externalId: `bench-${index}`, displayNumber: `#${index}` }),
  });
}

const row = (what: string, how: string, measured: Load, limit: readonly [string, Load]): Row => ({
  what,
  how,
  figures: [figure('requests', measured.tookMs.length / measured.seconds, '/s'), ...spread(measured.tookMs)],
  goal: null,
  met: null,
  limit: [figure(limit[0], limit[1].tookMs.length / limit[1].seconds, '/s'), ...spread(limit[1].tookMs, 'bare ')],
  skipped: null,
});

/** Reading and ordering over real sockets from central as it is started, beside bare statements in its PostgreSQL. */
export const apiRequests: Bench = async (context) => {
  const folder = newFolder(context, 'api');
  const central = await startCentral(folder);
  const database = unwrap(await openForCommand(folder, undefined));
  const pool = openPool({ connectionString: database.connectionString, max: CALLERS, onError: () => undefined });
  try {
    const company = await testCompany(folder);
    const requests = context.sizes.sales;
    const products = await fill(company, Math.min(MAX_PRODUCTS, context.sizes.products));
    const client = await clientsOf(company, requests * 3);
    const idOf = (index: number): string => products[index % products.length] ?? '';
    const one = await loadHttp(CALLERS, requests, (index) => get(client, `/v1/products/${idOf(index)}`)(index));
    const list = await loadHttp(CALLERS, requests, get(client, `/v1/products?limit=${PAGE}`));
    const orders = await loadHttp(CALLERS, requests, order(client, company['SHOP_ID'] ?? ''));
    const bareOne = await load(CALLERS, requests, (index) =>
      pool.query('SELECT data FROM products WHERE id = $1', [idOf(index)]),
    );
    const bareList = await load(CALLERS, requests, () =>
      pool.query(`SELECT id, data FROM products ORDER BY company_id, id LIMIT ${PAGE}`),
    );
    await pool.query('CREATE TABLE bench_orders (id uuid PRIMARY KEY, data jsonb NOT NULL)');
    const bareOrders = await load(CALLERS, requests, () =>
      pool.query('INSERT INTO bench_orders VALUES ($1, $2)', [newUuid(), ORDER]),
    );
    const how = `${requests} requests, ${CALLERS} connections, ${products.length} products`;
    return [
      row('API: one product', how, one, ['bare SELECT', bareOne]),
      row(`API: a page of ${PAGE} products`, how, list, ['bare SELECT', bareList]),
      row('API: an order', `${requests} new orders with keys, ${CALLERS} connections`, orders, [
        'bare INSERT',
        bareOrders,
      ]),
    ];
  } finally {
    await pool.end();
    await database.release();
    await central.stop();
  }
};
