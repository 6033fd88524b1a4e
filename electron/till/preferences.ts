import type { ReadableDatabase, WritableDatabase } from '../../db/handles.ts';
import { readSetting, writeSetting } from '../../db/settings.ts';
import { type Language, text } from '../../domain/texts/index.ts';
import { type Preferences, preferencesSchema } from '../ipc/contract/settings.ts';

/** What a shop starts with; everything can be changed in the settings. Names are in the language of the shop. */
export const defaultPreferences = (language: Language): Preferences => ({
  language,
  theme: 'system',
  sounds: { isOn: true, volume: 60 },
  isKiosk: false,
  mergesScans: true,
  // What most scales come set to. A product that has the whole code wins over these.
  scaleLabels: [
    { prefix: '20', holds: 'weight', itemDigits: 5, valueDigits: 5 },
    { prefix: '21', holds: 'price', itemDigits: 5, valueDigits: 5 },
  ],
  departments: [
    { id: 'general', name: text(language, 'default.department.general'), taxClass: 'general' },
    { id: 'reduced', name: text(language, 'default.department.reduced'), taxClass: 'reduced' },
    { id: 'super-reduced', name: text(language, 'default.department.super-reduced'), taxClass: 'superReduced' },
  ],
  discountReasons: [
    text(language, 'default.discount.offer'),
    text(language, 'default.discount.expiry'),
    text(language, 'default.discount.damaged'),
    text(language, 'default.discount.regular'),
    text(language, 'default.discount.staff'),
  ],
});

export const DEFAULT_PREFERENCES: Preferences = defaultPreferences('es');

const KEY = 'preferences';

/**
 * Fields that an older version did not know are those of a new shop. Preferences of another version that cannot be read
 * are no reason not to sell either.
 */
export function readPreferences(db: ReadableDatabase): Preferences {
  const stored = readSetting(db, KEY);
  if (typeof stored !== 'object' || stored === null) return DEFAULT_PREFERENCES;
  return preferencesSchema.safeParse({ ...DEFAULT_PREFERENCES, ...stored }).data ?? DEFAULT_PREFERENCES;
}

/** @throws ZodError for preferences that no schema would let in. */
export const writePreferences = (db: WritableDatabase, preferences: Preferences): void =>
  writeSetting(db, KEY, preferencesSchema.parse(preferences));
