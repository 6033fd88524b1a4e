import type { Language } from '../../domain/texts/index.ts';

/** Of the peninsula: a company may have shops in two zones, and one page one time. */
const TIME_ZONE = 'Europe/Madrid';

/** A moment as a person reads it. */
export const localTime = (language: Language, ms: number): string =>
  new Intl.DateTimeFormat(language, { dateStyle: 'short', timeStyle: 'medium', timeZone: TIME_ZONE }).format(ms);
