/** RFC 3339 with seconds and an offset: what every platform can be made to say without a doubt about its zone. */
const INSTANT =
  /^(\d{4})-(\d\d)-(\d\d)[Tt ]([01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:[Zz]|[+-](?:[01]\d|2[0-3]):?[0-5]\d)$/;
const MS_OF_MINUTE = 60_000;

/** Milliseconds since 1970 of an instant with its offset; null when it is none, also for a 30th of February. */
export function instantMs(text: string): number | null {
  const match = INSTANT.exec(text);
  if (match === null) return null;
  const [, year, month, day] = match.map(Number);
  const date = new Date(Date.UTC(year ?? 0, (month ?? 0) - 1, day ?? 0));
  // Date.UTC takes years below 100 for those of the last century, and rolls days over.
  if (date.getUTCFullYear() !== year || date.getUTCMonth() + 1 !== month || date.getUTCDate() !== day) return null;
  const fraction = /\.(\d+)/.exec(text)?.[1] ?? '';
  const [hours = 0, minutes = 0, seconds = 0] = text.slice(11, 19).split(':').map(Number);
  const local =
    date.getTime() + ((hours * 60 + minutes) * 60 + seconds) * 1000 + Number(fraction.padEnd(3, '0').slice(0, 3));
  const zone = /([+-])(\d\d):?(\d\d)$/.exec(text);
  if (zone === null) return local;
  const [, sign, zoneHours, zoneMinutes] = zone;
  const offsetMs = (Number(zoneHours) * 60 + Number(zoneMinutes)) * MS_OF_MINUTE;
  return sign === '-' ? local + offsetMs : local - offsetMs;
}

const COUNTER = /^\d{1,15}$/;

/**
 * Whether `candidate` is an earlier change marker of a shop than `known`: as instants when both are, as numbers when both are
 * counters ("9" is before "10"), else as text.
 */
export function isOlderVersion(candidate: string, known: string): boolean {
  const [one, other] = [instantMs(candidate), instantMs(known)];
  if (one !== null && other !== null) return one < other;
  if (COUNTER.test(candidate) && COUNTER.test(known)) return Number(candidate) < Number(known);
  return candidate < known;
}
