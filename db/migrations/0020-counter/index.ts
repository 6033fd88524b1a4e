import type { Migration } from '../types.ts';
import { catalogTables } from './catalog.ts';
import { customerTables } from './customers.ts';
import { historyIndexes } from './history.ts';
import { ticketColumns } from './tickets.ts';

/** What the counter's screens need; nothing that the program before would not understand or spoil. */
export const counter: Migration = {
  version: 20,
  name: 'counter',
  oldestCompatible: 10,
  up(db) {
    for (const sql of [customerTables, ticketColumns, catalogTables, historyIndexes]) db.exec(sql);
  },
};
