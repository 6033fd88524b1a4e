/**
 * Days as people here write them, day first. A date field of the browser would follow the language of the browser, which is
 * not always that of the till: 03/04 must never be two different days.
 */

const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;
const SEPARATED = /^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})$/;
const CLOSED = /^(\d{2})(\d{2})(\d{4}|\d{2})$/;
const ISO = /^(\d{4})-(\d{2})-(\d{2})$/;

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

function daysOf(year: number, month: number): number {
  return month === 2 && isLeap(year) ? 29 : (MONTH_DAYS[month - 1] ?? 0);
}

function dayOf(year: string, month: string, day: string): string | null {
  const fullYear = year.length === 2 ? 2000 + Number(year) : Number(year);
  const isDay =
    fullYear >= 2000 && fullYear <= 2099 && Number(day) >= 1 && Number(day) <= daysOf(fullYear, Number(month));
  return isDay ? `${fullYear}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : null;
}

/** "5/3/26", "05-03-2026", "05032026" or "2026-03-05" as `YYYY-MM-DD`, 2000 to 2099; null for what is no day. */
export function readDay(typed: string): string | null {
  const text = typed.trim().replace(/\s*([/.-])\s*/g, '$1');
  const iso = ISO.exec(text);
  if (iso !== null) return dayOf(iso[1] ?? '', iso[2] ?? '', iso[3] ?? '');
  const [, day = '', month = '', year = ''] = SEPARATED.exec(text) ?? CLOSED.exec(text) ?? [];
  return day === '' ? null : dayOf(year, month, day);
}

/** "05/03/2026" of `2026-03-05`. */
export const dayText = (isoDay: string): string => isoDay.split('-').reverse().join('/');
