import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PrintOutcome } from '../../../domain/printing/types.ts';
import { CODES, Counter } from '../../support/counter.ts';
import { refusalCode, removeFolders } from '../../support/till.ts';

let counter: Counter;
beforeEach(() => {
  counter = new Counter();
});
afterEach(() => {
  counter.close();
  removeFolders();
});

async function finish(outcome: PrintOutcome): Promise<void> {
  for (const { jobId } of (await counter.get('jobs.queued', {})).tasks) {
    await counter.get('jobs.mark-sending', { jobId });
    await counter.get('jobs.outcome', { jobId, outcome });
  }
}
const printer = async () => (await counter.get('status.read', {})).printer;

describe('papers', () => {
  it('that wait are listed with their ticket, newest first', async () => {
    const first = await counter.sell([CODES.oil], 'card');
    const second = await counter.sell([CODES.shampoo], 'card');
    const { jobs } = await counter.get('printing.jobs', {});
    expect(jobs.map(({ number, totalCents, state, printerName }) => [number, totalCents, state, printerName])).toEqual([
      [second.number, 199, 'queued', 'Impresora de tickets'],
      [first.number, 2295, 'queued', 'Impresora de tickets'],
    ]);
    await finish({ state: 'confirmed' });
    expect((await counter.get('printing.jobs', {})).jobs).toEqual([]);
  });

  it('that failed are decided on by a person; what is unknown is never repeated', async () => {
    const sale = await counter.sell([CODES.oil], 'card');
    const jobId = sale.paper?.jobId ?? 0;
    await finish({ state: 'failed', reason: 'paper-out' });
    expect((await counter.get('sale.desk', {})).lastSale?.paper).toEqual({ jobId, state: 'failed' });
    expect((await counter.get('printing.decide', { jobId, answer: 'print' })).jobs[0]?.state).toBe('queued');
    await finish({ state: 'unknown', reason: 'timeout' });
    const again = await counter.ask('printing.decide', { jobId, answer: 'print' });
    expect(refusalCode(again)).toBe('print_job_not_waiting');
    expect((await counter.get('printing.decide', { jobId, answer: 'discard' })).jobs).toEqual([]);
    const gone = await counter.ask('printing.decide', { jobId: 999, answer: 'print' });
    expect(refusalCode(gone)).toBe('print_job_not_found');
  });

  it('that may have come out are copied once: asked twice, or without a printer, nothing comes out twice', async () => {
    const sale = await counter.sell([CODES.oil], 'card');
    const jobId = sale.paper?.jobId ?? 0;
    const copy = () => counter.ask('printing.decide', { jobId, answer: 'copy' });
    expect(refusalCode(await copy())).toBe('print_job_not_waiting');
    await finish({ state: 'unknown', reason: 'timeout' });
    const copied = await counter.get('printing.decide', { jobId, answer: 'copy' });
    expect(copied.jobs).toMatchObject([{ kind: 'receipt', number: sale.number, state: 'queued' }]);
    expect(copied.jobs[0]?.jobId).not.toBe(jobId);
    expect(refusalCode(await copy())).toBe('print_job_not_waiting');
    expect((await counter.get('jobs.queued', {})).tasks).toHaveLength(1);
  });

  it('are granted to one sender only', async () => {
    const sale = await counter.sell([CODES.oil], 'card');
    const jobId = sale.paper?.jobId ?? 0;
    expect(await counter.get('jobs.mark-sending', { jobId })).toEqual({ isGranted: true });
    expect(await counter.get('jobs.mark-sending', { jobId })).toEqual({ isGranted: false });
  });

  const stateNow = async () => (await counter.get('sale.desk', {})).lastSale?.paper?.state;

  it('that came out while the till fell over are what the printer says, once it can be told', async () => {
    const sale = await counter.sell([CODES.oil], 'card');
    const jobId = sale.paper?.jobId ?? 0;
    await counter.get('jobs.mark-sending', { jobId });
    counter.restart();
    expect(await stateNow()).toBe('unknown');
    await counter.get('jobs.outcome', { jobId, outcome: { state: 'confirmed' } });
    expect(await stateNow()).toBe('confirmed');
    // What a printer itself did not know stays unknown, whatever is said later.
    const next = await counter.sell([CODES.oil], 'card');
    await finish({ state: 'unknown', reason: 'timeout' });
    await counter.get('jobs.outcome', { jobId: next.paper?.jobId ?? 0, outcome: { state: 'confirmed' } });
    expect(await stateNow()).toBe('unknown');
  });

  it('that were being sent when the device process died ask a person', async () => {
    const sale = await counter.sell([CODES.oil], 'card');
    await counter.get('jobs.mark-sending', { jobId: sale.paper?.jobId ?? 0 });
    // The new device process asks what there is to do.
    expect((await counter.get('jobs.queued', {})).tasks).toEqual([]);
    expect(await stateNow()).toBe('unknown');
  });

  it('of a printer that is gone fail by name', async () => {
    await counter.sell([CODES.oil], 'card');
    counter.till.printing = { ...counter.till.printing, printers: [] };
    expect((await counter.get('jobs.queued', {})).tasks).toEqual([]);
    expect((await counter.get('printing.jobs', {})).jobs[0]).toMatchObject({
      ...{ state: 'failed', reason: 'cannot-open', printerName: 'printer-1' },
    });
  });
});

describe('the drawer', () => {
  it('is opened by somebody, with a reason that stays', async () => {
    await counter.get('printing.open-drawer', { why: 'Cambio' });
    expect((await counter.get('jobs.queued', {})).tasks.map(({ content }) => content)).toEqual([{ kind: 'drawer' }]);
    const entry = counter.till.db.prepare("SELECT actor_id, detail FROM audit_log WHERE kind = 'drawer.opened'").get();
    expect(entry).toEqual({ actor_id: counter.cashier?.id, detail: '{"why":"Cambio"}' });
    counter.cashier = null;
    expect(refusalCode(await counter.ask('printing.open-drawer', { why: 'Cambio' }))).toBe('not_signed_in');
  });
});

describe('the status', () => {
  it('follows what the printer did last', async () => {
    expect(await printer()).toEqual({ state: 'ready', name: 'Impresora de tickets', reason: null });
    await counter.sell([CODES.oil], 'card');
    expect((await printer()).state).toBe('printing');
    await finish({ state: 'failed', reason: 'paper-out' });
    expect(await printer()).toEqual({ state: 'problem', name: 'Impresora de tickets', reason: 'paper-out' });
    expect((await counter.get('status.read', {})).waitingJobs).toBe(1);
    counter.restart();
    expect((await printer()).state).toBe('problem');
    await counter.sell([CODES.oil], 'card');
    await finish({ state: 'sent' });
    expect((await printer()).state).toBe('ready');
    counter.till.printing = { ...counter.till.printing, receiptPrinterId: null };
    expect(await printer()).toEqual({ state: 'none', name: null, reason: null });
  });

  it('counts documents and what the agency has not got', async () => {
    await counter.sell([CODES.oil], 'card');
    const status = await counter.get('status.read', {});
    expect(status).toMatchObject({
      ...{ environment: 'test', shopName: 'La Plaza', tillCode: 'T01', isSample: false },
      ...{ documents: 1, incidents: 0, warnings: [], fiscal: { state: 'no-connection', unsentRecords: 1 } },
    });
    counter.till.isElsewhere = true;
    counter.till.markProblem = 'ENOSPC';
    expect((await counter.get('status.read', {})).warnings).toEqual(['installation_moved', 'mark_not_written']);
  });

  it('says who answers for the program and what is in the folder', async () => {
    expect((await counter.get('about.read', {})).firstIssuedAt).toBeNull();
    await counter.sell([CODES.oil], 'card');
    const about = await counter.get('about.read', {});
    expect(about).toMatchObject({
      ...{ issuerTaxId: 'B12345674', documents: 1, dataFolder: counter.folder },
      series: [{ code: '01T01S-26', lastNumber: '01T01S-26-000001' }],
    });
    expect(about.firstIssuedAt).toBe(about.lastIssuedAt);
    expect(about.databaseBytes).toBeGreaterThan(10_000);
    expect(about.runtime).toContain('Node.js');
  });
});
