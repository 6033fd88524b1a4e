import type { Cents } from '../../../domain/money.ts';
import { displayAmount, displayEuros } from '../../../domain/money-text.ts';
import { isTextKey, type Language, type TextKey, text } from '../../../domain/texts/index.ts';
import type { ShopDay, Tally, Task, TillOfDay } from './shop-day.ts';

/** Columns of a line: what a receipt printer of 80 mm prints, and what a person reads in a terminal. */
const WIDTH = 48;
/** Enough of a hash for two people on the telephone. */
const HASH_DIGITS = 16;

const rule = '-'.repeat(WIDTH);

function pair(left: string, right: string): string {
  const room = WIDTH - right.length - 1;
  return `${left.slice(0, room).padEnd(room)} ${right}`;
}

/** Broken at spaces; a word that is too long stands alone. */
function wrap(words: string, indent = ''): string[] {
  const lines: string[] = [];
  let line = indent;
  for (const word of words.split(' ')) {
    if (line.trim() !== '' && line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = `${indent}${word}`;
    } else {
      line = line.trim() === '' ? `${indent}${word}` : `${line} ${word}`;
    }
  }
  return [...lines, line];
}

const tally = ({ count, cents }: Tally): string => `${count}  ${displayAmount(cents as Cents)}`;

/** A finding of central in words; its code where there are none. */
function finding(language: Language, code: string): string {
  const key = `problem.${code}`;
  return isTextKey(key) ? text(language, key) : code;
}

export function taskText(language: Language, { code, params }: Task): string {
  const key = `central.day.do.${code}` as TextKey;
  const spoken =
    typeof params['code'] === 'string' && code === 'incident'
      ? { ...params, code: finding(language, params['code']) }
      : params;
  return text(language, key, spoken);
}

function seriesLines(language: Language, till: TillOfDay): string[] {
  return till.series.flatMap(({ code, first, last, count, cents }) => {
    const held = till.agreement.series.find((series) => series.code === code);
    const stand =
      held === undefined
        ? []
        : [
            pair(
              `  ${text(language, 'central.day.at_till')} ${held.till.count}`,
              displayEuros(held.till.cents as Cents),
            ),
            `    ${held.till.hash.slice(0, HASH_DIGITS)}`,
            pair(
              `  ${text(language, 'central.day.at_central')} ${held.central.count}`,
              displayEuros(held.central.cents as Cents),
            ),
            `    ${held.central.hash.slice(0, HASH_DIGITS)}`,
            `  ${text(language, held.isEqual ? 'central.day.equal' : 'central.day.different')}`,
          ];
    return [pair(`${first}`, `${count}`), pair(last, displayEuros(cents as Cents)), ...stand];
  });
}

function tillLines(language: Language, till: TillOfDay): string[] {
  const agency = till.agency.reduce((total, { count }) => total + count, 0);
  return [
    rule,
    `${till.code}  ${till.name}`.slice(0, WIDTH),
    pair(text(language, 'central.day.documents'), tally(till.documents)),
    ...(till.annulled.count > 0 ? [pair(text(language, 'central.day.annulled'), tally(till.annulled))] : []),
    ...seriesLines(language, till),
    ...till.zs.map(({ number, documents, cents }) => pair(number, tally({ count: documents, cents }))),
    ...wrap(text(language, 'central.day.agency', { count: agency })),
    ...till.tasks.flatMap((task) => wrap(`- ${taskText(language, task)}`)),
    ...(till.tasks.length === 0 ? [text(language, 'central.day.nothing_open')] : []),
  ];
}

/** The report as a page of 48 columns, to print or to read in a terminal. */
export function shopDayText(language: Language, day: ShopDay): string {
  const madeAt = new Date(day.madeAtMs).toISOString();
  return [
    text(language, 'central.day.title', { shop: day.shop.code, day: day.day.split('-').toReversed().join('/') }),
    text(language, 'central.day.made', { at: madeAt }),
    pair(text(language, 'central.day.total'), tally(day.documents)),
    ...(day.annulled.count > 0 ? [pair(text(language, 'central.day.annulled'), tally(day.annulled))] : []),
    ...day.tills.flatMap((till) => tillLines(language, till)),
    '',
  ].join('\n');
}
