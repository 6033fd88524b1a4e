import { listCategories } from '../../../db/catalog/categories.ts';
import { addFavourite, favouriteUids, listFavourites, removeFavourite } from '../../../db/catalog/favourites.ts';
import { countByCategory, findProductByUid, productsOfCategory } from '../../../db/catalog/products.ts';
import { searchProducts } from '../../../db/catalog/search.ts';
import type { Category, Product } from '../../../domain/catalog/types.ts';
import { ok, type Result, refuse } from '../../../domain/result.ts';
import type { CatalogOverview, CategoryView, ProductView } from '../../ipc/contract/catalog.ts';
import type { Handlers } from '../../ipc/peer.ts';
import { attachCode, createProduct } from '../catalog/edit-product.ts';
import { readPreferences } from '../preferences.ts';
import { productOfScan } from '../sale/scan.ts';
import type { Till } from '../till.ts';
import { transactTill } from '../transact-till.ts';
import type { TillContext } from './context.ts';

const productView = (product: Product, favourites: ReadonlySet<string>): ProductView => {
  const { uid, isActive: _, ...rest } = product;
  return { id: uid, ...rest, isFavourite: favourites.has(uid) };
};

function productViews(till: Till, products: readonly Product[]): { products: ProductView[] } {
  const favourites = favouriteUids(till.db);
  return { products: products.map((product) => productView(product, favourites)) };
}

/** Stripes of the theme, in turn by age: a category keeps its colour when others come. */
const STRIPES = 8;

function categoryViews(categories: readonly Category[], counts: ReadonlyMap<number | null, number>): CategoryView[] {
  const roots = categories.filter(({ parentId }) => parentId === null).map(({ id }) => id);
  const stripes = new Map(roots.sort((a, b) => a - b).map((id, place) => [id, place % STRIPES] as const));
  const below = new Map<number, number>();
  for (const { id, parentId } of categories) {
    if (parentId !== null) below.set(parentId, (below.get(parentId) ?? 0) + (counts.get(id) ?? 0));
  }
  return categories.map(({ id, parentId, name }) => ({
    id,
    parentId,
    name,
    productCount: (counts.get(id) ?? 0) + (below.get(id) ?? 0),
    stripe: stripes.get(parentId ?? id) ?? 0,
  }));
}

export function catalogOverview(till: Till): CatalogOverview {
  const counts = countByCategory(till.db);
  const favourites = listFavourites(till.db);
  const uids = new Set(favourites.map(({ uid }) => uid));
  return {
    productCount: [...counts.values()].reduce((sum, count) => sum + count, 0),
    categories: categoryViews(listCategories(till.db), counts),
    favourites: favourites.map((product) => productView(product, uids)),
    departments: readPreferences(till.db).departments,
  };
}

/** `catalog.*` but for files, which come in pieces (catalog-file.ts). */
export function catalogHandlers(context: TillContext) {
  const { till } = context;

  function written(result: Result<Product>): Result<ProductView> {
    if (!result.ok) return result;
    context.tell('catalog.changed', {});
    return ok(productView(result.value, favouriteUids(till.db)));
  }

  return {
    'catalog.overview': () => ok(catalogOverview(till)),
    'catalog.products': ({ categoryId, offset, limit }) =>
      ok(productViews(till, productsOfCategory(till.db, categoryId, { offset, limit }))),
    'catalog.search': ({ text, limit }) => ok(productViews(till, searchProducts(till.db, text, limit))),
    'catalog.look-up': ({ code }) => {
      const product = productOfScan(till, code, readPreferences(till.db).scaleLabels);
      return ok({ product: product === null ? null : productView(product, favouriteUids(till.db)) });
    },
    'catalog.create-product': (input) => written(createProduct(till, input)),
    'catalog.attach-code': ({ productId, code }) => written(attachCode(till, productId, code)),
    'catalog.set-favourite': ({ productId, isFavourite }) =>
      transactTill(till, () => {
        if (findProductByUid(till.db, productId) === null) return refuse('product_not_found', {});
        if (isFavourite) addFavourite(till.db, productId);
        else removeFavourite(till.db, productId);
        return ok(catalogOverview(till));
      }),
  } satisfies Handlers;
}
