import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { OpenApiDocument } from '../../../central/openapi/document.ts';
import type { JsonSchema } from '../../../central/openapi/json-schema.ts';

/** Schemas of the document as somebody else's program understands them. */
export type SchemaChecks = {
  /** @returns what is wrong, null if nothing is */
  wrongWith(schema: JsonSchema, value: unknown): string | null;
};

export function schemaChecks({ components }: OpenApiDocument): SchemaChecks {
  const ajv = new Ajv2020.default({ strict: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addSchema({ $id: 'doc', components });
  const compiled = new Map<JsonSchema, ValidateFunction>();
  const checkOf = (schema: JsonSchema): ValidateFunction => {
    const known = compiled.get(schema);
    if (known !== undefined) return known;
    const pointed = JSON.stringify(schema).replaceAll('"#/components', '"doc#/components');
    const made = ajv.compile(JSON.parse(pointed) as object);
    compiled.set(schema, made);
    return made;
  };
  return {
    wrongWith(schema, value) {
      const check = checkOf(schema);
      return check(value) ? null : ajv.errorsText(check.errors);
    },
  };
}
