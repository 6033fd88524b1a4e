import { describe, expect, it } from 'vitest';
import type { Result } from '../../domain/result.ts';
import type { ChangedTicket } from '../../electron/ipc/contract/sale.ts';
import { systemTimeouts } from '../../electron/ipc/system-timeouts.ts';
import { createTillClient } from '../../renderer/app/till-client.ts';
import { createSale } from '../../renderer/features/sale/sale.ts';
import type { SaleCommand, SalePorts } from '../../renderer/features/sale/sale-core.ts';
import { codeOf, FAKE_PRODUCTS, fakeId } from './fake-catalog.ts';
import { type FakeOptions, fakeTill, portPair } from './fake-till.ts';

/** The sale of a page before a till in memory; everything in between is the real thing. */
function aSale(options: FakeOptions & { readonly nowMs?: number } = {}) {
  const till = fakeTill(options);
  const [page, far] = portPair();
  till.serve(far);
  const client = createTillClient(() => page, { timeouts: systemTimeouts, monotonicMs: () => performance.now() });
  const sounds: string[] = [];
  let serial = 5000;
  const ports: SalePorts = {
    ask: client.ask,
    newId: () => fakeId(serial++),
    nowMs: () => options.nowMs ?? 0,
    sound: (name) => void sounds.push(name),
  };
  return { till, sounds, ...createSale(ports) };
}

const BREAD = codeOf('Barra de pan');
const WATER = codeOf('Agua 1,5 L');
const LEMON = codeOf('Limón');

const refused = (result: Result<unknown>): string | null => (result.ok ? null : result.refusal.code);
const inputsOf = (till: ReturnType<typeof fakeTill>, command: SaleCommand) =>
  till.asked.filter((one) => one.command === command).map(({ input }) => input as Record<string, unknown>);

describe('scanning', () => {
  it('opens a ticket with the first scan and marks the newest line', async () => {
    const { scan, saleNow, sounds } = aSale();
    const id = saleNow().nextTicketId;
    await scan(BREAD);
    await scan(WATER);
    const { ticket, newestLineId, flash, tickets } = saleNow();
    expect(ticket?.id).toBe(id);
    expect(ticket?.lines.map(({ description }) => description)).toEqual(['Barra de pan', 'Agua 1,5 L']);
    expect(newestLineId).toBe(ticket?.lines[1]?.id);
    expect(tickets.map(({ totalCents }) => totalCents)).toEqual([93]);
    expect([flash, sounds]).toEqual([2, ['hit', 'hit']]);
  });

  it('keeps the order when scans come faster than the till answers, one operation at a time', async () => {
    let running = 0;
    let most = 0;
    const till = fakeTill();
    const sale = aSale({
      handlers: {
        'sale.scan': async (input) => {
          running += 1;
          most = Math.max(most, running);
          // The first is the slowest: out of turn the others would pass it.
          await new Promise((done) => setTimeout(done, input.text === BREAD ? 30 : 1));
          running -= 1;
          return till.desk.change(input, (ticket) => till.desk.scan(ticket, input.text));
        },
      },
    });
    const scans = [BREAD, WATER, BREAD, WATER, BREAD].map((code) => sale.scan(code));
    expect(sale.saleNow().waiting).toBe(5);
    await Promise.all(scans);
    expect(sale.saleNow().ticket?.lines.map(({ code }) => code)).toEqual([BREAD, WATER, BREAD, WATER, BREAD]);
    expect([most, sale.saleNow().waiting]).toEqual([1, 0]);
  });

  it('asks again under the same operation when the till does not answer, and adds once', async () => {
    const till = fakeTill();
    let failures = 2;
    const sale = aSale({
      handlers: {
        'sale.scan': (input) => {
          const done: Result<ChangedTicket> = till.desk.change(input, (ticket) => till.desk.scan(ticket, input.text));
          // The till did it, and fell over before it could say so.
          if (failures-- > 0) return { ok: false, refusal: { code: 'process_gone', params: {}, retryable: true } };
          return done;
        },
      },
    });
    await sale.scan(BREAD);
    const operations = inputsOf(sale.till, 'sale.scan').map(({ operationId }) => operationId);
    expect(operations).toHaveLength(3);
    expect(new Set(operations).size).toBe(1);
    expect(sale.saleNow().ticket?.lines.map(({ quantityMilli }) => quantityMilli)).toEqual([1000]);
  });

  it('keeps the lines that did not change as they are, so that a scan draws one line', async () => {
    const { scan, setQuantity, saleNow } = aSale();
    await scan(BREAD);
    await scan(WATER);
    const [bread, water] = saleNow().ticket?.lines ?? [];
    await setQuantity(water?.id ?? '', 2000);
    expect(saleNow().ticket?.lines[0]).toBe(bread);
    expect(saleNow().ticket?.lines[1]).not.toBe(water);
  });

  it('gives every operation an id of its own', async () => {
    const { scan, till } = aSale();
    await Promise.all([scan(BREAD), scan(BREAD)]);
    const ids = inputsOf(till, 'sale.scan').map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(2);
  });

  it('says a code that nobody knows, sounds different, and adds nothing', async () => {
    const { scan, saleNow, sounds } = aSale();
    await scan(BREAD);
    await scan('8499999999999');
    expect(saleNow().pending).toEqual({ kind: 'unknown-code', code: '8499999999999' });
    expect(saleNow().ticket?.lines).toHaveLength(1);
    expect(sounds).toEqual(['hit', 'miss']);
    await scan(WATER);
    expect(saleNow().pending).toBeNull();
  });

  it('asks the weight of goods by weight', async () => {
    const { scan, saleNow } = aSale();
    await scan(LEMON);
    const { pending } = saleNow();
    if (pending?.kind !== 'weight') throw new Error('no weight asked');
    expect(pending.name).toBe('Limón');
    await pending.add(642);
    expect(saleNow().ticket?.lines.map(({ quantityMilli }) => quantityMilli)).toEqual([642]);
    expect(saleNow().pending).toBeNull();
  });

  it('forgets no goods that wait for their weight while others are scanned', async () => {
    const { scan, saleNow, forgetPending } = aSale();
    await scan(LEMON);
    await scan(BREAD);
    await scan(codeOf('Tomate pera'));
    await scan('8499999999999');
    expect(saleNow().pending).toMatchObject({ kind: 'weight', name: 'Limón' });
    expect(saleNow().refusal).toMatchObject({ code: 'code_unknown' });
    forgetPending();
    expect(saleNow().pending).toMatchObject({ kind: 'weight', name: 'Tomate pera' });
    forgetPending();
    expect(saleNow().pending).toBeNull();
  });

  it('keeps the question when a weight is refused', async () => {
    const { scan, saleNow, till } = aSale();
    await scan(LEMON);
    till.refuseNext('sale.scan', 'disk_full');
    const { pending } = saleNow();
    if (pending?.kind !== 'weight') throw new Error('no weight asked');
    expect(refused(await pending.add(500))).toBe('disk_full');
    expect(saleNow()).toMatchObject({ pending, refusal: { code: 'disk_full' } });
  });

  it('adds a product by its tile, and asks its weight first when it is sold by weight', async () => {
    const { addProduct, saleNow, till } = aSale();
    const [bread, , banana] = FAKE_PRODUCTS.map(({ codes: _codes, ...product }) => product);
    if (bread === undefined || banana === undefined) throw new Error('no products');
    await addProduct(bread);
    await addProduct(banana);
    expect(inputsOf(till, 'sale.add-product')).toHaveLength(1);
    expect(saleNow().pending).toMatchObject({ kind: 'weight', name: banana.name });
  });
});

describe('removing', () => {
  it('can be undone until another line comes', async () => {
    const { scan, removeLine, putBackLine, saleNow } = aSale();
    await scan(BREAD);
    await scan(WATER);
    const lineId = saleNow().ticket?.lines[0]?.id ?? '';
    await removeLine(lineId);
    expect([saleNow().canPutBack, saleNow().ticket?.lines.length]).toEqual([true, 1]);
    await putBackLine();
    expect(saleNow().ticket?.lines[0]?.id).toBe(lineId);
    expect(saleNow()).toMatchObject({ canPutBack: false, newestLineId: lineId });
    await removeLine(lineId);
    await scan(WATER);
    expect(saleNow().canPutBack).toBe(false);
  });
});

describe('closing', () => {
  it('shows what was paid until the next line, which begins another ticket', async () => {
    const { scan, closeSale, saleNow, sounds } = aSale();
    await scan(BREAD);
    const first = saleNow().ticket?.id;
    await closeSale({ method: 'cash', tenderedCents: 100 });
    expect(saleNow()).toMatchObject({ ticket: null, paid: { changeCents: 45, number: '01T01S-26-000014' } });
    expect(saleNow().nextTicketId).not.toBe(first);
    await scan('8499999999999');
    expect(saleNow().paid).not.toBeNull();
    await scan(WATER);
    expect(saleNow().paid).toBeNull();
    expect(saleNow().ticket?.id).not.toBe(first);
    expect(saleNow().lastSale?.number).toBe('01T01S-26-000014');
    expect(sounds).toEqual(['hit', 'paid', 'miss', 'hit']);
  });

  it('pays exactly with the scans that are still on their way', async () => {
    const sale = aSale({ delayMs: 5 });
    await sale.scan(BREAD);
    const [, , closed] = await Promise.all([sale.scan(WATER), sale.scan(WATER), sale.payExact()]);
    expect(closed.ok && closed.value.sale).toMatchObject({ totalCents: 131, tenderedCents: 131, changeCents: 0 });
  });

  it('charges nothing when what was scanned before the key was refused, and keeps the question', async () => {
    const { till, scan, payExact, saleNow } = aSale();
    await scan(BREAD);
    const [scanned, paid] = await Promise.all([scan(LEMON), payExact()]);
    expect([refused(scanned), refused(paid)]).toEqual(['weight_needed', 'weight_pending']);
    const [unknown, again] = await Promise.all([scan('8499999999999'), payExact()]);
    expect([refused(unknown), refused(again)]).not.toContain(null);
    expect(inputsOf(till, 'sale.close')).toEqual([]);
    expect(saleNow().pending?.kind).toBe('weight');
  });

  it('does not close with one key while a code is known of nothing: the goods would leave unpaid', async () => {
    const { scan, payExact, forgetPending, saleNow, till, sounds } = aSale();
    await scan(BREAD);
    await scan('8499999999999');
    expect(refused(await payExact())).toBe('unknown_code_pending');
    expect(saleNow()).toMatchObject({ pending: { kind: 'unknown-code' }, refusal: { code: 'unknown_code_pending' } });
    expect(sounds.at(-1)).toBe('miss');
    expect(inputsOf(till, 'sale.close')).toEqual([]);
    // Put aside by hand.
    forgetPending();
    expect(refused(await payExact())).toBeNull();
    expect(saleNow().paid?.totalCents).toBe(55);
  });

  it('closes by the payment screen, where somebody looks, also with an unknown code', async () => {
    const { scan, closeSale } = aSale();
    await scan(BREAD);
    await scan('8499999999999');
    expect(refused(await closeSale({ method: 'cash', tenderedCents: 55 }))).toBeNull();
  });

  it('pays only what payments already taken leave, and nothing when they cover it', async () => {
    const { scan, takePayment, payExact, till } = aSale();
    await scan(BREAD);
    await takePayment('card', 30);
    await payExact();
    await scan(BREAD);
    await takePayment('card', 55);
    await payExact();
    const payments = inputsOf(till, 'sale.close').map(({ payment }) => payment);
    expect(payments).toEqual([{ method: 'cash', tenderedCents: 25 }, null]);
  });

  it('gives a scan that comes while a ticket closes to the next ticket', async () => {
    const sale = aSale({ delayMs: 5 });
    await sale.scan(BREAD);
    const first = sale.saleNow().ticket?.id;
    await Promise.all([sale.payExact(), sale.scan(WATER)]);
    expect(sale.saleNow().ticket?.id).not.toBe(first);
    expect(sale.saleNow().ticket?.lines.map(({ description }) => description)).toEqual(['Agua 1,5 L']);
  });

  it('keeps the ticket and says why when it cannot be closed', async () => {
    const { scan, closeSale, saleNow, sounds } = aSale();
    await scan(BREAD);
    expect(refused(await closeSale({ method: 'cash', tenderedCents: 20 }))).toBe('payment_insufficient');
    expect(saleNow()).toMatchObject({ paid: null, refusal: { code: 'payment_insufficient' } });
    expect(saleNow().ticket?.lines).toHaveLength(1);
    expect(sounds.at(-1)).toBe('miss');
  });
});

describe('a page that starts', () => {
  const soldAt = Date.parse('2026-11-22T18:42:00+01:00');

  it('shows the ticket that was open', async () => {
    const before = aSale();
    await before.scan(BREAD);
    const after = aSale({ handlers: { 'sale.desk': () => ({ ok: true, value: before.till.desk.view() }) } });
    await after.loadDesk();
    expect(after.saleNow().ticket?.id).toBe(before.saleNow().ticket?.id);
    expect(after.ticketIdNow()).toBe(before.ticketIdNow());
    expect(after.saleNow().newestLineId).toBe(before.saleNow().newestLineId);
  });

  it('shows the change of a sale that was closed a moment ago, and not that of an old one', async () => {
    for (const [ageMs, isShown] of [
      [30_000, true],
      [10 * 60_000, false],
    ] as const) {
      const before = aSale();
      await before.scan(BREAD);
      await before.closeSale({ method: 'cash', tenderedCents: 100 });
      const handlers = { 'sale.desk': () => ({ ok: true, value: before.till.desk.view() }) as const };
      const after = aSale({ handlers, nowMs: soldAt + ageMs });
      await after.loadDesk();
      expect(after.saleNow().paid !== null).toBe(isShown);
      expect(after.saleNow().lastSale).not.toBeNull();
    }
  });
});

describe('parked tickets', () => {
  it('come back with their lines, and the next scan goes into them', async () => {
    const { scan, park, resume, saleNow } = aSale();
    await scan(BREAD);
    const parked = saleNow().ticket?.id ?? '';
    await park('Sra. Puig');
    expect(saleNow()).toMatchObject({ ticket: null, tickets: [{ id: parked, label: 'Sra. Puig' }] });
    await scan(WATER);
    await resume(parked);
    await scan(WATER);
    expect(saleNow().ticket?.lines.map(({ description }) => description)).toEqual(['Barra de pan', 'Agua 1,5 L']);
    expect(saleNow().tickets).toHaveLength(2);
  });
});
