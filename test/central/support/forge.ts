import { hash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { bearer } from './fresh-central.ts';

/** A line as an object of which a test may change anything. */
// biome-ignore lint/suspicious/noExplicitAny: a forged event has no shape
export type Forged = any;

const sha256 = (line: string): string => hash('sha256', line, 'hex');

/** The lines with one of them changed and all of them chained anew: a till that lies consistently. */
export function forge(lines: readonly string[], change: (events: Forged[]) => void): string[] {
  const events = lines.map((line) => JSON.parse(line) as Forged);
  change(events);
  let before = '';
  return events.map((event: Forged) => {
    const line = JSON.stringify({ ...event, prevEventHash: before });
    before = sha256(line);
    return line;
  });
}

export type Posted = { readonly status: number; readonly body: Forged };

/** Sends lines as a till would. */
export async function post(
  app: FastifyInstance,
  till: { readonly tillId: string; readonly token: string },
  lines: readonly string[],
): Promise<Posted> {
  const answer = await app.inject({
    method: 'POST',
    url: `/v1/tills/${till.tillId}/events`,
    headers: { ...bearer(till.token), 'content-type': 'application/x-ndjson' },
    payload: `${lines.join('\n')}\n`,
  });
  return { status: answer.statusCode, body: answer.json() };
}
