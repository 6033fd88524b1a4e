import type { FileReading } from '../../../domain/catalog/report.ts';
import { ok, type Result, refuse } from '../../../domain/result.ts';
import type { Slices } from './slices.ts';

export type CatalogSource = Uint8Array | AsyncIterable<Uint8Array>;
export type Encoding = FileReading['encoding'];

/** 100,000 products are about 12 MB. */
export const MAX_FILE_BYTES = 64 * 1024 * 1024;
/** One piece is decoded and parsed at a stretch: under a millisecond. */
const PIECE_BYTES = 8 * 1024;

/** The whole file in memory, in pieces. Refuses `catalog_file_too_large` {maxMb}, `catalog_empty`. */
export async function collectPieces(source: CatalogSource): Promise<Result<Uint8Array[]>> {
  const pieces: Uint8Array[] = [];
  let total = 0;
  for await (const block of source instanceof Uint8Array ? [source] : source) {
    total += block.byteLength;
    if (total > MAX_FILE_BYTES) return refuse('catalog_file_too_large', { maxMb: MAX_FILE_BYTES / 1024 / 1024 });
    for (let at = 0; at < block.byteLength; at += PIECE_BYTES) pieces.push(block.subarray(at, at + PIECE_BYTES));
  }
  return total === 0 ? refuse('catalog_empty', {}) : ok(pieces);
}

const startsWith = (bytes: Uint8Array, start: readonly number[]): boolean =>
  start.every((byte, index) => bytes[index] === byte);

/** Files that people pick by mistake, by their first bytes. */
const WORKBOOKS: readonly (readonly number[])[] = [
  // ZIP: .xlsx, .ods. OLE: .xls.
  [0x50, 0x4b, 0x03, 0x04],
  [0xd0, 0xcf, 0x11, 0xe0],
];

function markedEncoding(head: Uint8Array): Encoding | null {
  if (startsWith(head, [0xef, 0xbb, 0xbf])) return 'utf-8';
  if (startsWith(head, [0xff, 0xfe])) return 'utf-16le';
  if (startsWith(head, [0xfe, 0xff])) return 'utf-16be';
  return null;
}

/** UTF-16 without mark: Western text has its zero bytes all on one side. */
function unmarkedUtf16(head: Uint8Array): Encoding | null {
  const zeros: [even: number, odd: number] = [0, 0];
  for (const [index, byte] of head.entries()) if (byte === 0) zeros[index % 2 === 0 ? 0 : 1] += 1;
  const half = head.byteLength / 2;
  if (zeros[1] > half * 0.7 && zeros[0] < half * 0.1) return 'utf-16le';
  if (zeros[0] > half * 0.7 && zeros[1] < half * 0.1) return 'utf-16be';
  return null;
}

/** Valid UTF-8 is UTF-8: text in another encoding passes for it only if it is plain ASCII. */
async function isUtf8(pieces: readonly Uint8Array[], slices: Slices): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for (const piece of pieces) {
      decoder.decode(piece, { stream: true });
      await slices.restIfSpent();
    }
    decoder.decode();
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

async function holdsZeroByte(pieces: readonly Uint8Array[], slices: Slices): Promise<boolean> {
  for (const piece of pieces) {
    if (piece.includes(0)) return true;
    await slices.restIfSpent();
  }
  return false;
}

const MARKUP = /^\s*<(?:!doctype|html|head|body|table|meta|script|\?xml|style|div)/i;

/**
 * What the bytes are: mark, else UTF-16 by its zeros, else valid UTF-8, else Windows-1252.
 * Refuses `catalog_is_workbook`, `catalog_is_html`, `catalog_not_text`.
 */
export async function detectEncoding(pieces: readonly Uint8Array[], slices: Slices): Promise<Result<Encoding>> {
  const head = pieces[0] ?? new Uint8Array();
  if (WORKBOOKS.some((start) => startsWith(head, start))) return refuse('catalog_is_workbook', {});
  const encoding = markedEncoding(head) ?? unmarkedUtf16(head);
  if (encoding === null || encoding === 'utf-8') {
    if (await holdsZeroByte(pieces, slices)) return refuse('catalog_not_text', {});
  }
  const found = encoding ?? ((await isUtf8(pieces, slices)) ? 'utf-8' : 'windows-1252');
  const start = new TextDecoder(found).decode(head.subarray(0, 1024));
  if (MARKUP.test(start)) return refuse('catalog_is_html', {});
  // PDF, pictures and programs read as Windows-1252 are full of control characters.
  const controls = [...start].filter((character) => character < ' ' && !'\t\r\n\f'.includes(character)).length;
  if (controls > start.length / 50 || start.startsWith('%PDF')) return refuse('catalog_not_text', {});
  return ok(found);
}

/** The beginning of the text without mark, for finding the separator. */
export function sampleText(
  pieces: readonly Uint8Array[],
  encoding: Encoding,
): { readonly text: string; readonly isWhole: boolean } {
  const decoder = new TextDecoder(encoding);
  const text = pieces
    .slice(0, 2)
    .map((piece) => decoder.decode(piece, { stream: true }))
    .join('');
  return { text, isWhole: pieces.length <= 2 };
}
