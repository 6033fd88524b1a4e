import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findProductByCode } from '../../db/catalog/products.ts';
import { readPairing } from '../../db/central/pairing.ts';
import type { ChangesPage } from '../../electron/ipc/contract/central.ts';
import { applyChanges } from '../../electron/till/central/apply.ts';
import { tillPortOf } from '../../electron/till/central/till-port.ts';
import type { Till } from '../../electron/till/till.ts';
import { makeFolder, openFolder, removeFolders, sellOne, testClock, testPorts, unwrap } from '../support/till.ts';

const OIL = '8400000042413';

/** A clock on which every look at it costs: work is as slow as a test wants it to be, on any machine. */
function costlyClock(lookMs: number) {
  const clock = testClock();
  let spentMs = 0;
  return {
    ...clock,
    monotonicMs: () => {
      spentMs += lookMs;
      return spentMs;
    },
  };
}

const product = (version: number, unitCents: number) => {
  const id = version === 1 ? 'uid-4241' : `central-${version}`;
  return {
    ...{ version, kind: 'product', key: id },
    data: {
      ...{ id, reference: version === 1 ? '4241' : `C${version}`, name: `Artículo ${version}`, format: null },
      ...{ unit: 'unit', unitCents, taxClass: 'general', category: ['Ofertas'], isActive: true },
      codes: version === 1 ? [{ code: OIL, kind: 'ean' }] : [],
    },
  };
};

const pageOf = (size: number): ChangesPage => ({
  epoch: 'epoch-1',
  changes: Array.from({ length: size }, (_, index) => product(index + 1, 100 + index)),
  through: size,
  hasMore: true,
  counted: [],
});

let till: Till;
beforeEach(async () => {
  const ports = testPorts(costlyClock(1));
  till = openFolder(makeFolder(ports), ports);
  const place = { url: 'http://127.0.0.1:9', fingerprint: null, tillId: 'till-1', companyId: 'company-1' };
  unwrap(await tillPortOf(till).paired({ ...place, companyName: 'La Plaza', epoch: 'epoch-1', clockDifferenceMs: 0 }));
});
afterEach(() => {
  till.close();
  removeFolders();
});

describe('changes while selling', () => {
  it('let a sale through after every few of them, and the cursor goes with each', async () => {
    let isOver = false;
    const applying = applyChanges(till, pageOf(300)).finally(() => {
      isOver = true;
    });
    const cursors: number[] = [];
    while (!isOver) {
      cursors.push(readPairing(till.db)?.cursor ?? -1);
      if (cursors.length % 20 === 0) unwrap(sellOne(till));
      await nextTurn();
    }
    unwrap(await applying);
    // 2.5 ms of a clock that costs 1 ms a look: three changes at most.
    expect(Math.max(...cursors.map((cursor, index) => cursor - (cursors[index - 1] ?? 0)))).toBeLessThanOrEqual(3);
    expect(cursors.length).toBeGreaterThanOrEqual(100);
    expect(readPairing(till.db)?.cursor).toBe(300);
  });

  it('leave the connection as it was: every sale waits for the disk', async () => {
    const settings = () => ['synchronous', 'wal_autocheckpoint', 'cache_size'].map((name) => till.db.pragma(name));
    const before = settings();
    const two = [applyChanges(till, pageOf(20)), applyChanges(till, pageOf(40))];
    await nextTurn();
    expect(till.db.pragma('synchronous', { simple: true })).toBe(2);
    await Promise.all(two);
    expect(settings()).toEqual(before);
  });

  it('charge the new price on the next scan', async () => {
    unwrap(await applyChanges(till, pageOf(1)));
    expect(findProductByCode(till.db, OIL)?.unitCents).toBe(100);
    expect(unwrap(sellOne(till, { method: 'cash', cents: 5000 }, [OIL])).document.totalCents).toBe(100);
  });
});
