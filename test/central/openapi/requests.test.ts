import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createCompany } from '../../../central/modules/companies/create-company.ts';
import { type OpenApiDocument, openApiDocument } from '../../../central/openapi/document.ts';
import { fillTestCompany, type SampleIds } from '../../../central/test-company/fill.ts';
import { budget, seed } from '../../support/budget.ts';
import { unwrap } from '../../support/till.ts';
import { type FreshCentral, freshCentral, virtualClock } from '../support/fresh-central.ts';
import { type Given, wrongWithAnswer } from './answers.ts';
import { breaking, brokenTexts } from './broken.ts';
import { HOSTILE_BODIES, NO_KEYS, NO_TOKENS, ODD_HEADERS, ODD_SEGMENTS, ODD_TEXTS, oddObjects } from './hostile.ts';
import { filled, idFor, type Operation, operationsOf } from './operations-of.ts';
import { type SchemaChecks, schemaChecks } from './schema-checks.ts';
import { partsOf, resolved, valuesOf } from './values.ts';

/** Requests that are made from the document alone, whatever it says; MOSTRADOR_SEED=N makes the same ones again. */
const SEED = seed(20_261_123);
/** Of every operation, and of each kind where it is random. */
const RANDOM = budget(8, 200);

let central: FreshCentral;
let document: OpenApiDocument;
let operations: Operation[];
let checks: SchemaChecks;
let ids: SampleIds;
let token: string;
let made = 0;
/** Requests of the test that runs, by operation. */
const asked = new Map<string, number>();

/** undefined: not sent. */
type Headers = Readonly<Record<string, string | undefined>>;
type Request = {
  readonly path?: string;
  readonly query?: Readonly<Record<string, unknown>> | string;
  readonly body?: unknown;
  readonly raw?: string | Buffer;
  readonly headers?: Headers;
  /** null: none. */
  readonly type?: string | null;
};

beforeAll(async () => {
  console.info(`requests: seed ${SEED}`);
  central = await freshCentral({ clock: virtualClock(Date.now()), rateLimiter: { take: () => null } });
  const company = await createCompany(central.context, { name: 'Pruebas', taxId: 'B00000018', environment: 'test' });
  token = unwrap(company).token;
  ids = await fillTestCompany(central.app, central.context, token);
  document = openApiDocument(central.app.declaredRoutes);
  operations = operationsOf(document, central.app.declaredRoutes);
  checks = schemaChecks(document);
});
beforeEach(() => {
  asked.clear();
  // A fault of one test is not told by the next ones again.
  central.errors.length = 0;
});
afterAll(() => central.close());

/** No operation was passed over, and nothing went wrong that the answers do not show. */
function expectAllReached(least: number): void {
  const total = [...asked.values()].reduce((sum, count) => sum + count, 0);
  console.info(`requests: ${total} to ${asked.size} operations`);
  expect(operations.filter(({ id }) => !asked.has(id)).map(({ id }) => id)).toEqual([]);
  expect(total).toBeGreaterThan(least);
  expect(central.errors).toEqual([]);
}

const queryText = (query: Request['query']): string => {
  if (typeof query === 'string') return `?${query}`;
  const pairs = Object.entries(query ?? {}).map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`);
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
};

const sent = (headers: Headers): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));

/** With its ids where nothing else is said. */
const realPath = ({ path, inPath }: Operation): string =>
  inPath.reduce((text, one) => text.replace(`{${one.name}}`, encodeURIComponent(idFor(one, ids))), path);

/** Whoever asks for a key gets one: a new one for each request, or nothing would ever be done again. */
async function send(operation: Operation, request: Request): Promise<Given> {
  made += 1;
  const { query, headers = {}, type = 'application/json' } = request;
  const payload = request.raw ?? (operation.body === null ? undefined : JSON.stringify(request.body ?? {}));
  const answer = await central.app.inject({
    method: operation.method as 'GET',
    url: `${request.path ?? realPath(operation)}${queryText(query)}`,
    headers: sent({
      authorization: `Bearer ${token}`,
      'idempotency-key': `request-${made}`,
      'content-type': payload === undefined || type === null ? undefined : type,
      ...headers,
    }),
    ...(payload === undefined ? {} : { payload }),
  });
  return { status: answer.statusCode, headers: answer.headers, body: answer.body };
}

/** As the reference's example asks. */
const asShown = (operation: Operation): Request => ({
  query: filled(operation.example.query, ids) as Readonly<Record<string, string>>,
  body: filled(operation.example.body, { ...ids, NEW_ID: central.context.ids.uuid() }),
});

const sample = <T>(values: fc.Arbitrary<T>, count = RANDOM): T[] =>
  fc.sample(values, { seed: SEED + made, numRuns: count });

/** The schema without surrogates that no URL can carry. */
const sayable = (text: string): boolean => !/[\ud800-\udfff]/.test(text.replace(/[\ud800-\udbff][\udc00-\udfff]/g, ''));

function validRequests(operation: Operation): Request[] {
  const { schemas } = document.components;
  const query = fc.record(
    Object.fromEntries(operation.inQuery.map(({ name, schema }) => [name, valuesOf(schema, schemas)])),
    { requiredKeys: operation.inQuery.filter(({ required }) => required).map(({ name }) => name) },
  );
  const body = operation.body === null ? fc.constant({}) : valuesOf(operation.body, schemas);
  return sample(fc.record({ query, body, isShown: fc.array(fc.boolean(), { minLength: 20, maxLength: 20 }) })).map(
    ({ query: given, body: other, isShown }) => {
      const shown = asShown(operation);
      // Some of the example, some by chance: all by chance would never get beyond the first rule.
      const mixed = Object.entries(other as object).map(([name, value], index) => {
        const known = (shown.body as Record<string, unknown>)[name];
        return [name, isShown[index % isShown.length] === true && known !== undefined ? known : value];
      });
      return { query: given, body: { ...Object.fromEntries(mixed) } };
    },
  );
}

async function ask(operation: Operation, request: Request, wrong: string[]): Promise<Given> {
  const answer = await send(operation, request);
  asked.set(operation.id, (asked.get(operation.id) ?? 0) + 1);
  const found = wrongWithAnswer(operation, answer, checks);
  if (found !== null) {
    const { raw: _, ...told } = request;
    wrong.push(`${operation.id} ${JSON.stringify(told).slice(0, 400)}: ${found}`);
  }
  return answer;
}

describe('requests made from the document', { timeout: 20 * 60_000 }, () => {
  test('valid ones are answered as it says, and every operation does what it is for', async () => {
    const wrong: string[] = [];
    const worked = new Set<string>();
    const asking = async (operation: Operation, requests: readonly Request[]): Promise<void> => {
      for (const request of requests) {
        const { status } = await ask(operation, request, wrong);
        if (status < 300) worked.add(operation.id);
      }
    };
    for (const group of Map.groupBy(operations, ({ id }) => id.split('.')[0]).values()) {
      // By chance a webhook is switched off: the examples come before that, and what ends things after all.
      const [ending, others] = [true, false].map((ends) =>
        group.filter(({ method }) => (method === 'DELETE') === ends),
      );
      for (const operation of others ?? []) await asking(operation, [asShown(operation)]);
      for (const operation of others ?? []) await asking(operation, validRequests(operation));
      for (const operation of ending ?? []) await asking(operation, [asShown(operation), ...validRequests(operation)]);
    }
    const never = operations.map(({ id }) => id).filter((id) => !worked.has(id));
    expect(wrong.slice(0, 20)).toEqual([]);
    // It needs a doubt whose cause is gone: test/central/modules/review.test.ts.
    expect(never).toEqual(['incidents.review']);
    expectAllReached(operations.length * RANDOM);
  });

  test('those that break one rule are refused, and answered as it says', async () => {
    const wrong: string[] = [];
    let broken = 0;
    for (const operation of operations) {
      const shown = asShown(operation);
      const must = async (request: Request, what: string): Promise<void> => {
        const { status } = await ask(operation, request, wrong);
        broken += 1;
        if (status < 400) wrong.push(`${operation.id} ${what}: ${status}`);
      };
      const { body } = operation;
      const mutants = body === null ? [] : breaking(body, shown.body, document.components.schemas);
      for (const { what, value } of mutants) {
        if (body === null) continue;
        // What the schema allows after all lies at its edges: it may be refused or not, but never be a fault of ours.
        if (checks.wrongWith(body, value) === null) await ask(operation, { ...shown, body: value }, wrong);
        else await must({ ...shown, body: value }, what);
      }
      for (const { name, schema } of operation.inQuery) {
        for (const text of brokenTexts(schema)) await must({ ...shown, query: { [name]: text } }, `${name}=${text}`);
        await must({ ...shown, query: `${name}=1&${name}=2` }, `${name} twice`);
      }
      await must({ ...shown, query: { sobra: '1' } }, 'sobra=1');
      for (const one of operation.inPath) {
        for (const text of ['nadie', ...brokenTexts(one.schema).filter((odd) => odd !== '')]) {
          const path = operation.path.replaceAll(/\{\w+\}/g, encodeURIComponent(text));
          await must({ ...shown, path }, `${one.name} ${text}`);
        }
      }
    }
    expect(wrong.slice(0, 20)).toEqual([]);
    expect(broken).toBeGreaterThan(2_000);
    expectAllReached(2_000);
  });

  test('those without a token, or without a key where one is needed, do nothing', async () => {
    const wrong: string[] = [];
    for (const operation of operations) {
      const shown = asShown(operation);
      const refused = async (headers: Headers, expected: number): Promise<void> => {
        const { status } = await ask(operation, { ...shown, headers }, wrong);
        if (status !== expected) wrong.push(`${operation.id} ${JSON.stringify(headers).slice(0, 100)}: ${status}`);
      };
      for (const authorization of NO_TOKENS) await refused({ authorization }, 401);
      if (!operation.needsKey) continue;
      for (const key of NO_KEYS) await refused({ 'idempotency-key': key }, 400);
    }
    expect(wrong.slice(0, 20)).toEqual([]);
    expect(operations.filter(({ needsKey }) => needsKey).length).toBeGreaterThan(3);
    expectAllReached(operations.length * NO_TOKENS.length);
  });

  test('hostile ones are answered, and never as a fault of ours', async () => {
    const wrong: string[] = [];
    for (const operation of operations) {
      const shown = asShown(operation);
      for (const headers of ODD_HEADERS) await ask(operation, { ...shown, headers }, wrong);
      for (const text of ODD_TEXTS.filter(sayable)) {
        for (const { name } of operation.inQuery) await ask(operation, { ...shown, query: { [name]: text } }, wrong);
        if (operation.inPath.length > 0) {
          await ask(
            operation,
            { ...shown, path: operation.path.replaceAll(/\{\w+\}/g, encodeURIComponent(text)) },
            wrong,
          );
        }
      }
      if (operation.inPath.length > 0) {
        for (const segment of ODD_SEGMENTS) {
          await ask(operation, { ...shown, path: operation.path.replaceAll(/\{\w+\}/g, segment) }, wrong);
        }
      }
      if (operation.body === null) continue;
      for (const { type, body } of HOSTILE_BODIES) await ask(operation, { raw: body, type }, wrong);
      const names = Object.keys(partsOf(resolved(operation.body, document.components.schemas)));
      for (const body of sample(oddObjects(names))) await ask(operation, { body }, wrong);
    }
    expect(wrong.slice(0, 20)).toEqual([]);
    expectAllReached(2_000);
  });

  test('what was once found by chance is asked on purpose', async () => {
    const wrong: string[] = [];
    const named = (id: string): Operation => {
      const found = operations.find((one) => one.id === id);
      if (found === undefined) throw new Error(`${id} is gone`);
      return found;
    };
    const create = named('invoices.create');
    const body = asShown(create).body as { readonly lines: readonly object[] };
    const issued = await ask(create, { body: { ...body, payments: [] } }, wrong);
    expect(issued.status).toBe(201);
    const { id: invoice } = JSON.parse(issued.body) as { id: string };
    const path = `/v1/invoices/${invoice}/payments`;
    const nothing = { method: 'card', amount: '0.00' };
    const lines = body.lines.map((line) => ({ ...line, taxRate: '100.01' }));
    const answers = [
      await ask(named('invoices.pay'), { path, body: nothing }, wrong),
      await ask(create, { body: { ...body, payments: [nothing] } }, wrong),
      await ask(create, { body: { ...body, lines } }, wrong),
    ];
    expect(wrong).toEqual([]);
    expect(answers.map(({ status }) => status)).toEqual([400, 400, 400]);
    expect(central.errors).toEqual([]);
  });

  test('negative control: an answer that is not as the document says is seen', async () => {
    const [list] = operations.filter(({ id }) => id === 'products.list');
    if (list === undefined) throw new Error('products.list is gone');
    const good = await send(list, {});
    expect(wrongWithAnswer(list, good, checks)).toBeNull();
    const other = (change: Partial<Given>): string | null => wrongWithAnswer(list, { ...good, ...change }, checks);
    expect(other({ status: 500 })).toContain('500');
    expect(other({ status: 204, body: '' })).toContain('of type application/json');
    expect(other({ body: good.body.replace('"unitPrice":"', '"unitPrice":"x') })).toContain('unitPrice');
    expect(other({ body: good.body.replace('"data"', '"rows"') })).toContain('data');
    expect(other({ headers: { ...good.headers, 'content-type': 'text/html' } })).toContain('text/html');
  });
});
