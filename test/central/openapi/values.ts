import fc from 'fast-check';
import type { JsonSchema } from '../../../central/openapi/json-schema.ts';

/** Longer ones are for those that break the rule. */
const LONG_ENOUGH = 30;
const MANY_ENOUGH = 3;
const REF = '#/components/schemas/';

export type Named = Readonly<Record<string, JsonSchema>>;

/** The schema itself, or the one that it points to. */
export const resolved = (schema: JsonSchema, named: Named): JsonSchema => {
  const { $ref: ref } = schema;
  if (typeof ref !== 'string') return schema;
  const found = named[ref.slice(REF.length)];
  if (found === undefined) throw new Error(`${ref} is nowhere`);
  return resolved(found, named);
};

export const partsOf = (schema: JsonSchema): Readonly<Record<string, JsonSchema>> =>
  (schema['properties'] ?? {}) as Readonly<Record<string, JsonSchema>>;
export const requiredOf = (schema: JsonSchema): readonly string[] => (schema['required'] ?? []) as readonly string[];
const numberOf = (schema: JsonSchema, name: string, otherwise: number): number =>
  typeof schema[name] === 'number' ? schema[name] : otherwise;

const FORMATS: Readonly<Record<string, () => fc.Arbitrary<string>>> = {
  uuid: () => fc.uuid(),
  date: () => fc.date({ min: new Date('2000-01-01'), max: new Date('2040-01-01'), noInvalidDate: true }).map(dayOf),
  'date-time': () =>
    fc
      .date({ min: new Date('2000-01-01'), max: new Date('2040-01-01'), noInvalidDate: true })
      .map((at) => at.toISOString()),
  uri: () => fc.webUrl({ validSchemes: ['https'] }),
  email: () => fc.emailAddress(),
};
const dayOf = (at: Date): string => at.toISOString().slice(0, 10);

function texts(schema: JsonSchema): fc.Arbitrary<string> {
  const format = FORMATS[String(schema['format'])];
  if (format !== undefined) return format();
  if (typeof schema['pattern'] === 'string') return fc.stringMatching(new RegExp(schema['pattern']));
  const minLength = numberOf(schema, 'minLength', 0);
  const maxLength = Math.min(numberOf(schema, 'maxLength', LONG_ENOUGH), Math.max(minLength, LONG_ENOUGH));
  return fc.string({ minLength, maxLength, unit: 'grapheme-composite' });
}

function objects(schema: JsonSchema, named: Named): fc.Arbitrary<unknown> {
  const parts = Object.entries(partsOf(schema));
  if (parts.length === 0) return fc.dictionary(fc.string({ minLength: 1, maxLength: 10 }), fc.string(), { maxKeys: 2 });
  const values = Object.fromEntries(parts.map(([name, part]) => [name, valuesOf(part, named)]));
  return fc.record(values, { requiredKeys: [...requiredOf(schema)] });
}

/** What the schema allows: small, and of every kind. */
export function valuesOf(given: JsonSchema, named: Named): fc.Arbitrary<unknown> {
  const schema = resolved(given, named);
  if ('const' in schema) return fc.constant(schema['const']);
  if (Array.isArray(schema['enum'])) return fc.constantFrom(...(schema['enum'] as unknown[]));
  const choices = schema['anyOf'] ?? schema['oneOf'];
  if (Array.isArray(choices)) return fc.oneof(...(choices as JsonSchema[]).map((choice) => valuesOf(choice, named)));
  switch (schema['type']) {
    case 'string':
      return texts(schema);
    case 'integer':
      return fc.integer({
        min: Math.max(numberOf(schema, 'minimum', -1_000), Number.MIN_SAFE_INTEGER),
        max: Math.min(numberOf(schema, 'maximum', 1_000_000), Number.MAX_SAFE_INTEGER),
      });
    case 'number':
      return fc.double({ noNaN: true, noDefaultInfinity: true });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array': {
      const minLength = numberOf(schema, 'minItems', 0);
      const maxLength = Math.max(minLength, Math.min(numberOf(schema, 'maxItems', MANY_ENOUGH), MANY_ENOUGH));
      return fc.array(valuesOf((schema['items'] ?? {}) as JsonSchema, named), { minLength, maxLength });
    }
    case 'object':
      return objects(schema, named);
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}
