import type { Refusal } from '../../../domain/result.ts';
import type { ProductView } from '../../../electron/ipc/contract/catalog.ts';
import { knowApp } from '../../app/app-store.ts';
import { client } from '../../app/client.ts';
import { addProduct, forgetPending, scan, showRefusal } from './sale-store.ts';
import type { Choice } from './search.ts';
import { clearSearch, pickModeNow, sellAgain } from './search-store.ts';

/** A tile or a result was touched: what that means depends on what is being done. */
export async function pickProduct(product: ProductView): Promise<void> {
  const mode = pickModeNow();
  if (mode.kind === 'favourites') {
    await toggleFavourite(product);
    return;
  }
  clearSearch();
  if (mode.kind === 'attach-code') {
    sellAgain();
    const attached = await client.ask('catalog.attach-code', { productId: product.id, code: mode.code });
    if (!attached.ok) {
      showRefusal(attached.refusal);
      return;
    }
    forgetPending();
  }
  await addProduct(product);
}

/** What Enter in the search field stands for. */
export async function pickChoice(choice: Choice): Promise<void> {
  if (choice.kind === 'product') {
    await pickProduct(choice.product);
    return;
  }
  clearSearch();
  sellAgain();
  await scan(choice.text);
}

async function toggleFavourite({ id, isFavourite }: ProductView): Promise<Refusal | null> {
  const changed = await client.ask('catalog.set-favourite', { productId: id, isFavourite: !isFavourite });
  if (changed.ok) knowApp({ overview: changed.value });
  else showRefusal(changed.refusal);
  return changed.ok ? null : changed.refusal;
}
