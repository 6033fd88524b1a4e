import type { WebhookEvent } from './generated/types.ts';

/** Why a delivery is not to be believed. */
export class WebhookRefused extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'WebhookRefused';
  }
}

type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

const TOLERANCE_SECONDS = 300;
const PREFIX = 'whsec_';

const bytesOf = (base64: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));

function header(headers: Headers, name: string): string {
  const found = Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];
  if (typeof found !== 'string' || found === '') throw new WebhookRefused(`${name} is missing`);
  return found;
}

async function signs(secret: string, signature: string, content: string): Promise<boolean> {
  const raw = bytesOf(secret.startsWith(PREFIX) ? secret.slice(PREFIX.length) : secret);
  if (raw.length === 0) throw new WebhookRefused('the secret is empty');
  const hmac = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', raw, hmac, false, ['verify']);
  try {
    // Compared in constant time by whoever verifies.
    return await crypto.subtle.verify('HMAC', key, bytesOf(signature), new TextEncoder().encode(content));
  } catch {
    return false;
  }
}

/**
 * The event of a delivery, when its signature is good (Standard Webhooks 1.0.0) and it is no older than five minutes.
 * @param secrets of the endpoint; two while one is being replaced
 * @param body exactly as it came: read again and written again it never verifies
 * @throws WebhookRefused
 */
export async function verifyWebhook(
  secrets: string | readonly string[],
  headers: Headers,
  body: string | Uint8Array,
  nowMs: number = Date.now(),
): Promise<WebhookEvent> {
  const [id, timestamp, signatures] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) =>
    header(headers, name),
  ) as [string, string, string];
  if (!/^\d{1,12}$/.test(timestamp)) throw new WebhookRefused('webhook-timestamp is no number');
  if (Math.abs(nowMs / 1_000 - Number(timestamp)) > TOLERANCE_SECONDS)
    throw new WebhookRefused('too old, or of a wrong clock');
  const text = typeof body === 'string' ? body : new TextDecoder().decode(body);
  const content = `${id}.${timestamp}.${text}`;
  for (const part of signatures.split(' ')) {
    const [version, signature = ''] = part.split(',');
    if (version !== 'v1' || signature === '') continue;
    for (const secret of typeof secrets === 'string' ? [secrets] : secrets) {
      if (await signs(secret, signature, content)) return JSON.parse(text) as WebhookEvent;
    }
  }
  throw new WebhookRefused('no signature fits');
}
