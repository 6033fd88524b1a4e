import type { ReadableDatabase, WritableDatabase } from '../../../db/handles.ts';
import { readSetting, writeSetting } from '../../../db/settings.ts';

const KEY = 'setup';
const UNFINISHED = 'unfinished';

/** A folder made by the command line is complete from the start; one made by the wizard when it says so. */
export const isSetupFinished = (db: ReadableDatabase): boolean => readSetting(db, KEY) !== UNFINISHED;

/** What a folder that the wizard makes is made with: killed right afterwards, the wizard goes on where it was. */
export const SETUP_BEGUN = { [KEY]: UNFINISHED } as const;

export const noteSetupFinished = (db: WritableDatabase): void => writeSetting(db, KEY, 'finished');
