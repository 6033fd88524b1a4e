import type { Result } from '../result.ts';
import { ok, refuse } from '../result.ts';

/**
 * FechaHoraHusoGenRegistro and dates, lexically (SPEC.md 7). AEAT takes `Z` as well as an offset and hashes it as
 * written; fractions and `+0200` are rejected with 1244. We emit only `±hh:mm`.
 */
const TIMESTAMP = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:Z|([+-])(\d{2}):(\d{2}))$/;
const DATE = /^(\d{2})-(\d{2})-(\d{4})$/;
/** Widest offset of XML Schema's dateTime. */
const MAX_OFFSET_MINUTES = 14 * 60;
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

function isCalendarDay(year: number, month: number, day: number): boolean {
  const days = (DAYS[month - 1] ?? 0) + (month === 2 && isLeap(year) ? 1 : 0);
  return year > 0 && day >= 1 && day <= days;
}

/** Milliseconds since the epoch; null when the text is not a timestamp AEAT accepts. */
export function epochMsOf(timestamp: string): number | null {
  const match = TIMESTAMP.exec(timestamp);
  if (match === null) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map(Number);
  if (!isCalendarDay(year, month, day) || hour > 23 || minute > 59 || second > 59) return null;
  const offsetHours = Number(match[8] ?? 0);
  const offsetRest = Number(match[9] ?? 0);
  const offsetMinutes = offsetHours * 60 + offsetRest;
  if (offsetRest > 59 || offsetMinutes > MAX_OFFSET_MINUTES) return null;
  const signed = match[7] === '-' ? -offsetMinutes : offsetMinutes;
  return Date.UTC(year, month - 1, day, hour, minute, second) - signed * 60_000;
}

/** What AEAT accepts. Refuses `timestamp_malformed` {text, aeatCode: '1244'}. */
export function checkTimestamp(text: string): Result<string> {
  return epochMsOf(text) === null ? refuse('timestamp_malformed', { text, aeatCode: '1244' }) : ok(text);
}

/** What we emit: an accepted timestamp with an offset, never `Z`. Refuses `timestamp_malformed` {text, aeatCode}. */
export function checkOwnTimestamp(text: string): Result<string> {
  return text.endsWith('Z') ? refuse('timestamp_malformed', { text, aeatCode: '1244' }) : checkTimestamp(text);
}

/** A real calendar day written `dd-mm-aaaa`. */
export function isAeatDate(text: string): boolean {
  const match = DATE.exec(text);
  return match !== null && isCalendarDay(Number(match[3]), Number(match[2]), Number(match[1]));
}
