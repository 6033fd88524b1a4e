import type { Language } from '../../../domain/texts/index.ts';

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** "45 MB", "1,2 GB": as a file manager says it. */
export function displayBytes(bytes: number): string {
  const step = Math.min(UNITS.length - 1, bytes < 1 ? 0 : Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** step;
  const digits = step > 0 && value < 10 ? 1 : 0;
  return `${value.toFixed(digits).replace('.', ',')} ${UNITS[step] ?? 'B'}`;
}

/** Day and minute at the shop. */
export const displayMoment = (atMs: number, timeZone: string, language: Language): string =>
  new Intl.DateTimeFormat(language === 'es' ? 'es-ES' : 'en-GB', {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone,
  }).format(atMs);

/** "22/11/2026 18:40" of a local timestamp of the till. */
export const displayTimestamp = (timestamp: string): string =>
  `${timestamp.slice(8, 10)}/${timestamp.slice(5, 7)}/${timestamp.slice(0, 4)} ${timestamp.slice(11, 16)}`;
