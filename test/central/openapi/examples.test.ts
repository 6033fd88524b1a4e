import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Validator } from '@seriousme/openapi-schema-validator';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createCompany } from '../../../central/modules/companies/create-company.ts';
import { curlOf } from '../../../central/openapi/curl.ts';
import { inReadingOrder, type OpenApiDocument, openApiDocument } from '../../../central/openapi/document.ts';
import examples from '../../../central/openapi/examples.json' with { type: 'json' };
import { fillTestCompany } from '../../../central/test-company/fill.ts';
import { outgoingTypes } from '../../../contracts/webhooks/event-types.ts';
import { unwrap } from '../../support/till.ts';
import { type FreshCentral, freshCentral, virtualClock } from '../support/fresh-central.ts';

/** UPDATE_API=1 writes the answers into the reference: they are what a real server said. */
const FILE = new URL('../../../central/openapi/examples.json', import.meta.url);
const DOCUMENT = new URL('../../../docs/openapi.json', import.meta.url);
const isUpdate = process.env['UPDATE_API'] === '1';

/** They need something that no test company has, and nobody can make by the API. */
const NEEDS_MORE: Readonly<Record<string, string>> = {
  'incidents.review': 'a doubt whose cause is gone',
};

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');

/** The same at every run, so that a change of the reference shows what changed and nothing else. */
const NOW_MS = Date.UTC(2026, 10, 23, 10);
let uuids = 0;
let drawn = 0;
const luck = {
  ids: {
    uuid: () => {
      uuids += 1;
      return `${hex(NOW_MS, 12).slice(0, 8)}-${hex(NOW_MS, 12).slice(8)}-7000-8000-${hex(uuids, 12)}`;
    },
  },
  chance: {
    bytes: (length: number) => {
      drawn += 1;
      return createHash('shake256', { outputLength: length }).update(String(drawn)).digest();
    },
  },
};

let central: FreshCentral;
let folder: string;
let environment: Record<string, string>;
let document: OpenApiDocument;
const answers: Record<string, unknown> = {};

type Sample = { readonly operation: string; readonly source: string };

const samples = (): Sample[] =>
  inReadingOrder(central.app.declaredRoutes).map((route) => ({
    operation: route.doc.operation,
    source: curlOf(route),
  }));

/** As somebody pastes it: by bash, with the real curl. @returns status and body */
async function run({ source }: Sample): Promise<{ status: number; body: string }> {
  const path = join(folder, 'body');
  // What is asked for besides: where the answer goes and its status, told at the end of the first line.
  const asked = source.replace(/^curl -sS/, `curl -sS -o ${path} -w '%{http_code}'`);
  const { stdout: out } = await promisify(execFile)('bash', ['-euc', asked], {
    env: { ...process.env, ...environment },
    timeout: 20_000,
  });
  return { status: Number(out.trim()), body: readFileSync(path, 'utf8') };
}

beforeAll(async () => {
  central = await freshCentral({
    clock: virtualClock(NOW_MS),
    ...luck,
    rateLimiter: { take: () => null },
  });
  const { token } = unwrap(
    await createCompany(central.context, { name: 'Tienda de Pruebas, S.L.', taxId: 'B00000018', environment: 'test' }),
  );
  const ids = await fillTestCompany(central.app, central.context, token);
  const url = await central.listen();
  environment = { ...ids, MOSTRADOR_URL: url, MOSTRADOR_TOKEN: token };
  folder = mkdtempSync(join(tmpdir(), 'mostrador-examples-'));
  document = openApiDocument(central.app.declaredRoutes, examples);
});
afterAll(async () => {
  await central.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Long lists teach nothing more than two of their rows. */
function short(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, 2).map(short);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, short(inner)]));
}

/** PostgreSQL's own ids, of events and deliveries, by the order in which they were seen. */
const seen = new Map<string, string>();
function byOrder(random: string): string {
  const digits = hex(seen.size + 1, 12);
  const name = random.startsWith('evt_') ? `evt_${digits.padStart(32, '0')}` : `00000000-0000-4000-8000-${digits}`;
  seen.set(random, seen.get(random) ?? name);
  return seen.get(random) ?? name;
}

/** What nobody should learn from a reference: a token that once worked, and where this machine is; and what is chance. */
const clean = (body: string): string =>
  body
    .replace(/evt_[0-9a-f]{32}|[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/g, byOrder)
    .replace(/mo_test_[0-9A-Za-z_]+/g, 'mo_test_0123456789_…')
    .replace(/whsec_[0-9A-Za-z+/=]+/g, 'whsec_…')
    .replace(/MP1\.[\w-]+/g, 'MP1.…');

/** Others answer with files. */
function isJson(operation: string): boolean {
  const route = inReadingOrder(central.app.declaredRoutes).find(({ doc }) => doc.operation === operation);
  return route?.schemas.answer !== 'raw';
}

describe('the curl examples of the reference', () => {
  test('run as they stand, in the order of the page, against a test company', { timeout: 120_000 }, async () => {
    const wrong: string[] = [];
    let ran = 0;
    for (const sample of samples()) {
      if (sample.operation in NEEDS_MORE) continue;
      const { status, body } = await run(sample);
      ran += 1;
      if (status < 200 || status > 299) wrong.push(`${sample.operation}: ${status} ${body.slice(0, 300)}`);
      else if (isJson(sample.operation)) answers[sample.operation] = short(JSON.parse(clean(body)));
    }
    expect(wrong).toEqual([]);
    expect(ran).toBeGreaterThan(50);
    expect(central.errors).toEqual([]);
    if (isUpdate) writeFileSync(FILE, `${JSON.stringify(answers, null, 2)}\n`);
  });

  test('negative control: without its token the same example is refused', async () => {
    const [first] = samples();
    const kept = environment;
    environment = { ...kept, MOSTRADOR_TOKEN: 'mo_test_nobody' };
    expect((await run(first as Sample)).status).toBe(401);
    environment = kept;
  });

  test('name only operations that exist', () => {
    const inDocument = Object.values(document.paths).flatMap((item) => Object.values(item));
    const operations = inDocument.map((operation) => String(operation['operationId']));
    expect(new Set(operations).size).toBe(operations.length);
    for (const name of Object.keys(NEEDS_MORE)) expect(operations).toContain(name);
    expect(inReadingOrder(central.app.declaredRoutes)).toHaveLength(operations.length);
  });
});

describe('docs/openapi.json', () => {
  test('is what the server says of itself (UPDATE_API=1 writes it)', () => {
    const recorded = isUpdate ? answers : examples;
    const said = `${JSON.stringify(openApiDocument(central.app.declaredRoutes, recorded), null, 2)}\n`;
    if (isUpdate) writeFileSync(DOCUMENT, said);
    expect(readFileSync(DOCUMENT, 'utf8') === said, 'run with UPDATE_API=1').toBe(true);
  });

  test('is OpenAPI 3.1, by somebody else’s word', async () => {
    const validator = new Validator();
    const found = await validator.validate(
      JSON.parse(readFileSync(DOCUMENT, 'utf8')) as Parameters<typeof validator.validate>[0],
    );
    expect(found.errors ?? []).toEqual([]);
    expect(found.valid).toBe(true);
    expect(Object.keys(document.webhooks).sort()).toEqual([...outgoingTypes].sort());
  });
});

describe('the answers in the reference', () => {
  test('fit the schemas beside them, as those of the server do', () => {
    const ajv = new Ajv2020.default({ strict: false, allErrors: true });
    addFormats.default(ajv);
    ajv.addSchema({ $id: 'doc', components: document.components });
    const wrong: string[] = [];
    for (const item of Object.values(document.paths)) {
      for (const operation of Object.values(item)) {
        const id = String(operation['operationId']);
        const responses = operation['responses'] as Record<string, { content?: Record<string, { schema: object }> }>;
        const good = Object.entries(responses).find(([status]) => status.startsWith('2'));
        const schema = good?.[1].content?.['application/json']?.schema;
        if (schema === undefined) continue;
        const pointed = JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"doc#/components')) as object;
        const check = ajv.compile(pointed);
        const recorded = isUpdate ? undefined : (examples as Record<string, unknown>)[id];
        for (const example of [answers[id], recorded]) {
          if (example !== undefined && !check(example)) wrong.push(`${id}: ${ajv.errorsText(check.errors)}`);
        }
        if (!(id in NEEDS_MORE) && !isUpdate) expect(examples, `run with UPDATE_API=1: ${id}`).toHaveProperty([id]);
      }
    }
    expect(wrong).toEqual([]);
  });
});
