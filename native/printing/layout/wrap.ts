import { GLUE } from './printable.ts';

// A price, percentage or weight stays in one piece: the space before its unit does not break.
const BEFORE_UNIT = /(\d) (?=(?:€|EUR|%|kg|g|l|ml|cl|ud|uds)(?![\p{L}\p{N}]))/gu;

const printed = (text: string): string => text.replaceAll(GLUE, ' ');

/**
 * Wraps between words into lines of at most `width` columns (the first of at most `firstWidth`); a word longer than a
 * line is broken hard. Line ends of the text are kept, runs of spaces become one. Never returns an empty list.
 */
export function wrapText(text: string, width: number, firstWidth: number = width): readonly string[] {
  const lines: string[] = [];
  const room = (): number => (lines.length === 0 ? firstWidth : width);
  for (const paragraph of text.replace(BEFORE_UNIT, `$1${GLUE}`).split('\n')) {
    let line = '';
    for (let word of paragraph.split(/ +/)) {
      if (word === '') continue;
      if (line !== '' && line.length + 1 + word.length > room()) {
        lines.push(line);
        line = '';
      }
      while (line === '' && word.length > room()) {
        const cut = breakPoint(word, room());
        lines.push(word.slice(0, cut));
        word = word.slice(word[cut] === GLUE ? cut + 1 : cut);
      }
      line = line === '' ? word : `${line} ${word}`;
    }
    lines.push(line);
  }
  return lines.map(printed);
}

/** Where to cut a word that is too long: at a held space if there is one, so that a long held phrase still reads well. */
function breakPoint(word: string, room: number): number {
  const held = word.lastIndexOf(GLUE, room);
  return held > 0 ? held : room;
}
