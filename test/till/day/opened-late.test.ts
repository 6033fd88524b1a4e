import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cents } from '../../../domain/money.ts';
import { dayReceipt } from '../../../domain/receipt/day-receipt.ts';
import { makeX } from '../../../electron/till/day/report-of.ts';
import { CODES, Counter } from '../../support/counter.ts';
import { removeFolders, unwrap } from '../../support/till.ts';

let counter: Counter;
beforeEach(() => {
  counter = new Counter();
});
afterEach(() => {
  counter.close();
  removeFolders();
});

const open = (drawerCents: number) =>
  counter.get('day.open', { operationId: counter.newId(), floatCents: cents(drawerCents) });
const cash = () => unwrap(makeX(counter.till.db, counter.ports, null)).cash;
const openedAt = (): string => unwrap(makeX(counter.till.db, counter.ports, null)).session.openedAt;

describe('a session that somebody opens after its first sales', () => {
  it('does not count their cash twice: what lies in the drawer is float and sales', async () => {
    await counter.sell([CODES.oil]);
    const firstSale = openedAt();
    counter.ports.clock.advance(600_000);
    // 40.00 that lay there in the morning and the 22.95 that came in.
    await open(4000 + 2295);
    expect(cash()).toMatchObject({ floatCents: 4000, salesCents: 2295, expectedCents: 6295 });
    expect(openedAt()).toBe(firstSale);
    await counter.sell([CODES.oil]);
    expect(cash()).toMatchObject({ floatCents: 4000, salesCents: 4590, expectedCents: 8590 });
  });

  it('takes nothing off for what was paid by card', async () => {
    await counter.sell([CODES.coffee], 'card');
    await open(4000);
    expect(cash()).toMatchObject({ floatCents: 4000, expectedCents: 4000 });
  });

  it('shows as lacking what was sold in cash and is not there', async () => {
    await counter.sell([CODES.oil]);
    await open(1000);
    expect(cash()).toMatchObject({ floatCents: 0, expectedCents: 2295 });
  });
});

describe('a card that paid part of a ticket which is still open', () => {
  it('stands on X and Z: the terminal has charged it', async () => {
    const ticketId = counter.newId();
    await counter.get('sale.scan', { operationId: counter.newId(), ticketId, text: CODES.oil });
    await counter.get('sale.pay', {
      operationId: counter.newId(),
      ticketId,
      method: 'card',
      tenderedCents: cents(500),
    });
    const x = unwrap(makeX(counter.till.db, counter.ports, null));
    expect(x).toMatchObject({ openTickets: 1, openCharged: [{ method: 'card', cents: 500 }] });
    expect(cash()).toMatchObject({ heldCents: 0, expectedCents: 0 });
    expect(JSON.stringify(dayReceipt(x, { language: 'es' }))).toContain('ya cobrado con Tarjeta');
  });
});
