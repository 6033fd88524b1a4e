import { createHmac } from 'node:crypto';
import type { Chance } from '../../app/context.ts';

/** Standard Webhooks 1.0.0. A secret is `whsec_` and the base64 of 24 to 64 bytes; the key is those bytes. */
const PREFIX = 'whsec_';
const SECRET_BYTES = 32;

export const newSecret = (chance: Chance): string =>
  `${PREFIX}${Buffer.from(chance.bytes(SECRET_BYTES)).toString('base64')}`;

/** `v1,` and base64 of HMAC-SHA256 over `{id}.{timestamp}.{body}`. @param timestamp whole seconds */
export function sign(secret: string, id: string, timestamp: number, body: string): string {
  const key = Buffer.from(secret.startsWith(PREFIX) ? secret.slice(PREFIX.length) : secret, 'base64');
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
}

export type Secrets = {
  readonly secret_current: string;
  readonly secret_previous: string | null;
  readonly previous_until_ms: number | null;
};

/** Those that sign now: during a rotation both. */
export function secretsAt(secrets: Secrets, nowMs: number): string[] {
  const { secret_current: current, secret_previous: previous, previous_until_ms: until } = secrets;
  return previous !== null && until !== null && until > nowMs ? [current, previous] : [current];
}

/** The headers of one attempt. */
export const signedHeaders = (
  id: string,
  body: string,
  secrets: readonly string[],
  nowMs: number,
): Record<string, string> => {
  const timestamp = Math.floor(nowMs / 1_000);
  return {
    'content-type': 'application/json',
    'user-agent': 'Mostrador-Webhooks/1.0',
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': secrets.map((secret) => sign(secret, id, timestamp, body)).join(' '),
  };
};
