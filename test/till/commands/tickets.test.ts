import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setProductActive } from '../../../db/catalog/products.ts';
import { cents } from '../../../domain/money.ts';
import { annulDocument } from '../../../electron/till/fiscal/annul.ts';
import { CODES, Counter, OIL } from '../../support/counter.ts';
import { refusalCode, removeFolders, unwrap } from '../../support/till.ts';

let counter: Counter;
/** Numbers 1..12: one an hour, odd ones oil and coffee (26,40), even ones shampoo (1,99); 4 is of the day before. */
beforeAll(async () => {
  counter = new Counter();
  for (let sale = 1; sale <= 12; sale += 1) {
    // The clock was wrong for one sale: the order of issue is that of the numbers.
    counter.ports.clock.set(`2026-11-${sale === 4 ? '22' : '23'}T${String(sale + 8).padStart(2, '0')}:30:00+01:00`);
    await counter.sell(sale % 2 === 1 ? [CODES.oil, CODES.coffee] : [CODES.shampoo], sale % 2 === 1 ? 'cash' : 'card');
  }
  unwrap(annulDocument(counter.till, '01T01S-26-000005', counter.cashier?.id ?? '', 'No hubo venta'));
});
afterAll(() => {
  counter.close();
  removeFolders();
});

const EVERYTHING = { text: '', from: null, to: null, cursor: null, limit: 100 };
const list = (part: Partial<Parameters<typeof counter.get<'tickets.list'>>[1]>) =>
  counter.get('tickets.list', { ...EVERYTHING, ...part });
const numbers = async (part: Parameters<typeof list>[0]): Promise<number[]> =>
  (await list(part)).tickets.map(({ number }) => Number(number.slice(-6)));

const ALL = [12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1];
const ODD = [11, 9, 7, 5, 3, 1];
const EVEN = [12, 10, 8, 6, 4, 2];

describe('the history', () => {
  it('shows what was issued, newest first', async () => {
    const { tickets } = await list({ limit: 8 });
    expect(tickets[0]).toMatchObject({ number: '01T01S-26-000012', totalCents: 199, methods: ['card'], lineCount: 1 });
    expect(tickets[1]).toMatchObject({ totalCents: 2640, methods: ['cash'], lineCount: 2, customerName: null });
    expect(tickets.map(({ isAnnulled }) => isAnnulled).indexOf(true)).toBe(7);
  });

  it.each([
    ['', ALL],
    ['000007', [7]],
    ['0007', [7]],
    ['01', [1]],
    ['1000007', []],
    ['10', [10]],
    ['01T01S-26-000007', [7]],
    ['01t01s-26-7', [7]],
    ['26-000007', [7]],
    ['27-000007', []],
    ['26,40', ODD],
    ['1.99', EVEN],
    ['1,99 €', EVEN],
    ['26,41', []],
    [CODES.oil, ODD],
    [`]E0${CODES.oil}`, ODD],
    ['4241', ODD],
    ['aceite', ODD],
    ['CHAMPU pina', EVEN],
    ['aceite champú', []],
    ['zanahoria', []],
    ['"*', []],
  ])('is searched by %j', async (text, found) => {
    expect(await numbers({ text })).toEqual(found);
  });

  it('takes a short number for the end of a ticket or for the reference of a product', async () => {
    // 2 and 12 by number; the others hold coffee, whose reference is 2.
    expect(await numbers({ text: '2' })).toEqual([12, ...ODD.slice(0, 5), 2, 1]);
    expect(await numbers({ text: 'café' })).toEqual(ODD);
  });

  it.each([
    [{ from: '2026-11-23', to: '2026-11-23' }, ALL.filter((sale) => sale !== 4)],
    [{ from: '2026-11-22', to: '2026-11-22' }, [4]],
    [{ to: '2026-11-22' }, [4]],
    [{ from: '2026-11-23' }, ALL.filter((sale) => sale !== 4)],
    [{ from: '2026-11-24' }, []],
    [{ from: '2020-01-01', to: '2030-01-01' }, ALL],
    [{ text: '1,99', from: '2026-11-22', to: '2026-11-22' }, [4]],
    [{ text: 'champú', to: '2026-11-22' }, [4]],
    [{ text: 'champú', from: '2026-11-23' }, [12, 10, 8, 6, 2]],
    [{ text: '004', from: '2026-11-23' }, []],
  ])('within %j', async (part, found) => {
    expect(await numbers(part)).toEqual(found);
  });

  it.each(['', '26,40', 'aceite', '2', CODES.oil])(
    'comes in pages that leave out and repeat nothing: %j',
    async (text) => {
      const whole = await numbers({ text });
      const paged: number[] = [];
      let cursor: string | null = null;
      do {
        const page: Awaited<ReturnType<typeof list>> = await list({ text, cursor, limit: 2 });
        paged.push(...page.tickets.map(({ number }) => Number(number.slice(-6))));
        cursor = page.nextCursor;
      } while (cursor !== null);
      expect(paged).toEqual(whole);
    },
  );

  it('begins anew with a cursor that is none', async () => {
    expect(await numbers({ cursor: "1' OR 1=1" })).toEqual(ALL);
  });

  it('finds a product that is no longer for sale', async () => {
    setProductActive(counter.till.db, OIL, false);
    expect(await numbers({ text: 'aceite' })).toEqual(ODD);
    setProductActive(counter.till.db, OIL, true);
  });
});

describe('an issued ticket', () => {
  it('shows its paper as it was issued', async () => {
    const [ticket] = (await list({ text: '000001' })).tickets;
    const paper = await counter.get('tickets.paper', { documentId: ticket?.documentId ?? '' });
    expect(paper.ticket).toEqual(ticket);
    expect(paper.huella).toMatch(/^[0-9A-F]{64}$/);
    expect(paper.receipt.blocks[0]).toMatchObject({ kind: 'qr', content: paper.qrUrl });
    expect(JSON.stringify(paper.receipt)).not.toContain('DUPLICADO');
    expect(refusalCode(await counter.ask('tickets.paper', { documentId: counter.newId() }))).toBe('document_not_found');
  });

  it('is printed again as a duplicate once its paper is out', async () => {
    const [ticket] = (await list({ text: '000002' })).tickets;
    const documentId = ticket?.documentId ?? '';
    const { tasks } = await counter.get('jobs.queued', {});
    expect(tasks.length).toBeGreaterThan(12);
    for (const { jobId } of tasks) {
      expect((await counter.get('jobs.mark-sending', { jobId })).isGranted).toBe(true);
      await counter.get('jobs.outcome', { jobId, outcome: { state: 'confirmed' } });
    }
    const { jobId, state } = await counter.get('tickets.reprint', { documentId });
    expect(state).toBe('queued');
    const [task] = (await counter.get('jobs.queued', {})).tasks;
    expect(task?.jobId).toBe(jobId);
    expect(JSON.stringify(task)).toContain('DUPLICADO');
    expect(refusalCode(await counter.ask('tickets.reprint', { documentId: counter.newId() }))).toBe(
      'document_not_found',
    );
    counter.till.printing = { ...counter.till.printing, receiptPrinterId: null };
    expect(refusalCode(await counter.ask('tickets.reprint', { documentId }))).toBe('no_printer');
    expect(cents(ticket?.totalCents ?? 0)).toBe(199);
  });
});
