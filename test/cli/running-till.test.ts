import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Host } from '../../electron/host/shell.ts';
import { startVirtualPrinter, type VirtualPrinter } from '../../native/simulators/virtual-printer.ts';
import { startRealHost } from '../support/real-host.ts';
import { removeFolders, temporaryFolder } from '../support/till.ts';
import { runTill } from './run-till.ts';

let printer: VirtualPrinter;
let folder: string;
let host: Host;

const SALE = { lines: [{ code: '8400000042413' }], payments: [{ method: 'cash', amount: '50.00' }] };
const sell = (sale: unknown) => runTill(['sell', '--data', folder], JSON.stringify(sale));

beforeAll(async () => {
  printer = await startVirtualPrinter({ port: 0, columns: 48 });
  folder = join(temporaryFolder('running'), 'caja');
  const shop = join(temporaryFolder('running'), 'tienda.json');
  const sample: unknown = JSON.parse(readFileSync('samples/tienda.json', 'utf8'));
  const staff = [{ name: 'Caja' }, { name: 'Marta', pin: '1234' }];
  writeFileSync(shop, JSON.stringify({ ...(sample as object), staff }));
  await runTill(['init', '--data', folder, '--shop', shop, '--printer', `tcp://127.0.0.1:${printer.port}`]);
  const catalog = join(temporaryFolder('running'), 'catalogo.csv');
  writeFileSync(catalog, 'nombre;codigo;precio;iva\nAceite de oliva;8400000042413;22,95;4\n');
  await runTill(['import', '--data', folder, '--catalog', catalog]);
  host = await startRealHost(folder);
}, 60_000);
afterAll(async () => {
  await host?.stop();
  await printer?.close();
  removeFolders();
});

describe('the command line beside a running till', () => {
  it('sells through it: the till holds the folder, its device process prints, the paper is waited for', async () => {
    const next = printer.nextTicket();
    const run = await sell(SALE);
    expect(run.json).toMatchObject({ document: { total: '22.95' }, change: '27.05', print: { state: 'confirmed' } });
    await next;
    expect(run.exitCode).toBe(0);
  }, 20_000);

  it('answers a repeated ticket id with the same document and prints nothing again', async () => {
    const sale = { ...SALE, ticketId: '01990000-0000-7000-8000-000000000002' };
    const first = await sell(sale);
    const papers = printer.tickets.length;
    expect((await sell(sale)).json['document']).toEqual(first.json['document']);
    expect(printer.tickets.length).toBe(papers);
  }, 20_000);

  it('refuses what it refuses without it, with the same codes', async () => {
    const run = await sell({ ...SALE, payments: [{ method: 'cash', amount: '1.00' }] });
    expect(run.exitCode).toBe(1);
    expect(run.json['error']).toMatchObject({ code: 'payment_insufficient' });
    const drawer = await runTill(['drawer', '--data', folder, '--cashier', 'Marta', '--pin', '9999']);
    expect(drawer.json['error']).toMatchObject({ code: 'pin_wrong' });
  }, 20_000);

  it('reprints, opens the drawer, annuls and imports', async () => {
    const { number } = (await sell(SALE)).json['document'] as unknown as { number: string };
    const again = await runTill(['reprint', '--data', folder, '--number', number]);
    expect(again.json).toMatchObject({ number, print: { state: 'confirmed' } });
    const drawer = await runTill([
      'drawer',
      '--data',
      folder,
      '--why',
      'cambio',
      '--cashier',
      'Marta',
      '--pin',
      '1234',
    ]);
    expect(drawer.json).toMatchObject({ drawer: { state: 'confirmed' } });
    const annulled = await runTill(['annul', '--data', folder, '--number', number, '--why', 'prueba']);
    expect(annulled.json).toMatchObject({ number, annulled: { huella: expect.stringMatching(/^[0-9A-F]{64}$/) } });
    const catalog = join(temporaryFolder('running'), 'dos.csv');
    writeFileSync(catalog, 'nombre;codigo;precio;iva\nPan;8400000000124;1,20;4\nMal;8400000000125;abc;4\n');
    const imported = await runTill(['import', '--data', folder, '--catalog', catalog]);
    expect(imported.json).toMatchObject({ created: 1, refused: 1, refusals: [{ message: expect.any(String) }] });
    expect(imported.stderr).toMatch(/Fila 3/);
    expect((await sell({ ...SALE, lines: [{ code: '8400000000124' }] })).json).toMatchObject({
      document: { total: '1.20' },
    });
  }, 40_000);

  it('makes somebody who guesses a PIN wait, whichever way the tries come', async () => {
    const guess = () => runTill(['drawer', '--data', folder, '--cashier', 'Marta', '--pin', '0000']);
    const codes: string[] = [];
    for (let count = 0; count < 8 && !codes.includes('pin_throttled'); count += 1) {
      codes.push(((await guess()).json['error'] as unknown as { code: string }).code);
    }
    expect(codes).toContain('pin_throttled');
  }, 40_000);

  it('repeats a sale whose answer was lost because the till was killed, and it is made once', async () => {
    const before = ((await runTill(['status', '--data', folder])).json as { documents?: number }).documents ?? 0;
    const selling = sell(SALE);
    process.kill(host.pid('till') ?? 0, 'SIGKILL');
    expect((await selling).json).toMatchObject({ document: { total: '22.95' } });
    expect((await runTill(['status', '--data', folder])).json).toMatchObject({ documents: before + 1 });
    expect((await runTill(['verify', '--data', folder])).json).toMatchObject({ ok: true, problems: [] });
  }, 40_000);

  it('opens the folder itself once the till has ended', async () => {
    await host.stop();
    expect((await sell(SALE)).json).toMatchObject({ print: { state: 'confirmed' } });
  }, 20_000);
});
