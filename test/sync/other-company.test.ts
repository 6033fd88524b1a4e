import { afterEach, beforeEach, expect, it } from 'vitest';
import { readAck } from '../../db/central/acks.ts';
import { countPending } from '../../db/central/pending.ts';
import { listIncidents } from '../../db/logs.ts';
import { diverged } from '../../electron/till/central/acks.ts';
import type { Till } from '../../electron/till/till.ts';
import { makeFolder, openFolder, removeFolders, sellOne, unwrap } from '../support/till.ts';
import { CODE, Exchange, linesHere } from './support/exchange.ts';

let world: Exchange;
let till: Till;
beforeEach(() => {
  world = new Exchange();
  till = openFolder(makeFolder(world.ports), world.ports);
});
afterEach(() => {
  till.close();
  removeFolders();
});

it('a diverged till that was unpaired sends everything to another company, and its own keeps its place', async () => {
  const sync = world.syncOf(till);
  unwrap(await sync.pair(CODE));
  unwrap(sellOne(till));
  unwrap(await sync.once());
  const first = till.installation.id;
  // Of another history at its own central: it went there inside news of the next installation.
  unwrap(sellOne(till));
  unwrap(diverged(till, first, readAck(till.db, first).ackedThrough + 1));
  unwrap(sellOne(till));
  unwrap(await sync.once());

  // The same company again: nothing is sent twice, and nothing diverges twice.
  unwrap(await sync.unpair());
  unwrap(await sync.pair(CODE));
  unwrap(await sync.once());
  expect(countPending(till.db)).toBe(0);
  expect(listIncidents(till.db).filter(({ code }) => code === 'till_diverged')).toHaveLength(1);

  unwrap(await sync.unpair());
  world.central.companyId = 'company-2';
  world.central.epoch = 'epoch-of-another';
  world.central.installations.clear();
  unwrap(await sync.pair(CODE));
  unwrap(await sync.once());
  expect(countPending(till.db)).toBe(0);
  expect(world.linesThere()).toEqual(linesHere(till));
});
