import { create } from 'zustand';

/**
 * What the right side shows; the ticket stays where it is. Escape goes back one step, and home is the products.
 * `settings` and nothing else takes the whole width.
 */
export type Pane =
  | { readonly name: 'products' }
  | { readonly name: 'keypad'; readonly mode?: 'quantity' | 'price' | 'discount' }
  | { readonly name: 'payment' }
  | { readonly name: 'tickets' }
  | { readonly name: 'paper'; readonly documentId: string }
  | { readonly name: 'customer' }
  | { readonly name: 'status' }
  | { readonly name: 'day' }
  | { readonly name: 'more' }
  | { readonly name: 'new-product'; readonly code: string | null }
  | { readonly name: 'settings' };

const HOME: readonly Pane[] = [{ name: 'products' }];

const usePanes = create<{ readonly path: readonly Pane[] }>(() => ({ path: HOME }));

export const usePane = (): Pane => usePanes(({ path }) => path.at(-1) ?? { name: 'products' });
export const paneNow = (): Pane => usePanes.getState().path.at(-1) ?? { name: 'products' };

/** Opens a pane on top of the present one; a pane that is open already comes to the front instead of twice. */
export function openPane(pane: Pane): void {
  usePanes.setState(({ path }) => ({ path: [...path.filter(({ name }) => name !== pane.name), pane] }));
}

export function goBack(): void {
  usePanes.setState(({ path }) => ({ path: path.length > 1 ? path.slice(0, -1) : HOME }));
}

export const goHome = (): void => usePanes.setState({ path: HOME });
