import type { Migration } from '../types.ts';
import { catalogTables } from './catalog.ts';
import { deviceTables } from './devices.ts';
import { documentTables } from './documents.ts';
import { identityTables } from './identity.ts';
import { logTables } from './logs.ts';
import { ticketTables } from './tickets.ts';

export const initial: Migration = {
  version: 10,
  name: 'initial',
  oldestCompatible: 10,
  up(db) {
    for (const sql of [identityTables, catalogTables, ticketTables, documentTables, deviceTables, logTables]) {
      db.exec(sql);
    }
  },
};
