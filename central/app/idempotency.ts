import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { storableJson } from '../db/storable.ts';
import type { Tx, WholeTx } from '../db/tenant.ts';
import { problem } from './problem.ts';
import { RawAnswer } from './route.ts';

/** How long a key is remembered: tills and shops may be offline for days. */
export const KEYS_KEPT_MS = 30 * 24 * 60 * 60_000;

/** What is to happen once: whose, which route, under which key, and what was asked. */
export type KeyedRequest = {
  readonly clientId: string;
  /** Method and declared path: the key of another route is another key. */
  readonly route: string;
  readonly key: string;
  /** Path and body as asked. */
  readonly request: unknown;
};

const VISIBLE = /^[\x21-\x7e]{1,255}$/;

/**
 * The value of Idempotency-Key, a structured string ("8e03...") or bare. @returns null without one.
 * Thrown: idempotency_key_invalid (400).
 */
export function readKey(headers: IncomingHttpHeaders): string | null {
  const header = headers['idempotency-key'];
  if (header === undefined) return null;
  const text = String(header).trim();
  const isQuoted = text.length >= 2 && text.startsWith('"') && text.endsWith('"');
  const key = isQuoted ? text.slice(1, -1).replace(/\\(["\\])/g, '$1') : text;
  if (!VISIBLE.test(key)) throw problem('idempotency_key_invalid', { status: 400 });
  return key;
}

/** One text for one meaning: the order of fields says nothing. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(fields.map(([name, inner]) => [name, canonical(inner)]));
}

const fingerprint = (request: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(canonical(request)))
    .digest('hex');

type KeyRow = {
  readonly request_sha256: string;
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: string;
};

const LOCK = "SELECT pg_try_advisory_xact_lock(hashtextextended('idempotency ' || $1::text, 0)) AS free";
const FIND = `SELECT request_sha256, status, headers, body FROM idempotency_keys
  WHERE company_id = $1 AND client_id = $2 AND route = $3 AND key = $4`;
const KEEP = `INSERT INTO idempotency_keys (company_id, client_id, route, key, request_sha256, status, headers, body, created_at_ms)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`;

/**
 * Does the work of a key once, in the transaction of its effect: asked again, the same answer is given again. The key is held
 * by a lock of the transaction, so that a server that dies leaves nothing that looks as if it were still running. What the
 * work throws is not remembered: corrected, the same key may be used.
 * Thrown: idempotency_running (409), idempotency_key_reused (422), and what `work` throws.
 */
export async function once(
  tx: Tx,
  nowMs: number,
  { clientId, route, key, request }: KeyedRequest,
  work: () => Promise<RawAnswer>,
): Promise<RawAnswer> {
  const place = [tx.companyId, clientId, route, key];
  const [lock] = await tx.query<{ free: boolean }>(LOCK, [JSON.stringify(place)]);
  if (lock?.free !== true) {
    throw problem('idempotency_running', { status: 409, retryable: true, retryAfterSeconds: 1 });
  }
  const asked = fingerprint(request);
  const [known] = await tx.query<KeyRow>(FIND, place);
  if (known !== undefined) {
    if (known.request_sha256 !== asked) throw problem('idempotency_key_reused');
    return new RawAnswer(known.body, { ...known.headers, 'idempotent-replayed': 'true' }, known.status);
  }
  const answer = await work();
  const { status, headers, body } = answer;
  await tx.query(KEEP, [...place, asked, status, storableJson(headers), body.toString(), nowMs]);
  return answer;
}

const FORGET = `DELETE FROM idempotency_keys WHERE ctid IN (
    SELECT ctid FROM idempotency_keys WHERE created_at_ms < $1 LIMIT $2)
  RETURNING 1`;

/** Forgets what is older than KEYS_KEPT_MS, at most `limit`, of every company. @returns how many */
export async function forgetOldKeys(tx: WholeTx, nowMs: number, limit: number): Promise<number> {
  return (await tx.query(FORGET, [nowMs - KEYS_KEPT_MS, limit])).length;
}
