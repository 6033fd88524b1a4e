import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TOKEN_FILE } from '../../electron/sync/token-file.ts';
import { runTill } from '../cli/run-till.ts';
import { startRealHost } from '../support/real-host.ts';
import { removeFolders, SHOP_FILE, temporaryFolder } from '../support/till.ts';
import { type FreshDatabase, freshDatabase } from './support/fresh-database.ts';

/** Central and till as they are installed: processes, commands, sockets, TLS with a certificate that nobody signed. */
const MAIN = join(import.meta.dirname, '../../central/main.ts');

let database: FreshDatabase;
let centralFolder: string;
let central: ChildProcess;
let folder: string;
let shop: string;

function spawnCentral(args: readonly string[]): { child: ChildProcess; line: Promise<Record<string, string>> } {
  const child = spawn(process.execPath, [MAIN, ...args, '--data', centralFolder], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, DATABASE_URL: database.connectionString },
  });
  let complaints = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaints = `${complaints}${text}`.slice(-2000);
  });
  const line = new Promise<Record<string, string>>((resolve, reject) => {
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (said.includes('\n')) resolve(JSON.parse(said));
    });
    child.once('exit', (code) => reject(new Error(`central ${args.join(' ')}: ${code} ${said} ${complaints}`)));
  });
  return { child, line };
}

const command = (...args: readonly string[]): Promise<Record<string, string>> =>
  spawnCentral([...args, '--nif', SHOP_FILE.issuer.taxId]).line;
const pairingCode = async (till: string): Promise<string> =>
  (await command('till', 'pair', '--shop', '01', '--till', till))['code'] ?? '';

async function documentsAtCentral(): Promise<string[]> {
  const client = new pg.Client({ connectionString: database.connectionString });
  await client.connect();
  try {
    const { rows } = await client.query<{ number: string }>('SELECT number FROM documents ORDER BY number');
    return rows.map(({ number }) => number);
  } finally {
    await client.end();
  }
}

const till = (name: string, ...args: readonly string[]) => runTill([name, '--data', folder, ...args]);
const SALE = JSON.stringify({ lines: [{ code: '8400000042413' }], payments: [{ method: 'cash', amount: '50.00' }] });
const sell = () => runTill(['sell', '--data', folder], SALE);
const shopFile = (tillCode: string): string => {
  const path = join(temporaryFolder('shop'), 'tienda.json');
  writeFileSync(path, JSON.stringify({ ...SHOP_FILE, till: { code: tillCode } }));
  return path;
};

beforeAll(async () => {
  database = await freshDatabase();
  centralFolder = temporaryFolder('central');
  const started = spawnCentral(['--port', '0']);
  central = started.child;
  expect((await started.line)['url']).toMatch(/^https:/);
  await command('admin', 'create', '--company', 'La Plaza');
  folder = join(temporaryFolder('till'), 'caja');
  shop = shopFile('T01');
});
afterAll(async () => {
  if (central?.exitCode === null) {
    central.kill('SIGTERM');
    await once(central, 'close');
  }
  await database?.drop();
  removeFolders();
});

describe('a till and central as they are installed', () => {
  it('are paired while the till is made, and three sales are there after one round', async () => {
    const catalog = join(temporaryFolder('shop'), 'catalogo.csv');
    writeFileSync(catalog, 'nombre;codigo;precio;iva\nAceite de oliva;8400000042413;22,95;4\n');
    const made = await till('init', '--shop', shop, '--catalog', catalog, '--pair', await pairingCode('T01'));
    expect(made.stderr).toBe('');
    expect(made.exitCode).toBe(0);
    expect(statSync(join(folder, TOKEN_FILE)).mode & 0o777).toBe(0o600);
    const numbers: unknown[] = [];
    for (let sold = 0; sold < 3; sold += 1) numbers.push((await sell()).json['document']);
    const { json } = await till('sync', '--once');
    expect(json).toMatchObject({ pending: 0, rejected: 0 });
    expect(Number(json['acked'])).toBeGreaterThanOrEqual(3);
    expect(await documentsAtCentral()).toEqual(numbers.map((one) => (one as { number: string }).number));
    const status = (await till('status')).json['central'];
    expect(status).toMatchObject({ state: 'up-to-date', pending: 0, companyName: 'La Plaza' });
  });

  it('exchange by themselves while the till runs', async () => {
    const host = await startRealHost(folder);
    try {
      const before = (await documentsAtCentral()).length;
      await sell();
      await expect.poll(async () => (await documentsAtCentral()).length, { timeout: 10_000 }).toBe(before + 1);
      const asked = await till('sync', '--once');
      expect(asked.json).toMatchObject({ pending: 0, rejected: 0 });
    } finally {
      await host.stop();
    }
  });

  it('refuse a code that was used, and a code for another till, and stay as they are', async () => {
    const code = await pairingCode('T01');
    expect((await till('pair', '--code', code)).json).toMatchObject({ companyName: 'La Plaza' });
    expect((await till('sync', '--once')).exitCode).toBe(0);
    const again = await till('pair', '--code', code);
    expect(again.exitCode).toBe(1);
    expect(again.json['error']).toMatchObject({ code: 'pairing_code_used' });
    const other = await till('pair', '--code', await pairingCode('T02'));
    expect(other.json['error']).toMatchObject({ code: 'till_differs' });
    expect((await till('sync', '--once')).json).toMatchObject({ pending: 0 });
  });

  it('sell and say so while central is gone', async () => {
    central.kill('SIGTERM');
    await once(central, 'close');
    expect((await sell()).exitCode).toBe(0);
    const refused = await till('sync', '--once');
    expect(refused.exitCode).toBe(1);
    expect(refused.json['error']).toMatchObject({ code: 'central_unreachable', retryable: true });
    expect((await till('status')).json['central']).toMatchObject({ state: 'offline' });
  });
});
