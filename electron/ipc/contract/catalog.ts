import { z } from 'zod';
import { CATALOG_FIELDS } from '../../../domain/catalog/fields.ts';
import type { ImportReport } from '../../../domain/catalog/report.ts';
import { event, LONG_TIMEOUT_MS, OPEN_TO_ALL, tillCommand } from '../command.ts';
import { centsSchema, idSchema, lineOfText, nameSchema, nothing, saleUnitSchema, taxClassSchema } from '../values.ts';

const productSchema = z.strictObject({
  id: idSchema,
  reference: z.string(),
  name: z.string(),
  format: z.string().nullable(),
  unit: saleUnitSchema,
  unitCents: centsSchema,
  taxClass: taxClassSchema,
  categoryId: z.int().nullable(),
  isFavourite: z.boolean(),
});
export type ProductView = z.infer<typeof productSchema>;

const categorySchema = z.strictObject({
  id: z.int(),
  parentId: z.int().nullable(),
  name: z.string(),
  /** Products of it and of the categories below it that are for sale. */
  productCount: z.int(),
  /** 0..7: which stripe of the theme; the same for a category and those below it. */
  stripe: z.int().min(0).max(7),
});
export type CategoryView = z.infer<typeof categorySchema>;

const departmentSchema = z.strictObject({
  id: z.string().min(1).max(40),
  name: nameSchema,
  taxClass: taxClassSchema,
});
export type DepartmentView = z.infer<typeof departmentSchema>;
export { departmentSchema };

const overviewSchema = z.strictObject({
  productCount: z.int(),
  categories: z.array(categorySchema),
  favourites: z.array(productSchema),
  departments: z.array(departmentSchema),
});
export type CatalogOverview = z.infer<typeof overviewSchema>;

const productsSchema = z.strictObject({ products: z.array(productSchema) });

/** File field -> column name of the file. */
const mappingSchema = z.partialRecord(z.enum(CATALOG_FIELDS), lineOfText(200));
const fileSchema = z.strictObject({
  uploadId: idSchema,
  mapping: mappingSchema,
  decimalMark: z.enum([',', '.']).nullable(),
});
/** Made by the till from a file; its shape is domain/catalog/report.ts. */
const reportSchema = z.custom<ImportReport>((value) => typeof value === 'object' && value !== null && 'rows' in value);

const newProductSchema = z.strictObject({
  name: nameSchema,
  /** The scanned code, if it has one. */
  code: lineOfText(60).min(1).nullable(),
  format: lineOfText(60).nullable(),
  unit: saleUnitSchema,
  unitCents: centsSchema,
  taxClass: taxClassSchema,
  categoryId: z.int().nullable(),
});

export const catalogCommands = {
  'catalog.overview': tillCommand(nothing, overviewSchema, OPEN_TO_ALL),
  /** Products of a category and of those below it, by name; null: without category. */
  'catalog.products': tillCommand(
    z.strictObject({ categoryId: z.int().nullable(), offset: z.int().min(0), limit: z.int().min(1).max(200) }),
    productsSchema,
  ),
  'catalog.search': tillCommand(
    z.strictObject({ text: lineOfText(200), limit: z.int().min(1).max(200) }),
    productsSchema,
  ),
  /** Price check: null when no product has the code. */
  'catalog.look-up': tillCommand(
    z.strictObject({ code: lineOfText(200) }),
    z.strictObject({ product: productSchema.nullable() }),
  ),
  /** Refuses `code_taken` {code, name}, `price_negative`. */
  'catalog.create-product': tillCommand(newProductSchema, productSchema),
  /** One more code for a product that is known. Refuses `code_taken` {code, name}, `product_not_found`. */
  'catalog.attach-code': tillCommand(
    z.strictObject({ productId: idSchema, code: lineOfText(60).min(1) }),
    productSchema,
  ),
  'catalog.set-favourite': tillCommand(
    z.strictObject({ productId: idSchema, isFavourite: z.boolean() }),
    overviewSchema,
  ),
  /** A file in pieces of at most 512 KiB; kept in memory until imported, replaced or an hour old. */
  'catalog.upload': tillCommand(
    z.strictObject({
      uploadId: idSchema,
      position: z.int().min(0),
      base64: z.base64().max(700_000),
      isLast: z.boolean(),
    }),
    nothing,
  ),
  /** Understands every row and writes nothing. Refuses `upload_not_found` and `catalog_*`. */
  'catalog.preview': tillCommand(fileSchema, reportSchema, { timeoutMs: LONG_TIMEOUT_MS }),
  'catalog.import': tillCommand(fileSchema, reportSchema, { timeoutMs: LONG_TIMEOUT_MS }),
} as const;

export const catalogEvents = {
  'catalog.changed': event('till', nothing),
  'catalog.import-progress': event('till', z.strictObject({ bytesRead: z.int(), totalBytes: z.int(), rows: z.int() })),
} as const;
