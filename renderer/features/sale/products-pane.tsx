import { useWords } from '../../app/language.ts';
import { openPane } from '../../app/panes.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Notice } from '../../ui/notice.tsx';
import { CategoryBrowser } from './category-browser.tsx';
import { KEYS } from './counter.ts';
import { forgetPending, useSale } from './sale-store.ts';
import { SearchField } from './search-field.tsx';
import { SearchResults } from './search-results.tsx';
import { clearSearch, sellAgain, setPickMode, usePickMode, useSearch } from './search-store.ts';
import { WeightPad } from './weight-pad.tsx';
import './products-pane.css';

/** Home: search or scan, categories, tiles. Asks for a weight, or about an unknown code, in the same place. */
export function ProductsPane() {
  const { t } = useWords();
  const pending = useSale(({ pending }) => pending);
  const isSearching = useSearch(({ text }) => text.trim() !== '');
  if (pending?.kind === 'weight') return <WeightPad key={pending.name} pending={pending} />;
  return (
    <section className="products" aria-label={t('products.label')}>
      <SearchField />
      {pending === null ? null : <UnknownCode code={pending.code} />}
      <PickNotice />
      <div className="products__body">{isSearching ? <SearchResults /> : <CategoryBrowser />}</div>
      <ProductsFoot />
    </section>
  );
}

/** Never a neighbour: the code as it was read, and two ways out. */
function UnknownCode({ code }: { readonly code: string }) {
  const { t } = useWords();
  const isAttaching = usePickMode(({ mode }) => mode.kind === 'attach-code');
  if (isAttaching) return null;
  return (
    <div className="products__unknown">
      <Notice
        tone="warning"
        title={t('products.unknown', { code })}
        actions={
          <div className="products__ways">
            <Button onClick={() => setPickMode({ kind: 'attach-code', code })}>{t('products.look-up')}</Button>
            <Button onClick={() => openPane({ name: 'new-product', code })}>{t('products.create')}</Button>
            <Button look="quiet" onClick={forgetPending} aria-label={t('products.leave')}>
              <Icon name="close" />
            </Button>
          </div>
        }
      >
        {t('products.unknown-hint')}
      </Notice>
    </div>
  );
}

/** Touching a product does something else for a while: said above, with the way back. */
function PickNotice() {
  const { t } = useWords();
  const mode = usePickMode(({ mode }) => mode);
  if (mode.kind === 'sell') return null;
  const leave = (): void => {
    sellAgain();
    clearSearch();
  };
  return (
    <Notice
      tone="plain"
      title={mode.kind === 'favourites' ? t('products.favourites-title') : t('products.attach', { code: mode.code })}
      actions={
        <Button onClick={leave}>{mode.kind === 'favourites' ? t('products.done') : t('products.cancel')}</Button>
      }
    >
      {mode.kind === 'favourites' ? t('products.favourites-hint') : t('products.attach-hint')}
    </Notice>
  );
}

function ProductsFoot() {
  const { t } = useWords();
  return (
    <nav className="products__foot" aria-label={t('products.tools')}>
      <Button size="large" shortcut={KEYS.keypad} onClick={() => openPane({ name: 'keypad' })}>
        {t('products.keypad')}
      </Button>
      <Button size="large" shortcut={KEYS.tickets} onClick={() => openPane({ name: 'tickets' })}>
        {t('products.tickets')}
      </Button>
      <Button size="large" onClick={() => openPane({ name: 'more' })}>
        {t('products.more-tools')}
      </Button>
    </nav>
  );
}
