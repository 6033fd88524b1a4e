import { ok, type Result, refuse } from '../result.ts';
import { ASSIGNMENT_ORDER, CATALOG_FIELDS, type CatalogField, FIELD_NAMES_ES, SYNONYMS } from './fields.ts';
import { foldText } from './search-text.ts';

/** Field -> name of the column, as the caller says it; '' says that the file does not have it, whatever its titles. */
export type FieldMapping = Readonly<Partial<Record<CatalogField, string>>>;

/** Field -> index of the column. */
export type ColumnPlan = {
  readonly columns: Readonly<Partial<Record<CatalogField, number>>>;
  /** Column names as in the file, trimmed. */
  readonly header: readonly string[];
  readonly unused: readonly string[];
};

/** More columns than any list has: the separator or the file is wrong. */
const MAX_COLUMNS = 500;
const MAX_LISTED = 20;

const keyOf = (name: string): string => foldText(name).replaceAll(' ', '');

const shown = (header: readonly string[]): string => {
  const names = header.slice(0, MAX_LISTED).map((name) => name.slice(0, 40) || '-');
  return names.join(', ') + (header.length > MAX_LISTED ? ', ...' : '');
};

function fieldOf(word: string): CatalogField | undefined {
  const key = keyOf(word);
  return CATALOG_FIELDS.find((field) => keyOf(field) === key || FIELD_NAMES_ES[field] === key);
}

/**
 * Parses `name=Artículo,price=PVP` (fields in English or Spanish; a column name with a comma goes in double quotes).
 * Refuses `catalog_map_malformed` {text, fields}, `catalog_map_field_unknown` {field, fields}.
 */
export function parseFieldMapping(text: string): Result<FieldMapping> {
  const fields = Object.values(FIELD_NAMES_ES).join(', ');
  const mapping: Partial<Record<CatalogField, string>> = {};
  const pair = /\s*([^=,"]+)=(?:"([^"]*)"|([^,"]*))\s*(?:,|$)/y;
  while (pair.lastIndex < text.length) {
    const match = pair.exec(text);
    if (match === null) return refuse('catalog_map_malformed', { text: text.slice(0, 80), fields });
    const [, word = '', quoted, bare = ''] = match;
    const field = fieldOf(word);
    if (field === undefined) return refuse('catalog_map_field_unknown', { field: word.trim().slice(0, 40), fields });
    mapping[field] = (quoted ?? bare).trim();
  }
  return ok(mapping);
}

/** By the exact name, else by the folded one; several equal names are not a choice we can make. */
function columnNamed(header: readonly string[], keys: readonly string[], name: string): number | 'twice' | null {
  const wanted = keyOf(name);
  const exact = header.flatMap((column, index) => (column === name.trim() ? [index] : []));
  const found =
    exact.length > 0 ? exact : keys.flatMap((key, index) => (key === wanted && wanted !== '' ? [index] : []));
  if (found.length > 1) return 'twice';
  return found[0] ?? null;
}

function missingFields(columns: Readonly<Partial<Record<CatalogField, number>>>): CatalogField[] {
  const missing: CatalogField[] = (['name', 'price', 'rate'] as const).filter((field) => columns[field] === undefined);
  if (columns.reference === undefined && columns.code === undefined) missing.unshift('reference');
  return missing;
}

/** What the titles say, also when that is not enough to import. */
export type RecognisedColumns = Pick<ColumnPlan, 'columns' | 'header'> & {
  /** Fields that no list can do without; `reference` stands for a reference or a barcode. */
  readonly missing: readonly CatalogField[];
};

/**
 * Which column holds which field: what the caller says first, then by known names among the columns left.
 * Refuses `catalog_no_columns`, `catalog_too_many_columns` {count, max}, `catalog_map_column_unknown` {field, column,
 * found}, `catalog_column_twice` {column}.
 */
export function recogniseColumns(rawHeader: readonly string[], mapping: FieldMapping): Result<RecognisedColumns> {
  const header = rawHeader.map((name) => name.trim());
  if (header.length > MAX_COLUMNS) {
    return refuse('catalog_too_many_columns', { count: header.length, max: MAX_COLUMNS });
  }
  if (header.every((name) => name === '')) return refuse('catalog_no_columns', {});
  const keys = header.map(keyOf);
  const columns: Partial<Record<CatalogField, number>> = {};
  const taken = new Set<number>();
  for (const field of CATALOG_FIELDS) {
    const name = mapping[field];
    if (name === undefined || name === '') continue;
    const index = columnNamed(header, keys, name);
    if (index === 'twice') return refuse('catalog_column_twice', { column: name });
    if (index === null) return refuse('catalog_map_column_unknown', { field, column: name, found: shown(header) });
    columns[field] = index;
    taken.add(index);
  }
  for (const field of ASSIGNMENT_ORDER) {
    if (columns[field] !== undefined || mapping[field] === '') continue;
    const synonym = SYNONYMS[field].find((word) => keys.some((key, index) => key === word && !taken.has(index)));
    if (synonym === undefined) continue;
    const found = keys.flatMap((key, index) => (key === synonym && !taken.has(index) ? [index] : []));
    if (found.length > 1) return refuse('catalog_column_twice', { column: header[found[0] ?? 0] ?? synonym });
    columns[field] = found[0] ?? 0;
    taken.add(found[0] ?? 0);
  }
  return ok({ columns, header, missing: missingFields(columns) });
}

/** The columns of a file that can be imported. Refuses as recogniseColumns, and `catalog_column_missing` {missing, found}. */
export function planColumns(rawHeader: readonly string[], mapping: FieldMapping): Result<ColumnPlan> {
  const recognised = recogniseColumns(rawHeader, mapping);
  if (!recognised.ok) return recognised;
  const { columns, header, missing } = recognised.value;
  if (missing.length > 0) {
    // Both words are accepted in a mapping.
    const names = missing.map((field) => `${FIELD_NAMES_ES[field]} (${field})`).join(', ');
    return refuse('catalog_column_missing', { missing: names, found: shown(header) });
  }
  const taken = new Set(Object.values(columns));
  return ok({ columns, header, unused: header.filter((name, index) => name !== '' && !taken.has(index)) });
}
