import type { Category } from '../../domain/catalog/types.ts';
import { type ReadableDatabase, statement, type WritableDatabase } from '../handles.ts';

/** Both levels, by name within their parent; parents first. */
export function listCategories(db: ReadableDatabase): Category[] {
  return statement(
    db,
    'SELECT id, parent_id AS parentId, name FROM categories ORDER BY parent_id IS NOT NULL, parent_id, name',
  ).all() as Category[];
}

/** By its very name; null when there is none. */
export function findCategory(db: ReadableDatabase, parentId: number | null, name: string): number | null {
  const id = statement(db, 'SELECT id FROM categories WHERE ifnull(parent_id, 0) = ? AND name = ?')
    .pluck()
    .get(parentId ?? 0, name);
  return typeof id === 'number' ? id : null;
}

/** Returns the id. @throws SqliteError when the parent already has a category of that name. */
export function insertCategory(db: WritableDatabase, parentId: number | null, name: string): number {
  return Number(
    statement(db, 'INSERT INTO categories (parent_id, name) VALUES (?, ?)').run(parentId, name).lastInsertRowid,
  );
}

export const categoryExists = (db: ReadableDatabase, id: number): boolean =>
  statement(db, 'SELECT 1 FROM categories WHERE id = ?').get(id) !== undefined;
