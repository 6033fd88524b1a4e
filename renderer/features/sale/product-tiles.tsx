import { type CSSProperties, memo } from 'react';
import { displayEuros } from '../../../domain/money-text.ts';
import type { CategoryView, ProductView } from '../../../electron/ipc/contract/catalog.ts';
import { useApp } from '../../app/app-store.ts';
import { useWords } from '../../app/language.ts';
import { pickProduct } from './pick-product.ts';
import { Star } from './search-results.tsx';
import { usePickMode } from './search-store.ts';

const NO_CATEGORIES: readonly CategoryView[] = [];
/** Products without a category have the grey one. */
const NO_STRIPE = 5;

type Props = { readonly products: readonly ProductView[]; readonly label: string; readonly children?: React.ReactNode };

/** Products to touch: name, price, and the stripe of their category. */
export function ProductTiles({ products, label, children }: Props) {
  const categories = useApp(({ overview }) => overview?.categories ?? NO_CATEGORIES);
  const stripes = new Map(categories.map(({ id, stripe }) => [id, stripe]));
  return (
    <ul className="tiles" aria-label={label}>
      {products.map((product) => (
        <li key={product.id}>
          <Tile product={product} stripe={stripes.get(product.categoryId ?? Number.NaN) ?? NO_STRIPE} />
        </li>
      ))}
      {children}
    </ul>
  );
}

type TileProps = { readonly product: ProductView; readonly stripe: number };

const Tile = memo(function Tile({ product, stripe }: TileProps) {
  const { t } = useWords();
  const picksFavourites = usePickMode(({ mode }) => mode.kind === 'favourites');
  const { name, format, unit, unitCents, isFavourite } = product;
  return (
    <button
      type="button"
      className="tile"
      style={{ '--stripe': `var(--stripe-${stripe})` } as CSSProperties}
      aria-pressed={picksFavourites ? isFavourite : undefined}
      onPointerDown={(event) => event.preventDefault()}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => void pickProduct(product)}
    >
      <span className="tile__what">
        <span className="tile__name">{name}</span>
        {format === null || name.includes(format) ? null : <span className="second tile__format">{format}</span>}
      </span>
      <span className="tile__foot">
        <span className="tile__price">
          {displayEuros(unitCents)}
          {unit === 'kg' ? <span className="second"> {t('products.by-kg')}</span> : null}
        </span>
        {picksFavourites ? <Star isOn={isFavourite} /> : null}
      </span>
    </button>
  );
});
