import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { databasePath } from '../../db/open.ts';
import { openTill } from '../../electron/till/open-till.ts';
import { initTill } from '../../electron/till/setup/init.ts';
import { parseShopFile } from '../../electron/till/setup/shop-file.ts';
import { canMount, mountReadOnly } from '../support/mount.ts';
import {
  makeFolder,
  openFolder,
  refusalCode,
  removeFolders,
  SHOP_FILE,
  sellOne,
  type TestPorts,
  temporaryFolder,
  testPorts,
  unwrap,
} from '../support/till.ts';
import { Acknowledged, lostDocuments } from './support/acknowledged.ts';
import { type Seller, spawnSeller, warmUp } from './support/seller-process.ts';

let ports: TestPorts;
let folder: string;

beforeAll(warmUp);
beforeEach(() => {
  ports = testPorts();
  folder = makeFolder(ports);
});
afterEach(removeFolders);

function timed<T>(body: () => T): { readonly value: T; readonly ms: number } {
  const started = performance.now();
  const value = body();
  return { value, ms: performance.now() - started };
}

describe('a second process on the same folder', () => {
  let seller: Seller;
  const acks = new Acknowledged();
  beforeEach(async () => {
    seller = spawnSeller();
    await seller.ready;
    const startMs = Date.parse('2026-11-23T10:00:00+01:00');
    const order = { folder, seed: 1, startMs, sales: Number.POSITIVE_INFINITY, checkpointEvery: 0, pauseMs: 2 };
    seller.start(order, (line) => acks.hear(line));
    await seller.opened;
  });
  afterEach(async () => {
    seller.kill();
    await seller.ended;
  });

  it('is refused at once while the first sells on, and opens at once when the first is killed', async () => {
    const refused = timed(() => openTill(folder, ports));
    expect(refusalCode(refused.value)).toBe('data_in_use');
    expect(refused.ms).toBeLessThan(500);
    const setup = unwrap(parseShopFile(SHOP_FILE));
    const options = { environment: 'test', isReinstalled: false, printerUrl: null } as const;
    expect(refusalCode(initTill(folder, setup, options, ports))).toBe('data_in_use');

    const before = acks.documents.size;
    await expect.poll(() => acks.documents.size, { timeout: 10_000 }).toBeGreaterThan(before + 3);

    seller.kill();
    await seller.ended;
    const opened = timed(() => openFolder(folder, ports));
    expect(opened.ms).toBeLessThan(1000);
    expect(lostDocuments(opened.value.db, acks)).toEqual([]);
    unwrap(sellOne(opened.value));
    opened.value.close();
  });

  it('waits as long as it was told', () => {
    const refused = timed(() => openTill(folder, ports, { lockWaitMs: 300 }));
    expect(refusalCode(refused.value)).toBe('data_in_use');
    expect(refused.ms).toBeGreaterThan(250);
  });
});

describe.skipIf(!canMount())('a read-only disk (needs root, a bind mount)', () => {
  it('is refused by name within two seconds; control: writable it opens', () => {
    const mount = mountReadOnly(folder);
    if (mount === null) throw new Error('mounting worked a moment ago');
    try {
      const refused = timed(() => openTill(mount.path, ports));
      expect(refusalCode(refused.value)).toBe('data_read_only');
      expect(refused.ms).toBeLessThan(2000);
    } finally {
      mount.unmount();
    }
    openFolder(folder, ports).close();
  });

  it('is refused by name for a new till', () => {
    const mount = mountReadOnly(temporaryFolder('read-only'));
    if (mount === null) throw new Error('mounting worked a moment ago');
    try {
      expect(() => makeFolder(ports, null, join(mount.path, 'till'))).toThrow('data_read_only');
    } finally {
      mount.unmount();
    }
  });
});

describe('a file that is not ours to open', () => {
  const edit = (sql: string): void => {
    const db = new Database(databasePath(folder));
    db.exec(sql);
    db.close();
  };
  const expectRefused = (code: string): void => {
    const before = readFileSync(databasePath(folder));
    expect(refusalCode(openTill(folder, ports))).toBe(code);
    expect(readFileSync(databasePath(folder)).equals(before)).toBe(true);
  };

  it('from a newer version is refused and not touched', () => {
    edit("PRAGMA user_version = 9990; UPDATE meta SET value = '9990' WHERE key = 'oldest_compatible_version'");
    expectRefused('data_from_newer_version');
  });

  it('from a newer version that says we may open it, opens', () => {
    edit('PRAGMA user_version = 9990');
    const till = openFolder(folder, ports);
    unwrap(sellOne(till));
    till.close();
    const db = new Database(databasePath(folder), { readonly: true });
    expect(db.pragma('user_version', { simple: true })).toBe(9990);
    db.close();
  });

  it.each([
    ['with a mark of its own', 'CREATE TABLE mine (x); PRAGMA application_id = 7; PRAGMA user_version = 3'],
    ['without any mark', 'CREATE TABLE documents (x)'],
    ['with a version like ours', 'CREATE TABLE mine (x); PRAGMA user_version = 10'],
  ])('of another program %s is refused and not touched', (_name, sql) => {
    folder = temporaryFolder('foreign');
    edit(sql);
    expectRefused('not_a_till_file');
  });

  it('that is no database is refused and not touched', () => {
    folder = temporaryFolder('foreign');
    writeFileSync(databasePath(folder), 'Esto es una carta a los Reyes Magos. '.repeat(200));
    expectRefused('data_damaged');
  });
});

describe('a folder that cannot be', () => {
  it('a file in its place is refused by name', () => {
    const path = join(temporaryFolder('file'), 'till');
    writeFileSync(path, 'x');
    expect(refusalCode(openTill(path, ports))).toMatch(/^(data_unreachable|not_initialised)$/);
    expect(() => makeFolder(ports, null, path)).toThrow('data_unreachable');
    expect(readFileSync(path, 'utf8')).toBe('x');
  });

  it('a missing folder is refused by name and not made', () => {
    const path = join(temporaryFolder('missing'), 'a', 'till');
    expect(refusalCode(openTill(path, ports))).toMatch(/^(data_unreachable|not_initialised)$/);
    expect(() => readFileSync(path)).toThrow('ENOENT');
  });

  it('an empty folder holds no till, and looking does not make one', () => {
    const path = temporaryFolder('empty');
    expect(refusalCode(openTill(path, ports))).toBe('not_initialised');
    expect(refusalCode(openTill(path, ports))).toBe('not_initialised');
    makeFolder(ports, null, path);
  });
});
