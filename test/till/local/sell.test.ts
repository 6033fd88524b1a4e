import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { countDocuments } from '../../../db/documents.ts';
import { readOpenTicket, writeOpenTicket } from '../../../db/tickets.ts';
import { cents } from '../../../domain/money.ts';
import type { LocalDesk } from '../../../electron/till/local/desk.ts';
import { parseSale, type SaleFile } from '../../../electron/till/local/sale-file.ts';
import { sell } from '../../../electron/till/local/sell.ts';
import { newTicket } from '../../../electron/till/sale/ring-up.ts';
import { createSignIn } from '../../../electron/till/staff/sign-in.ts';
import type { Till } from '../../../electron/till/till.ts';
import { CODES, Counter } from '../../support/counter.ts';
import { refusalCode, removeFolders, unwrap } from '../../support/till.ts';

let counter: Counter;
let desk: LocalDesk;
beforeEach(() => {
  counter = new Counter(null);
  const { till } = counter;
  const none = () => Promise.resolve({ state: 'none' } as const);
  desk = { till, signIn: createSignIn(till.db, counter.ports.clock), papers: { ofDocument: none, job: none } };
});
afterEach(() => {
  counter.close();
  removeFolders();
});

const ID = '01990000-0000-7000-8000-000000000001';
const GIVEN = {
  ticketId: ID,
  lines: [{ code: CODES.oil, price: '20.00', discount: { percent: '10' } }],
  discount: { amount: '1.00' },
  payments: [{ method: 'cash', amount: '50.00' }],
};
const file = (changes: object = {}): SaleFile => unwrap(parseSale({ ...GIVEN, ...changes }));
const audit = () => counter.till.db.prepare('SELECT kind FROM audit_log ORDER BY id').pluck().all();
const openTickets = () => counter.till.db.prepare('SELECT count(*) FROM open_tickets').pluck().get();

describe('a sale of the command line', () => {
  it('is one transaction with its log, and none of the ticket is left', async () => {
    const sold = unwrap(await sell(desk, file(), false));
    expect(sold).toMatchObject({ document: { total: '17.00' }, change: '33.00' });
    expect(audit()).toEqual(['price.overridden', 'line.discounted', 'ticket.discounted']);
    expect(openTickets()).toBe(0);
  });

  it('answers the same id with the stored sale, also when it could no longer be rung up', async () => {
    const first = unwrap(await sell(desk, file(), false));
    const again = unwrap(await sell(desk, file({ lines: [{ code: '999' }] }), false));
    expect(again['document']).toEqual(first['document']);
    expect(countDocuments(counter.till.db)).toBe(1);
    expect(audit()).toHaveLength(3);
  });

  it.each([
    ['an unknown code', { lines: [...GIVEN.lines, { code: '999' }] }, 'code_unknown'],
    ['too little money', { payments: [{ method: 'cash', amount: '1.00' }] }, 'payment_insufficient'],
    ['a card beyond what is due', { payments: [{ method: 'card', amount: '50.00' }] }, 'card_exceeds_due'],
  ])('refused for %s leaves neither ticket nor log', async (_name, changes, code) => {
    expect(refusalCode(await sell(desk, file(changes), false))).toBe(code);
    expect([audit(), openTickets(), countDocuments(counter.till.db)]).toEqual([[], 0, 0]);
  });

  it('that falls over while it closes leaves nothing, and may be repeated', async () => {
    const till: Till = {
      ...counter.till,
      ports: {
        ...counter.ports,
        sha256: () => {
          throw new Error('died here');
        },
      },
    };
    await expect(sell({ ...desk, till }, file(), false)).rejects.toThrow('died here');
    expect([audit(), openTickets(), countDocuments(counter.till.db)]).toEqual([[], 0, 0]);
    expect(unwrap(await sell(desk, file(), false))).toMatchObject({ document: { total: '17.00' } });
  });

  it('never takes over a ticket that a screen has begun, with or without money on it', async () => {
    await counter.scan(ID, CODES.coffee);
    const begun = readOpenTicket(counter.till.db, ID);
    expect(refusalCode(await sell(desk, file(), false))).toBe('ticket_open_elsewhere');
    expect(readOpenTicket(counter.till.db, ID)).toEqual(begun);
    await counter.get('sale.pay', { ...counter.on(ID), method: 'cash', tenderedCents: cents(100) });
    const paid = readOpenTicket(counter.till.db, ID);
    expect(refusalCode(await sell(desk, file(), false))).toBe('ticket_open_elsewhere');
    expect(readOpenTicket(counter.till.db, ID)).toEqual(paid);
    expect(countDocuments(counter.till.db)).toBe(0);
  });

  it('takes the place of one that nobody touched', async () => {
    const { db } = counter.till;
    writeOpenTicket(db, newTicket(counter.till, ID, counter.cashier?.id ?? ''));
    expect(unwrap(await sell(desk, file(), false))).toMatchObject({ document: { total: '17.00' } });
    expect(openTickets()).toBe(0);
  });
});
