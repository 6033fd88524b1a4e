import { detectSeparator, SEPARATOR_LINE } from '../../../domain/catalog/separator.ts';

/** Enough for the longest line of titles that is one. */
export const HEAD_BYTES = 64 * 1024;

/**
 * The titles of a catalogue file, read here so that a person can say which column is the price when the till could not
 * tell. Only for choosing: what counts is what the till reads.
 */
export function columnsOfFile(head: Uint8Array, isWhole: boolean): string[] {
  const all = decode(head).replace(/^\ufeff/, '');
  const separator = detectSeparator(all, isWhole);
  const text = all.replace(SEPARATOR_LINE, '');
  return [...new Set(cellsOfFirstLine(text, separator).filter((name) => name !== ''))];
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

function cellsOfFirstLine(text: string, separator: string): string[] {
  const cells: string[] = [];
  let cell = '';
  let isQuoted = false;
  for (const character of text) {
    if (character === '"') isQuoted = !isQuoted;
    else if (!isQuoted && (character === '\n' || character === '\r')) {
      if (cell !== '' || cells.length > 0) break;
    } else if (!isQuoted && character === separator) {
      cells.push(cell.trim());
      cell = '';
    } else cell += character;
  }
  return [...cells, cell.trim()];
}
