/**
 * A receiver of webhooks: keeps what is verified, once.
 *
 *   WEBHOOK_SECRET=whsec_... node receiver.ts 8088
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Refused, verify } from './verify-signature.ts';

const MAX_BYTES = 1_000_000;
const secrets = (process.env['WEBHOOK_SECRET'] ?? '').split(' ').filter((secret) => secret !== '');
/** In your database: the id is written in the same transaction as what follows from the event. */
const seen = new Set<string>();

/** The bytes as they came; null when there are too many. */
async function bodyOf(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += (chunk as Buffer).length;
    if (length > MAX_BYTES) return null;
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

/** @returns the status of the answer */
async function receive(request: IncomingMessage): Promise<number> {
  if (request.method !== 'POST') return 405;
  const body = await bodyOf(request);
  if (body === null) return 413;
  try {
    const id = verify(secrets, request.headers, body);
    // A delivery can come twice: its answer may have been lost. The second one is answered like the first.
    process.stdout.write(seen.has(id) ? `again ${id}\n` : `verified ${id} ${body.toString('utf8')}\n`);
    seen.add(id);
    // Answer at once, and do what takes long afterwards: after 15 seconds it counts as failed.
    return 204;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    process.stderr.write(`refused ${error.message}\n`);
    return 401;
  }
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  // A sender that goes away in the middle is no reason to end.
  const status = await receive(request).catch(() => 500);
  response.writeHead(status, { connection: 'close' }).end();
}

if (secrets.length === 0) throw new Error('WEBHOOK_SECRET is missing');
const server = createServer((request, response) => void answer(request, response));
server.listen(Number(process.argv[2] ?? 8088), '127.0.0.1', () => {
  process.stdout.write(`listening on http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
});
