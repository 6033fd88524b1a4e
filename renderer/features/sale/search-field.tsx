import { useEffect, useRef } from 'react';
import { useWords } from '../../app/language.ts';
import { useKeys } from '../../keys/use-keys.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { pickChoice } from './pick-product.ts';
import { chooseSearch, clearSearch, isChoiceMarked, moveChoice, useSearch, writeSearch } from './search-store.ts';

export const RESULTS_ID = 'search-results';
export const resultId = (productId: string): string => `result-${productId}`;

const chooseNext = (): void => moveChoice(1);
const choosePrevious = (): void => moveChoice(-1);

function takeChoice(): void {
  void chooseSearch().then((choice) => {
    if (choice !== null) void pickChoice(choice);
  });
}

/** Where the focus is at home: letters search, digits and Enter are a code, `3*` makes three of what is scanned next. */
export function SearchField() {
  const { t } = useWords();
  const field = useRef<HTMLInputElement>(null);
  const text = useSearch(({ text }) => text);
  const results = useSearch(({ results }) => results);
  const markedId = useSearch((search) => (isChoiceMarked(search) ? (search.results[search.chosen]?.id ?? null) : null));
  const isSearching = text.trim() !== '';
  useEffect(() => field.current?.focus({ preventScroll: true }), []);
  useEffect(() => {
    // A letter that was typed elsewhere begins a search here.
    if (isSearching && document.activeElement === document.body) field.current?.focus({ preventScroll: true });
  }, [isSearching]);
  useKeys(
    {
      keys: {
        Enter: takeChoice,
        Escape: clearSearch,
        ...(results.length === 0 ? {} : { ArrowDown: chooseNext, ArrowUp: choosePrevious }),
      },
    },
    isSearching,
  );
  return (
    <div className="search">
      <Icon name="search" />
      <input
        ref={field}
        className="search__input"
        type="text"
        role="combobox"
        aria-label={t('products.search')}
        aria-expanded={results.length > 0}
        aria-controls={RESULTS_ID}
        aria-activedescendant={markedId === null ? undefined : resultId(markedId)}
        aria-autocomplete="list"
        placeholder={t('products.search')}
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        value={text}
        onChange={(event) => writeSearch(event.currentTarget.value)}
      />
      {isSearching ? (
        <Button look="quiet" onClick={clearSearch} aria-label={t('products.clear')}>
          <Icon name="close" />
        </Button>
      ) : null}
    </div>
  );
}
