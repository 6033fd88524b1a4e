import { STATUS_CODES } from 'node:http';
import { z } from 'zod';
import { PROBLEM_TYPE } from '../../contracts/problem.ts';
import type { DeclaredRoute } from '../app/route.ts';
import type { RouteDoc } from '../app/route-doc.ts';
import { curlOf } from './curl.ts';
import { type Components, type JsonSchema, jsonSchema } from './json-schema.ts';

export type DocumentedRoute = DeclaredRoute & { readonly doc: RouteDoc };
export const isDocumented = (route: DeclaredRoute): route is DocumentedRoute => route.doc !== 'internal';

/** Answers that were recorded, by operation. */
export type Examples = Readonly<Record<string, unknown>>;

export const groupOf = ({ doc }: DocumentedRoute): string => doc.operation.split('.')[0] ?? '';
/** `/v1/invoices/:invoice` as OpenAPI writes it. */
export const pathOf = ({ url }: DeclaredRoute): string => url.replace(/:(\w+)/g, '{$1}');

const LIMIT_HEADERS = ['RateLimit', 'RateLimit-Policy', 'X-Request-Id'];
const header = (name: string): [string, JsonSchema] => [name, { $ref: `#/components/headers/${name}` }];

const REFUSALS: Readonly<Record<number, string>> = {
  400: 'What was sent is not as it has to be; `errors` says where',
  401: 'No token, or one that does not work',
  403: 'The token has not the scope',
  404: 'Not there, or of another company',
  409: 'What is there is in another state, or the same request is being handled now',
  410: 'Not known here any more: `code` says why',
  412: 'Changed meanwhile: it is not the version of `If-Match` any more',
  422: 'What was asked for cannot be; `code` says why',
  429: 'Too many requests: wait `Retry-After` seconds',
};

/** By status, as components of the document. */
export const problemResponses = (): Record<string, JsonSchema> => {
  const content = { [PROBLEM_TYPE]: { schema: { $ref: '#/components/schemas/Problem' } } };
  const headers = Object.fromEntries(LIMIT_HEADERS.map(header));
  const all = [...Object.entries(REFUSALS), ['default', 'Anything else that went wrong'] as const];
  return Object.fromEntries(
    all.map(([status, description]) => [`Problem-${status}`, { description, headers, content }]),
  );
};

const problemAnswer = (status: number | 'default'): JsonSchema => ({
  $ref: `#/components/responses/Problem-${status}`,
});

function parameters(route: DocumentedRoute, components: Components): JsonSchema[] {
  const found: JsonSchema[] = [];
  for (const place of ['params', 'query'] as const) {
    const schema = route.schemas[place];
    if (schema === undefined || schema === 'raw') continue;
    const { properties = {}, required = [] } = jsonSchema(schema, 'request', components) as {
      properties?: Record<string, JsonSchema>;
      required?: readonly string[];
    };
    for (const [name, { description, ...rest }] of Object.entries(properties)) {
      const isRequired = place === 'params' || required.includes(name);
      const told = description === undefined ? {} : { description };
      found.push({ name, in: place === 'params' ? 'path' : 'query', required: isRequired, ...told, schema: rest });
    }
  }
  if (route.idempotency !== null) found.push({ $ref: `#/components/parameters/IdempotencyKey-${route.idempotency}` });
  if (route.hasVersions && route.method !== 'GET') found.push({ $ref: '#/components/parameters/IfMatch' });
  return found;
}

function answer(route: DocumentedRoute, components: Components, examples: Examples): JsonSchema {
  const { schemas, status, idempotency, hasVersions, doc } = route;
  const names = [
    ...LIMIT_HEADERS,
    ...(idempotency === null ? [] : ['Idempotent-Replayed']),
    ...(status === 201 ? ['Location'] : []),
    ...(hasVersions ? ['ETag'] : []),
  ];
  const shared = { description: STATUS_CODES[status] ?? '', headers: Object.fromEntries(names.map(header)) };
  if (schemas.answer === 'raw' || schemas.answer === undefined) {
    const type = doc.contentType ?? 'application/octet-stream';
    const schema = type.startsWith('text/') || type.includes('xml') || type.includes('json') ? { type: 'string' } : {};
    return { ...shared, content: { [type]: { schema } } };
  }
  const example = examples[doc.operation];
  const content = {
    schema: jsonSchema(schemas.answer, 'answer', components),
    ...(example === undefined ? {} : { example }),
  };
  return { ...shared, content: { 'application/json': content } };
}

/** What a route may answer beside what it was asked for. */
function refusals({ method, url, hasVersions, doc }: DocumentedRoute): number[] {
  const isWrite = method !== 'GET';
  return [
    ...[400, 401, 403],
    ...(url.includes(':') || isWrite ? [404] : []),
    ...(isWrite ? [409, 422] : []),
    ...(isWrite && hasVersions ? [412] : []),
    ...(doc.canBeGone === true ? [410] : []),
    429,
  ];
}

const SOME_UUID = '018f3a1e-0000-7000-8000-000000000001';

/** An example with ids in place of the variables of the shell. */
const concrete = (example: unknown): unknown =>
  JSON.parse(JSON.stringify(example).replaceAll(/"\$[A-Z_]+"/g, `"${SOME_UUID}"`));

function requestBody({ schemas, doc }: DocumentedRoute, components: Components): JsonSchema | null {
  const { body } = schemas;
  if (body === undefined || body === 'raw') return null;
  const isOptional = body instanceof z.ZodObject && body.safeParse({}).success;
  const example = doc.example === undefined ? {} : { example: concrete(doc.example) };
  const content = { schema: jsonSchema(body, 'request', components), ...example };
  return { required: !isOptional, content: { 'application/json': content } };
}

export function operationOf(route: DocumentedRoute, components: Components, examples: Examples): JsonSchema {
  const { doc, caller, status } = route;
  const scope = `Scope \`${caller}\`.`;
  const body = requestBody(route, components);
  const wrong = refusals(route).map((code) => [String(code), problemAnswer(code)] as const);
  return {
    operationId: doc.operation,
    tags: [groupOf(route)],
    summary: doc.summary,
    description: doc.description === undefined ? scope : `${doc.description}\n\n${scope}`,
    'x-scope': caller,
    security: [{ token: [] }],
    parameters: parameters(route, components),
    ...(body === null ? {} : { requestBody: body }),
    responses: {
      [String(status)]: answer(route, components, examples),
      ...Object.fromEntries(wrong),
      default: problemAnswer('default'),
    },
    'x-codeSamples': [{ lang: 'Shell', label: 'curl', source: curlOf(route) }],
  };
}
