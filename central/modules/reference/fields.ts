import type { JsonSchema } from '../../openapi/json-schema.ts';

/** A field of a body as a table shows it. */
export type Field = {
  /** With its place: `lines[].quantity`. */
  readonly name: string;
  readonly type: string;
  readonly isRequired: boolean;
  readonly description: string;
};

type Schemas = Readonly<Record<string, JsonSchema>>;

const SHARED = '#/components/schemas/';
/** Deeper than any body of ours; a schema that names itself ends here. */
const MAX_DEPTH = 6;

const isSchema = (value: unknown): value is JsonSchema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export function resolved(schema: JsonSchema, schemas: Schemas): JsonSchema {
  const { $ref: ref } = schema;
  return typeof ref === 'string' ? (schemas[ref.slice(SHARED.length)] ?? schema) : schema;
}

/** Of `anyOf: [x, null]` the x. */
function withoutNull(
  schema: JsonSchema,
  schemas: Schemas,
): { readonly schema: JsonSchema; readonly isNullable: boolean } {
  const { anyOf } = schema;
  if (!Array.isArray(anyOf)) return { schema: resolved(schema, schemas), isNullable: false };
  const rest = (anyOf as JsonSchema[]).filter(({ type }) => type !== 'null');
  const [only] = rest;
  const isNullable = rest.length < anyOf.length;
  return rest.length === 1 && only !== undefined
    ? { schema: resolved(only, schemas), isNullable }
    : { schema, isNullable };
}

export function typeOf(given: JsonSchema, schemas: Schemas): string {
  const { schema, isNullable } = withoutNull(given, schemas);
  const { type, format, enum: words, const: only, items } = schema;
  const orNull = isNullable ? ' | null' : '';
  if (only !== undefined) return `${JSON.stringify(only)}${orNull}`;
  if (Array.isArray(words)) return `${words.map((word) => JSON.stringify(word)).join(' | ')}${orNull}`;
  if (Array.isArray(type)) return type.join(' | ');
  if (type === 'array') return `${isSchema(items) ? typeOf(items, schemas) : 'any'}[]${orNull}`;
  if (typeof type !== 'string') return `any${orNull}`;
  return `${typeof format === 'string' ? format : type}${orNull}`;
}

const BOUNDS: readonly (readonly [key: string, words: (bound: string) => string])[] = [
  ['default', (bound) => `unless said ${bound}`],
  ['minimum', (bound) => `from ${bound}`],
  ['maximum', (bound) => `to ${bound}`],
  ['maxLength', (bound) => `at most ${bound} characters`],
  ['maxItems', (bound) => `at most ${bound}`],
];

/** Every integer ends there: it says nothing of the field. */
const isEndOfIntegers = (bound: unknown): boolean => Math.abs(Number(bound)) === Number.MAX_SAFE_INTEGER;

/** Bounds that a reader has to know, in words. */
export const boundsOf = (schema: JsonSchema): string =>
  BOUNDS.filter(([key]) => schema[key] !== undefined && schema[key] !== null && !isEndOfIntegers(schema[key]))
    .map(([key, words]) => words(JSON.stringify(schema[key])))
    .join(', ');

const sentence = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(' · ');

/** Every field of a body, those inside others after them. */
export function fieldsOf(given: JsonSchema, schemas: Schemas, prefix = '', depth = 0): Field[] {
  const { schema } = withoutNull(given, schemas);
  if (schema['type'] === 'array' && isSchema(schema['items']))
    return fieldsOf(schema['items'], schemas, `${prefix}[]`, depth);
  const { properties, required } = schema;
  if (!isSchema(properties) || depth > MAX_DEPTH) return [];
  const names = Array.isArray(required) ? required : [];
  return Object.entries(properties as Schemas).flatMap(([name, property]) => {
    const place = prefix === '' ? name : `${prefix}.${name}`;
    const { schema: inner } = withoutNull(property, schemas);
    const description = property['description'] ?? inner['description'] ?? '';
    const field: Field = {
      name: place,
      type: typeOf(property, schemas),
      isRequired: names.includes(name),
      description: sentence(String(description), boundsOf({ ...inner, ...property })),
    };
    return [field, ...fieldsOf(property, schemas, place, depth + 1)];
  });
}
