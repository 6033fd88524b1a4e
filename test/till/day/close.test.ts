import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { zByNumber, zReportOf, zText } from '../../../db/day/reports.ts';
import { allInstallations } from '../../../db/installations.ts';
import { listStaff } from '../../../db/staff.ts';
import { canonicalText } from '../../../domain/day/canonical-text.ts';
import { reportHash } from '../../../domain/day/report.ts';
import type { DayReport } from '../../../domain/day/types.ts';
import { cents, milli } from '../../../domain/money.ts';
import type { OutputOf } from '../../../electron/ipc/contract/index.ts';
import { findZ, makeX } from '../../../electron/till/day/report-of.ts';
import { annulDocument } from '../../../electron/till/fiscal/annul.ts';
import { CODES, Counter } from '../../support/counter.ts';
import { refusalCode, removeFolders, unwrap } from '../../support/till.ts';

let counter: Counter;
beforeEach(() => {
  counter = new Counter();
});
afterEach(() => {
  counter.close();
  removeFolders();
});

const op = () => ({ operationId: counter.newId() });
const countOf = (total: number, left: number | null = null) => ({
  ...{ pieces: [], totalCents: cents(total), leftCents: left === null ? null : cents(left) },
  isPrinted: false,
});
const close = (total: number, left: number | null = null): Promise<OutputOf<'day.close'>> =>
  counter.get('day.close', { ...op(), ...countOf(total, left) });
const stored = (number: string | null = null): DayReport =>
  zReportOf(counter.till.db, unwrap(findZ(counter.till.db, number)).rowId);
const x = (): DayReport => unwrap(makeX(counter.till.db, counter.ports, null));
const documentId = (number: string): string =>
  String(counter.till.db.prepare('SELECT uid FROM documents WHERE number = ?').pluck().get(number));

describe('a day', () => {
  it('opens with a float, moves money, and closes on what was counted', async () => {
    await counter.get('day.open', { ...op(), floatCents: cents(10_000) });
    await counter.sell([CODES.oil]);
    await counter.sell([CODES.coffee], 'card');
    await counter.get('day.move', { ...op(), kind: 'out', cents: cents(1500), reason: 'Hielo' });
    await counter.get('day.move', { ...op(), kind: 'in', cents: cents(500), reason: 'Cambio del banco' });
    const closed = await close(11_290);
    expect(closed).toMatchObject({
      number: '01T01Z-000001',
      totalCents: 2640,
      documents: 2,
      expectedCents: 11_295,
      differenceCents: -5,
      leftCents: 10_000,
      takenAwayCents: 1290,
    });
    const report = stored();
    expect(report.sold.methods).toEqual([
      { method: 'cash', count: 1, cents: 2295 },
      { method: 'card', count: 1, cents: 345 },
    ]);
    expect(report.moves.map(({ kind, cents: sum, reason }) => [kind, sum, reason])).toEqual([
      ['out', 1500, 'Hielo'],
      ['in', 500, 'Cambio del banco'],
    ]);
    expect(await counter.get('day.state', {})).toMatchObject({ opened: 'none', floatCents: 10_000, documents: 0 });
  });

  it('is never in the way of a sale: without an open session it opens by itself, with what was left', async () => {
    await counter.sell([CODES.oil]);
    expect(await counter.get('day.state', {})).toMatchObject({ opened: 'by-itself', floatCents: 0, documents: 1 });
    await close(2295, 2000);
    await counter.sell([CODES.coffee]);
    const state = await counter.get('day.state', {});
    expect(state).toMatchObject({ opened: 'by-itself', floatCents: 2000, documents: 1 });
    const closed = await close(2345);
    expect(closed).toMatchObject({ expectedCents: 2345, differenceCents: 0, number: '01T01Z-000002' });
    expect(stored().session).toMatchObject({ openedHow: 'by-itself', openedByName: null });
  });

  it('counts every document once, in one Z, whatever the clock does', async () => {
    const totals: number[] = [];
    for (let z = 0; z < 4; z += 1) {
      for (let sale = 0; sale <= z; sale += 1) await counter.sell([CODES.coffee]);
      counter.ports.clock.advance(z % 2 === 0 ? -3_600_000 : 7_200_000);
      totals.push((await close(0)).documents);
    }
    expect(totals).toEqual([1, 2, 3, 4]);
    const sold = counter.till.db.prepare('SELECT sum(documents) FROM z_reports').pluck().get();
    expect(sold).toBe(10);
  });

  it('has no Z of nothing', async () => {
    expect(refusalCode(await counter.ask('day.close', { ...op(), ...countOf(0) }))).toBe('nothing_to_close');
    await counter.get('day.open', { ...op(), floatCents: cents(0) });
    expect((await close(0)).documents).toBe(0);
  });

  it('does nothing twice: open, move and close asked again answer what is', async () => {
    const [opening, moving, closing] = [op(), op(), op()];
    for (let time = 0; time < 2; time += 1) await counter.get('day.open', { ...opening, floatCents: cents(100) });
    expect(refusalCode(await counter.ask('day.open', { ...op(), floatCents: cents(1) }))).toBe('cash_session_open');
    for (let time = 0; time < 2; time += 1) {
      await counter.get('day.move', { ...moving, kind: 'in', cents: cents(50), reason: 'Cambio' });
    }
    const first = await counter.get('day.close', { ...closing, ...countOf(150) });
    counter.restart();
    expect(await counter.get('day.close', { ...closing, ...countOf(150) })).toEqual(first);
    expect(first).toMatchObject({ expectedCents: 150, differenceCents: 0 });
    expect(counter.till.db.prepare('SELECT count(*) FROM z_reports').pluck().get()).toBe(1);
    expect(counter.till.db.prepare('SELECT count(*) FROM cash_moves').pluck().get()).toBe(1);
  });

  it('a refused count leaves the session as it was', async () => {
    await counter.sell([CODES.oil]);
    const before = counter.till.db.prepare('SELECT count(*) FROM outbox').pluck().get();
    expect(refusalCode(await counter.ask('day.close', { ...op(), ...countOf(100, 200) }))).toBe('left_exceeds_count');
    expect(counter.till.db.prepare('SELECT count(*) FROM outbox').pluck().get()).toBe(before);
    expect(counter.till.db.prepare('SELECT count(*) FROM cash_sessions').pluck().get()).toBe(0);
  });
});

describe('a Z', () => {
  it('is chained, numbered without gaps, and what is stored is what was hashed', async () => {
    for (let z = 0; z < 3; z += 1) {
      await counter.sell([CODES.coffee]);
      await close(0);
    }
    const rows = counter.till.db
      .prepare('SELECT number, hash, previous_hash AS previous, report FROM z_reports ORDER BY id')
      .all() as { number: string; hash: string; previous: string; report: string }[];
    expect(rows.map(({ number }) => number)).toEqual(['01T01Z-000001', '01T01Z-000002', '01T01Z-000003']);
    expect(rows.map(({ previous }) => previous)).toEqual(['', rows[0]?.hash, rows[1]?.hash]);
    for (const { hash, report } of rows) {
      expect(reportHash(JSON.parse(report), counter.ports.sha256)).toBe(hash);
      expect(canonicalText(JSON.parse(report))).toBe(report);
    }
  });

  it('can be neither edited nor deleted, nor can its session', async () => {
    await counter.sell([CODES.coffee]);
    await close(0);
    for (const sql of [
      "UPDATE z_reports SET report = '{}'",
      'DELETE FROM z_reports',
      'UPDATE cash_sessions SET is_open = 1',
      'UPDATE cash_sessions SET float_cents = 1',
      'DELETE FROM cash_sessions',
    ]) {
      expect(() => counter.till.db.exec(sql), sql).toThrow(/stays|only closed/);
    }
  });

  it('stays as it was when a document of it is changed later; the next one says so', async () => {
    const { number } = await counter.sell([CODES.oil]);
    await close(2295, 0);
    const before = zText(counter.till.db, 1);
    unwrap(annulDocument(counter.till, number, listStaff(counter.till.db)[0]?.id ?? '', 'Por error'));
    const payment = { documentId: documentId(number), position: 1, method: 'card', reason: 'Era tarjeta' } as const;
    await counter.get('day.correct-payment', { ...op(), ...payment });
    await close(0);
    expect(zText(counter.till.db, 1)).toBe(before);
    expect(stored().earlier).toMatchObject({
      annulled: [{ number, cents: 2295 }],
      corrections: [{ number, from: 'cash', to: 'card', cents: 2295, reason: 'Era tarjeta' }],
    });
    expect(stored().cash).toMatchObject({ salesCents: 0, expectedCents: 0 });
  });

  it('of a new installation has a number of its own and begins a chain', async () => {
    await counter.sell([CODES.oil]);
    await close(0);
    counter.till.close();
    // The mark is gone: nothing proves that this file is the newest (ARCHITECTURE.md, "When something was lost").
    rmSync(join(counter.folder, 'highwater'));
    counter.restart();
    expect(allInstallations(counter.till.db)).toHaveLength(2);
    await counter.sell([CODES.oil]);
    const { number } = await close(0);
    expect(number).toMatch(/^01T01Z[A-Z2-9]{5}-000001$/);
    expect(zByNumber(counter.till.db, number)?.previousHash).toBe('');
  });

  it('is told to central, whole, with the session and its changes', async () => {
    await counter.get('day.open', { ...op(), floatCents: cents(100) });
    await counter.get('day.move', { ...op(), kind: 'in', cents: cents(50), reason: 'Cambio' });
    const { number } = await close(150);
    const events = counter.till.db
      .prepare("SELECT type, payload FROM outbox WHERE type LIKE 'cash_session.%' ORDER BY seq")
      .all() as { type: string; payload: string }[];
    expect(events.map(({ type }) => type)).toEqual([
      'cash_session.opened',
      'cash_session.changed',
      'cash_session.closed',
    ]);
    const told = events.map(({ payload }) => JSON.parse(payload));
    expect(new Set(told.map(({ sessionId }) => sessionId)).size).toBe(1);
    expect(told[2].report).toMatchObject({ number, kind: 'z', hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
  });
});

describe('what a report adds up', () => {
  it('is the documents, by tax, method, category, cashier and hour', async () => {
    await counter.sell([CODES.oil, CODES.shampoo]);
    counter.ports.clock.advance(3_600_000);
    await counter.sell([CODES.coffee], 'card');
    const { sold } = x();
    expect(sold.documents).toMatchObject({ count: 2, totalCents: 2839, grossCents: 2839, discountCents: 0 });
    for (const part of [sold.methods, sold.categories, sold.cashiers, sold.hours]) {
      expect(part.reduce((sum, { cents: one }) => sum + one, 0)).toBe(2839);
    }
    expect(sold.taxes.reduce((sum, { baseCents, taxCents }) => sum + baseCents + taxCents, 0)).toBe(2839);
    expect(sold.hours.map(({ hour, count }) => [hour, count])).toEqual([
      ['2026-11-23T10', 1],
      ['2026-11-23T11', 1],
    ]);
    expect(sold.series).toMatchObject([
      { code: '01T01S-26', first: '01T01S-26-000001', last: '01T01S-26-000002', count: 2, gaps: [], totalCents: 2839 },
    ]);
  });

  it('leaves an annulled ticket out of every sum but its own, and out of the drawer', async () => {
    await counter.sell([CODES.oil]);
    const { number } = await counter.sell([CODES.coffee]);
    unwrap(annulDocument(counter.till, number, listStaff(counter.till.db)[0]?.id ?? '', 'Por error'));
    const { sold, cash } = x();
    expect(sold.issued).toEqual({ count: 2, cents: 2640 });
    expect(sold.annulled).toEqual({ count: 1, cents: 345 });
    expect(sold.documents.totalCents).toBe(2295);
    expect(sold.methods).toEqual([{ method: 'cash', count: 1, cents: 2295 }]);
    expect(cash.expectedCents).toBe(2295);
  });

  it('shows a corrected payment in reports and history, and the document as it was issued', async () => {
    const { number } = await counter.sell([CODES.oil]);
    const id = documentId(number);
    const correct = (method: 'cash' | 'card' | 'bizum') =>
      counter.ask('day.correct-payment', { ...op(), documentId: id, position: 1, method, reason: 'Me equivoqué' });
    unwrap(await correct('card'));
    expect(x().sold.methods).toEqual([{ method: 'card', count: 1, cents: 2295 }]);
    expect(x().cash.expectedCents).toBe(0);
    unwrap(await correct('bizum'));
    expect(x().sold.methods).toEqual([{ method: 'bizum', count: 1, cents: 2295 }]);
    expect(x().sold.corrections).toHaveLength(2);
    expect(refusalCode(await correct('bizum'))).toBe('payment_method_same');
    const { tickets } = await counter.get('tickets.list', { text: '', from: null, to: null, cursor: null, limit: 10 });
    expect(tickets[0]?.methods).toEqual(['bizum']);
    const paid = counter.till.db.prepare('SELECT method FROM document_payments').pluck().all();
    expect(paid).toEqual(['cash']);
  });

  it('never makes cash of what the law does not let be paid in cash', async () => {
    const department = { departmentId: 'general', unitCents: cents(100_000), quantityMilli: milli(1000) };
    const { ticket } = await counter.get('sale.add-department', { ...counter.on(counter.newId()), ...department });
    const payment = { method: 'card', tenderedCents: cents(100_000) } as const;
    await counter.get('sale.close', { ticketId: ticket.id, payment, paper: 'no' });
    const given = { documentId: ticket.id, position: 1, method: 'cash', reason: 'No' } as const;
    expect(refusalCode(await counter.ask('day.correct-payment', { ...op(), ...given }))).toBe('cash_limit');
  });

  it('shows what was given away, removed and opened', async () => {
    const ticketId = counter.newId();
    const { lines } = await counter.scan(ticketId, CODES.oil, CODES.coffee, CODES.shampoo);
    const [oil, coffee] = lines;
    const percent = { kind: 'percent', percentBp: 1000 as never, reason: null } as const;
    await counter.get('sale.discount-line', { ...counter.on(ticketId), lineId: oil?.id ?? '', discount: percent });
    await counter.get('sale.remove-line', { ...counter.on(ticketId), lineId: coffee?.id ?? '' });
    await counter.get('sale.put-back-line', counter.on(ticketId));
    await counter.get('sale.remove-line', { ...counter.on(ticketId), lineId: coffee?.id ?? '' });
    const amount = { kind: 'amount', amountCents: cents(100), reason: null } as const;
    await counter.get('sale.discount-ticket', { ...counter.on(ticketId), discount: amount });
    const payment = { method: 'cash', tenderedCents: cents(5000) } as const;
    await counter.get('sale.close', { ticketId, payment, paper: 'no' });
    await counter.get('printing.open-drawer', { why: 'Cambio' });
    const dropped = counter.newId();
    await counter.scan(dropped, CODES.oil);
    await counter.get('sale.drop', { ticketId: dropped });
    const { sold, logged } = x();
    expect(sold.lineDiscounts).toEqual({ count: 1, cents: 230 });
    expect(sold.ticketDiscounts).toEqual({ count: 1, cents: 100 });
    expect(logged.removedLines).toEqual({ count: 1, cents: 345 });
    expect(logged.droppedTickets).toEqual({ count: 1, cents: 2295 });
    expect(logged.drawerOpenings).toMatchObject([{ why: 'Cambio' }]);
  });

  it('counts cash taken on a ticket that is parked over the night', async () => {
    const ticketId = counter.newId();
    await counter.scan(ticketId, CODES.oil);
    await counter.get('sale.pay', { ...counter.on(ticketId), method: 'cash', tenderedCents: cents(1000) });
    await counter.sell([CODES.coffee]);
    expect((await close(1345, 1345)).differenceCents).toBe(0);
    const payment = { method: 'cash', tenderedCents: cents(1295) } as const;
    await counter.get('sale.close', { ticketId, payment, paper: 'no' });
    expect((await close(2640)).differenceCents).toBe(0);
  });

  it('names numbers that lack', async () => {
    for (let sale = 0; sale < 3; sale += 1) await counter.sell([CODES.coffee]);
    // Nothing in the program can do this; a hand in the file can.
    counter.till.db.exec('DROP TRIGGER documents_never_edited');
    counter.till.db.exec("UPDATE documents SET sequence = 9, number = '01T01S-26-000009' WHERE sequence = 3");
    expect(x().sold.series[0]?.gaps).toEqual([{ from: '01T01S-26-000003', to: '01T01S-26-000008' }]);
  });
});
