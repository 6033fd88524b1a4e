/** JSON Schema, as the OpenAPI document has it, to TypeScript. */
export type Schema = { readonly [key: string]: unknown };

const SHARED = '#/components/schemas/';
const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;

const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const key = (name: string): string => (IDENTIFIER.test(name) ? name : JSON.stringify(name));
const union = (parts: readonly string[]): string => [...new Set(parts)].join(' | ');

function comment(schema: Schema): string {
  const { description } = schema;
  return typeof description === 'string' ? `/** ${description.replaceAll('*/', '* /')} */\n` : '';
}

function objectType(schema: Schema): string {
  const { properties, additionalProperties } = schema;
  const required = Array.isArray(schema['required']) ? (schema['required'] as string[]) : [];
  if (!isSchema(properties) || Object.keys(properties).length === 0) {
    const values =
      isSchema(additionalProperties) && Object.keys(additionalProperties).length > 0
        ? typeOf(additionalProperties)
        : 'unknown';
    return `Readonly<Record<string, ${values}>>`;
  }
  const fields = Object.entries(properties as Record<string, Schema>).map(
    ([name, property]) =>
      `${comment(property)}readonly ${key(name)}${required.includes(name) ? '' : '?'}: ${typeOf(property)};`,
  );
  return `{\n${fields.join('\n')}\n}`;
}

const PLAIN: Readonly<Record<string, string>> = {
  string: 'string',
  integer: 'number',
  number: 'number',
  boolean: 'boolean',
  null: 'null',
};

/** @param schema of a body, an answer or a part of one */
export function typeOf(schema: Schema): string {
  const { $ref: ref, anyOf, oneOf, allOf, type, items } = schema;
  if (typeof ref === 'string') return ref.slice(SHARED.length);
  if (schema['const'] !== undefined) return JSON.stringify(schema['const']);
  if (Array.isArray(schema['enum'])) return union(schema['enum'].map((word) => JSON.stringify(word)));
  if (Array.isArray(allOf)) return (allOf as Schema[]).map((part) => `(${typeOf(part)})`).join(' & ');
  const choices = anyOf ?? oneOf;
  if (Array.isArray(choices)) return union((choices as Schema[]).map(typeOf));
  if (Array.isArray(type)) return union(type.map((one) => typeOf({ ...schema, type: one })));
  if (type === 'array') return `readonly (${isSchema(items) ? typeOf(items) : 'unknown'})[]`;
  if (type === 'object') return objectType(schema);
  return PLAIN[String(type)] ?? 'unknown';
}

export const declaration = (name: string, schema: Schema): string =>
  `${comment(schema)}export type ${name} = ${typeOf(schema)};\n`;
