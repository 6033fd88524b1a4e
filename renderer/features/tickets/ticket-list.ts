import { create } from 'zustand';
import type { Refusal, Result } from '../../../domain/result.ts';
import type { InputOf, OutputOf } from '../../../electron/ipc/contract/index.ts';
import type { IssuedTicketView } from '../../../electron/ipc/contract/tickets.ts';
import { newestAnswer, oneLine } from '../../app/newest-answer.ts';

/** What is looked for. `day` is local, `YYYY-MM-DD`; null: any. */
export type TicketQuery = { readonly text: string; readonly day: string | null };

export type TicketListData = {
  readonly query: TicketQuery;
  readonly tickets: readonly IssuedTicketView[];
  /** What `tickets` were found for; null: nothing was answered yet. */
  readonly answeredFor: TicketQuery | null;
  readonly nextCursor: string | null;
  readonly isLoadingMore: boolean;
  readonly refusal: Refusal | null;
  /** Which ticket Enter opens. */
  readonly chosen: number;
};

type AskList = (input: InputOf<'tickets.list'>) => Promise<Result<OutputOf<'tickets.list'>>>;

/** The contract's bound of the text. */
const MAX_TEXT = 120;
/** Several screens: who needs more than two pages types an amount. */
const PAGE = 40;
/** Rows left below the chosen one when the next page is asked for. */
const AHEAD = 5;
const anything = (): TicketListData => ({
  query: { text: '', day: null },
  tickets: [],
  answeredFor: null,
  nextCursor: null,
  isLoadingMore: false,
  refusal: null,
  chosen: 0,
});

/** The history of issued tickets, page by page. */
export function createTicketList(ask: AskList) {
  const useTicketList = create<TicketListData>(anything);
  const set = useTicketList.setState;
  const now = useTicketList.getState;
  const page = ({ text, day }: TicketQuery, cursor: string | null) =>
    ask({ text: oneLine(text, MAX_TEXT), from: day, to: day, cursor, limit: PAGE });

  const load = newestAnswer({
    wanted: () => now().query,
    ask: (query) => page(query, null),
    show: (answer, query) => {
      const done = { answeredFor: query, chosen: 0, isLoadingMore: false };
      set(
        answer.ok
          ? { ...done, ...answer.value, refusal: null }
          : { ...done, tickets: [], nextCursor: null, refusal: answer.refusal },
      );
    },
  });

  async function showMore(): Promise<void> {
    const { query, answeredFor, nextCursor, isLoadingMore } = now();
    if (nextCursor === null || isLoadingMore || answeredFor !== query) return;
    set({ isLoadingMore: true });
    const answer = await page(query, nextCursor);
    // Another question has been answered in the meantime: this page belongs to a list that is gone.
    if (now().answeredFor !== query || now().nextCursor !== nextCursor) return;
    if (!answer.ok) set({ isLoadingMore: false, refusal: answer.refusal });
    else {
      const { tickets, nextCursor: next } = answer.value;
      set({ tickets: [...now().tickets, ...tickets], nextCursor: next, isLoadingMore: false, refusal: null });
    }
  }

  function look(change: Partial<TicketQuery>): void {
    set({ query: { ...now().query, ...change } });
    void load();
  }

  return {
    useTicketList,
    ticketListNow: now,
    look,
    showMore,
    /** Asks again what is looked for: the first time, after a refusal. */
    lookAgain: (): void => look({}),
    forgetTicketList: (): void => set(anything()),
    moveChosen(by: 1 | -1): void {
      const { chosen, tickets } = now();
      const next = Math.max(0, Math.min(tickets.length - 1, chosen + by));
      set({ chosen: next });
      if (next >= tickets.length - AHEAD) void showMore();
    },
    /** A ticket that was touched is the chosen one when its paper is closed. */
    choose: (index: number): void => set({ chosen: index }),
    /** What Enter opens; waits for the answer that is on its way. */
    async chosenTicket(): Promise<IssuedTicketView | null> {
      if (now().answeredFor !== now().query) await load();
      const { tickets, chosen, answeredFor, query } = now();
      return answeredFor === query ? (tickets[chosen] ?? null) : null;
    },
  };
}
