import { z } from 'zod';
import { problem } from '../app/problem.ts';
import { storableValue } from '../db/storable.ts';

/** Lists come in pages (`limit` at most 200), each with an opaque cursor to the next; no total counts. */
const MAX_LIMIT = 200;
const DEFAULT_LIMIT = 50;

/** Of a query: text that has to be a whole number. */
export const countInQuery = z
  .string()
  .regex(/^\d{1,15}$/)
  .meta({ wire: { type: 'integer', minimum: 0, maximum: 999_999_999_999_999 } })
  .transform(Number);

/** Yes or no in a query. */
export const flagInQuery = z
  .enum(['true', 'false'])
  .meta({ wire: { type: 'boolean' } })
  .transform((word) => word === 'true');

/** How many at once. Text on the wire like everything in a query; `wire` is what the reference says of it. */
export const limitInQuery = (max: number, unlessSaid: number) =>
  z
    .string()
    .regex(/^\d{1,15}$/)
    .meta({ wire: { type: 'integer', minimum: 1, maximum: max, default: unlessSaid } })
    .transform(Number)
    .pipe(z.int().min(1).max(max))
    .default(unlessSaid);

export const pageQuery = {
  limit: limitInQuery(MAX_LIMIT, DEFAULT_LIMIT),
  cursor: z.string().max(500).optional().meta({ description: '`nextCursor` of the page before' }),
} as const;

/** Of lists that show either what fits their filters or what changed since, each in an order of its own. */
export const updatedAfterOnly = z.iso
  .datetime({ offset: true })
  .optional()
  .meta({
    description:
      'New or changed since, in that order. Without any of the other filters. Ask from a minute before the last one that ' +
      'you have seen: what was being written at that moment may carry an earlier time. `GET /v1/events` misses nothing.',
  });

/** Whether `updatedAfter` is alone, as its order wants. */
const isAlone = (query: Readonly<Record<string, unknown>>): boolean =>
  query['updatedAfter'] === undefined ||
  Object.entries(query).every(
    ([name, value]) => value === undefined || ['updatedAfter', 'limit', 'cursor'].includes(name),
  );

/** A query with `updatedAfterOnly` among its filters. */
export const filterOrUpdates = <Query extends z.ZodObject>(query: Query): Query =>
  query.refine(isAlone, { path: ['updatedAfter'], error: 'goes without any other filter' });

export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.strictObject({ data: z.array(item), nextCursor: z.string().nullable() });

/** Where the next page begins: the sort key of the last row, which only this program reads again. */
const encode = (key: readonly (string | number)[]): string => Buffer.from(JSON.stringify(key)).toString('base64url');

/** Thrown: cursor_invalid (400). Null at the beginning. */
export function readCursor<Schema extends z.ZodType>(
  cursor: string | undefined,
  schema: Schema,
): z.output<Schema> | null {
  if (cursor === undefined) return null;
  try {
    const parsed = schema.safeParse(storableValue(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))));
    if (parsed.success) return parsed.data;
  } catch {
    // No JSON: no cursor of ours.
  }
  throw problem('cursor_invalid', { status: 400 });
}

/** @param rows one more than `limit`, if there are. */
export function page<Row, Item>(
  rows: readonly Row[],
  limit: number,
  keyOf: (row: Row) => readonly (string | number)[],
  view: (row: Row) => Item,
): { data: Item[]; nextCursor: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const hasMore = rows.length > limit && last !== undefined;
  return { data: shown.map(view), nextCursor: hasMore ? encode(keyOf(last)) : null };
}

/** A page of a list that is short and read whole: shops, tills. `keyOf` is its order. */
export function pageOfAll<Row, Item>(
  rows: readonly Row[],
  { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
  keyOf: (row: Row) => string,
  view: (row: Row) => Item,
): { data: Item[]; nextCursor: string | null } {
  const after = readCursor(cursor, z.tuple([z.string()]))?.[0] ?? null;
  const rest = rows
    .filter((row) => after === null || keyOf(row) > after)
    .toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
    .slice(0, limit + 1);
  return page(rest, limit, (row) => [keyOf(row)], view);
}
