import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { backupTo } from '../../../db/backup.ts';
import { countDocuments } from '../../../db/documents.ts';
import { openReader } from '../../../db/open.ts';
import { OWN_FILES, putAside } from '../../../electron/till/data/put-aside.ts';
import { restoreHere } from '../../../electron/till/data/restore-here.ts';
import { openTill } from '../../../electron/till/open-till.ts';
import { initTill } from '../../../electron/till/setup/init.ts';
import { parseShopFile } from '../../../electron/till/setup/shop-file.ts';
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
} from '../../support/till.ts';

let ports: TestPorts;
let folder: string;
let backup: string;

beforeEach(async () => {
  ports = testPorts();
  folder = makeFolder(ports);
  backup = join(temporaryFolder('backup'), 'copia.db');
  const till = openFolder(folder, ports);
  unwrap(sellOne(till));
  await backupTo(till.db, backup);
  unwrap(sellOne(till));
  unwrap(sellOne(till));
  till.close();
});
afterEach(removeFolders);

const restore = (from = backup) => restoreHere(from, folder, join(folder, 'apartado-2026'), ports);
const asideFolders = () => readdirSync(folder).filter((name) => name.startsWith('apartado-'));

/** As the till was before the restore: three sales, and the next number is the fourth of the same series. */
function expectUntouched(): void {
  const till = openFolder(folder, ports);
  expect(countDocuments(till.db)).toBe(3);
  expect(till.installation.reason).toBe('first-start');
  expect(unwrap(sellOne(till)).document.number).toBe('01T01S-26-000004');
  till.close();
  expect(asideFolders()).toEqual([]);
}

describe('a restore in the folder of a till', () => {
  it('goes on from the backup in a new series, and what was there lies aside, whole', () => {
    const { documents, putAside: aside } = unwrap(restore());
    expect(documents).toBe(1);
    const till = openFolder(folder, ports);
    expect(unwrap(sellOne(till)).document.number).toMatch(/^01T01S[A-Z2-9]{5}-26-000001$/);
    till.close();
    const before = openReader(aside ?? '');
    expect(countDocuments(before)).toBe(3);
    before.close();
    expect(readdirSync(folder).filter((name) => name.startsWith('restauracion'))).toEqual([]);
  });

  it('twice in one second keeps what was put aside first', () => {
    unwrap(restore());
    unwrap(restore());
    expect(asideFolders().sort()).toEqual(['apartado-2026', 'apartado-2026-2']);
  });

  it.each([
    ['that is not there', () => join(folder, 'nada.db'), 'backup_not_found'],
    ['that is no database', () => garbage(), 'backup_damaged'],
  ])('refuses a backup %s and changes nothing', (_what, path, code) => {
    expect(refusalCode(restore(path()))).toBe(code);
    expectUntouched();
  });

  it('of a sample shop is refused: made-up goods never become a shop', () => {
    const sample = temporaryFolder('sample');
    const options = {
      environment: 'test',
      isReinstalled: false,
      printerUrl: null,
      settings: { sample: 'made' },
    } as const;
    unwrap(initTill(sample, unwrap(parseShopFile(SHOP_FILE)), options, ports));
    expect(refusalCode(restore(join(sample, 'till.db')))).toBe('backup_of_sample');
    expectUntouched();
  });

  it('while another process holds the folder is refused and changes nothing, nor the copy that the other is making', () => {
    const till = openFolder(folder, ports);
    writeFileSync(join(folder, 'restauracion.db'), 'half a copy');
    expect(refusalCode(restore())).toBe('data_in_use');
    expect(readFileSync(join(folder, 'restauracion.db'), 'utf8')).toBe('half a copy');
    till.close();
    expectUntouched();
    // Left by one that was killed: it is in nobody's way.
    unwrap(restore());
    expect(existsSync(join(folder, 'restauracion.db'))).toBe(false);
  });
});

const garbage = (): string => {
  const path = join(temporaryFolder('garbage'), 'x.db');
  writeFileSync(path, 'no es una base de datos');
  return path;
};

describe('a restore that is killed', () => {
  // Every state on disk that a kill can leave behind: some files aside, and perhaps the new database in place.
  const files = OWN_FILES.filter((name) => name === 'till.db' || name === 'highwater');
  const states = [0, 1, 2].flatMap((moved) => [false, true].map((isNewThere) => [moved, isNewThere] as const));

  it.each(states.filter(([moved, isNewThere]) => !isNewThere || moved === 2))(
    'with %i of 2 files aside and the new database there: %s, is undone at the next start',
    (moved, isNewThere) => {
      putAside(folder, '2026');
      const aside = join(folder, 'apartado-2026');
      for (const name of files.slice(moved)) renameSync(join(aside, name), join(folder, name));
      if (isNewThere) writeFileSync(join(folder, 'till.db'), '');
      if (isNewThere) writeFileSync(join(folder, 'till.db-wal'), 'half a log');
      expectUntouched();
    },
  );

  it('is undone by the next restore too, which puts aside what was there and not what the dead one left', () => {
    putAside(folder, '2026');
    writeFileSync(join(folder, 'till.db'), 'half a database');
    const { putAside: aside } = unwrap(restore());
    const before = openReader(aside ?? '');
    expect(countDocuments(before)).toBe(3);
    before.close();
    expect(asideFolders()).toEqual(['apartado-2026']);
  });

  it('after it kept the new files stays restored', () => {
    const aside = putAside(folder, '2026');
    aside.keep();
    expect(existsSync(join(folder, 'till.db'))).toBe(false);
    expect(refusalCode(openTill(folder, ports))).toBe('not_initialised');
    expect(asideFolders()).toEqual(['apartado-2026']);
  });

  it('without its note would look like a folder that never sold (the control)', () => {
    putAside(folder, '2026');
    rmSync(join(folder, 'restauracion.json'));
    const options = { environment: 'test', isReinstalled: false, printerUrl: null } as const;
    expect(refusalCode(initTill(folder, unwrap(parseShopFile(SHOP_FILE)), options, ports))).toBe('ok');
  });

  it('is undone before anybody can make a new shop in its place', () => {
    putAside(folder, '2026');
    const options = { environment: 'test', isReinstalled: false, printerUrl: null } as const;
    expect(refusalCode(initTill(folder, unwrap(parseShopFile(SHOP_FILE)), options, ports))).toBe('already_initialised');
    expectUntouched();
  });
});
