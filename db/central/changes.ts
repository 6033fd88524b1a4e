import { type ReadableDatabase, statement, type WritableDatabase } from '../handles.ts';

/** What central told of one thing; `raw` is JSON as it came where this program could not use it. */
export type KnownKey = { readonly kind: string; readonly key: string };

export function noteKey(
  db: WritableDatabase,
  { kind, key, epoch, version, raw }: KnownKey & { epoch: string; version: number; raw: string | null },
): void {
  statement(
    db,
    `INSERT INTO central_keys (kind, key, epoch, version, raw) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET epoch = excluded.epoch, version = excluded.version, raw = excluded.raw`,
  ).run(kind, key, epoch, version, raw);
}

export function forgetKey(db: WritableDatabase, { kind, key }: KnownKey): void {
  statement(db, 'DELETE FROM central_keys WHERE kind = ? AND key = ?').run(kind, key);
}

/** What another epoch told and this one did not: gone at central. At most `limit`. */
export const keysOfOtherEpochs = (db: ReadableDatabase, epoch: string, limit: number): KnownKey[] =>
  [
    ...(statement(db, 'SELECT kind, key FROM central_keys WHERE epoch < ? LIMIT ?').all(epoch, limit) as KnownKey[]),
    ...(statement(db, 'SELECT kind, key FROM central_keys WHERE epoch > ? LIMIT ?').all(epoch, limit) as KnownKey[]),
  ].slice(0, limit);

export type UnusedKey = KnownKey & { readonly version: number; readonly epoch: string; readonly raw: string };

/** The condition of the index central_keys_unused, to the letter: other kinds are kept as they came on purpose. */
const UNUSED = "raw IS NOT NULL AND kind || '' IN ('product', 'customer')";

/** What clashed with something else here, after `from` in the order of kind and key. */
export const unusedAfter = (db: ReadableDatabase, from: KnownKey, limit: number): UnusedKey[] =>
  statement(
    db,
    `SELECT kind, key, version, epoch, raw FROM central_keys WHERE ${UNUSED} AND (kind, key) > (?, ?)
     ORDER BY kind, key LIMIT ?`,
  ).all(from.kind, from.key, limit) as UnusedKey[];

export const countUnused = (db: ReadableDatabase): number =>
  Number(statement(db, `SELECT count(*) FROM central_keys WHERE ${UNUSED}`).pluck().get());

export function writeStockLevel(
  db: WritableDatabase,
  productUid: string,
  levelMilli: number,
  throughMovement: number,
): void {
  statement(
    db,
    'INSERT OR REPLACE INTO central_stock (product_uid, level_milli, through_movement) VALUES (?, ?, ?)',
  ).run(productUid, levelMilli, throughMovement);
}

export function deleteStockLevel(db: WritableDatabase, productUid: string): void {
  statement(db, 'DELETE FROM central_stock WHERE product_uid = ?').run(productUid);
}

/** Thousandths: central's level and what this till moved since; null when central never told a level. */
export function stockMilli(db: ReadableDatabase, productUid: string): number | null {
  const row = statement(
    db,
    `SELECT s.level_milli + ifnull((SELECT sum(m.quantity_milli) FROM stock_movements m
       WHERE m.product_uid = s.product_uid AND m.id > s.through_movement), 0)
     FROM central_stock s WHERE s.product_uid = ?`,
  )
    .pluck()
    .get(productUid);
  return row === undefined ? null : Number(row);
}

/**
 * The last own movement that central counted when it had the events of `installationId` through `seq`: the one before the
 * first sale that came later.
 */
export function movementThrough(db: ReadableDatabase, installationId: number, seq: number): number {
  const nextSale = statement(
    db,
    `SELECT ref_id FROM outbox WHERE installation_id >= +? AND (installation_id > +? OR seq > +?)
       AND type = 'document.issued' ORDER BY installation_id, seq LIMIT 1`,
  )
    .pluck()
    .get(installationId, installationId, seq);
  // Sales without goods of the catalogue moved nothing: the next one that did tells.
  const next =
    nextSale === undefined
      ? null
      : statement(db, 'SELECT id FROM stock_movements WHERE document_id >= +? ORDER BY document_id, id LIMIT 1')
          .pluck()
          .get(nextSale);
  if (typeof next === 'number') return next - 1;
  return Number(statement(db, 'SELECT ifnull(max(id), 0) FROM stock_movements').pluck().get());
}
