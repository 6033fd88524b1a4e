import { once } from 'node:events';
import { CsvError, type Parser, parse } from 'csv-parse';
import { SEPARATOR_LINE, type Separator } from '../../../domain/catalog/separator.ts';
import { ok, type Result, refuse } from '../../../domain/result.ts';
import type { Encoding } from './file-text.ts';
import type { Slices } from './slices.ts';

/** A row with at least one cell that is not empty, and its first line in the file (1 is the first). */
export type CsvRow = { readonly cells: readonly string[]; readonly line: number };

export type CsvFile = {
  readonly pieces: readonly Uint8Array[];
  readonly encoding: Encoding;
  readonly separator: Separator;
};

/** One row of a list is far below; more is a quote that never closes, or no list at all. */
const MAX_ROW_LENGTH = 256 * 1024;

function newlinesIn(cells: readonly string[]): number {
  let count = 0;
  for (const cell of cells) {
    if (!cell.includes('\n')) continue;
    for (const character of cell) if (character === '\n') count += 1;
  }
  return count;
}

function makeParser(separator: Separator, linesBefore: number, take: (row: CsvRow) => void): Parser {
  return parse({
    delimiter: separator,
    record_delimiter: ['\r\n', '\n', '\r'],
    // 19" screens and half-open quotes are common; the row that suffers is reported, the others are read.
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: MAX_ROW_LENGTH,
    on_record: (cells: string[], { lines }) => {
      if (cells.some((cell) => cell.trim() !== '')) take({ cells, line: linesBefore + lines - newlinesIn(cells) });
      return null;
    },
  });
}

function refusalOf(error: unknown): ReturnType<typeof refuse> | null {
  if (!(error instanceof CsvError)) return null;
  const line = Number((error as { lines?: unknown }).lines ?? 0);
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') return refuse('catalog_quote_open', { line });
  if (error.code === 'CSV_MAX_RECORD_SIZE') return refuse('catalog_row_endless', { line });
  return null;
}

/**
 * Reads the file in slices. Between two pieces `pause` may do its own work on the rows taken so far; `take` may throw
 * nothing. Stops early when `pause` returns false.
 * Refuses `catalog_quote_open` {line}, `catalog_row_endless` {line}.
 */
export async function readRows(
  file: CsvFile,
  slices: Slices,
  take: (row: CsvRow) => void,
  pause: (bytesRead: number) => Promise<boolean> = async () => true,
): Promise<Result<void>> {
  const decoder = new TextDecoder(file.encoding);
  let parser: Parser | null = null;
  let failure: unknown = null;
  let bytesRead = 0;
  const write = (text: string): void => {
    if (text === '') return;
    let rest = text;
    if (parser === null) {
      const declared = SEPARATOR_LINE.exec(text);
      rest = declared === null ? text : text.slice(declared[0].length);
      parser = makeParser(file.separator, declared === null ? 0 : 1, take);
      parser.on('error', (error) => {
        failure = error;
      });
      parser.resume();
    }
    parser.write(rest);
  };
  for (const piece of file.pieces) {
    write(decoder.decode(piece, { stream: true }));
    bytesRead += piece.byteLength;
    // A Transform tells its error one turn later.
    if ((parser as Parser | null)?.destroyed) break;
    await slices.restIfSpent();
    if (!(await pause(bytesRead))) return ok(undefined);
  }
  write(decoder.decode());
  const last = parser as Parser | null;
  if (last !== null) await finish(last);
  if (failure === null) return ok(undefined);
  const refused = refusalOf(failure);
  if (refused === null) throw failure;
  return refused;
}

async function finish(parser: Parser): Promise<void> {
  if (!parser.destroyed) parser.end();
  if (!parser.closed) await once(parser, 'close').catch(() => undefined);
}
