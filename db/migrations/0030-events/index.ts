import type { Migration } from '../types.ts';
import { frozenOutbox, outboxColumns, toldLogs } from './outbox.ts';

/**
 * Events for central carry all that the shop did. The program before would go on writing them, without payloads: it may not
 * open the file.
 */
export const events: Migration = {
  version: 30,
  name: 'events',
  oldestCompatible: 30,
  up(db) {
    for (const sql of [outboxColumns, toldLogs, frozenOutbox]) db.exec(sql);
  },
};
