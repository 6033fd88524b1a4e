import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createCompany } from '../../central/modules/companies/create-company.ts';
import { fillTestCompany, type SampleIds } from '../../central/test-company/fill.ts';
import {
  ApiProblem,
  createClient,
  followEvents,
  verifyWebhook,
  WebhookRefused,
} from '../../clients/typescript/src/index.ts';
import { type FreshCentral, freshCentral, virtualClock } from '../central/support/fresh-central.ts';
import { unwrap } from '../support/till.ts';

const run = promisify(execFile);
const PACKAGE = 'clients/typescript';

let central: FreshCentral;
let token: string;
let ids: SampleIds;
let url: string;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mostrador-client-'));
  central = await freshCentral({ clock: virtualClock(Date.now()), rateLimiter: { take: () => null } });
  const company = { name: 'Tienda de Pruebas, S.L.', taxId: 'B00000018', environment: 'test' as const };
  token = unwrap(await createCompany(central.context, company)).token;
  ids = await fillTestCompany(central.app, central.context, token);
  url = await central.listen();
});
afterAll(async () => {
  await central.close();
  rmSync(folder, { recursive: true, force: true });
});

const SHOP = (): string => ids['SHOP_ID'] ?? '';
const LINE = { description: 'Pan', quantity: '1', unitPrice: '2.40', taxRate: '4.00' };

describe('the generated part', () => {
  test('is what the generator writes today (node scripts/generate-api.ts)', async () => {
    await run(process.execPath, ['scripts/generate-api.ts', folder]);
    for (const name of ['types.ts', 'api.ts']) {
      const written = readFileSync(join(folder, name), 'utf8');
      expect(readFileSync(join(PACKAGE, 'src', 'generated', name), 'utf8') === written, name).toBe(true);
    }
  });

  test('compiles by itself into what is published, and a program against that', { timeout: 60_000 }, async () => {
    const tsc = join('node_modules', '.bin', 'tsc');
    const out = join(folder, 'dist');
    await run(tsc, ['-p', join(PACKAGE, 'tsconfig.json'), '--outDir', out]);
    expect(readdirSync(out)).toEqual(expect.arrayContaining(['index.js', 'index.d.ts', 'generated']));
    const program = `import { createClient, type WebhookEvent } from './dist/index.js';
const client = createClient({ url: ${JSON.stringify(url)}, token: ${JSON.stringify(token)} });
const first = await client.invoices.list({ limit: 1 });
const total: string | undefined = first.data[0]?.total;
export const told = (event: WebhookEvent): string => (event.type === 'invoice.paid' ? event.data.number : event.type);
// @ts-expect-error an amount is a string
void (() => client.invoices.create({ shopId: 'x', lines: [{ description: 'x', quantity: '1', unitPrice: 9.95, taxRate: '4.00' }] }));
console.log(JSON.stringify({ total, company: (await client.company.get()).taxId }));
`;
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
    writeFileSync(join(folder, 'program.ts'), program);
    const compilerOptions = { module: 'nodenext', target: 'es2022', lib: ['es2023', 'dom'], types: [], strict: true };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['program.ts'] }));
    await run(tsc, ['-p', folder]);
    const { stdout } = await run(process.execPath, [join(folder, 'program.js')]);
    expect(JSON.parse(stdout)).toEqual({ total: expect.stringMatching(/^\d+\.\d\d$/), company: 'B00000018' });
  });

  test('is published with its build, its README and its license, and nothing else', async () => {
    const { files, exports: entries } = JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8')) as Record<
      string,
      unknown
    >;
    expect(files).toEqual(['dist', 'README.md', 'LICENSE']);
    expect(entries).toMatchObject({ '.': { types: './dist/index.d.ts', default: './dist/index.js' } });
    for (const name of ['README.md', 'LICENSE']) expect(readFileSync(join(PACKAGE, name), 'utf8')).not.toBe('');
  });
});

describe('a client', () => {
  test('writes once for one key, reads every page, and throws problems with their code', async () => {
    const client = createClient({ url, token, language: 'en' });
    const idempotencyKey = 'client-test-1';
    const body = { shopId: SHOP(), lines: [LINE], payments: [{ method: 'card' as const, amount: '2.40' }] };
    const first = await client.invoices.create(body, { idempotencyKey });
    const again = await client.invoices.create(body, { idempotencyKey });
    expect(again.number).toBe(first.number);
    const other = await client.invoices.create(body);
    expect(other.number).not.toBe(first.number);
    const numbers: string[] = [];
    for await (const { number } of client.invoices.listAll({ limit: 2 })) numbers.push(number);
    expect(numbers).toEqual(expect.arrayContaining([first.number, other.number]));
    expect(new Set(numbers).size).toBe(numbers.length);
    const refused = client.invoices.pay(first.id, { method: 'card', amount: '1.00' });
    await expect(refused).rejects.toMatchObject({ code: 'invoice_already_paid', status: 422 });
    await expect(refused).rejects.toBeInstanceOf(ApiProblem);
    expect((await client.invoices.pdf(first.id)).subarray(0, 4)).toEqual(new Uint8Array([0x25, 0x50, 0x44, 0x46]));
  });

  test('follows what happens from where it was', async () => {
    const client = createClient({ url, token });
    const all = await client.events.list({});
    const after = all.data.at(-1)?.id ?? '';
    const ending = new AbortController();
    const followed = followEvents(client, { after, signal: ending.signal, everyMs: 20, types: ['invoice.issued'] });
    const next = followed.next();
    const made = await client.invoices.create({ shopId: SHOP(), lines: [LINE] });
    expect((await next).value).toMatchObject({ type: 'invoice.issued', data: { id: made.id } });
    ending.abort();
  });

  test('waits for news without leaving anything on the signal, and ends with it at once', async () => {
    const client = createClient({ url, token });
    const after = (await client.events.list({})).data.at(-1)?.id ?? '';
    const ending = new AbortController();
    let listeners = 0;
    const { signal } = ending;
    const [add, remove] = [signal.addEventListener.bind(signal), signal.removeEventListener.bind(signal)];
    signal.addEventListener = (...args: Parameters<typeof add>) => {
      listeners += 1;
      add(...args);
    };
    signal.removeEventListener = (...args: Parameters<typeof remove>) => {
      listeners -= 1;
      remove(...args);
    };
    let looks = 0;
    const counting: typeof client = {
      ...client,
      events: {
        ...client.events,
        list: (...args) => {
          looks += 1;
          return client.events.list(...args);
        },
      },
    };
    const end = followEvents(counting, { after, signal, everyMs: 5, types: ['export.ready'] }).next();
    await expect.poll(() => looks).toBeGreaterThan(5);
    expect(listeners).toBeLessThanOrEqual(1);
    ending.abort();
    expect((await end).done).toBe(true);
    expect(listeners).toBe(0);
  });

  test('asks again when an answer breaks off, and says when somebody else answered', async () => {
    let asked = 0;
    const server = createServer((_, response) => {
      asked += 1;
      if (asked === 1) {
        response.writeHead(200, { 'content-length': '100' }).write('{"data":[');
        setTimeout(() => response.destroy(), 20);
      } else if (asked === 2) response.end('{"data":[],"nextCursor":null}');
      else response.end('<html>Acepte las condiciones de la wifi</html>');
    });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = server.address() as AddressInfo;
    const client = createClient({ url: `http://127.0.0.1:${port}`, token });
    expect((await client.shops.list()).data).toEqual([]);
    expect(asked).toBe(2);
    await expect(client.shops.list()).rejects.toMatchObject({ code: 'not_the_server', status: 200 });
    server.close();
  });

  test('repeats what may be repeated, as the server asks, and nothing else', async () => {
    const asked: { method: string; key: string | undefined }[] = [];
    let failures = 2;
    const server = createServer((request, response) => {
      asked.push({ method: request.method ?? '', key: request.headers['idempotency-key'] as string | undefined });
      failures -= 1;
      if (failures >= 0) response.writeHead(503, { 'retry-after': '0' }).end('<html>');
      else response.writeHead(200, { 'content-type': 'application/json' }).end('{"data":[],"nextCursor":null}');
    });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = server.address() as AddressInfo;
    const client = createClient({ url: `http://127.0.0.1:${port}`, token });
    await client.shops.list();
    expect(asked.map(({ method }) => method)).toEqual(['GET', 'GET', 'GET']);
    asked.length = 0;
    failures = 1;
    await client.invoices.create({ shopId: SHOP(), lines: [LINE] });
    expect(asked).toHaveLength(2);
    expect(asked[0]?.key).toMatch(/^[0-9a-f-]{36}$/);
    expect(asked[1]?.key).toBe(asked[0]?.key);
    asked.length = 0;
    failures = 1;
    await expect(client.shops.create({ code: '09', name: 'X' })).rejects.toMatchObject({
      status: 503,
      code: 'not_the_server',
    });
    expect(asked).toHaveLength(1);
    server.close();
  });
});

describe('verifyWebhook', () => {
  const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
  const BODY = '{"test": 2432232314}';
  const headers = {
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  };
  const then = 1_614_265_330_000;

  test('takes the official vector, with and without the prefix, as text and as bytes, among other signatures', async () => {
    expect(await verifyWebhook(SECRET, headers, BODY, then)).toEqual({ test: 2432232314 });
    expect(await verifyWebhook(SECRET.slice(6), headers, new TextEncoder().encode(BODY), then)).toEqual({
      test: 2432232314,
    });
    const many = { ...headers, 'webhook-signature': `v1a,AAAA v1,AAAA ${headers['webhook-signature']}` };
    expect(await verifyWebhook([`whsec_${btoa('x'.repeat(24))}`, SECRET], many, BODY, then)).toEqual({
      test: 2432232314,
    });
    const wild = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toUpperCase(), value]));
    expect(await verifyWebhook(SECRET, wild, BODY, then)).toEqual({ test: 2432232314 });
  });

  test.each([
    ['another body', headers, `${BODY} `, then],
    ['no id', { ...headers, 'webhook-id': undefined }, BODY, then],
    ['no signature', { ...headers, 'webhook-signature': '' }, BODY, then],
    ['an empty signature', { ...headers, 'webhook-signature': 'v1,' }, BODY, then],
    ['half a signature', { ...headers, 'webhook-signature': 'v1,g0hM9SsE' }, BODY, then],
    ['nonsense for a signature', { ...headers, 'webhook-signature': 'v1,%%%' }, BODY, then],
    ['a time that is none', { ...headers, 'webhook-timestamp': 'now' }, BODY, then],
    ['a time long ago', headers, BODY, then + 301_000],
    ['a time to come', headers, BODY, then - 301_000],
  ])('refuses %s', async (_, given, body, nowMs) => {
    await expect(verifyWebhook(SECRET, given, body, nowMs)).rejects.toBeInstanceOf(WebhookRefused);
  });

  test('agrees with the library that others use', async () => {
    const secret = `whsec_${Buffer.from('0123456789abcdef0123456789abcdef').toString('base64')}`;
    const now = new Date();
    const signature = new Webhook(secret).sign('evt_1', now, BODY);
    const given = {
      'webhook-id': 'evt_1',
      'webhook-timestamp': String(Math.floor(now.getTime() / 1_000)),
      'webhook-signature': signature,
    };
    expect(await verifyWebhook(secret, given, BODY)).toEqual({ test: 2432232314 });
  });
});
