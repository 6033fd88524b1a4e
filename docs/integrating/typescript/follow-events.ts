/**
 * Follows what happens, in order, from where the last run ended. For whoever cannot be reached, and to miss nothing.
 *
 *   MOSTRADOR_URL=... MOSTRADOR_TOKEN=<events:read> node follow-events.ts POSITION_FILE [--once]
 */
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { ApiProblem, createClient, followEvents } from '../../../clients/typescript/src/index.ts';

const client = createClient({
  url: process.env['MOSTRADOR_URL'] ?? '',
  token: process.env['MOSTRADOR_TOKEN'] ?? '',
  language: 'en',
});
const [file = 'position', mode] = process.argv.slice(2);

/** Whole or not at all: a file that is half written would be a position that never was. */
function keep(position: string): void {
  writeFileSync(`${file}.new`, position);
  renameSync(`${file}.new`, file);
}

type Event = { readonly id: string; readonly type: string; readonly data: unknown };

function deal({ id, type, data }: Event): void {
  process.stdout.write(`${id} ${type} ${JSON.stringify(data)}\n`);
  // After it was dealt with: whoever dies here sees this one again, and none is lost.
  keep(id);
}

const position = (): { after?: string } => (existsSync(file) ? { after: readFileSync(file, 'utf8') } : {});

async function once(): Promise<void> {
  for (let hasMore = true; hasMore; ) {
    const page = await client.events.list(position());
    for (const event of page.data) deal(event);
    hasMore = page.hasMore;
  }
}

async function follow(): Promise<void> {
  for await (const event of followEvents(client, position())) deal(event);
}

for (;;) {
  try {
    await (mode === '--once' ? once() : follow());
    break;
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.code !== 'event_unknown') throw error;
    // Central was restored from a copy. From the beginning: what was dealt with is known by its id.
    rmSync(file, { force: true });
  }
}
