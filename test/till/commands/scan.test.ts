import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listOpenTickets } from '../../../db/tickets.ts';
import { hasValidCheckDigit } from '../../../domain/catalog/codes.ts';
import { cents, milli } from '../../../domain/money.ts';
import { DEFAULT_PREFERENCES, writePreferences } from '../../../electron/till/preferences.ts';
import { BANANAS, CODES, COFFEE, Counter, OIL, SHAMPOO } from '../../support/counter.ts';
import { refusalCode, removeFolders } from '../../support/till.ts';

let counter: Counter;
beforeEach(() => {
  counter = new Counter();
});
afterEach(() => {
  counter.close();
  removeFolders();
});

/** An EAN-13 from its first twelve digits. */
const label = (twelve: string): string =>
  [...'0123456789'].map((digit) => twelve + digit).find(hasValidCheckDigit) ?? '';

describe('scanning', () => {
  it('opens the ticket with its first line and adds up', async () => {
    const ticketId = counter.newId();
    const ticket = await counter.scan(ticketId, CODES.oil, CODES.shampoo);
    expect(ticket).toMatchObject({ id: ticketId, state: 'active', totalCents: 2494, missingCents: 2494, itemCount: 2 });
    expect(ticket.lines.map(({ description, rateBp }) => [description, rateBp])).toEqual([
      ['Aceite de oliva 0,4º', 400],
      ['Champú de piña', 2100],
    ]);
    expect((await counter.get('sale.desk', {})).active).toEqual(ticket);
  });

  it('adds a second scan of the newest line to it, and no other', async () => {
    const ticketId = counter.newId();
    const ticket = await counter.scan(ticketId, CODES.oil, CODES.oil, `3*${CODES.oil}`, CODES.coffee, CODES.oil);
    expect(ticket.lines.map(({ productId, quantityMilli }) => [productId, quantityMilli])).toEqual([
      [OIL, 5000],
      [COFFEE, 1000],
      [OIL, 1000],
    ]);
  });

  it('keeps lines apart whose price or discount was changed, or when the shop wants each scan apart', async () => {
    const ticketId = counter.newId();
    const first = await counter.scan(ticketId, CODES.oil);
    const lineId = first.lines[0]?.id ?? '';
    await counter.get('sale.set-price', { ...counter.on(ticketId), lineId, unitCents: cents(2000) });
    expect((await counter.scan(ticketId, CODES.oil)).lines).toHaveLength(2);
    writePreferences(counter.till.db, { ...DEFAULT_PREFERENCES, mergesScans: false });
    expect((await counter.scan(ticketId, CODES.oil)).lines).toHaveLength(3);
  });

  it('never takes a neighbour for an unknown code, and opens no ticket for it', async () => {
    const scanned = await counter.ask('sale.scan', { ...counter.on(counter.newId()), text: '8400000042414' });
    expect(scanned).toMatchObject({ ok: false, refusal: { code: 'code_unknown', params: { code: '8400000042414' } } });
    expect(listOpenTickets(counter.till.db)).toEqual([]);
  });

  it('asks for the weight of goods by weight and takes it typed in front', async () => {
    const ticketId = counter.newId();
    const asked = await counter.ask('sale.scan', { ...counter.on(ticketId), text: CODES.bananas });
    expect(asked).toMatchObject({
      refusal: { code: 'weight_needed', params: { code: CODES.bananas, description: 'Plátano de Canarias' } },
    });
    const ticket = await counter.scan(ticketId, `0,255*${CODES.bananas}`, `0.5*${CODES.bananas}`);
    expect(ticket.lines.map(({ quantityMilli }) => quantityMilli)).toEqual([255, 500]);
    expect(ticket.itemCount).toBe(2);
  });

  it('wants somebody to have signed in', async () => {
    counter.cashier = null;
    const scanned = await counter.ask('sale.scan', { ...counter.on(counter.newId()), text: CODES.oil });
    expect(refusalCode(scanned)).toBe('not_signed_in');
    expect((await counter.get('sale.desk', {})).active).toBeNull();
  });

  it('adds nothing to a ticket that is paid', async () => {
    const { documentId, number } = await counter.sell([CODES.oil]);
    const scanned = await counter.ask('sale.scan', { ...counter.on(documentId), text: CODES.oil });
    expect(scanned).toMatchObject({ refusal: { code: 'ticket_already_closed', params: { number } } });
  });
});

describe('scale labels', () => {
  it('of weight charge the weight; the code of a product itself wins over them', async () => {
    // Product 3, 255 g.
    const ticket = await counter.scan(counter.newId(), label('200000300255'));
    expect(ticket.lines[0]).toMatchObject({ productId: BANANAS, quantityMilli: 255, unitCents: 219, grossCents: 56 });
    const misread = label('200000300255').replace(/.$/, (digit) => String((Number(digit) + 1) % 10));
    const wrong = await counter.ask('sale.scan', { ...counter.on(counter.newId()), text: misread });
    expect(refusalCode(wrong)).toBe('code_unknown');
    const own = await counter.ask('sale.scan', { ...counter.on(counter.newId()), text: CODES.bananas });
    expect(refusalCode(own)).toBe('weight_needed');
  });

  it('of price charge exactly that price', async () => {
    const ticket = await counter.scan(counter.newId(), label('210000300123'));
    expect(ticket.lines[0]).toMatchObject({ productId: BANANAS, subtotalCents: 123, unitCents: 219, discount: null });
    const dear = await counter.get('catalog.create-product', {
      ...{ name: 'Jamón', code: null, format: null, unit: 'kg', taxClass: 'reduced', categoryId: null },
      unitCents: cents(2000),
    });
    expect(dear.reference).toBe('M1');
    await counter.get('catalog.attach-code', { productId: dear.id, code: '2100077' });
    const odd = await counter.scan(counter.newId(), label('210007700333'));
    expect(odd.lines[0]).toMatchObject({ productId: dear.id, unitCents: 2000, quantityMilli: 167, subtotalCents: 333 });
    expect(odd.lines[0]?.discount).toEqual({
      kind: 'amount',
      amountCents: 1,
      reason: 'Ajuste al precio de la etiqueta',
    });
  });

  it('of price on goods by unit are one piece at that price; of weight they say nothing', async () => {
    const ticket = await counter.scan(counter.newId(), label('210000100123'));
    expect(ticket.lines[0]).toMatchObject({
      productId: SHAMPOO,
      quantityMilli: 1000,
      unitCents: 123,
      listUnitCents: 123,
    });
    const weight = await counter.ask('sale.scan', { ...counter.on(counter.newId()), text: label('200000100255') });
    expect(refusalCode(weight)).toBe('label_not_by_weight');
  });

  it('of a product that is not in the catalogue add nothing', async () => {
    const scanned = await counter.ask('sale.scan', { ...counter.on(counter.newId()), text: label('209999900255') });
    expect(refusalCode(scanned)).toBe('code_unknown');
  });
});

describe('other ways in', () => {
  it('takes tiles and department keys', async () => {
    const ticketId = counter.newId();
    await counter.get('sale.add-product', { ...counter.on(ticketId), productId: COFFEE, quantityMilli: null });
    const department = { departmentId: 'reduced', unitCents: cents(250), quantityMilli: milli(2000) };
    const { ticket, lineId } = await counter.get('sale.add-department', { ...counter.on(ticketId), ...department });
    expect(ticket.totalCents).toBe(845);
    expect(ticket.lines.at(-1)).toMatchObject({
      id: lineId,
      description: 'Varios 10 %',
      kind: 'department',
      rateBp: 1000,
    });
  });

  it.each([
    ['a weight', BANANAS, 'weight_needed'],
    ['a product that is there', '00000000-0000-7000-8000-999999999999', 'product_not_found'],
  ])('wants %s for a tile', async (_name, productId, code) => {
    const target = counter.on(counter.newId());
    expect(refusalCode(await counter.ask('sale.add-product', { ...target, productId, quantityMilli: null }))).toBe(
      code,
    );
  });

  it('knows only the department keys of the shop', async () => {
    const department = { departmentId: 'gone', unitCents: cents(250), quantityMilli: milli(1000) };
    const added = await counter.ask('sale.add-department', { ...counter.on(counter.newId()), ...department });
    expect(refusalCode(added)).toBe('department_unknown');
  });
});
