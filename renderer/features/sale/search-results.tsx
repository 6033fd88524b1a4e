import { memo, useEffect, useRef } from 'react';
import { displayEuros } from '../../../domain/money-text.ts';
import type { ProductView } from '../../../electron/ipc/contract/catalog.ts';
import { useWords } from '../../app/language.ts';
import { openPane } from '../../app/panes.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Late } from '../../ui/late.tsx';
import { Empty, Notice } from '../../ui/notice.tsx';
import { pickProduct } from './pick-product.ts';
import { RESULTS_ID, resultId } from './search-field.tsx';
import { isChoiceMarked, usePickMode, useSearch } from './search-store.ts';

/** What was found for the text of the search field. */
export function SearchResults() {
  const { t, why } = useWords();
  const list = useRef<HTMLDivElement>(null);
  const results = useSearch(({ results }) => results);
  const text = useSearch(({ text }) => text.trim());
  const answeredFor = useSearch(({ answeredFor }) => answeredFor);
  const refusal = useSearch(({ refusal }) => refusal);
  const markedId = useSearch((search) => (isChoiceMarked(search) ? (search.results[search.chosen]?.id ?? null) : null));
  useEffect(() => {
    if (markedId !== null) list.current?.querySelector(`#${resultId(markedId)}`)?.scrollIntoView({ block: 'nearest' });
  }, [markedId]);

  if (refusal !== null && answeredFor === text) {
    return (
      <Notice tone="danger" code={refusal.code}>
        {why(refusal)}
      </Notice>
    );
  }
  if (results.length === 0) {
    return answeredFor === text ? <NothingFound text={text} /> : <Late>{t('products.searching')}</Late>;
  }
  return (
    <div className="results" id={RESULTS_ID} role="listbox" aria-label={t('products.results')} ref={list}>
      {results.map((product) => (
        <ResultRow key={product.id} product={product} isMarked={product.id === markedId} />
      ))}
    </div>
  );
}

type RowProps = { readonly product: ProductView; readonly isMarked: boolean };

const ResultRow = memo(function ResultRow({ product, isMarked }: RowProps) {
  const { t } = useWords();
  const picksFavourites = usePickMode(({ mode }) => mode.kind === 'favourites');
  const { id, name, format, reference, unit, unitCents, isFavourite } = product;
  return (
    <button
      type="button"
      id={resultId(id)}
      role="option"
      tabIndex={-1}
      aria-selected={isMarked}
      className={isMarked ? 'result result--marked' : 'result'}
      onPointerDown={(event) => event.preventDefault()}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => void pickProduct(product)}
    >
      <span className="result__what">
        <span>{name}</span>
        <span className="second">{[format, reference].filter(Boolean).join(' · ')}</span>
      </span>
      {picksFavourites ? <Star isOn={isFavourite} /> : null}
      <span className="amount">
        {displayEuros(unitCents)}
        {unit === 'kg' ? <span className="second"> {t('products.by-kg')}</span> : null}
      </span>
    </button>
  );
});

export function Star({ isOn }: { readonly isOn: boolean }) {
  const { t } = useWords();
  return (
    <span className={isOn ? 'star star--on' : 'star'}>
      <Icon name="star" />
      <span className="visually-hidden">{isOn ? t('products.is-favourite') : t('products.is-no-favourite')}</span>
    </span>
  );
}

function NothingFound({ text }: { readonly text: string }) {
  const { t } = useWords();
  return (
    <Empty title={t('products.nothing', { text })}>
      <p>{t('products.nothing-hint')}</p>
      <Button onClick={() => openPane({ name: 'new-product', code: /^\d{4,}$/.test(text) ? text : null })}>
        {t('products.create')}
      </Button>
    </Empty>
  );
}
