import { PROBLEM_CODES } from '../../../central/openapi/problem-codes.ts';
import type { Operation } from './operations-of.ts';
import type { SchemaChecks } from './schema-checks.ts';

export type Given = {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
};

/** What is wrong with an answer, beside what the document says of its operation. @returns null: nothing */
export function wrongWithAnswer(
  { responses }: Operation,
  { status, headers, body }: Given,
  checks: SchemaChecks,
): string | null {
  if (status >= 500) return `${status} ${body.slice(0, 300)}`;
  if (headers['x-request-id'] === undefined) return 'no X-Request-Id';
  const said = responses[String(status)] ?? responses['default'];
  if (said === undefined) return `nothing is said of ${status}`;
  const type = String(headers['content-type'] ?? '').split(';')[0] ?? '';
  const content = said.content?.[type];
  if (content === undefined)
    return `${status} is of type ${type}, and not of ${Object.keys(said.content ?? {}).join()}`;
  if (!/[/+]json$/.test(type)) return null;
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return `${status} is no JSON`;
  }
  const { code } = (value ?? {}) as { code?: unknown };
  if (status >= 400 && !(PROBLEM_CODES as readonly unknown[]).includes(code)) return `${status} ${code} is in no list`;
  const wrong = checks.wrongWith(content.schema, value);
  return wrong === null ? null : `${status} ${wrong}: ${body.slice(0, 300)}`;
}
