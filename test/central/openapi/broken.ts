import type { JsonSchema } from '../../../central/openapi/json-schema.ts';
import { type Named, partsOf, requiredOf, resolved } from './values.ts';

/** One rule of the schema is broken, and it is said where. */
export type Broken = { readonly what: string; readonly value: unknown };

const OTHER_TYPES: readonly unknown[] = [42, 1.5, 'x', '', true, null, [], {}, [1], { a: 1 }];
const MANY = 1_001;

function leaves(schema: JsonSchema): Broken[] {
  const found = OTHER_TYPES.map((value) => ({ what: `is ${JSON.stringify(value)}`, value }));
  const { maxLength, minimum, maximum } = schema;
  if (typeof maxLength === 'number') found.push({ what: 'is too long', value: 'x'.repeat(maxLength + 1) });
  if (schema['type'] === 'string') {
    for (const value of [
      'ñ'.repeat(70),
      '-1',
      '1e3',
      '1,50',
      ' 1.00',
      '2026-13-45',
      'javascript:1',
      '0x10',
      '+1.00',
      '100.01',
    ])
      found.push({ what: `is "${value}"`, value });
  }
  if (typeof minimum === 'number') found.push({ what: 'is too small', value: minimum - 1 });
  if (typeof maximum === 'number') found.push({ what: 'is too large', value: maximum + 1 });
  for (const value of [1e300, -1e300, 0.1]) found.push({ what: `is ${value}`, value });
  return found;
}

function inArray(schema: JsonSchema, value: readonly unknown[], named: Named): Broken[] {
  const [first, ...rest] = value;
  const items = (schema['items'] ?? {}) as JsonSchema;
  const many = Array.from({ length: MANY }, () => first ?? 'x');
  return [
    { what: 'is empty', value: [] },
    { what: 'has too many', value: many },
    ...breaking(items, first, named).map((one) => ({ what: `[0] ${one.what}`, value: [one.value, ...rest] })),
  ];
}

function inObject(schema: JsonSchema, value: Readonly<Record<string, unknown>>, named: Named): Broken[] {
  const without = requiredOf(schema).map((name) => {
    const { [name]: _, ...rest } = value;
    return { what: `lacks ${name}`, value: rest };
  });
  const more = ['sobra', 'constructor', 'id2'].map((name) => ({
    what: `has ${name}`,
    value: { ...value, [name]: 'x' },
  }));
  const within = Object.entries(partsOf(schema)).flatMap(([name, part]) =>
    breaking(part, value[name], named).map((one) => ({
      what: `${name} ${one.what}`,
      value: { ...value, [name]: one.value },
    })),
  );
  return [...without, ...more, ...within];
}

/** The value with each of its rules broken in turn. Not all of them are wrong: the schema itself has the last word. */
export function breaking(given: JsonSchema, value: unknown, named: Named): Broken[] {
  const schema = resolved(given, named);
  const choices = (schema['anyOf'] ?? schema['oneOf'] ?? []) as JsonSchema[];
  const inside = choices.flatMap((choice) =>
    resolved(choice, named)['type'] === 'null' ? [] : breaking(choice, value, named),
  );
  if (inside.length > 0) return inside;
  if (schema['type'] === 'array' && Array.isArray(value)) return [...leaves(schema), ...inArray(schema, value, named)];
  if (schema['type'] === 'object' && typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return [...leaves(schema), ...inObject(schema, value as Record<string, unknown>, named)];
  }
  return leaves(schema);
}

/** What a parameter is as text: whatever the schema says of it, on the wire it is a text. */
export const brokenTexts = (schema: JsonSchema): readonly string[] => {
  const { maxLength, maximum, minimum, type, format, pattern } = schema;
  if (Array.isArray(schema['enum'])) return ['otro', ''];
  if (type === 'boolean') return ['x', '1', ''];
  const found: string[] = [];
  if (type === 'integer') found.push('x', '-1', '1.5', '', '1e3', ' 1', '9'.repeat(30));
  if (typeof maximum === 'number') found.push(String(maximum + 1));
  if (typeof minimum === 'number') found.push(String(minimum - 1));
  if (typeof maxLength === 'number') found.push('x'.repeat(maxLength + 1));
  if (format !== undefined || pattern !== undefined) found.push('ayer', '', '%20');
  return found;
};
