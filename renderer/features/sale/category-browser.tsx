import { useEffect, useState } from 'react';
import type { Refusal } from '../../../domain/result.ts';
import type { CatalogOverview, ProductView } from '../../../electron/ipc/contract/catalog.ts';
import { useApp } from '../../app/app-store.ts';
import { client } from '../../app/client.ts';
import { useWords, type Words } from '../../app/language.ts';
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
const NOTHING: Catalogue = { categories: [], favourites: [], productCount: 0 };

/** `topId` null: products without a family. */
type Shelf = { readonly kind: 'shelf'; readonly topId: number | null; readonly childId: number | null };
type Place = { readonly kind: 'favourites' } | Shelf;
const FAVOURITES: Place = { kind: 'favourites' };
const shelfOf = (topId: number | null): Shelf => ({ kind: 'shelf', topId, childId: null });

/** What the tiles show of a family, or of what has none. */
type Shown = { readonly id: number | null; readonly name: string; readonly productCount: number };

/** Favourites, categories and those below them. */
export function CategoryBrowser() {
  const { t } = useWords();
  const overview = useApp(({ overview }) => overview);
  const [chosen, setPlace] = useState<Place | null>(null);
  const [isWhole, setWhole] = useState(false);
  const { shelves, childrenOf, begin } = shelvesOf(overview ?? NOTHING, t);
  const place = chosen ?? begin;
  const children = place.kind === 'shelf' ? childrenOf(place.topId) : [];
  const shown = place.kind === 'shelf' ? findShown(place, shelves, children) : undefined;
  const open = (next: Place): void => {
    setPlace(next);
    setWhole(false);
  };
  // A category that an import emptied is left.
  const isThere = place.kind === 'favourites' || shown !== undefined;
  return (
    <>
      <div className="categories">
        <nav className={isWhole ? 'chips chips--all' : 'chips'} aria-label={t('products.categories')}>
          <Chip
            isOn={place.kind === 'favourites' || !isThere}
            onPress={() => open(FAVOURITES)}
            label={t('products.favourites')}
          />
          {shelves.map(({ id, name }) => (
            <Chip
              key={id ?? 'rest'}
              isOn={place.kind === 'shelf' && place.topId === id}
              onPress={() => open(shelfOf(id))}
              label={name}
            />
          ))}
        </nav>
        {shelves.length <= FEW ? null : (
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
      {place.kind === 'favourites' || children.length === 0 ? null : (
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
        <Favourites favourites={overview.favourites} isCatalogEmpty={overview.productCount === 0} />
      ) : (
        <CategoryProducts key={shown.id ?? 'rest'} category={shown} />
      )}
    </>
  );
}

type Catalogue = Pick<CatalogOverview, 'categories' | 'favourites' | 'productCount'>;

/** The families with something in them, and what has none; and where a shop begins. */
function shelvesOf({ categories, favourites, productCount }: Catalogue, t: Words['t']) {
  const filled = categories.filter(({ productCount }) => productCount > 0);
  const tops = filled.filter(({ parentId }) => parentId === null);
  const restCount = productCount - tops.reduce((sum, { productCount }) => sum + productCount, 0);
  const restName = t(tops.length === 0 ? 'products.all' : 'products.without-family');
  const shelves: readonly Shown[] =
    restCount > 0 ? [...tops, { id: null, name: restName, productCount: restCount }] : tops;
  const [first] = shelves;
  return {
    shelves,
    childrenOf: (topId: number | null) => (topId === null ? [] : filled.filter(({ parentId }) => parentId === topId)),
    // A shop that has chosen no favourites begins with goods to touch, not with an empty wall.
    begin: favourites.length > 0 || first === undefined ? FAVOURITES : shelfOf(first.id),
  };
}

function findShown(
  { topId, childId }: Shelf,
  shelves: readonly Shown[],
  children: readonly Shown[],
): Shown | undefined {
  return childId === null ? shelves.find(({ id }) => id === topId) : children.find(({ id }) => id === childId);
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
function CategoryProducts({ category }: { readonly category: Shown }) {
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
async function readProducts(categoryId: number | null, wanted: number) {
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
