import type { z } from 'zod';
import { ok, type Result, refuse } from '../../domain/result.ts';

/** Refuses `json_malformed` {what}. A byte order mark, as Windows editors write, is no mistake. */
export function parseJson(content: string, what: string): Result<unknown> {
  try {
    return ok(JSON.parse(content.replace(/^\uFEFF/, '')));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return refuse('json_malformed', { what, detail: error.message });
  }
}

/** Parses by schema; refuses `code` {field} naming the first field that does not fit. */
export function parseBy<T>(schema: z.ZodType<T>, value: unknown, code: string): Result<T> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return ok(parsed.data);
  const issue = parsed.error.issues[0];
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys : [];
  return refuse(code, { field: [...(issue?.path ?? []), ...unknown].join('.') || '-' });
}
