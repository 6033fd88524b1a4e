import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startVirtualPrinter, type VirtualPrinter } from '../../native/simulators/virtual-printer.ts';
import { readTicket } from '../support/read-ticket.ts';
import { removeFolders, temporaryFolder } from '../support/till.ts';
import { validateEnvelope } from '../support/xsd.ts';
import { runTill } from './run-till.ts';

let printer: VirtualPrinter;
let folder: string;

const SALE = {
  lines: [{ code: '8400000042413', quantity: '2' }],
  payments: [{ method: 'cash', amount: '50.00' }],
};
const sell = (sale: unknown, data = folder) => runTill(['sell', '--data', data], JSON.stringify(sale));

beforeAll(async () => {
  printer = await startVirtualPrinter({ port: 0, columns: 48 });
  folder = join(temporaryFolder('cli'), 'caja');
  const made = await runTill([
    'init',
    ...['--data', folder, '--shop', 'samples/tienda.json', '--catalog', 'samples/catalogo-supermercado.csv'],
    ...['--printer', `tcp://127.0.0.1:${printer.port}`],
  ]);
  expect(made).toMatchObject({ exitCode: 0, json: { environment: 'test', catalog: { rows: 4488, created: 4488 } } });
}, 30_000);
afterAll(async () => {
  await printer.close();
  removeFolders();
});

describe('sell', () => {
  it('sells real goods without a network and hands out the legal ticket', async () => {
    const next = printer.nextTicket();
    const run = await sell(SALE);
    expect(run.exitCode).toBe(0);
    expect(run.json).toMatchObject({
      document: { type: 'F2', total: '45.90' },
      change: '4.10',
      print: { state: 'confirmed' },
    });
    const document = run.json['document'] as unknown as { number: string; qr: string; huella: string };
    expect(document.number).toMatch(/^01T01S-\d\d-000001$/);
    expect(document.huella).toMatch(/^[0-9A-F]{64}$/);
    const paper = readTicket(await next);
    expect(paper.qr?.content).toBe(document.qr);
    expect(paper.qr?.sideMm).toBeGreaterThanOrEqual(30);
    expect(paper.qr?.sideMm).toBeLessThanOrEqual(40);
    for (const text of [
      document.number,
      'PRUEBA - SIN VALIDEZ',
      'FACTURA SIMPLIFICADA',
      '45,90',
      '4,10',
      'QR tributario:',
    ]) {
      expect(paper.text).toContain(text);
    }
  });

  it('answers a repeated ticket id with the same document and prints nothing again', async () => {
    const sale = { ...SALE, ticketId: '01990000-0000-7000-8000-000000000001' };
    const first = await sell(sale);
    const papers = printer.tickets.length;
    const again = await sell(sale);
    expect(again.json['document']).toEqual(first.json['document']);
    expect(printer.tickets.length).toBe(papers);
  });

  it('sells by weight, by department, with discounts and mixed payment', async () => {
    const run = await sell({
      lines: [
        { code: '8400000042413', discount: { percent: '10', reason: 'Oferta' } },
        { department: 'Varios', rate: '21', amount: '3.50', quantity: '2' },
      ],
      discount: { amount: '1.00' },
      payments: [
        { method: 'card', amount: '20.00' },
        { method: 'cash', amount: '10.00' },
      ],
    });
    // 22.95 - 2.30 + 7.00 - 1.00
    expect(run.json).toMatchObject({ document: { total: '26.65' }, change: '3.35' });
  });

  it.each([
    ['an unknown code', { lines: [{ code: '999' }], payments: [] }, 1, 'code_unknown'],
    ['too little money', { ...SALE, payments: [{ method: 'cash', amount: '1.00' }] }, 1, 'payment_insufficient'],
    ['an empty ticket', { lines: [], payments: [] }, 1, 'ticket_empty'],
    ['a comma in an amount', { ...SALE, payments: [{ method: 'cash', amount: '50,00' }] }, 1, 'amount_malformed'],
    [
      'a negative quantity',
      { lines: [{ code: '8400000042413', quantity: '-1' }], payments: [] },
      1,
      'negative_not_allowed',
    ],
    ['a field that does not exist', { ...SALE, tip: '1.00' }, 1, 'sale_file_invalid'],
    ['no JSON', undefined, 2, 'json_malformed'],
  ])('refuses %s and changes nothing', async (_name, sale, exitCode, code) => {
    const before = (await runTill(['status', '--data', folder])).json;
    const run = await runTill(['sell', '--data', folder], sale === undefined ? '{"lines":' : JSON.stringify(sale));
    expect(run.exitCode).toBe(exitCode);
    expect(run.json['error']).toMatchObject({ code });
    expect(run.stderr).toMatch(new RegExp(`^${code}: .{20,}`));
    expect((await runTill(['status', '--data', folder])).json).toEqual(before);
  });

  it('stores the sale also when the printer is dead, says so, and prints it once when it is back', async () => {
    const data = join(temporaryFolder('dead'), 'caja');
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    await new Promise((resolve) => server.close(resolve));
    await runTill(['init', '--data', data, '--shop', 'samples/tienda.json', '--printer', `tcp://127.0.0.1:${port}`]);
    const run = await sell(
      { lines: [{ department: 'Varios', rate: '21', amount: '5.00' }], payments: [{ method: 'card', amount: '5.00' }] },
      data,
    );
    expect(run).toMatchObject({ exitCode: 0, json: { print: { state: 'failed', reason: 'refused' } } });
    expect(run.stderr).not.toBe('');
    const back = await startVirtualPrinter({ port, columns: 48 });
    const { number } = run.json['document'] as unknown as { number: string };
    const reprinted = await runTill(['reprint', '--data', data, '--number', number]);
    expect(reprinted.json).toMatchObject({ print: { state: 'confirmed' } });
    expect(readTicket(back.tickets[0] ?? expect.fail('no paper')).text).not.toContain('DUPLICADO');
    await runTill(['reprint', '--data', data, '--number', number]);
    expect(readTicket(back.tickets[1] ?? expect.fail('no paper')).text).toContain('DUPLICADO');
    expect((await runTill(['verify', '--data', data])).json).toMatchObject({ ok: true, documents: 1 });
    await back.close();
  });
});

describe('the other commands', () => {
  it('verify, export, backup and restore agree about the documents', async () => {
    const { documents } = (await runTill(['verify', '--data', folder])).json as unknown as { documents: number };
    expect(documents).toBeGreaterThan(0);
    const out = temporaryFolder('out');
    const records = join(out, 'registros.xml');
    const exported = await runTill(['export', '--data', folder, '--records', records]);
    expect(exported.json).toEqual({ files: [{ path: records, records: documents }] });
    expect(await validateEnvelope(readFileSync(records, 'utf8'))).toEqual([]);
    const copy = join(out, 'copia.db');
    expect((await runTill(['backup', '--data', folder, '--to', copy])).json).toMatchObject({ documents });
    expect(readdirSync(out).sort()).toEqual(['copia.db', 'registros.xml']);
    const restored = join(out, 'restaurada');
    expect((await runTill(['restore', '--data', restored, '--from', copy])).exitCode).toBe(0);
    const first = await sell({ ...SALE }, restored);
    expect((first.json['document'] as unknown as { number: string }).number).toMatch(/^01T01S[A-Z2-9]{5}-\d\d-000001$/);
    expect((await runTill(['verify', '--data', restored])).json).toMatchObject({ ok: true, documents: documents + 1 });
    expect((await runTill(['restore', '--data', restored, '--from', copy])).json).toMatchObject({
      error: { code: 'restore_folder_in_use' },
    });
  });

  it('huella computes the published example', async () => {
    const vectors = JSON.parse(readFileSync('test/fixtures/verifactu/vectors.json', 'utf8')).vectors as {
      kind: string;
      inputs: Record<string, string>;
      expected: Record<string, string>;
    }[];
    const vector = vectors.find(({ kind }) => kind === 'huella-alta');
    const run = await runTill(['huella'], JSON.stringify({ kind: 'alta', fields: vector?.inputs }));
    expect(run.json).toEqual(vector?.expected);
  });

  it('import shows a preview without writing', async () => {
    const csv = join(temporaryFolder('csv'), 'nuevo.csv');
    writeFileSync(csv, 'codigo;nombre;precio;iva\n90001;Producto nuevo;1,25;21\n');
    const preview = await runTill(['import', '--data', folder, '--catalog', csv, '--preview']);
    expect(preview.json).toMatchObject({ isDryRun: true, created: 1 });
    expect((await sell({ lines: [{ code: '90001' }], payments: [] })).json['error']).toMatchObject({
      code: 'code_unknown',
    });
    await runTill(['import', '--data', folder, '--catalog', csv]);
    const sold = await sell({ lines: [{ code: '90001' }], payments: [{ method: 'bizum', amount: '1.25' }] });
    expect(sold.json).toMatchObject({ document: { total: '1.25' } });
  });

  it('annul adds a record and leaves the ticket as issued, once', async () => {
    const { number } = (await sell(SALE)).json['document'] as unknown as { number: string };
    const annulled = await runTill(['annul', '--data', folder, '--number', number, '--why', 'No hubo venta']);
    expect(annulled.json).toMatchObject({ number, annulled: { huella: expect.stringMatching(/^[0-9A-F]{64}$/) } });
    const again = await runTill(['annul', '--data', folder, '--number', number, '--why', 'No hubo venta']);
    expect(again).toMatchObject({ exitCode: 1, json: { error: { code: 'already_annulled' } } });
    expect((await runTill(['verify', '--data', folder])).json).toMatchObject({ ok: true });
  });

  it('drawer sends one pulse and says who opened it', async () => {
    const before = printer.drawerPulses.length;
    expect((await runTill(['drawer', '--data', folder, '--why', 'Cambio'])).json).toEqual({
      drawer: { state: 'confirmed' },
    });
    expect(printer.drawerPulses.length).toBe(before + 1);
  });

  it.each([
    [['sell'], 'usage'],
    [['nonsense'], 'usage'],
    [['constructor'], 'usage'],
    [['export', '--data', 'x', '--records', 'y', '--from', 'ayer'], 'option_invalid'],
  ])('%j ends with 2', async (args, code) => {
    const run = await runTill(args);
    expect(run).toMatchObject({ exitCode: 2, json: { error: { code } } });
  });

  it.each([
    ['a shop file with a wrong NIF', (shop: string) => shop.replace('B12345674', 'B12345678'), 'nif_invalid'],
    ['a shop file without a name', (shop: string) => shop.replace('"name": "La Plaza",', ''), 'shop_file_invalid'],
    [
      'an area without rates',
      (shop: string) => shop.replace('"taxArea": "IVA"', '"taxArea": "IGIC"'),
      'tax_area_not_available',
    ],
  ])('init refuses %s and makes nothing', async (_name, change, code) => {
    const base = temporaryFolder('init');
    const file = join(base, 'tienda.json');
    writeFileSync(file, change(readFileSync('samples/tienda.json', 'utf8')));
    const run = await runTill(['init', '--data', join(base, 'caja'), '--shop', file]);
    expect(run).toMatchObject({ exitCode: 1, json: { error: { code } } });
    expect(existsSync(join(base, 'caja'))).toBe(false);
  });

  it('refuses production while nothing can send records', async () => {
    const data = join(temporaryFolder('prod'), 'caja');
    const run = await runTill(['init', '--data', data, '--shop', 'samples/tienda.json', '--environment', 'production']);
    expect(run.json).toMatchObject({ error: { code: 'production_not_available' } });
  });

  it('two sales at once are both stored, one after the other', async () => {
    const runs = await Promise.all([1, 2, 3].map(() => sell(SALE)));
    const numbers = runs.map((run) => (run.json['document'] as unknown as { number: string }).number);
    expect(new Set(numbers).size).toBe(3);
    expect((await runTill(['verify', '--data', folder])).json).toMatchObject({ ok: true });
  }, 30_000);
});

describe('a folder for a till', () => {
  it.each([
    ['init', ['--shop', 'samples/tienda.json']],
    ['restore', ['--from', 'samples/tienda.json']],
  ])('%s makes no till in a folder that something else copies', async (command, more) => {
    const shared = temporaryFolder('shared');
    const run = await runTill([command, '--data', join(shared, 'Dropbox', 'caja'), ...more]);
    expect(run.exitCode).toBe(1);
    expect(run.json['error']).toMatchObject({ code: 'data_folder_synchronised' });
    expect(readdirSync(shared)).toEqual([]);
  });
});
