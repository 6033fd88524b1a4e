import { ok, type Result, refuse } from '../../domain/result.ts';

export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue };

/** Refuses `json_malformed` {what}. A byte order mark, as Windows editors write, is no mistake. */
export function parseJson(content: string, what: string): Result<unknown> {
  try {
    return ok(JSON.parse(content.replace(/^\uFEFF/, '')));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return refuse('json_malformed', { what, detail: error.message });
  }
}
