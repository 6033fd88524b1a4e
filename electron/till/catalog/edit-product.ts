import { categoryExists } from '../../../db/catalog/categories.ts';
import {
  findProductByUid,
  findRowByReference,
  insertCode,
  insertProduct,
  newestProduct,
  nextOwnReference,
  ownerOfCode,
  type ProductRow,
  productOfRow,
} from '../../../db/catalog/products.ts';
import { isGtin, MAX_CODE_LENGTH, zeroVariants } from '../../../domain/catalog/codes.ts';
import type { Product, ProductCode } from '../../../domain/catalog/types.ts';
import { displayAmount } from '../../../domain/money-text.ts';
import { ok, type Refused, type Result, refuse } from '../../../domain/result.ts';
import { readScannedText } from '../../../domain/scan/scanned-text.ts';
import type { Till } from '../till.ts';
import { transactTill } from '../transact-till.ts';

/** What a person fills in about a product. */
export type ProductFields = Pick<Product, 'name' | 'format' | 'unit' | 'unitCents' | 'taxClass' | 'categoryId'>;

/** Refuses `name_missing`, `price_negative` {value}, `category_not_found`. */
function checked(till: Till, fields: ProductFields): Result<ProductFields> {
  const name = fields.name.trim();
  if (name === '') return refuse('name_missing', {});
  if (fields.unitCents < 0) return refuse('price_negative', { value: displayAmount(fields.unitCents) });
  const { unit, unitCents, taxClass, categoryId } = fields;
  if (categoryId !== null && !categoryExists(till.db, categoryId)) return refuse('category_not_found', {});
  return ok({ name, format: fields.format?.trim() || null, unit, unitCents, taxClass, categoryId });
}

/** As a scanner would read it again. Refuses `code_malformed` {value}. */
function readCode(typed: string): Result<ProductCode> {
  const { code, quantityMilli } = readScannedText(typed);
  if (quantityMilli !== null || code === '' || code.length > MAX_CODE_LENGTH) {
    return refuse('code_malformed', { value: typed });
  }
  return ok({ code, kind: isGtin(code) ? 'ean' : 'other' });
}

/** The other product, for sale or not, that a code or its spelling with zeros finds. Answers `code_taken`, or null. */
function takenBy(till: Till, code: string, own: ProductRow | null): Refused | null {
  for (const spelling of [code, ...zeroVariants(code)]) {
    const owner = ownerOfCode(till.db, spelling) ?? findRowByReference(till.db, spelling)?.id ?? null;
    if (owner === null || owner === own?.id) continue;
    const name = productOfRow(till.db, owner)?.name ?? '';
    return refuse('code_taken', { code, name, value: code, owner: name });
  }
  return null;
}

function stored(till: Till, uid: string): Result<Product> {
  const product = findProductByUid(till.db, uid);
  return product === null ? refuse('product_not_found', {}) : ok(product);
}

/** The answer to the one who asked may have been lost, who then asks again: the same product is not made twice. */
function alreadyMade(till: Till, fields: ProductFields, code: string | null): Product | null {
  const found = code === null ? newestProduct(till.db) : takenProduct(till, code);
  if (found === null || !found.isActive || (code === null && !/^M\d+$/.test(found.reference))) return null;
  const isSame = (Object.keys(fields) as (keyof ProductFields)[]).every((key) => fields[key] === found[key]);
  return isSame ? found : null;
}

function takenProduct(till: Till, code: string): Product | null {
  const owner = ownerOfCode(till.db, code);
  return owner === null ? null : productOfRow(till.db, owner);
}

/**
 * A product made at the till; its code is its reference too, or it gets the next of the till's own (M1, M2 ...).
 * Refuses `code_taken` {code, name}, `code_malformed`, and what `checked` refuses.
 */
export function createProduct(till: Till, input: ProductFields & { readonly code: string | null }): Result<Product> {
  return transactTill(till, () => {
    const fields = checked(till, input);
    if (!fields.ok) return fields;
    const code = input.code === null ? null : readCode(input.code);
    if (code?.ok === false) return code;
    const same = alreadyMade(till, fields.value, code?.value.code ?? null);
    if (same !== null) return ok(same);
    const taken = code === null ? null : takenBy(till, code.value.code, null);
    if (taken !== null) return taken;
    const reference = code?.value.code ?? nextOwnReference(till.db);
    const uid = till.ports.ids.uuid();
    const id = insertProduct(till.db, uid, { reference, ...fields.value });
    if (code !== null) insertCode(till.db, id, code.value);
    return stored(till, uid);
  });
}

/** One more code. One that the product has already is fine. Refuses `code_taken`, `code_malformed`, `product_not_found`. */
export function attachCode(till: Till, uid: string, typed: string): Result<Product> {
  return transactTill(till, () => {
    const product = stored(till, uid);
    if (!product.ok) return product;
    const code = readCode(typed);
    if (!code.ok) return code;
    const row = findRowByReference(till.db, product.value.reference);
    if (row === null) return refuse('product_not_found', {});
    const taken = takenBy(till, code.value.code, row);
    if (taken !== null) return taken;
    if (ownerOfCode(till.db, code.value.code) === null) insertCode(till.db, row.id, code.value);
    return product;
  });
}
