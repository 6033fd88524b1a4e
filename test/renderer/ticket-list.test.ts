import { describe, expect, it } from 'vitest';
import { ok, type Result, refuse } from '../../domain/result.ts';
import type { InputOf, OutputOf } from '../../electron/ipc/contract/index.ts';
import type { IssuedTicketView } from '../../electron/ipc/contract/tickets.ts';
import { createTicketList } from '../../renderer/features/tickets/ticket-list.ts';
import { dateAndTime, dayBefore } from '../../renderer/features/tickets/ticket-text.ts';

type Page = Result<OutputOf<'tickets.list'>>;

const ticket = (number: string): IssuedTicketView => ({
  documentId: `00000000-0000-7000-8000-${number.padStart(12, '0')}`,
  number,
  issuedAt: '2026-11-22T10:15:00+01:00',
  totalCents: 1756 as never,
  cashierName: 'Ana',
  methods: ['cash'],
  lineCount: 1,
  customerName: null,
  isAnnulled: false,
});
const page = (numbers: readonly string[], nextCursor: string | null = null): Page =>
  ok({ tickets: numbers.map(ticket), nextCursor });

/** A till that answers when the test says so. */
function aList() {
  const asked: InputOf<'tickets.list'>[] = [];
  const answers: ((answer: Page) => void)[] = [];
  const list = createTicketList((input) => {
    asked.push(input);
    return new Promise((resolve) => answers.push(resolve));
  });
  const answer = async (with_: Page): Promise<void> => {
    answers.shift()?.(with_);
    await new Promise((done) => setTimeout(done, 0));
  };
  return { ...list, asked, answer, numbers: () => list.ticketListNow().tickets.map(({ number }) => number) };
}

describe('the history of tickets', () => {
  it('shows the answer to what was typed last, and asks no more often than it is answered', async () => {
    const { look, asked, answer, numbers } = aList();
    for (const text of ['1', '17', '17,', '17,56']) look({ text });
    expect(asked.map(({ text }) => text)).toEqual(['1']);
    await answer(page(['1']));
    expect(numbers()).toEqual([]);
    await answer(page(['14']));
    expect(asked.map(({ text }) => text)).toEqual(['1', '17,56']);
    expect(numbers()).toEqual(['14']);
  });

  it('looks in one day, and what was typed stays', async () => {
    const { look, asked, answer } = aList();
    look({ text: ' leche\t' });
    await answer(page([]));
    look({ day: '2026-11-22' });
    expect(asked.at(-1)).toMatchObject({ text: 'leche', from: '2026-11-22', to: '2026-11-22', cursor: null });
  });

  it('adds the next page once, also when it is asked for twice', async () => {
    const { lookAgain, showMore, asked, answer, numbers, ticketListNow } = aList();
    lookAgain();
    await answer(page(['3', '2'], '2'));
    void showMore();
    void showMore();
    expect(asked.map(({ cursor }) => cursor)).toEqual([null, '2']);
    await answer(page(['1']));
    expect(numbers()).toEqual(['3', '2', '1']);
    expect(ticketListNow().nextCursor).toBeNull();
  });

  it('drops a page that comes after another search was answered', async () => {
    const { lookAgain, look, showMore, answer, numbers, asked } = aList();
    lookAgain();
    await answer(page(['3'], '3'));
    void showMore();
    look({ text: 'pan' });
    expect(asked).toHaveLength(3);
    const [more, search] = [page(['2']), page(['9'])];
    // The page is answered first, while the search is on its way; then the other way round.
    await answer(more);
    await answer(search);
    expect(numbers()).toEqual(['9']);
  });

  it('keeps what is in view when the next page is refused', async () => {
    const { lookAgain, showMore, answer, numbers, ticketListNow } = aList();
    lookAgain();
    await answer(page(['3'], '3'));
    void showMore();
    await answer(refuse('no_answer'));
    expect(numbers()).toEqual(['3']);
    expect(ticketListNow()).toMatchObject({ nextCursor: '3', isLoadingMore: false, refusal: { code: 'no_answer' } });
  });

  it('moves within the list, asks ahead, and Enter waits for the answer', async () => {
    const { look, moveChosen, chosenTicket, answer, asked } = aList();
    look({ text: '1' });
    const opened = chosenTicket();
    await answer(page(['3', '2'], '2'));
    expect((await opened)?.number).toBe('3');
    for (let press = 0; press < 4; press += 1) moveChosen(1);
    expect((await chosenTicket())?.number).toBe('2');
    expect(asked).toHaveLength(2);
  });

  it('opens nothing when the search was refused', async () => {
    const { look, chosenTicket, answer } = aList();
    look({ text: '1' });
    const opened = chosenTicket();
    await answer(refuse('no_answer'));
    expect(await opened).toBeNull();
  });
});

describe('days and times', () => {
  it('are those of the shop, as on the paper', () => {
    expect(dateAndTime('2026-11-22T10:15:00+01:00')).toBe('22/11/2026 10:15');
  });

  it('know the day before, over months, years and a change of the hour', () => {
    expect(['2026-11-01', '2026-01-01', '2028-03-01', '2026-10-26'].map(dayBefore)).toEqual([
      '2026-10-31',
      '2025-12-31',
      '2028-02-29',
      '2026-10-25',
    ]);
  });
});
