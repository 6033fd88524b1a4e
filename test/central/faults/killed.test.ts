import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { afterEach, describe, expect, onTestFinished, test } from 'vitest';
import { type EmbeddedPostgres, startEmbedded } from '../../../central/setup/embedded-postgres.ts';
import { httpTo } from '../../../electron/sync/http-client.ts';
import {
  removeFolders,
  SHOP_FILE,
  sellOne,
  temporaryFolder,
  testClock,
  testPorts,
  unwrap,
} from '../../support/till.ts';
import { freshDatabase } from '../support/fresh-database.ts';
import { exchangeOf, makeTill, type TillOfTest } from '../support/till-of-test.ts';
import { type Instance, MAIN, startInstance } from './instance.ts';
import { startProxy } from './proxy.ts';

const LIMITS = { deadlineMs: 5_000, silenceMs: 5_000, maxAnswerBytes: 1024 * 1024 };

async function command(
  databaseUrl: string,
  folder: string,
  ...args: readonly string[]
): Promise<Record<string, string>> {
  const child = spawn(process.execPath, [MAIN, ...args, '--nif', SHOP_FILE.issuer.taxId, '--data', folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, DATABASE_URL: databaseUrl },
  });
  const [line] = (await once(child.stdout.setEncoding('utf8'), 'data')) as [string];
  return JSON.parse(line) as Record<string, string>;
}

async function linesIn(databaseUrl: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query("SET app.whole = 'on'");
    const { rows } = await client.query<{ line: Buffer }>('SELECT line FROM till_events ORDER BY installation_id, seq');
    return rows.map(({ line }) => line.toString('utf8'));
  } finally {
    await client.end();
  }
}

/** A till with sales that nobody has yet, paired with the central behind `url`. */
async function tillWith(sales: number, databaseUrl: string, url: string): Promise<TillOfTest> {
  const folder = temporaryFolder('commands');
  await command(databaseUrl, folder, 'admin', 'create', '--company', 'La Plaza');
  const { code = '' } = await command(databaseUrl, folder, 'till', 'pair', '--shop', '01', '--till', 'T01');
  const till = makeTill(null as never, { ports: testPorts(testClock(new Date().toISOString())) });
  onTestFinished(() => till.till.close());
  for (let sold = 0; sold < sales; sold += 1) unwrap(sellOne(till.till));
  till.connect = (place) => httpTo({ ...place, url }, LIMITS);
  till.sync = exchangeOf(till);
  unwrap(await till.sync.pair(code));
  return till;
}

async function untilAllIsSaid(till: TillOfTest, deadlineMs = 60_000): Promise<number> {
  let failures = 0;
  for (const since = performance.now(); ; ) {
    const done = await till.sync.once();
    if (done.ok && done.value.pending === 0) return failures;
    failures += 1;
    if (performance.now() - since > deadlineMs) throw new Error(`not healed: ${JSON.stringify(done)}`);
    await wait(50);
  }
}

afterEach(removeFolders);

describe('central that is killed', () => {
  test('two instances on one database, one killed again and again during a replay: nothing lost, nothing doubled', async () => {
    const database = await freshDatabase();
    onTestFinished(() => database.drop());
    const url = database.connectionString;
    const first = await startInstance(url);
    const second = await startInstance(url);
    const proxy = await startProxy(first.url, () => false);
    onTestFinished(() => proxy.close());
    const till = await tillWith(2_000, url, proxy.url);
    let victim: Instance = first;
    let other: Instance = second;
    /** How much was there when one was killed. */
    const takenAtKill: number[] = [];
    const replaying = untilAllIsSaid(till);
    let isOver = false;
    void replaying.finally(() => {
      isOver = true;
    });
    while (!isOver && takenAtKill.length < 6) {
      // On a fast machine as on a busy one: when more of it is there than at the kill before.
      const before = takenAtKill.at(-1) ?? 0;
      while (!isOver && (await linesIn(url)).length <= before) await wait(5);
      victim.child.kill('SIGKILL');
      proxy.target = other.url;
      takenAtKill.push((await linesIn(url)).length);
      [victim, other] = [other, await startInstance(url)];
    }
    await replaying;
    // In the middle of it, or the kill proves nothing.
    const all = till.lines().length;
    expect(takenAtKill.filter((taken) => taken > 0 && taken < all).length).toBeGreaterThan(0);
    expect(await linesIn(url)).toEqual(till.lines());
    expect(`${victim.said()}${other.said()}`).not.toContain('"unexpected"');
  });

  test('PostgreSQL stopped and killed during a replay: 503, then everything, once', async () => {
    const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'mostrador-stopped-'));
    chmodSync(folder, 0o755);
    const start = async (): Promise<EmbeddedPostgres> =>
      unwrap(await startEmbedded({ folder, newPassword: () => randomBytes(16).toString('hex') }));
    let server = await start();
    onTestFinished(async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    });
    // Its port changes with every start: a proxy is what an address in DATABASE_URL would be.
    const proxy = await startProxy(server.connectionString, () => false);
    onTestFinished(() => proxy.close());
    const address = new URL(server.connectionString);
    address.host = new URL(proxy.url).host;
    const central = await startInstance(address.toString());
    const till = await tillWith(1_500, address.toString(), central.url);
    const replaying = untilAllIsSaid(till);
    await wait(150);
    await server.stop();
    await wait(300);
    server = await start();
    proxy.target = server.connectionString;
    await wait(250);
    process.kill(server.pid, 'SIGKILL');
    await server.ended;
    await wait(300);
    server = await start();
    proxy.target = server.connectionString;
    expect(await replaying).toBeGreaterThan(0);
    expect(await linesIn(server.connectionString)).toEqual(till.lines());
    // The same process served through all of it, and named what happened.
    expect(central.child.exitCode).toBeNull();
    expect(central.said()).toContain('database_away');
    expect(central.said()).not.toContain('"unexpected"');
  });
});
