import { hash } from 'node:crypto';
import { MAX_EVENT_BYTES } from '../../../contracts/sync/limits.ts';

/** For the envelope around it, whose fields have bounds. */
const ENVELOPE_BYTES = 4096;

export type Stranded = {
  /** JSON of what `event.stranded` tells. */
  readonly payload: string;
  /** Null: it travels whole. Else what of it stays only at this till. */
  readonly left: { readonly sha256: string; readonly bytes: number; readonly number: string | null } | null;
};

type Line = {
  readonly type?: unknown;
  readonly data?: { readonly number?: unknown; readonly document?: { readonly number?: unknown } };
};

function aboutOf(line: string): { readonly type: unknown; readonly number: string | null } {
  const { type, data } = JSON.parse(line) as Line;
  const number = data?.document?.number ?? data?.number;
  return { type, number: typeof number === 'string' ? number : null };
}

/**
 * An event of a diverged installation as news of the open one. Inside another line its quotes cost bytes: one that would be
 * larger than an event may be is named by its hash and its number instead, so that what comes after it is not held up.
 */
export function strandedPayload(
  installationId: string,
  seq: number,
  line: string,
  maxBytes = MAX_EVENT_BYTES,
): Stranded {
  const payload = JSON.stringify({ installationId, seq, line });
  if (Buffer.byteLength(payload) <= maxBytes - ENVELOPE_BYTES) return { payload, left: null };
  const { type, number } = aboutOf(line);
  const left = { sha256: hash('sha256', line, 'hex'), bytes: Buffer.byteLength(line), number };
  const { sha256, bytes } = left;
  const named = JSON.stringify({ installationId, seq, type, data: number === null ? {} : { number }, sha256, bytes });
  return { payload: JSON.stringify({ installationId, seq, line: named }), left };
}
