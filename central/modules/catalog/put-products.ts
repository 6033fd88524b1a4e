import type { ProductChange } from '../../../contracts/sync/changes.ts';
import { ok, type Refusal, type Result, refuse } from '../../../domain/result.ts';
import { recordAudit } from '../../app/audit.ts';
import type { CentralContext } from '../../app/context.ts';
import { storableText } from '../../db/storable.ts';
import type { Tx } from '../../db/tenant.ts';
import { writeChanges } from '../changes/write-changes.ts';
import { enqueue } from '../events/enqueue.ts';
import { holdersOf, insertPrices, lockProducts, type ProductRow, writeProducts } from './queries.ts';

/** A product as somebody wants it. `version`: only if it is still the one that they saw. */
export type WantedProduct = { readonly product: ProductChange; readonly version: number | null };

const storable = (product: ProductChange): ProductChange => ({
  ...product,
  id: storableText(product.id),
  reference: storableText(product.reference),
  name: storableText(product.name),
  codes: product.codes.map((code) => ({ ...code, code: storableText(code.code) })),
});

const sameProduct = (a: ProductChange, b: ProductChange): boolean => JSON.stringify(a) === JSON.stringify(b);

const FIELDS = [
  'id',
  'reference',
  'name',
  'format',
  'unit',
  'unitCents',
  'taxClass',
  'category',
  'codes',
  'isActive',
] as const;

/** One order of fields, whatever order they came in or jsonb keeps: compared and told as text. */
const inOrder = (product: ProductChange): ProductChange =>
  Object.fromEntries(FIELDS.map((field) => [field, product[field]])) as ProductChange;

function twiceIn(wanted: readonly WantedProduct[]): Refusal | null {
  const seen = new Map<string, string>();
  for (const [index, { product }] of wanted.entries()) {
    const keys = [
      ['id', product.id],
      ['reference', product.reference],
      ...product.codes.map(({ code }) => ['code', code]),
    ];
    for (const [kind = '', value = ''] of keys) {
      const key = `${kind} ${value}`;
      if (seen.has(key)) return refuse('product_repeated', { value, index }).refusal;
      seen.set(key, product.id);
    }
  }
  return null;
}

async function clash(
  tx: Tx,
  wanted: readonly WantedProduct[],
  known: ReadonlyMap<string, ProductRow>,
): Promise<Refusal | null> {
  const repeated = twiceIn(wanted);
  if (repeated !== null) return repeated;
  const ids = new Set(wanted.map(({ product }) => product.id));
  const codes = wanted.flatMap(({ product }) => product.codes.map(({ code }) => code));
  const held = await holdersOf(
    tx,
    codes,
    wanted.map(({ product }) => product.reference),
  );
  for (const [index, { product, version }] of wanted.entries()) {
    const now = known.get(product.id)?.version ?? 0;
    if (version !== null && version !== now)
      return refuse('version_differs', { product: product.id, version: now, index }).refusal;
    const reference = held.references.get(product.reference);
    if (reference !== undefined && !ids.has(reference)) {
      return refuse('product_reference_taken', { reference: product.reference, product: reference, index }).refusal;
    }
    for (const { code } of product.codes) {
      const holder = held.codes.get(code);
      if (holder !== undefined && !ids.has(holder))
        return refuse('product_code_taken', { code, product: holder, index }).refusal;
    }
  }
  return null;
}

/**
 * Writes products whole, all or none, and tells the tills. One that is there already as wanted is left alone. At most 500.
 * Refused before anything is written: product_repeated {value}, product_reference_taken {reference, product},
 * product_code_taken {code, product}, version_differs {product, version}; each with `index`, the place in `asked`, from 0.
 */
export async function putProducts(
  context: CentralContext,
  tx: Tx,
  actor: string,
  asked: readonly WantedProduct[],
): Promise<Result<{ readonly changed: number }>> {
  const wanted = asked.map(({ product, version }) => ({ product: inOrder(storable(product)), version }));
  const known = await lockProducts(
    tx,
    wanted.map(({ product }) => product.id),
  );
  const refusal = await clash(tx, wanted, known);
  if (refusal !== null) return { ok: false, refusal };
  const changed = wanted.filter(({ product }) => {
    const before = known.get(product.id);
    return before === undefined || !sameProduct(inOrder(before.data), product);
  });
  if (changed.length === 0) return ok({ changed: 0 });
  const nowMs = context.clock.nowMs();
  const written = changed.map(({ product }) => ({ product, version: (known.get(product.id)?.version ?? 0) + 1 }));
  await writeProducts(tx, written, nowMs);
  const priced = written.filter(({ product }) => known.get(product.id)?.data.unitCents !== product.unitCents);
  const prices = priced.map(({ product, version }) => ({
    productId: product.id,
    version,
    unitCents: product.unitCents,
  }));
  if (prices.length > 0) await insertPrices(tx, prices, nowMs, actor);
  const detail = { products: written.length, ids: written.slice(0, 20).map(({ product }) => product.id) };
  await recordAudit(tx, [{ atMs: nowMs, actor, kind: 'products.written', detail }]);
  await enqueue(
    tx,
    written.map(({ product, version }) => ({
      type: 'product.updated',
      atMs: nowMs,
      shopId: null,
      data: { id: product.id, version },
    })),
    nowMs,
  );
  await writeChanges(
    tx,
    written.map(({ product }) => ({ kind: 'product', key: product.id, data: product, shopId: null })),
  );
  return ok({ changed: written.length });
}
