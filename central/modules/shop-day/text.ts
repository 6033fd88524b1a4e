import type { Cents } from '../../../domain/money.ts';
import { displayAmount, displayEuros } from '../../../domain/money-text.ts';
import { isTextKey, type Language, type TextKey, text } from '../../../domain/texts/index.ts';
import type { SeriesAgreement } from '../agreement/agreement.ts';
import { localTime } from '../local-time.ts';
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

/** What both sides count of a series, and whether it is the same. */
function standLines(language: Language, { till, central, isEqual }: SeriesAgreement): string[] {
  const side = (key: TextKey, { count, cents, hash }: SeriesAgreement['till']): string[] => [
    pair(`  ${text(language, key)} ${count}`, displayEuros(cents as Cents)),
    `    ${hash.slice(0, HASH_DIGITS)}`,
  ];
  return [
    ...side('central.day.at_till', till),
    ...side('central.day.at_central', central),
    `  ${text(language, isEqual ? 'central.day.equal' : 'central.day.different')}`,
  ];
}

function seriesLines(language: Language, till: TillOfDay): string[] {
  const { series: held } = till.agreement;
  const sold = till.series.flatMap(({ code, first, last, count, cents }) => [
    pair(first, `${count}`),
    pair(last, displayEuros(cents as Cents)),
    ...held.filter((series) => series.code === code).flatMap((series) => standLines(language, series)),
  ]);
  const isSold = new Set(till.series.map(({ code }) => code));
  // Nothing of it was believed that day, and that it does not agree is not hidden for it.
  const doubted = held.filter(({ code, isEqual }) => !isEqual && !isSold.has(code));
  return [...sold, ...doubted.flatMap((series) => [series.code, ...standLines(language, series)])];
}

function openLines(language: Language, { agreement }: TillOfDay): string[] {
  const { quarantined, parked, pending, lastContactMs } = agreement;
  const counts: [TextKey, number][] = [
    ['central.day.quarantined', quarantined],
    ['central.day.parked', parked],
    ['central.day.pending', pending ?? 0],
  ];
  const contact = lastContactMs === null ? '-' : localTime(language, lastContactMs);
  return [
    ...counts.filter(([, count]) => count > 0).map(([key, count]) => pair(text(language, key), `${count}`)),
    pair(text(language, 'central.page.lastContact'), contact),
  ];
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
    ...openLines(language, till),
    ...wrap(text(language, 'central.day.agency', { count: agency })),
    ...till.tasks.flatMap((task) => wrap(`- ${taskText(language, task)}`)),
    ...(till.tasks.length === 0 ? [text(language, 'central.day.nothing_open')] : []),
  ];
}

/** The report as a page of 48 columns, to print or to read in a terminal. */
export function shopDayText(language: Language, day: ShopDay): string {
  return [
    text(language, 'central.day.title', { shop: day.shop.code, day: day.day.split('-').toReversed().join('/') }),
    text(language, 'central.day.made', { at: localTime(language, day.madeAtMs) }),
    pair(text(language, 'central.day.total'), tally(day.documents)),
    ...(day.annulled.count > 0 ? [pair(text(language, 'central.day.annulled'), tally(day.annulled))] : []),
    ...day.tills.flatMap((till) => tillLines(language, till)),
    '',
  ].join('\n');
}
