import type { Migration } from '../types.ts';
import { changeTables, pairingTables } from './central.ts';

/** A program before it neither reads nor breaks these tables. */
export const central: Migration = {
  version: 40,
  name: 'central',
  oldestCompatible: 30,
  up(db) {
    for (const sql of [pairingTables, changeTables]) db.exec(sql);
  },
};
