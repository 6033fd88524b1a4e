import type { IncomingHttpHeaders } from 'node:http';
import { problem } from './problem.ts';

/** Strong entity tag of a row's version, RFC 9110 section 8.8.3. */
export const etagOf = (version: number): string => `"${version}"`;

/**
 * Goes on if the request may be done on what is there: it says nothing, or If-Match names this version, or is `*` and there is
 * something. To be asked while the row is locked.
 * @param current null: there is nothing
 * Thrown: precondition_failed {version} (412); version 0 is nothing.
 */
export function requireMatch(headers: IncomingHttpHeaders, current: number | null): void {
  const wanted = headers['if-match'];
  if (wanted === undefined) return;
  const tags = wanted.split(',').map((tag) => tag.trim());
  if (current !== null && (tags.includes('*') || tags.includes(etagOf(current)))) return;
  throw problem('precondition_failed', { status: 412, params: { version: current ?? 0 } });
}
