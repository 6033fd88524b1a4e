import { create } from 'zustand';
import type { Refusal, Result } from '../../../domain/result.ts';
import type { ProductView } from '../../../electron/ipc/contract/catalog.ts';

/** What is in the search field and what was found for it. */
export type SearchData = {
  readonly text: string;
  readonly results: readonly ProductView[];
  /** What `results` were found for; null: nothing was answered yet. */
  readonly answeredFor: string | null;
  readonly refusal: Refusal | null;
  /** Which result Enter takes. */
  readonly chosen: number;
  /** The arrows were used: Enter takes the result, whatever the text looks like. */
  readonly isChosenByHand: boolean;
};

/** What Enter stands for. */
export type Choice =
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'product'; readonly product: ProductView };

type Ask = (text: string, limit: number) => Promise<Result<{ readonly products: readonly ProductView[] }>>;

/** More than fits a screen; who does not see it types another letter. */
const RESULT_LIMIT = 50;
const NOTHING: SearchData = {
  text: '',
  results: [],
  answeredFor: null,
  refusal: null,
  chosen: 0,
  isChosenByHand: false,
};

/** Digits, or a quantity before an asterisk: `8410...`, `3*8410...`, `0,350*41`. */
const CODE = /^\d+$|^\d+(?:[.,]\d+)?\*\S+$/;
/** A quantity that waits for its code: typed by hand, and then the goods are scanned. */
const MULTIPLIER = /^\d{1,6}(?:[.,]\d{1,3})?\*$/;

/** As the till reads it: a point before decimals. */
export const codeOfText = (text: string): string =>
  text.replace(/^(\d+),(\d+)\*/, (_all, whole: string, rest: string) => `${whole}.${rest}*`);

export const isMultiplier = (text: string): boolean => MULTIPLIER.test(text.trim());

/** Whether Enter takes the chosen result: digits are a code first, and the arrow says "no, that one". */
export const isChoiceMarked = ({ text, isChosenByHand }: SearchData): boolean =>
  isChosenByHand || !CODE.test(text.trim());

/**
 * Search as you type. One question at a time: when the answer comes and the text has gone on, it is asked for the new
 * text, so that the last one wins and a slow machine is never behind by more than one.
 */
export function createSearch(ask: Ask) {
  const useSearch = create<SearchData>(() => NOTHING);
  const set = useSearch.setState;
  const searchNow = useSearch.getState;
  let running: Promise<void> | null = null;

  async function run(): Promise<void> {
    for (;;) {
      const { text, answeredFor } = searchNow();
      const wanted = text.trim();
      if (wanted === '' || wanted === answeredFor) return;
      const found = await ask(wanted, RESULT_LIMIT);
      if (searchNow().text.trim() !== wanted) continue;
      set(
        found.ok
          ? { results: found.value.products, answeredFor: wanted, refusal: null, chosen: 0, isChosenByHand: false }
          : { results: [], answeredFor: wanted, refusal: found.refusal },
      );
      return;
    }
  }

  function writeSearch(text: string): void {
    if (text.trim() === '') {
      set({ ...NOTHING, text });
      return;
    }
    set({ text, isChosenByHand: false });
    running ??= run().finally(() => {
      running = null;
    });
  }

  return {
    useSearch,
    searchNow,
    writeSearch,
    clearSearch: (): void => set(NOTHING),
    /** By one up or down, staying within the list. */
    moveChoice(by: 1 | -1): void {
      const { chosen, results } = searchNow();
      const next = isChoiceMarked(searchNow()) ? chosen + by : 0;
      set({ chosen: Math.max(0, Math.min(results.length - 1, next)), isChosenByHand: true });
    },
    /** What Enter stands for; waits for the answer that is on its way. Null: nothing was typed. */
    async chooseSearch(): Promise<Choice | null> {
      const { text } = searchNow();
      const wanted = text.trim();
      if (wanted === '') return null;
      if (!isChoiceMarked(searchNow())) return { kind: 'code', text: codeOfText(wanted) };
      await running;
      const { results, chosen, answeredFor } = searchNow();
      const product = answeredFor === wanted ? results[chosen] : undefined;
      return product === undefined ? { kind: 'code', text: codeOfText(wanted) } : { kind: 'product', product };
    },
  };
}
