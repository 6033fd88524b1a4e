import type { DeclaredRoute } from '../../../central/app/route.ts';
import { curlOf, variableOf } from '../../../central/openapi/curl.ts';
import { inReadingOrder, type OpenApiDocument } from '../../../central/openapi/document.ts';
import type { JsonSchema } from '../../../central/openapi/json-schema.ts';
import { pathOf } from '../../../central/openapi/operations.ts';

export type Parameter = { readonly name: string; readonly required: boolean; readonly schema: JsonSchema };
type Content = Readonly<Record<string, { readonly schema: JsonSchema }>>;
export type Response = { readonly content?: Content };

/** An operation of the document, with what the reference's example asks for. */
export type Operation = {
  readonly id: string;
  readonly method: string;
  /** `/v1/orders/{order}` */
  readonly path: string;
  readonly inPath: readonly Parameter[];
  readonly inQuery: readonly Parameter[];
  readonly body: JsonSchema | null;
  readonly responses: Readonly<Record<string, Response>>;
  readonly example: { readonly query: Readonly<Record<string, string>>; readonly body: unknown };
  readonly curl: string;
  /** Refused without an Idempotency-Key. */
  readonly needsKey: boolean;
};

type Raw = {
  readonly parameters: readonly {
    readonly $ref?: string;
    readonly in?: string;
    readonly name: string;
    readonly required: boolean;
    readonly schema: JsonSchema;
  }[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, JsonSchema>>;
};

function responseOf(document: OpenApiDocument, given: JsonSchema): Response {
  const { $ref: ref } = given;
  if (typeof ref !== 'string') return given as Response;
  const all = document.components['responses'] as Readonly<Record<string, Response>>;
  const found = all[ref.replace('#/components/responses/', '')];
  if (found === undefined) throw new Error(`${ref} is nowhere`);
  return found;
}

export const operationsOf = (document: OpenApiDocument, routes: readonly DeclaredRoute[]): Operation[] =>
  inReadingOrder(routes).map((route) => {
    const raw = document.paths[pathOf(route)]?.[route.method.toLowerCase()] as unknown as Raw;
    const places = (place: string): Parameter[] => raw.parameters.filter((one) => one.in === place);
    return {
      id: route.doc.operation,
      method: route.method,
      path: pathOf(route),
      inPath: places('path'),
      inQuery: places('query'),
      body: raw.requestBody?.content['application/json']?.schema ?? null,
      responses: Object.fromEntries(
        Object.entries(raw.responses).map(([status, response]) => [status, responseOf(document, response)]),
      ),
      example: { query: route.doc.exampleQuery ?? {}, body: route.doc.example ?? {} },
      curl: curlOf(route),
      needsKey: raw.parameters.some(({ $ref: ref }) => ref === '#/components/parameters/IdempotencyKey-required'),
    };
  });

/** Values of the shell put in their places. */
export const filled = (value: unknown, ids: Readonly<Record<string, string>>): unknown =>
  JSON.parse(
    JSON.stringify(value)
      .replaceAll('$(date +%F)', new Date().toISOString().slice(0, 10))
      .replaceAll(/\$([A-Z_]+)/g, (all, name: string) => ids[name] ?? all),
  );

export const idFor = ({ name }: Parameter, ids: Readonly<Record<string, string>>): string =>
  ids[variableOf(name)] ?? 'x';
