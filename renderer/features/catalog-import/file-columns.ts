import type { CatalogField } from '../../../domain/catalog/fields.ts';
import { type FieldMapping, recogniseColumns } from '../../../domain/catalog/header.ts';
import { detectSeparator, SEPARATOR_LINE } from '../../../domain/catalog/separator.ts';

/** Enough for the longest line of titles that is one, and for the rows below it. */
export const HEAD_BYTES = 64 * 1024;
/** So many tell a person which column is the price. */
const ROWS = 5;

/** The beginning of a file as it stands there: titles, and the first rows below them. */
export type FileHead = { readonly header: readonly string[]; readonly rows: readonly (readonly string[])[] };

/**
 * The beginning of a catalogue file, read here so that a person can say which column is the price when the till could not
 * tell. Only for choosing: what counts is what the till reads.
 */
export function readHead(head: Uint8Array, isWhole: boolean): FileHead {
  const all = decode(head).replace(/^\ufeff/, '');
  const separator = detectSeparator(all, isWhole);
  const lines = linesOf(all.replace(SEPARATOR_LINE, ''), separator, isWhole);
  return { header: lines[0] ?? [], rows: lines.slice(1, ROWS + 1) };
}

/** The titles that can be chosen. */
export const titlesOf = ({ header }: FileHead): string[] => [...new Set(header.filter((name) => name !== ''))];

export type Recognised = { readonly mapping: FieldMapping; readonly missing: readonly CatalogField[] };

/** What the titles say by themselves beside what a person said; nothing where they contradict each other. */
export function recognise({ header }: FileHead, said: FieldMapping): Recognised {
  const found = recogniseColumns(header, said);
  if (!found.ok) return { mapping: said, missing: [] };
  const { columns, missing } = found.value;
  const named = Object.entries(columns).map(([field, index]) => [field, header[index] ?? '']);
  return { mapping: { ...said, ...Object.fromEntries(named) }, missing };
}

function decode(head: Uint8Array): string {
  if (head[0] === 0xff && head[1] === 0xfe) return new TextDecoder('utf-16le').decode(head);
  if (head[0] === 0xfe && head[1] === 0xff) return new TextDecoder('utf-16be').decode(head);
  try {
    // A last character that was cut in two is no fault.
    return new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
  } catch {
    return new TextDecoder('windows-1252').decode(head);
  }
}

/** Lines with content, as many as are shown; one that the end of the piece cut off is not. */
function linesOf(text: string, separator: string, isWhole: boolean): string[][] {
  const lines: string[][] = [];
  let cells: string[] = [];
  let cell = '';
  let isQuoted = false;
  const close = (): void => {
    cells.push(cell.trim());
    if (cells.some((one) => one !== '')) lines.push(cells);
    cells = [];
    cell = '';
  };
  for (const character of text) {
    if (character === '"') isQuoted = !isQuoted;
    else if (!isQuoted && (character === '\n' || character === '\r')) {
      close();
      if (lines.length > ROWS) return lines;
    } else if (!isQuoted && character === separator) {
      cells.push(cell.trim());
      cell = '';
    } else cell += character;
  }
  if (isWhole || lines.length === 0) close();
  return lines;
}
