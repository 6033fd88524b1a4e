import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createCompany } from '../../central/modules/companies/create-company.ts';
import { fillTestCompany, type SampleIds } from '../../central/test-company/fill.ts';
import type { Forged } from '../central/support/forge.ts';
import { bearer, type FreshCentral, freshCentral, virtualClock } from '../central/support/fresh-central.ts';
import { unwrap } from '../support/till.ts';
import { type Command, type Ended, exampleOf, languages, runToEnd } from './support/languages.ts';

let central: FreshCentral;
let admin: string;
let ids: SampleIds;
let url: string;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mostrador-integrating-'));
  central = await freshCentral({ clock: virtualClock(Date.now()), rateLimiter: { take: () => null } });
  const company = { name: 'Tienda de Pruebas, S.L.', taxId: 'B00000018', environment: 'test' as const };
  admin = unwrap(await createCompany(central.context, company)).token;
  ids = await fillTestCompany(central.app, central.context, admin);
  url = await central.listen();
});
afterAll(async () => {
  await central.close();
  rmSync(folder, { recursive: true, force: true });
});

const isInstalled = (name: string): boolean => languages.some((one) => one.name === name && one.isInstalled);

async function ask(path: string): Promise<Forged> {
  const answer = await central.app.inject({ method: 'GET', url: path, headers: bearer(admin) });
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json();
}

const examples = [
  {
    name: 'TypeScript',
    command: (example: string): Command => [process.execPath, exampleOf(`typescript/${example}.ts`)],
  },
  {
    name: 'Python',
    command: (example: string): Command => ['python3', '-B', exampleOf(`python/${example.replace('-', '_')}.py`)],
  },
] as const;

for (const { name, command } of examples) {
  describe.skipIf(!isInstalled(name))(`the examples in ${name}`, () => {
    let token: string;

    const run = (example: string, args: readonly string[], as = token): Promise<Ended> =>
      runToEnd([...command(example), ...args] as unknown as Command, { MOSTRADOR_URL: url, MOSTRADOR_TOKEN: as });

    const good = async (example: string, args: readonly string[], as?: string): Promise<string> => {
      const { code, stdout, stderr } = await run(example, args, as);
      expect({ code, stderr }, stdout).toEqual({ code: 0, stderr: '' });
      return stdout;
    };

    test('get_token: a token with these scopes and no others', async () => {
      const scopes = ['webhooks:manage', 'orders:write', 'invoices:write', 'events:read'];
      token = (await good('get-token', [`ERP ${name}`, ...scopes], admin)).trim();
      expect(token).toMatch(/^mo_test_/);
      const { data } = await ask('/v1/tokens?limit=200');
      expect(data.find((one: Forged) => one.name === `ERP ${name}`).scopes).toEqual(scopes);
      // It may not make others.
      const { code, stdout, stderr } = await run('get-token', ['Another', 'admin']);
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expect(stderr).toContain('scope_missing');
    });

    test('register_webhook: run twice there is one, and its secret again', async () => {
      const hook = `http://127.0.0.1:8088/${name}`;
      const said = await good('register-webhook', [hook, 'sale.completed', 'webhook.ping']);
      expect(said).toMatch(/^export WEBHOOK_ID='[0-9a-f-]{36}'\nexport WEBHOOK_SECRET='whsec_[\w+/]+=*'\n$/);
      expect(await good('register-webhook', [hook, 'sale.completed', 'webhook.ping'])).toBe(said);
      const { data } = await ask('/v1/webhooks?limit=200');
      const [made, ...more] = data.filter((one: Forged) => one.url === hook);
      expect(more).toEqual([]);
      expect(made.eventTypes).toEqual(['sale.completed', 'webhook.ping']);
      expect(await good('register-webhook', [hook, 'invoice.paid'])).toBe(said);
      expect((await ask(`/v1/webhooks/${made.id}`)).eventTypes).toEqual(['invoice.paid']);
      // One that was ended is never taken for the one that is there.
      const ending = { method: 'DELETE', url: `/v1/webhooks/${made.id}`, headers: bearer(admin) } as const;
      expect((await central.app.inject(ending)).statusCode).toBe(200);
      const anew = await good('register-webhook', [hook]);
      expect(anew).not.toContain(made.id);
      expect((await ask('/v1/webhooks?limit=200')).data.map((one: Forged) => one.id)).toContain(anew.split("'")[1]);
      const refused = await run('register-webhook', ['http://10.0.0.1/']);
      expect(refused.code).toBe(1);
      expect(refused.stderr).toContain('webhook_url_host');
    });

    test('post_order: taken and invoiced, or parked for a person', async () => {
      const said = await good('post-order', [`10${name}`]);
      const [, id, number] = /^order ([0-9a-f-]{36}) invoiced: (\S+) 19\.90\n$/.exec(said) ?? [];
      const order = await ask(`/v1/orders/${id}`);
      expect(order).toMatchObject({ source: 'example', externalId: `10${name}`, status: 'invoiced' });
      const { data } = await ask('/v1/invoices?limit=200');
      expect(data.filter((one: Forged) => one.number === number)).toHaveLength(1);
      expect(await good('post-order', [`11${name}`, ids['SHOP_ID'] ?? ''])).toMatch(/ invoiced: /);
      const refused = await run('post-order', [`12${name}`, '018f3a1e-0000-7000-8000-000000000001']);
      expect(refused.code).toBe(1);
      expect(refused.stderr).toContain('shop_unknown');
    });

    test('follow_events: all from the beginning, then what is new, nothing twice', async () => {
      const file = join(folder, `position-${name}`);
      const eventsOf = (said: string): string[] => said.split('\n').flatMap((line) => line.split(' ')[0] || []);
      const first = eventsOf(await good('follow-events', [file, '--once']));
      const { data } = await ask('/v1/events?limit=200');
      expect(first).toEqual(data.map((one: Forged) => one.id));
      expect(first.length).toBeGreaterThan(5);
      expect(readFileSync(file, 'utf8')).toBe(first.at(-1));
      expect(await good('follow-events', [file, '--once'])).toBe('');
      await good('post-order', [`13${name}`]);
      const news = await good('follow-events', [file, '--once']);
      expect(news).toMatch(/ order\.received \{/);
      expect(news).toMatch(/ invoice\.issued \{/);
      expect(eventsOf(news).filter((id) => first.includes(id))).toEqual([]);
      // After a restore central does not know the position any more.
      writeFileSync(file, 'evt_of_another_life');
      expect(eventsOf(await good('follow-events', [file, '--once']))).toEqual([...first, ...eventsOf(news)]);
    });

    test('none of them goes on with a token that is none', async () => {
      for (const [example, args] of [
        ['get-token', ['X', 'events:read']],
        ['register-webhook', ['http://127.0.0.1:8088/none']],
        ['post-order', ['14']],
        ['follow-events', [join(folder, `none-${name}`), '--once']],
      ] as const) {
        const { code, stdout } = await run(example, args, 'mo_test_nobody');
        expect({ example, code, stdout }).toEqual({ example, code: 1, stdout: '' });
      }
    });
  });
}

describe('what the examples say of themselves', () => {
  test('is checked by the compiler', { timeout: 60_000 }, async () => {
    const tsc: Command = [process.execPath, 'node_modules/typescript/bin/tsc', '-p', exampleOf('typescript')];
    expect(await runToEnd(tsc, {})).toEqual({ code: 0, stdout: '', stderr: '' });
  });
});
