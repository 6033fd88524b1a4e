import { useEffect, useState } from 'react';
import type { Refusal } from '../../../domain/result.ts';
import type { CategoryView, ProductView } from '../../../electron/ipc/contract/catalog.ts';
import { useApp } from '../../app/app-store.ts';
import { client } from '../../app/client.ts';
import { useWords } from '../../app/language.ts';
import { openPane } from '../../app/panes.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Late } from '../../ui/late.tsx';
import { Empty, Notice } from '../../ui/notice.tsx';
import { ProductTiles } from './product-tiles.tsx';
import { setPickMode } from './search-store.ts';

const PAGE = 60;
/** So many categories fit in one row of the smallest screen. */
const FEW = 3;
const NOTHING = { categories: [] as readonly CategoryView[], favourites: [] as readonly ProductView[] };

/** Null: the favourites. */
type Place = { readonly topId: number; readonly childId: number | null } | null;

/** Favourites, categories and those below them. */
export function CategoryBrowser() {
  const { t } = useWords();
  const overview = useApp(({ overview }) => overview);
  const [place, setPlace] = useState<Place>(null);
  const [isWhole, setWhole] = useState(false);
  const { categories, favourites } = overview ?? NOTHING;
  const filled = categories.filter(({ productCount }) => productCount > 0);
  const tops = filled.filter(({ parentId }) => parentId === null);
  const children = filled.filter(({ parentId }) => place !== null && parentId === place.topId);
  const shownId = place === null ? null : (place.childId ?? place.topId);
  const shown = filled.find(({ id }) => id === shownId);
  const open = (next: Place): void => {
    setPlace(next);
    setWhole(false);
  };
  // A category that an import emptied is left.
  const isThere = place === null || shown !== undefined;
  return (
    <>
      <div className="categories">
        <nav className={isWhole ? 'chips chips--all' : 'chips'} aria-label={t('products.categories')}>
          <Chip isOn={place === null || !isThere} onPress={() => open(null)} label={t('products.favourites')} />
          {tops.map(({ id, name }) => (
            <Chip key={id} isOn={place?.topId === id} onPress={() => open({ topId: id, childId: null })} label={name} />
          ))}
        </nav>
        {tops.length <= FEW ? null : (
          <Button
            className="chips__toggle"
            aria-expanded={isWhole}
            aria-label={t('products.all-categories')}
            onClick={() => setWhole(!isWhole)}
          >
            <Icon name={isWhole ? 'close' : 'grid'} />
          </Button>
        )}
      </div>
      {place === null || children.length === 0 ? null : (
        <nav className="chips chips--second" aria-label={t('products.subcategories')}>
          <Chip
            isOn={place.childId === null}
            onPress={() => setPlace({ ...place, childId: null })}
            label={t('products.all')}
          />
          {children.map(({ id, name }) => (
            <Chip
              key={id}
              isOn={place.childId === id}
              onPress={() => setPlace({ ...place, childId: id })}
              label={name}
            />
          ))}
        </nav>
      )}
      {overview === null ? (
        <Late>
          <p>{t('products.loading')}</p>
        </Late>
      ) : shown === undefined ? (
        <Favourites favourites={favourites} isCatalogEmpty={overview.productCount === 0} />
      ) : (
        <CategoryProducts key={shown.id} category={shown} />
      )}
    </>
  );
}

type ChipProps = { readonly label: string; readonly isOn: boolean; onPress(): void };

function Chip({ label, isOn, onPress }: ChipProps) {
  return (
    <Button className="chip" aria-pressed={isOn} onClick={onPress}>
      {label}
    </Button>
  );
}

type FavouritesProps = { readonly favourites: readonly ProductView[]; readonly isCatalogEmpty: boolean };

function Favourites({ favourites, isCatalogEmpty }: FavouritesProps) {
  const { t } = useWords();
  if (isCatalogEmpty) {
    return (
      <Empty title={t('products.catalog-empty')}>
        <p>{t('products.catalog-empty-hint')}</p>
        <Button onClick={() => openPane({ name: 'new-product', code: null })}>{t('products.create')}</Button>
      </Empty>
    );
  }
  if (favourites.length === 0) {
    return (
      <Empty title={t('products.no-favourites')}>
        <p>{t('products.no-favourites-hint')}</p>
        <Button onClick={() => setPickMode({ kind: 'favourites' })}>{t('products.choose-favourites')}</Button>
      </Empty>
    );
  }
  return <ProductTiles products={favourites} label={t('products.favourites')} />;
}

/** Products of one category, a page at a time. */
function CategoryProducts({ category }: { readonly category: CategoryView }) {
  const { t, why } = useWords();
  const overview = useApp(({ overview }) => overview);
  const [wanted, setWanted] = useState(PAGE);
  const [products, setProducts] = useState<readonly ProductView[] | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a catalogue that changed is read again.
  useEffect(() => {
    let isCurrent = true;
    void readProducts(category.id, wanted).then((read) => {
      if (!isCurrent) return;
      if (read.ok) setProducts(read.value);
      setRefusal(read.ok ? null : read.refusal);
    });
    return () => {
      isCurrent = false;
    };
  }, [category.id, wanted, overview]);
  if (refusal !== null) {
    return (
      <Notice tone="danger" code={refusal.code}>
        {why(refusal)}
      </Notice>
    );
  }
  if (products === null) return <Late>{t('products.loading')}</Late>;
  return (
    <ProductTiles products={products} label={category.name}>
      {products.length < category.productCount && products.length === wanted ? (
        <li>
          <Button className="tile tile--more" onClick={() => setWanted(wanted + PAGE)}>
            {t('products.more', { count: category.productCount - products.length })}
          </Button>
        </li>
      ) : null}
    </ProductTiles>
  );
}

/** The till gives at most 200 at a time. */
async function readProducts(categoryId: number, wanted: number) {
  const products: ProductView[] = [];
  while (products.length < wanted) {
    const limit = Math.min(200, wanted - products.length);
    const page = await client.ask('catalog.products', { categoryId, offset: products.length, limit });
    if (!page.ok) return page;
    products.push(...page.value.products);
    if (page.value.products.length < limit) break;
  }
  return { ok: true, value: products } as const;
}
