/**
 * Local time of the place of issue. Intl is ECMAScript, not a clock: the instant is always passed in.
 * The formatter is kept per zone because building one takes about a millisecond.
 */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterFor(timeZone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(timeZone);
  if (formatter === undefined) {
    formatter = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    formatters.set(timeZone, formatter);
  }
  return formatter;
}

const pad = (value: number): string => String(value).padStart(2, '0');

/**
 * FechaHoraHusoGenRegistro (SPEC.md 7): `YYYY-MM-DDThh:mm:ss±hh:mm`, whole seconds (truncated, never ahead of the
 * clock: AEAT warns 2004 for times ahead), never `Z`.
 * @throws RangeError for an unknown zone.
 */
export function localTimestamp(epochMs: number, timeZone: string): string {
  const seconds = Math.floor(epochMs / 1000);
  const parts: Record<string, string> = {};
  for (const part of formatterFor(timeZone).formatToParts(new Date(seconds * 1000))) parts[part.type] = part.value;
  const { year = '', month = '', day = '', hour = '', minute = '', second = '' } = parts;
  const asUtc = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
  const offsetMinutes = Math.round(asUtc / 60_000 - (seconds * 1000) / 60_000);
  const sign = offsetMinutes < 0 ? '-' : '+';
  const size = Math.abs(offsetMinutes);
  return `${year.padStart(4, '0')}-${month}-${day}T${hour}:${minute}:${second}${sign}${pad(Math.floor(size / 60))}:${pad(size % 60)}`;
}

/** `dd-mm-aaaa` of a local timestamp, as AEAT writes dates. */
export function aeatDate(timestamp: string): string {
  return `${timestamp.slice(8, 10)}-${timestamp.slice(5, 7)}-${timestamp.slice(0, 4)}`;
}

/** Local calendar year of a timestamp, as in a series code. */
export const yearOf = (timestamp: string): number => Number(timestamp.slice(0, 4));
