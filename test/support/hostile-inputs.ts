import fc from 'fast-check';
import { z } from 'zod';

/** What people, scanners and attackers send where a text is expected. */
export const HOSTILE_TEXTS = [
  '',
  ' ',
  '__proto__',
  'constructor',
  'toString',
  "'; DROP TABLE documents; --",
  '" OR 1=1 --',
  '%',
  '_',
  '*',
  'NEAR(a b)',
  '"',
  "'",
  '\\',
  '../../../etc/passwd',
  '<script>alert(1)</script>',
  '{price}',
  '$&',
  'NaN',
  '-1',
  '1e309',
  '٣',
  'İ',
  '\u202e\u200b',
  '\ud800',
  '👩‍👩‍👧‍👦',
  'ﬁ',
  '0'.repeat(60),
  'a'.repeat(1000),
  '8400000042413',
  '2112345012345',
  '01T01S-26-000001',
  '2026-02-30',
  '0000-00-00',
  '9999-99-99',
  'tcp://:0',
  'virtual:99999',
] as const;

const UUIDS = ['00000000-0000-7000-8000-000000004241', 'ffffffff-ffff-ffff-ffff-ffffffffffff'] as const;

type JsonSchema = {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly maxItems?: number;
  readonly minItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly pattern?: string;
};

const integer = ({ minimum = Number.MIN_SAFE_INTEGER, maximum = Number.MAX_SAFE_INTEGER }: JsonSchema) =>
  fc.oneof(
    fc.constantFrom(minimum, maximum, Math.max(minimum, Math.min(0, maximum)), Math.max(minimum, Math.min(1, maximum))),
    fc.integer({ min: minimum, max: maximum }),
  );

const matching = new Map<string, fc.Arbitrary<string>>();

/** Kept by pattern: to unfold a class such as "no control character" takes a second each time. */
function textOf(pattern: string): fc.Arbitrary<string> {
  const known = matching.get(pattern) ?? fc.stringMatching(new RegExp(pattern, 'u'));
  matching.set(pattern, known);
  return known;
}

const text = ({ pattern }: JsonSchema, known: readonly string[]): fc.Arbitrary<unknown> => {
  const some = fc.oneof(
    fc.constantFrom(...HOSTILE_TEXTS, ...UUIDS, ...known),
    fc.string({ unit: 'binary', maxLength: 40 }),
  );
  if (pattern === undefined) return some;
  return fc.oneof({ weight: 3, arbitrary: textOf(pattern) }, { weight: 1, arbitrary: some });
};

function arbitraryOf(schema: JsonSchema, known: readonly string[]): fc.Arbitrary<unknown> {
  if (schema.$ref !== undefined) return fc.jsonValue({ maxDepth: 2 });
  if ('const' in schema) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return fc.oneof(...choices.map((choice) => arbitraryOf(choice, known)));
  switch (schema.type) {
    case 'integer':
    case 'number':
      return integer(schema);
    case 'string':
      return text(schema, known);
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array':
      return fc.array(arbitraryOf(schema.items ?? {}, known), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(3, schema.maxItems ?? 3),
      });
    case 'object': {
      const fields = Object.entries(schema.properties ?? {});
      const record = Object.fromEntries(fields.map(([name, field]) => [name, arbitraryOf(field, known)]));
      const required = fields.map(([name]) => name).filter((name) => schema.required?.includes(name) ?? false);
      return fc.record(record, { requiredKeys: required });
    }
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

/** Inputs of the right shape with hostile values: what the schema lets through, and nearly. @param known ids that exist */
export function hostileInputs(schema: z.ZodType, known: readonly string[]): fc.Arbitrary<unknown> {
  return arbitraryOf(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema, known);
}
