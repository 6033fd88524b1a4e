import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { afterAll, describe, expect, it } from 'vitest';
import { ok } from '../../../domain/result.ts';
import type { OutputOf } from '../../../electron/ipc/contract/index.ts';
import { refusalCode, removeFolders, temporaryFolder } from '../../support/till.ts';
import { type ForkedTill, forkTill, WIZARD_SHOP } from './fork-till.ts';

afterAll(removeFolders);

const PRODUCT = {
  name: 'Barra de pan',
  code: '8400000000123',
  format: null,
  unit: 'unit',
  unitCents: 120,
  taxClass: 'superReduced',
  categoryId: null,
} as const;

async function setUp(till: ForkedTill, pin: string | null): Promise<OutputOf<'settings.read'>> {
  await till.get('setup.create', { language: 'es', shop: WIZARD_SHOP, isReinstalled: false });
  await till.get('staff.add', { name: 'Ana', pin });
  // While there is nobody to sign in: afterwards somebody has to.
  await till.get('catalog.create-product', PRODUCT as never);
  await till.get('setup.finish', {});
  return till.get('settings.read', {});
}

async function sell(till: ForkedTill, ticketId = v7()) {
  await till.get('sale.scan', { ticketId, operationId: v7(), text: PRODUCT.code });
  const payment = { method: 'cash', tenderedCents: 500 } as const;
  return till.get('sale.close', { ticketId, payment: payment as never, paper: 'no' });
}

describe('the till process', () => {
  it('goes from nothing through the wizard to the first sale', async () => {
    const dataFolder = join(temporaryFolder('process'), 'caja');
    const { mkdirSync } = await import('node:fs');
    mkdirSync(dataFolder);
    const till = forkTill({ dataFolder });
    expect(await till.get('app.state', {})).toMatchObject({ phase: 'empty', isSample: false, refusal: null });
    const early = await till.peer.call('sale.desk', {});
    expect(early).toMatchObject({ ok: false, refusal: { code: 'till_not_ready', params: { phase: 'empty' } } });

    const made = await till.get('setup.create', { language: 'en', shop: WIZARD_SHOP, isReinstalled: false });
    expect(made).toMatchObject({ phase: 'setup', language: 'en' });
    expect(refusalCode(await till.peer.call('setup.finish', {}))).toBe('staff_none');
    await till.get('staff.add', { name: 'Ana', pin: null });
    expect(await till.get('setup.finish', {})).toMatchObject({ phase: 'ready' });
    expect((await till.get('session.read', {})).cashier?.name).toBe('Ana');
    await till.get('catalog.create-product', PRODUCT as never);

    const { sale, desk } = await sell(till);
    expect(sale).toMatchObject({ totalCents: 120, changeCents: 380 });
    expect(sale.number).toMatch(/^01T01S-\d\d-000001$/);
    expect(desk.active).toBeNull();
    expect(await till.get('tickets.list', { text: '', from: null, to: null, cursor: null, limit: 10 })).toMatchObject({
      tickets: [{ number: sale.number }],
    });
    expect(await till.get('data.verify', {})).toMatchObject({ isSound: true, documents: 1, problemCount: 0 });
    expect(
      refusalCode(await till.peer.call('setup.create', { language: 'es', shop: WIZARD_SHOP, isReinstalled: false })),
    ).toBe('already_initialised');
    expect(await till.end()).toBe(0);
    // In order: the log was moved into the file.
    expect(existsSync(join(dataFolder, 'till.db-wal'))).toBe(false);
    expect(till.log()).not.toMatch(/Barra de pan|Ana|B12345674/);
  }, 20_000);

  it('killed in the middle of a sale, it comes back with the cashier and the ticket; another start of the shell asks', async () => {
    const dataFolder = temporaryFolder('process');
    const first = forkTill({ dataFolder });
    const { staff } = await setUp(first, '1234');
    const staffId = staff[0]?.id ?? '';
    expect((await first.get('session.read', {})).cashier).toBeNull();
    // A screen that hides a button is no lock: nobody at the till changes nothing.
    expect(refusalCode(await first.peer.call('staff.set-pin', { staffId, pin: null }))).toBe('not_signed_in');
    expect(refusalCode(await first.peer.call('data.backup', {}))).toBe('not_signed_in');
    await first.get('session.sign-in', { staffId, pin: '1234' });
    const ticketId = v7();
    await first.get('sale.scan', { ticketId, operationId: v7(), text: PRODUCT.code });
    const desk = await first.get('sale.desk', {});
    await first.kill();

    const second = forkTill({ dataFolder });
    expect(await second.get('app.state', {})).toMatchObject({ phase: 'ready' });
    expect((await second.get('session.read', {})).cashier?.id).toBe(staffId);
    expect(await second.get('sale.desk', {})).toEqual(desk);
    await second.end();

    const third = forkTill({ dataFolder, bootId: 'boot-2' });
    expect((await third.get('session.read', {})).cashier).toBeNull();
    expect(refusalCode(await third.peer.call('sale.close', { ticketId, payment: null, paper: 'no' }))).toBe(
      'not_signed_in',
    );
  }, 20_000);

  it('killed after signing out, it still asks who stands there, though anybody could be the only person', async () => {
    const dataFolder = temporaryFolder('process');
    const first = forkTill({ dataFolder });
    const { staff } = await setUp(first, null);
    expect((await first.get('session.read', {})).cashier?.name).toBe('Ana');
    await first.get('session.sign-out', {});
    await first.kill();

    const second = forkTill({ dataFolder });
    expect((await second.get('session.read', {})).cashier).toBeNull();
    await second.get('session.sign-in', { staffId: staff[0]?.id ?? '', pin: '' });
    await second.kill();

    const third = forkTill({ dataFolder });
    expect((await third.get('session.read', {})).cashier?.name).toBe('Ana');
    await third.get('session.sign-out', {});
    await third.end();

    const anotherStart = forkTill({ dataFolder, bootId: 'boot-2' });
    expect((await anotherStart.get('session.read', {})).cashier?.name).toBe('Ana');
  }, 20_000);

  it('hands what is queued to the device process and writes down how it ended', async () => {
    const dataFolder = temporaryFolder('process');
    const tasks: number[] = [];
    const till = forkTill(
      { dataFolder },
      {
        'devices.print': ({ tasks: given }) => {
          tasks.push(...given.map(({ jobId }) => jobId));
          return ok({});
        },
      },
    );
    const { printing } = await setUp(till, null);
    const printer = {
      id: 'p1',
      name: 'Barra',
      url: 'tcp://127.0.0.1:9100',
      widthColumns: 48,
      dpi: 203,
      codePage: { name: 'PC858', number: 19 },
      qr: 'native',
      answersStatus: true,
      drawerPin: 2,
      logoPngBase64: null,
    } as const;
    await till.get('session.read', {});
    await till.get('settings.write-printing', { ...printing, printers: [printer], receiptPrinterId: 'p1' });
    const ticketId = v7();
    await till.get('sale.scan', { ticketId, operationId: v7(), text: PRODUCT.code });
    const payment = { method: 'cash', tenderedCents: 120 } as const;
    const { sale } = await till.get('sale.close', { ticketId, payment: payment as never, paper: 'yes' });
    const jobId = sale.paper?.jobId ?? 0;
    await expect.poll(() => tasks).toContain(jobId);
    expect(await till.get('jobs.mark-sending', { jobId })).toEqual({ isGranted: true });
    await till.get('jobs.outcome', { jobId, outcome: { state: 'failed', reason: 'paper-out' } });
    await expect
      .poll(() => till.told.findLast(({ event }) => event === 'status.changed')?.data)
      .toMatchObject({ waitingJobs: 1, printer: { state: 'problem', reason: 'paper-out' } });
  }, 20_000);

  it('ends when the shell is gone', async () => {
    const till = forkTill({ dataFolder: temporaryFolder('process') });
    await till.get('app.state', {});
    const exit = new Promise((resolve) => till.child.once('exit', resolve));
    till.child.disconnect();
    expect(await exit).toBe(0);
  });

  it('says why a folder cannot be opened, and opens it when that is over', async () => {
    const dataFolder = temporaryFolder('process');
    const holder = forkTill({ dataFolder });
    await setUp(holder, null);
    const till = forkTill({ dataFolder });
    const state = await till.get('app.state', {});
    expect(state).toMatchObject({ phase: 'problem', refusal: { code: 'data_in_use', retryable: true } });
    expect(await till.peer.call('sale.desk', {})).toMatchObject({ ok: false, refusal: { code: 'till_not_ready' } });
    await holder.end();
    expect(await till.get('app.retry', {})).toMatchObject({ phase: 'ready', refusal: null });
  }, 20_000);
});
