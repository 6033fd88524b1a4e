import type { RowDraft } from '../../domain/catalog/row.ts';
import { foldText } from '../../domain/catalog/search-text.ts';
import type { Ids } from '../../domain/ports.ts';
import type { ReadableDatabase, WritableDatabase } from '../handles.ts';
import { findCategory, insertCategory, listCategories } from './categories.ts';
import {
  findRowByReference,
  insertCode,
  insertProduct,
  ownerOfCode,
  type ProductRow,
  referenceOfRow,
  updateProduct,
} from './products.ts';

/** Categories by parent and folded name, so that "BEBIDAS" and "Bebidas" are one. Valid until a write of it is undone. */
export class CategoryIndex {
  readonly #ids = new Map<string, number>();

  constructor(db: ReadableDatabase) {
    for (const { id, parentId, name } of listCategories(db)) this.#ids.set(CategoryIndex.#key(parentId, name), id);
  }

  static #key(parentId: number | null, name: string): string {
    return `${parentId ?? 0} ${foldText(name) || name}`;
  }

  /** Id of the last name of `path`; null for an empty path or, without `db` to add it to, for an unknown one. */
  idOf(path: readonly string[], db: WritableDatabase | null): number | null {
    let parentId: number | null = null;
    for (const name of path) {
      const key = CategoryIndex.#key(parentId, name);
      let id = this.#ids.get(key);
      if (id === undefined) {
        if (db === null) return null;
        // Somebody else may have added it meanwhile: an import and changes of central take turns.
        id = findCategory(db, parentId, name) ?? insertCategory(db, parentId, name);
        this.#ids.set(key, id);
      }
      parentId = id;
    }
    return parentId;
  }
}

export type DraftOutcome = 'created' | 'updated' | 'unchanged';

/** A code or reference of the draft that already means another product. */
export type DraftConflict = {
  readonly kind: 'code-taken' | 'code-is-reference' | 'reference-is-code';
  readonly code: string;
  /** Reference of the product that has it. */
  readonly owner: string;
};

/** The stored product that the draft updates, or null for a new one. Read it in the transaction that writes. */
export const storedRow = (db: ReadableDatabase, draft: RowDraft): ProductRow | null =>
  findRowByReference(db, draft.reference);

/** The first clash of a draft with products other than `row`, the one it updates. */
export function findConflict(db: ReadableDatabase, draft: RowDraft, row: ProductRow | null): DraftConflict | null {
  const ownId = row?.id ?? null;
  for (const { code } of draft.codes) {
    const owner = ownerOfCode(db, code);
    if (owner !== null && owner !== ownId) return { kind: 'code-taken', code, owner: referenceOfRow(db, owner) };
    if (code !== draft.reference && findRowByReference(db, code) !== null) {
      return { kind: 'code-is-reference', code, owner: code };
    }
  }
  const owner = ownerOfCode(db, draft.reference);
  if (owner === null || owner === ownId) return null;
  return { kind: 'reference-is-code', code: draft.reference, owner: referenceOfRow(db, owner) };
}

type Merged = Omit<ProductRow, 'id' | 'uid' | 'reference' | 'active'>;

function merge(row: ProductRow | null, draft: RowDraft, categoryId: number | null | undefined): Merged {
  return {
    name: draft.name,
    format: draft.format === undefined ? (row?.format ?? null) : draft.format,
    unit: draft.unit ?? row?.unit ?? 'unit',
    unit_cents: draft.unitCents,
    tax_class: draft.taxClass,
    category_id: categoryId === undefined ? (row?.category_id ?? null) : categoryId,
  };
}

const isSame = (row: ProductRow, merged: Merged): boolean =>
  (Object.keys(merged) as (keyof Merged)[]).every((key) => row[key] === merged[key]);

/** What writing the draft would do; writes nothing. A category that does not exist yet counts as a change. */
export function outcomeOf(
  db: ReadableDatabase,
  draft: RowDraft,
  row: ProductRow | null,
  categories: CategoryIndex,
): DraftOutcome {
  if (row === null) return 'created';
  const path = draft.categoryPath;
  const categoryId = path === undefined ? undefined : categories.idOf(path, null);
  const isNewCategory = path !== undefined && path.length > 0 && categoryId === null;
  const hasNewCode = draft.codes.some(({ code }) => ownerOfCode(db, code) === null);
  return isNewCategory || hasNewCode || !isSame(row, merge(row, draft, categoryId)) ? 'updated' : 'unchanged';
}

/**
 * Writes product, codes, category and search rows of a draft without conflict; call inside a transaction. Codes are
 * added, never taken away: an old packet on the shelf must still be found.
 */
export function writeDraft(
  db: WritableDatabase,
  draft: RowDraft,
  row: ProductRow | null,
  categories: CategoryIndex,
  ids: Pick<Ids, 'uuid'>,
): DraftOutcome {
  const categoryId = draft.categoryPath === undefined ? undefined : categories.idOf(draft.categoryPath, db);
  const merged = merge(row, draft, categoryId);
  const fields = {
    name: merged.name,
    format: merged.format,
    unit: merged.unit,
    unitCents: draft.unitCents,
    taxClass: merged.tax_class,
    categoryId: merged.category_id,
  };
  let isChanged = row === null || !isSame(row, merged);
  const id = row === null ? insertProduct(db, ids.uuid(), { reference: draft.reference, ...fields }) : row.id;
  if (row !== null && isChanged) updateProduct(db, id, fields);
  for (const code of draft.codes) {
    if (row !== null && ownerOfCode(db, code.code) !== null) continue;
    insertCode(db, id, code);
    isChanged = true;
  }
  if (row === null) return 'created';
  return isChanged ? 'updated' : 'unchanged';
}
