import type { ProductChange } from '../../../contracts/sync/changes.ts';
import { storableJson } from '../../db/storable.ts';
import type { Tx } from '../../db/tenant.ts';

export type ProductRow = {
  readonly id: string;
  readonly data: ProductChange;
  readonly version: number;
  readonly updated_at_ms: number;
};

const COLUMNS = 'id, data, version, updated_at_ms';

export async function readProduct(tx: Tx, id: string): Promise<ProductRow | null> {
  const sql = `SELECT ${COLUMNS} FROM products WHERE company_id = $1 AND id = $2`;
  return (await tx.query<ProductRow>(sql, [tx.companyId, id]))[0] ?? null;
}

/** Those of these ids that are neither in the catalogue nor counted in any shop: tills sell what only they know. */
export async function unknownProducts(tx: Tx, ids: readonly string[]): Promise<string[]> {
  const sql = `SELECT id FROM unnest($2::text[]) AS asked(id)
    WHERE NOT EXISTS (SELECT 1 FROM products p WHERE p.company_id = $1 AND p.id = asked.id)
      AND NOT EXISTS (SELECT 1 FROM stock_levels l WHERE l.company_id = $1 AND l.product_id = asked.id)`;
  return (await tx.query<{ id: string }>(sql, [tx.companyId, [...new Set(ids)]])).map(({ id }) => id);
}

export type ProductFilter = {
  readonly code: string | null;
  readonly reference: string | null;
  readonly name: string | null;
  readonly after: string | null;
  readonly limit: number;
};

/** In the order of their ids. `name`: part of it, whatever its case. */
export const listProducts = (tx: Tx, filter: ProductFilter): Promise<ProductRow[]> =>
  tx.query<ProductRow>(
    `SELECT ${COLUMNS} FROM products p WHERE company_id = $1 AND ($2::text IS NULL OR id > $2)
       AND ($3::text IS NULL OR EXISTS (SELECT 1 FROM product_codes c
         WHERE c.company_id = $1 AND c.code = $3 AND c.product_id = p.id))
       AND ($4::text IS NULL OR reference = $4)
       AND ($5::text IS NULL OR position(lower($5) IN lower(name)) > 0)
     ORDER BY id LIMIT $6`,
    [tx.companyId, filter.after, filter.code, filter.reference, filter.name, filter.limit + 1],
  );

/** What was changed since, in that order, by when it was written; who writes at that moment may commit later (page.ts). */
export const listUpdated = (
  tx: Tx,
  sinceMs: number,
  after: readonly [updatedAtMs: number, id: string] | null,
  limit: number,
): Promise<ProductRow[]> =>
  tx.query<ProductRow>(
    `SELECT ${COLUMNS} FROM products WHERE company_id = $1 AND updated_at_ms >= $2
       AND ($3::bigint IS NULL OR (updated_at_ms, id) > ($3, $4::text)) ORDER BY updated_at_ms, id LIMIT $5`,
    [tx.companyId, sinceMs, after?.[0] ?? null, after?.[1] ?? null, limit + 1],
  );

/**
 * Held to the commit: writers of a company's catalogue go one after the other, or two new products would take one code, each
 * unseen by the other. @returns those that are there.
 */
export async function lockProducts(tx: Tx, ids: readonly string[]): Promise<Map<string, ProductRow>> {
  await tx.query("SELECT pg_advisory_xact_lock(hashtextextended('catalog ' || $1::text, 0))", [tx.companyId]);
  const rows = await tx.query<ProductRow>(
    `SELECT ${COLUMNS} FROM products WHERE company_id = $1 AND id = ANY($2) ORDER BY id`,
    [tx.companyId, ids],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** Who has these codes and references now. */
export async function holdersOf(
  tx: Tx,
  codes: readonly string[],
  references: readonly string[],
): Promise<{ readonly codes: ReadonlyMap<string, string>; readonly references: ReadonlyMap<string, string> }> {
  const byCode = await tx.query<{ key: string; id: string }>(
    'SELECT code AS key, product_id AS id FROM product_codes WHERE company_id = $1 AND code = ANY($2)',
    [tx.companyId, codes],
  );
  const byReference = await tx.query<{ key: string; id: string }>(
    'SELECT reference AS key, id FROM products WHERE company_id = $1 AND reference = ANY($2)',
    [tx.companyId, references],
  );
  const asMap = (rows: readonly { key: string; id: string }[]): Map<string, string> =>
    new Map(rows.map(({ key, id }) => [key, id]));
  return { codes: asMap(byCode), references: asMap(byReference) };
}

export type WrittenProduct = { readonly product: ProductChange; readonly version: number };

const WRITE = `INSERT INTO products (company_id, updated_at_ms, id, reference, name, unit_cents, is_active, data, version)
  SELECT $1, $2, * FROM unnest($3::text[], $4::text[], $5::text[], $6::bigint[], $7::bool[], $8::jsonb[], $9::bigint[])
  ON CONFLICT (company_id, id) DO UPDATE SET reference = excluded.reference, name = excluded.name,
    unit_cents = excluded.unit_cents, is_active = excluded.is_active, data = excluded.data, version = excluded.version,
    updated_at_ms = excluded.updated_at_ms`;

export async function writeProducts(tx: Tx, written: readonly WrittenProduct[], nowMs: number): Promise<void> {
  const ids = written.map(({ product }) => product.id);
  // References and codes are unique at every moment: products that exchange them let go of them first.
  await tx.query(
    "UPDATE products SET reference = id || ' ' || version || chr(31) WHERE company_id = $1 AND id = ANY($2)",
    [tx.companyId, ids],
  );
  await tx.query('DELETE FROM product_codes WHERE company_id = $1 AND product_id = ANY($2)', [tx.companyId, ids]);
  await tx.query(WRITE, [
    tx.companyId,
    nowMs,
    ids,
    written.map(({ product }) => product.reference),
    written.map(({ product }) => product.name),
    written.map(({ product }) => product.unitCents),
    written.map(({ product }) => product.isActive),
    written.map(({ product }) => storableJson(product)),
    written.map(({ version }) => version),
  ]);
  const codes = written.flatMap(({ product }) => product.codes.map(({ code }) => ({ code, id: product.id })));
  await tx.query(
    'INSERT INTO product_codes (company_id, code, product_id) SELECT $1, * FROM unnest($2::text[], $3::text[])',
    [tx.companyId, codes.map(({ code }) => code), codes.map(({ id }) => id)],
  );
}

export type NewPrice = { readonly productId: string; readonly version: number; readonly unitCents: number };

export const insertPrices = (tx: Tx, prices: readonly NewPrice[], sinceMs: number, actor: string): Promise<unknown> =>
  tx.query(
    `INSERT INTO prices (company_id, since_ms, actor, product_id, product_version, unit_cents)
     SELECT $1, $2, $3, * FROM unnest($4::text[], $5::bigint[], $6::bigint[])`,
    [
      tx.companyId,
      sinceMs,
      actor,
      prices.map(({ productId }) => productId),
      prices.map(({ version }) => version),
      prices.map(({ unitCents }) => unitCents),
    ],
  );

export type PriceRow = {
  readonly version: number;
  readonly unit_cents: number;
  readonly since_ms: number;
  readonly actor: string;
};

/** Newest first. */
export const listPrices = (tx: Tx, productId: string, before: number | null, limit: number): Promise<PriceRow[]> =>
  tx.query<PriceRow>(
    `SELECT product_version AS version, unit_cents, since_ms, actor FROM prices
     WHERE company_id = $1 AND product_id = $2 AND ($3::bigint IS NULL OR product_version < $3)
     ORDER BY product_version DESC LIMIT $4`,
    [tx.companyId, productId, before, limit + 1],
  );
