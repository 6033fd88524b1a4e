import { create } from 'zustand';
import type { Refusal, Result } from '../../../domain/result.ts';
import type { CustomerView } from '../../../electron/ipc/contract/customers.ts';
import type { InputOf, OutputOf } from '../../../electron/ipc/contract/index.ts';
import { newestAnswer, oneLine } from '../../app/newest-answer.ts';

/** An object of its own for every change: the newest one wins. */
type Query = { readonly text: string };

export type CustomerListData = {
  readonly query: Query;
  readonly customers: readonly CustomerView[];
  /** What `customers` were found for; null: nothing was answered yet. */
  readonly answeredFor: Query | null;
  readonly refusal: Refusal | null;
  /** Whom Enter takes. */
  readonly chosen: number;
};

type AskList = (input: InputOf<'customers.search'>) => Promise<Result<OutputOf<'customers.search'>>>;

/** The contract's bound of the text. */
const MAX_TEXT = 120;
/** More than fits a screen; who does not see a name types another letter. */
const LIMIT = 50;
const anybody = (): CustomerListData => ({
  query: { text: '' },
  customers: [],
  answeredFor: null,
  refusal: null,
  chosen: 0,
});

/** Customers by what is typed; those of late when nothing is. */
export function createCustomerList(ask: AskList) {
  const useCustomerList = create<CustomerListData>(anybody);
  const { setState: set, getState: now } = useCustomerList;
  const load = newestAnswer({
    wanted: () => now().query,
    ask: ({ text }) => ask({ text: oneLine(text, MAX_TEXT), limit: LIMIT }),
    show: (answer, query) =>
      set(
        answer.ok
          ? { customers: answer.value.customers, answeredFor: query, refusal: null, chosen: 0 }
          : { customers: [], answeredFor: query, refusal: answer.refusal, chosen: 0 },
      ),
  });
  return {
    useCustomerList,
    customerListNow: now,
    lookFor(text: string): void {
      set({ query: { text } });
      void load();
    },
    forgetCustomerList: (): void => set(anybody()),
    moveChosen(by: 1 | -1): void {
      const { chosen, customers } = now();
      set({ chosen: Math.max(0, Math.min(customers.length - 1, chosen + by)) });
    },
    /** Whom Enter takes; waits for the answer that is on its way. */
    async chosenCustomer(): Promise<CustomerView | null> {
      if (now().answeredFor !== now().query) await load();
      const { customers, chosen, answeredFor, query } = now();
      return answeredFor === query ? (customers[chosen] ?? null) : null;
    },
  };
}
