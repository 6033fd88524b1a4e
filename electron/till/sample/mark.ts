import type { ReadableDatabase, WritableDatabase } from '../../../db/handles.ts';
import { readSetting, writeSetting } from '../../../db/settings.ts';

const KEY = 'sample';
const BEGUN = 'begun';
const MADE = 'made';

/** What the folder of a sample shop is made with: marked from its first moment, and for ever. */
export const SAMPLE_BEGUN = { [KEY]: BEGUN } as const;

export const isSampleFolder = (db: ReadableDatabase): boolean => readSetting(db, KEY) !== null;
export const isSampleComplete = (db: ReadableDatabase): boolean => readSetting(db, KEY) === MADE;
export const noteSampleComplete = (db: WritableDatabase): void => writeSetting(db, KEY, MADE);
