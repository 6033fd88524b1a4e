import { create } from 'zustand';
import { client } from '../../app/client.ts';
import { createSearch } from './search.ts';

export { codeOfText, isChoiceMarked, isMultiplier } from './search.ts';

/** The search field of this page. */
export const { useSearch, searchNow, writeSearch, clearSearch, moveChoice, chooseSearch } = createSearch(
  (text, limit) => client.ask('catalog.search', { text, limit }),
);

/** What touching a product does: sell it, or something else for a while. */
export type PickMode =
  | { readonly kind: 'sell' }
  /** Looking for the product of a code that nobody knew. */
  | { readonly kind: 'attach-code'; readonly code: string }
  | { readonly kind: 'favourites' };

const SELL: PickMode = { kind: 'sell' };
export const usePickMode = create<{ readonly mode: PickMode }>(() => ({ mode: SELL }));
export const pickModeNow = (): PickMode => usePickMode.getState().mode;
export const setPickMode = (mode: PickMode): void => usePickMode.setState({ mode });
export const sellAgain = (): void => setPickMode(SELL);
