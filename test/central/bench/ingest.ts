import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { buildApp } from '../../../central/app/build-app.ts';
import type { CentralContext } from '../../../central/app/context.ts';
import { newToken } from '../../../central/app/token-text.ts';
import { openPool } from '../../../central/db/pool.ts';
import { inWhole } from '../../../central/db/tenant.ts';
import { newUuid } from '../../../central/real-world.ts';
import { allInstallations } from '../../../db/installations.ts';
import { openReader } from '../../../db/open.ts';
import { nextBatch } from '../../../electron/sync/events/lines.ts';
import { cachedShop } from '../../bench/folders.ts';
import { type Bench, type BenchContext, figure } from '../../bench/row.ts';
import { SHOP_FILE } from '../../support/till.ts';
import { recordStatements, replayBare, type Statement } from './bare-statements.ts';
import { contextOf, newDatabase, startPostgres } from './real-postgres.ts';

/** Enough for a steady rate; what bare `pg` writes again is kept in memory. */
const MAX_DOCUMENTS = 10_000;
const CATALOGUE = 1_000;
const RATE_GOAL = 0.5;

export type Batch = { readonly body: string; readonly documents: number };

/** Every event of a made shop, in the requests that a till sends. */
export async function batchesOf(context: BenchContext, documents: number): Promise<Batch[]> {
  const db = openReader(await cachedShop(context, Math.min(CATALOGUE, context.sizes.products), documents));
  const batches: Batch[] = [];
  for (const installation of allInstallations(db)) {
    let at = { seq: 0, eventHash: '', series: [] as never[] } as Parameters<typeof nextBatch>[2];
    for (;;) {
      const lines = nextBatch(db, installation, at);
      const last = lines.at(-1);
      if (last === undefined) break;
      at = last.at;
      const sold = lines.filter(({ line }) => line.includes('"type":"document.issued"')).length;
      batches.push({ body: `${lines.map(({ line }) => line).join('\n')}\n`, documents: sold });
    }
  }
  db.close();
  return batches;
}

type Books = { readonly tillId: string; readonly token: string; readonly url: string };

const IDS = { company: newUuid(), shop: newUuid(), till: newUuid() };

async function found(context: CentralContext): Promise<string> {
  const { keyId, secretSha256, last4, token } = newToken(context.chance, 'till');
  await inWhole(context, async (tx) => {
    await tx.query(
      "INSERT INTO companies (id, name, tax_id, environment, created_at_ms) VALUES ($1, 'X', $2, 'test', 0)",
      [IDS.company, SHOP_FILE.issuer.taxId],
    );
    await tx.query("INSERT INTO shops (company_id, id, code, name, created_at_ms) VALUES ($1, $2, '01', 'X', 0)", [
      IDS.company,
      IDS.shop,
    ]);
    await tx.query(
      "INSERT INTO tills (company_id, id, shop_id, code, name, state, created_at_ms) VALUES ($1, $2, $3, 'T01', 'X', 'paired', 0)",
      [IDS.company, IDS.till, IDS.shop],
    );
    await tx.query(
      "INSERT INTO tokens (company_id, key_id, client_id, name, kind, secret_sha256, last4, till_id, shop_id, created_at_ms) VALUES ($1, $2, $2, 'X', 'till', $3, $4, $5, $6, 0)",
      [IDS.company, keyId, secretSha256, last4, IDS.till, IDS.shop],
    );
  });
  return token;
}

const agent = new Agent({ keepAlive: true, maxSockets: 1 });

async function post({ url, tillId, token }: Books, body: string): Promise<void> {
  const sent = request(`${url}/v1/tills/${tillId}/events`, {
    method: 'POST',
    agent,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/x-ndjson' },
  });
  sent.end(body);
  const [answer] = (await once(sent, 'response')) as [NodeJS.ReadableStream & { statusCode?: number }];
  let text = '';
  for await (const chunk of answer) text += String(chunk);
  if (answer.statusCode !== 200 || !text.includes('"quarantined":[]')) throw new Error(`${answer.statusCode} ${text}`);
}

/** Seconds from the first byte sent to the last answer. */
async function ingestAll(
  connectionString: string,
  batches: readonly Batch[],
  record: boolean,
): Promise<{ seconds: number; statements: Statement[][] }> {
  const pool = openPool({ connectionString, max: 4, onError: () => undefined });
  const statements = record ? recordStatements(pool) : [];
  const context = contextOf(pool);
  const app = buildApp(context);
  const token = await found(context);
  statements.length = 0;
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  const since = performance.now();
  for (const { body } of batches) await post({ url, tillId: IDS.till, token }, body);
  const seconds = (performance.now() - since) / 1_000;
  await app.close();
  await pool.end();
  return { seconds, statements };
}

/** Events of a till over a real socket into a real PostgreSQL, beside the same rows written by bare `pg`. */
export const centralIngest: Bench = async (context) => {
  const documents = Math.min(MAX_DOCUMENTS, context.sizes.documents);
  const batches = await batchesOf(context, documents);
  const sold = batches.reduce((sum, batch) => sum + batch.documents, 0);
  const server = await startPostgres(context);
  try {
    const { seconds } = await ingestAll(await newDatabase(server, 'measured'), batches, false);
    const { statements } = await ingestAll(await newDatabase(server, 'recorded'), batches, true);
    const bare = await newDatabase(server, 'bare');
    const pool = openPool({ connectionString: bare, max: 1, onError: () => undefined });
    await found(contextOf(pool));
    await pool.end();
    const bareSeconds = await replayBare(bare, statements);
    const rate = sold / seconds;
    const share = bareSeconds / seconds;
    return [
      {
        what: 'central ingest',
        how: `${sold} documents in ${batches.length} requests, one connection, PostgreSQL with fsync, one process for both sides`,
        figures: [figure('documents', rate, '/s'), figure('of bare pg', share)],
        goal: `>= ${RATE_GOAL} of bare pg`,
        met: share >= RATE_GOAL,
        limit: [figure('bare pg', sold / bareSeconds, '/s')],
        skipped: null,
      },
    ];
  } finally {
    await server.stop();
  }
};
