import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { backupTo, snapshotTo, verifyBackup } from '../../db/backup.ts';
import { countDocuments } from '../../db/documents.ts';
import { openReader } from '../../db/open.ts';
import { verify } from '../../electron/till/records/verify.ts';
import type { Till } from '../../electron/till/till.ts';
import {
  makeFolder,
  openFolder,
  removeFolders,
  sellOne,
  type TestPorts,
  temporaryFolder,
  testPorts,
  unwrap,
} from '../support/till.ts';

let ports: TestPorts;
let folder: string;
let till: Till;
let path: string;

beforeEach(() => {
  ports = testPorts();
  folder = makeFolder(ports);
  till = openFolder(folder, ports);
  for (let sale = 0; sale < 5; sale += 1) unwrap(sellOne(till));
  path = join(temporaryFolder('backup'), 'deep', 'copy.db');
});
afterEach(() => {
  till.close();
  removeFolders();
});

describe('backup', () => {
  it('beside a till that sells is one whole file that verifies by itself', async () => {
    const reader = openReader(folder);
    const copying = backupTo(reader, path);
    unwrap(sellOne(till));
    const { documents, records } = await copying;
    reader.close();
    expect(records).toBe(documents);
    expect(documents).toBeGreaterThanOrEqual(5);
    expect(readdirSync(join(path, '..'))).toEqual(['copy.db']);
    const copy = new Database(path, { readonly: true });
    expect(copy.pragma('journal_mode', { simple: true })).toBe('delete');
    expect(verify(copy as never, null, ports.sha256)).toMatchObject({ ok: true, documents });
    copy.close();
    expect(countDocuments(till.db)).toBe(6);
  });

  it('can be read by its owner only', async () => {
    await backupTo(till.db, path);
    expect(statSync(join(path, '..')).mode & 0o777).toBe(0o700);
  });

  it('replaces an unfinished one that a death left, and never leaves its own', async () => {
    await backupTo(till.db, path);
    writeFileSync(`${path}.partial`, 'half a copy');
    await backupTo(till.db, path);
    expect(existsSync(`${path}.partial`)).toBe(false);
    expect(verifyBackup(path)).toEqual({ documents: 5, records: 5 });
  });

  it('by snapshot is the same', () => {
    expect(snapshotTo(till.db, path)).toEqual({ documents: 5, records: 5 });
    expect(readdirSync(join(path, '..'))).toEqual(['copy.db']);
  });

  it('of a file that lost its tables is refused, and no file is published', () => {
    const db = new Database(join(temporaryFolder('other'), 'x.db'));
    db.exec('CREATE TABLE other (x)');
    expect(() => snapshotTo(db as never, path)).toThrow('no such table');
    db.close();
    expect(readdirSync(join(path, '..'))).toEqual([]);
  });

  it('with a damaged page is named; control: undamaged it is fine', async () => {
    await backupTo(till.db, path);
    expect(verifyBackup(path).documents).toBe(5);
    const bytes = readFileSync(path);
    bytes.fill(0xff, 4096 * 3, 4096 * 12);
    writeFileSync(path, bytes);
    expect(() => verifyBackup(path)).toThrow();
  });
});
