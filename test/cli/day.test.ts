import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startVirtualPrinter, type VirtualPrinter } from '../../native/simulators/virtual-printer.ts';
import { readTicket } from '../support/read-ticket.ts';
import { removeFolders, temporaryFolder } from '../support/till.ts';
import { runTill } from './run-till.ts';

let printer: VirtualPrinter;
let data: string;
let counted: string;

beforeAll(async () => {
  printer = await startVirtualPrinter({ port: 0, columns: 48 });
  const folder = temporaryFolder('cli-day');
  data = join(folder, 'caja');
  counted = join(folder, 'recuento.json');
  const init = [
    'init',
    '--data',
    data,
    '--shop',
    'samples/tienda.json',
    '--printer',
    `tcp://127.0.0.1:${printer.port}`,
  ];
  expect((await runTill(init)).exitCode).toBe(0);
}, 30_000);
afterAll(async () => {
  await printer.close();
  removeFolders();
});

const lastPaper = () => {
  const ticket = printer.tickets.at(-1);
  if (ticket === undefined) throw new Error('nothing was printed');
  return readTicket(ticket);
};
const till = (...args: string[]) => runTill([args[0] ?? '', '--data', data, ...args.slice(1)]);
const count = (content: unknown): string => {
  writeFileSync(counted, JSON.stringify(content));
  return counted;
};

describe('a day from the command line', () => {
  it('opens, sells, moves money, closes without a network, and prints the Z', async () => {
    expect((await till('open', '--float', '100.00')).json).toMatchObject({ float: '100.00' });
    const sale = {
      lines: [{ department: 'Varios', rate: '21', amount: '12.10' }],
      payments: [{ method: 'cash', amount: '20.00' }],
    };
    await runTill(['sell', '--data', data], JSON.stringify(sale));
    expect((await till('cash-move', '--out', '2.00', '--why', 'Hielo')).json).toMatchObject({
      move: { kind: 'out', amount: '2.00' },
    });
    const x = (await till('report', '--kind', 'x', '--json')).json;
    expect(x).toMatchObject({ kind: 'x', number: null, cash: { expected: '110.10', counted: null } });
    const closed = await till(
      'close',
      '--counted',
      count({ denominations: { '50.00': 2, '10.00': 1 }, left: '100.00' }),
    );
    expect(closed.json).toMatchObject({
      z: { number: '01T01Z-000001', expected: '110.10', counted: '110.00', difference: '-0.10', left: '100.00' },
      print: { state: 'confirmed' },
    });
    const paper = lastPaper();
    for (const text of ['CIERRE Z', '01T01Z-000001', 'Debe haber', '110,10', '-0,10', 'Hielo']) {
      expect(paper.text).toContain(text);
    }
  });

  it('reports the Z and its sync, as JSON, on A4 and on paper', async () => {
    const z = (await till('report', '--kind', 'z')).json;
    expect(z).toMatchObject({ kind: 'z', number: '01T01Z-000001', sold: { documents: { count: 1, total: '12.10' } } });
    expect((await till('report', '--kind', 'z', '--number', '1')).json).toEqual(z);
    const sync = (await till('report', '--kind', 'sync')).json;
    expect(sync).toMatchObject({
      ...{ edition: 1, state: 'not-paired', z: { number: '01T01Z-000001' } },
      documents: { issued: { count: 1, amount: '12.10' }, pending: { count: 1 } },
    });
    expect((await till('report', '--kind', 'sync')).json).toMatchObject({ edition: 1 });
    const file = join(temporaryFolder('pdf'), 'z.pdf');
    expect((await till('report', '--kind', 'z', '--pdf', file)).json).toEqual({ file });
    expect(readFileSync(file).subarray(0, 5).toString()).toBe('%PDF-');
    await till('report', '--kind', 'z', '--print');
    expect(lastPaper().text).toContain('COPIA');
  });

  it('begins the next day with what was left, and leaves a sound folder', async () => {
    expect((await till('open')).json).toMatchObject({ float: '100.00' });
    const corrected = await till('correct-payment', '--number', 'NO', '--method', 'card', '--why', 'x');
    expect(corrected.json['error']).toMatchObject({ code: 'document_not_found' });
    expect((await till('verify')).json).toMatchObject({ ok: true, problems: [] });
  });

  it.each([
    ['a kind of money that does not exist', { denominations: { '3.00': 1 } }, 1, 'denomination_unknown'],
    ['half a note', { denominations: { '5.00': 0.5 } }, 1, 'count_file_invalid'],
    ['no count', {}, 1, 'count_file_invalid'],
    ['a field that does not exist', { total: '1.00', tip: '1.00' }, 1, 'count_file_invalid'],
    ['more left than counted', { total: '1.00', left: '2.00' }, 1, 'left_exceeds_count'],
  ])('refuses %s and closes nothing', async (_what, content, exitCode, code) => {
    const run = await till('close', '--counted', count(content));
    expect(run.exitCode).toBe(exitCode);
    expect(run.json['error']).toMatchObject({ code });
    expect((await till('report', '--kind', 'z')).json).toMatchObject({ number: '01T01Z-000001' });
  });

  it('refuses what cannot be meant', async () => {
    expect((await till('report', '--kind', 'y')).exitCode).toBe(2);
    expect((await till('report', '--kind', 'z', '--number', '99')).json['error']).toMatchObject({
      code: 'z_not_found',
    });
    expect((await till('cash-move', '--in', '1.00', '--out', '1.00', '--why', 'x')).exitCode).toBe(2);
    expect(existsSync(join(data, 'till.db'))).toBe(true);
  });
});
