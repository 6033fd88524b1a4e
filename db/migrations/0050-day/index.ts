import type { Migration } from '../types.ts';
import { dayTables } from './day.ts';

/** A program before it neither reads nor breaks these tables. */
export const day: Migration = {
  version: 50,
  name: 'day',
  oldestCompatible: 30,
  up(db) {
    db.exec(dayTables);
  },
};
