import { z } from 'zod';

/** JSON Schema 2020-12, which OpenAPI 3.1 uses as it is. */
export type JsonSchema = { readonly [key: string]: unknown };

/** Named schemas of the document, gathered while it is written. */
export type Components = Map<string, JsonSchema>;

/** Says in short what zod's own patterns say at length. */
const FORMATS_ARE_ENOUGH = ['date', 'date-time', 'uuid'];
const LOCAL = '#/$defs/';
const SHARED = '#/components/schemas/';

/**
 * What a schema of ours says of itself for the wire, where it reads a number out of text: `meta({ wire: ... })`.
 * @see central/modules/page.ts
 */
const WIRE = 'wire';

function rewritten(node: unknown, isAnswer: boolean): unknown {
  if (Array.isArray(node)) return node.map((inner) => rewritten(inner, isAnswer));
  if (typeof node !== 'object' || node === null) return node;
  const schema = node as Record<string, unknown>;
  if (typeof schema[WIRE] === 'object' && schema[WIRE] !== null) {
    const { description } = schema;
    return { ...schema[WIRE], ...(description === undefined ? {} : { description }) };
  }
  const kept = Object.entries(schema).filter(([key, value]) => {
    if (key === '$schema' || key === '$defs' || key === 'id') return typeof value === 'object' && key === 'id';
    if (key === 'pattern') return !FORMATS_ARE_ENOUGH.includes(String(schema['format']));
    // Answers may have more fields one day: whoever reads them passes over what they do not know.
    return !(isAnswer && key === 'additionalProperties' && value === false);
  });
  return Object.fromEntries(
    kept.map(([key, value]) => {
      if (key === '$ref') return [key, String(value).replace(LOCAL, SHARED)];
      return [key, key === 'example' || key === 'examples' || key === 'default' ? value : rewritten(value, isAnswer)];
    }),
  );
}

/**
 * A schema of a route as JSON Schema; named parts go to the components.
 * @param use 'request': what is sent, before transforms; 'answer': what comes back
 */
export function jsonSchema(schema: z.ZodType, use: 'request' | 'answer', components: Components): JsonSchema {
  const isAnswer = use === 'answer';
  const made = z.toJSONSchema(schema, {
    io: isAnswer ? 'output' : 'input',
    target: 'draft-2020-12',
    unrepresentable: 'any',
  });
  const { $defs = {}, ...root } = made as { $defs?: Record<string, JsonSchema> };
  for (const [name, part] of Object.entries($defs)) {
    const component = rewritten(part, isAnswer) as JsonSchema;
    const known = components.get(name);
    if (known !== undefined && JSON.stringify(known) !== JSON.stringify(component)) {
      throw new Error(`two schemas are called ${name}, or one is both asked for and answered`);
    }
    components.set(name, component);
  }
  return rewritten(root, isAnswer) as JsonSchema;
}
