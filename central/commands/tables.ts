import type pg from 'pg';

export type Table = { readonly table: string; readonly columns: readonly string[] };

/** Not data of a company: a database makes its own. */
const OWN = ['migrations'];

const TABLES = `SELECT c.relname AS table, array_agg(a.attname::text ORDER BY a.attnum) AS columns
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid
  WHERE n.nspname = 'public' AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
  AND c.relname <> ALL($1) GROUP BY c.relname ORDER BY c.relname`;

const REFERENCES = `SELECT DISTINCT a.relname AS child, b.relname AS parent FROM pg_constraint k
  JOIN pg_class a ON a.oid = k.conrelid JOIN pg_class b ON b.oid = k.confrelid
  WHERE k.contype = 'f' AND a.oid <> b.oid AND k.connamespace = 'public'::regnamespace`;

/** Every table, those that others refer to first. @throws Error when they refer in a circle: a migration made a mistake. */
export async function tablesInOrder(client: pg.ClientBase): Promise<readonly Table[]> {
  const tables = (await client.query<Table>(TABLES, [OWN])).rows;
  const { rows } = await client.query<{ child: string; parent: string }>(REFERENCES);
  const ordered: Table[] = [];
  let open = tables;
  while (open.length > 0) {
    const names = new Set(open.map(({ table }) => table));
    const isBlocked = (name: string): boolean => rows.some(({ child, parent }) => child === name && names.has(parent));
    const ready = open.filter(({ table }) => !isBlocked(table));
    if (ready.length === 0) throw new Error(`tables refer to each other: ${[...names].join(', ')}`);
    ordered.push(...ready);
    open = open.filter(({ table }) => isBlocked(table));
  }
  return ordered;
}

export const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;
