import { problemSchema } from '../../contracts/problem.ts';
import { eventBodySchema, eventSummaries, outgoingTypes } from '../../contracts/webhooks/event-types.ts';
import { program } from '../../domain/program.ts';
import type { DeclaredRoute } from '../app/route.ts';
import { sampleOf } from '../modules/webhooks/samples.ts';
import { type Components, type JsonSchema, jsonSchema } from './json-schema.ts';
import {
  type DocumentedRoute,
  type Examples,
  groupOf,
  isDocumented,
  operationOf,
  pathOf,
  problemResponses,
} from './operations.ts';
import { problemMeanings } from './problem-codes.ts';

export type OpenApiDocument = {
  readonly openapi: '3.1.0';
  readonly paths: Readonly<Record<string, Readonly<Record<string, JsonSchema>>>>;
  readonly webhooks: Readonly<Record<string, JsonSchema>>;
  readonly components: { readonly schemas: Readonly<Record<string, JsonSchema>>; readonly [part: string]: unknown };
  readonly [field: string]: unknown;
};

/** In the order in which somebody who begins needs them. What is not here comes after, by name. */
const GROUPS: Readonly<Record<string, string>> = {
  company: 'The company that the token belongs to',
  tokens: 'Keys of people and programs: scopes, expiry, rotation',
  shops: 'Shops and their days',
  tills: 'Tills: pairing, last contact, agreement with central',
  products: 'What the shops sell',
  prices: 'Prices',
  stock: 'Stock levels and what moved them',
  taxes: 'Tax rates in force',
  customers: 'Customers and what they bought',
  orders: 'Orders of web shops and other systems',
  invoices: 'Invoices: of tills and of the API; payments, PDF, fiscal record',
  sales: 'What was sold, line by line',
  cashSessions: 'Cash sessions and their Z',
  events: 'What happens, in order',
  deliveries: 'What webhooks sent, and what came back',
  webhooks: 'Endpoints that are told what happens',
  test: 'Test companies only',
};

const DESCRIPTION = `The REST API of a Mostrador central server.

- **Tokens**: \`Authorization: Bearer mo_live_…\`; \`mo_test_…\` opens test companies only. Never in a URL.
- **Amounts** are decimal strings with two decimals (\`"45.90"\`), quantities have up to three (\`"0.255"\`), rates two (\`"21.00"\`). Prices include tax.
- **Times** are RFC 3339 UTC, days \`YYYY-MM-DD\` at the place of the shop.
- **Lists** answer \`{ data, nextCursor }\`: ask again with \`cursor\` until it is null. \`limit\` is at most 200.
- **Idempotency-Key**: required where money or documents are made. The same key with the same body, method and path answers the same again (\`Idempotent-Replayed: true\`) and does nothing, for 30 days.
- **Versions**: products and customers come with an \`ETag\`; sent back as \`If-Match\`, nobody's change meanwhile is undone (412).
- **Problems** are \`application/problem+json\` (RFC 9457). \`code\` never changes and is never translated; \`detail\` is for people, in Spanish or English by \`Accept-Language\`; \`params\` are the facts in it, and \`errors\` says which fields were wrong.
- **Bodies** are JSON, sent as \`Content-Type: application/json\`.
- **Limits**: headers \`RateLimit\` and \`RateLimit-Policy\`; beyond them 429 with \`Retry-After\`.
- **Compatibility**: fields are only added. Readers pass over what they do not know; unknown fields in a request are refused.`;

const text = (description: string): JsonSchema => ({ description, schema: { type: 'string' } });

const HEADERS: Readonly<Record<string, JsonSchema>> = {
  RateLimit: text('What is left: `"default";r=412;t=23`'),
  'RateLimit-Policy': text('Requests and seconds: `"default";q=600;w=60`'),
  'X-Request-Id': text('Names this request in the logs; yours, if you sent one'),
  'Idempotent-Replayed': text('`true`: done before under this key, and not again'),
  Location: text('Where what was made can be read'),
  ETag: text('Version of what is answered, quoted; for `If-Match`'),
};

const keyParameter = (isRequired: boolean): JsonSchema => ({
  name: 'Idempotency-Key',
  in: 'header',
  required: isRequired,
  description: 'Chosen by you, unique to the operation: 1 to 255 visible characters, quoted or bare',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
});

const signatureHeader = (name: string, description: string): JsonSchema => ({
  name,
  in: 'header',
  required: true,
  description,
  schema: { type: 'string' },
});

const SIGNATURE = [
  signatureHeader('webhook-id', 'Of the event: the same at every attempt. Deal with each once'),
  signatureHeader('webhook-timestamp', 'Seconds, of this attempt: refuse what is older than five minutes'),
  signatureHeader(
    'webhook-signature',
    '`v1,` and base64 of HMAC-SHA256 over `{id}.{timestamp}.{body}`; several, separated by blanks',
  ),
];

/** Every event that is told, as whoever receives it sees the request. */
function webhookItems(components: Components): Record<string, JsonSchema> {
  const items = outgoingTypes.map((type): [string, JsonSchema] => {
    const timestamp = '2026-11-23T10:00:00.000Z';
    const example = { type, timestamp, data: sampleOf(type, '018f3a1e-0000-7000-8000-000000000003') };
    const schema = jsonSchema(eventBodySchema(type), 'answer', components);
    const post = {
      operationId: `on.${type}`,
      tags: ['webhooks'],
      summary: eventSummaries[type],
      parameters: SIGNATURE,
      requestBody: { required: true, content: { 'application/json': { schema, example } } },
      responses: {
        '2XX': { description: 'Taken. Anything else, redirects too, is tried again' },
        '410': { description: 'Gone: the endpoint is disabled' },
      },
    };
    return [type, { post }];
  });
  return Object.fromEntries(items);
}

/** With every code and what it means: not as an enum, because codes are added. */
function problemComponent(components: Components): JsonSchema {
  const { properties = {}, ...rest } = jsonSchema(problemSchema, 'answer', components) as { properties?: object };
  const codes = { description: 'For programs; `x-codes` has them all', type: 'string', 'x-codes': problemMeanings() };
  return { ...rest, properties: { ...properties, code: codes } };
}

const rank = (group: string): number => {
  const at = Object.keys(GROUPS).indexOf(group);
  return at === -1 ? Object.keys(GROUPS).length : at;
};

/** As a page and a newcomer read them: by group, and what ends something last. */
export const inReadingOrder = (routes: readonly DeclaredRoute[]): DocumentedRoute[] =>
  routes
    .filter(isDocumented)
    .map((route, index) => ({ route, index, isEnd: route.method === 'DELETE' ? 1 : 0 }))
    .sort((a, b) => {
      const [x, y] = [groupOf(a.route), groupOf(b.route)];
      return rank(x) - rank(y) || x.localeCompare(y) || a.isEnd - b.isEnd || a.index - b.index;
    })
    .map(({ route }) => route);

/** The OpenAPI 3.1 document of these routes, from the very schemas that they check with. */
export function openApiDocument(routes: readonly DeclaredRoute[], examples: Examples = {}): OpenApiDocument {
  const components: Components = new Map();
  components.set('Problem', problemComponent(components));
  const ordered = inReadingOrder(routes);
  const paths: Record<string, Record<string, JsonSchema>> = {};
  for (const route of ordered) {
    const path = paths[pathOf(route)] ?? {};
    path[route.method.toLowerCase()] = operationOf(route, components, examples);
    paths[pathOf(route)] = path;
  }
  const webhooks = webhookItems(components);
  const tags = [...new Set(ordered.map(groupOf))].map((name) => ({
    name,
    ...(GROUPS[name] === undefined ? {} : { description: GROUPS[name] }),
  }));
  return {
    openapi: '3.1.0',
    info: {
      title: 'Mostrador',
      version: program.version,
      description: DESCRIPTION,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/', description: 'This server' }],
    tags,
    security: [{ token: [] }],
    paths,
    webhooks,
    components: {
      schemas: Object.fromEntries([...components].sort(([a], [b]) => (a < b ? -1 : 1))),
      responses: problemResponses(),
      headers: HEADERS,
      parameters: {
        'IdempotencyKey-required': keyParameter(true),
        'IdempotencyKey-accepted': keyParameter(false),
        IfMatch: {
          name: 'If-Match',
          in: 'header',
          required: false,
          description: 'The `ETag` that you read: done only if it is still this version, or 412',
          schema: { type: 'string', maxLength: 200 },
        },
      },
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: '`mo_live_…`, or `mo_test_…` for test companies' },
      },
    },
  };
}
