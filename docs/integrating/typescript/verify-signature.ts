/**
 * Verifies a delivery of Mostrador (Standard Webhooks 1.0.0) with node:crypto alone. `verifyWebhook` of @mostrador/client
 * does the same where there is no Node.
 *
 * As a program it reads headers, an empty line and the body from standard input, and the secret from WEBHOOK_SECRET (two,
 * separated by a space, while one is being replaced):
 *
 *   WEBHOOK_SECRET=whsec_... node verify-signature.ts < delivery.txt
 */
import { createHmac, timingSafeEqual } from 'node:crypto';

const TOLERANCE_SECONDS = 300;
const PREFIX = 'whsec_';

export class Refused extends Error {}

export type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

function header(headers: Headers, name: string): string {
  const value = headers[name];
  if (typeof value !== 'string' || value === '') throw new Refused(`${name} is missing`);
  return value;
}

function signature(secret: string, content: Buffer): Buffer {
  const key = Buffer.from(secret.startsWith(PREFIX) ? secret.slice(PREFIX.length) : secret, 'base64');
  if (key.length === 0) throw new Refused('the secret is empty');
  return Buffer.from(createHmac('sha256', key).update(content).digest('base64'));
}

/**
 * @param headers names in lower case, as node:http gives them
 * @param body the bytes exactly as they came: read as JSON and written again they never verify
 * @returns the webhook-id, which is the same in every repetition of a delivery
 * @throws Refused
 */
export function verify(
  secrets: readonly string[],
  headers: Headers,
  body: Buffer,
  nowSeconds: number = Date.now() / 1_000,
): string {
  const id = header(headers, 'webhook-id');
  const timestamp = header(headers, 'webhook-timestamp');
  const parts = header(headers, 'webhook-signature').split(' ');
  if (!/^[0-9]{1,12}$/.test(timestamp)) throw new Refused('webhook-timestamp is no number');
  if (Math.abs(nowSeconds - Number(timestamp)) > TOLERANCE_SECONDS) throw new Refused('too old, or of a wrong clock');
  if (secrets.length === 0) throw new Refused('the secret is empty');
  const content = Buffer.concat([Buffer.from(`${id}.${timestamp}.`), body]);
  for (const secret of secrets) {
    const expected = signature(secret, content);
    for (const part of parts) {
      const given = Buffer.from(part.startsWith('v1,') ? part.slice(3) : '');
      // In constant time: a comparison that ends at the first difference tells how near a guess was.
      if (given.length === expected.length && timingSafeEqual(given, expected)) return id;
    }
  }
  throw new Refused('no signature fits');
}

async function main(): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  const given = Buffer.concat(chunks);
  const end = given.indexOf('\n\n');
  const lines = given.subarray(0, end).toString('latin1').split('\n');
  const headers = Object.fromEntries(
    lines.map((line) => [line.split(':', 1)[0]?.trim().toLowerCase() ?? '', line.replace(/^[^:]*:/, '').trim()]),
  );
  const body = given.subarray(end + 2);
  const secrets = (process.env['WEBHOOK_SECRET'] ?? '').split(' ').filter((secret) => secret !== '');
  // --now SECONDS is the clock of a test; a receiver never has it.
  const now = process.argv[2] === '--now' ? Number(process.argv[3]) : undefined;
  try {
    process.stdout.write(`verified ${verify(secrets, headers, body, now)} ${body.toString('utf8')}\n`);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    process.stderr.write(`refused ${error.message}\n`);
    process.exitCode = 1;
  }
}

if (import.meta.main) await main();
