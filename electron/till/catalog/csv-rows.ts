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

/** The parser with its end as a promise: a Transform counts as closed a turn before it tells its error. */
class RowParser {
  readonly #parser: Parser;
  readonly #closed: Promise<void>;
  #failure: unknown = null;

  constructor(separator: Separator, linesBefore: number, take: (row: CsvRow) => void) {
    this.#parser = makeParser(separator, linesBefore, take);
    this.#parser.on('error', (error) => {
      this.#failure = error;
    });
    this.#closed = new Promise((resolve) => {
      this.#parser.on('close', resolve);
    });
    this.#parser.resume();
  }

  get hasFailed(): boolean {
    return this.#parser.destroyed;
  }

  write(text: string): void {
    if (text !== '' && !this.#parser.destroyed) this.#parser.write(text);
  }

  /** Null when every byte was read. */
  async end(): Promise<unknown> {
    if (!this.#parser.destroyed) this.#parser.end();
    await this.#closed;
    return this.#failure;
  }
}

/** Starts with the first text, because only that tells whether the file begins with `sep=;`. */
function startParser(separator: Separator, text: string, take: (row: CsvRow) => void): RowParser {
  const declared = SEPARATOR_LINE.exec(text);
  const parser = new RowParser(separator, declared === null ? 0 : 1, take);
  parser.write(declared === null ? text : text.slice(declared[0].length));
  return parser;
}

/**
 * Reads the file in slices. Between two pieces `pause` may do its own work on the rows taken so far, and stops the
 * reading by answering false; `take` must not throw.
 * Refuses `catalog_quote_open` {line}, `catalog_row_endless` {line}.
 */
export async function readRows(
  file: CsvFile,
  slices: Slices,
  take: (row: CsvRow) => void,
  pause: (bytesRead: number) => Promise<boolean>,
): Promise<Result<void>> {
  const decoder = new TextDecoder(file.encoding);
  let parser: RowParser | null = null;
  let bytesRead = 0;
  for (const piece of file.pieces) {
    const text = decoder.decode(piece, { stream: true });
    bytesRead += piece.byteLength;
    if (parser !== null) parser.write(text);
    else if (text !== '') parser = startParser(file.separator, text, take);
    if (parser?.hasFailed) break;
    await slices.restIfSpent();
    if (!(await pause(bytesRead))) return ok(undefined);
  }
  if (parser === null) return ok(undefined);
  parser.write(decoder.decode());
  const failure = await parser.end();
  if (failure === null) return ok(undefined);
  const refused = refusalOf(failure);
  if (refused === null) throw failure;
  return refused;
}
