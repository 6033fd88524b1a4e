import { copyFileSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { backupTo } from '../../db/backup.ts';
import { HIGH_WATER_FILE, readHighWater } from '../../db/high-water.ts';
import { allInstallations } from '../../db/installations.ts';
import { listIncidents } from '../../db/logs.ts';
import { restoreTill } from '../../electron/till/data/restore.ts';
import { verify } from '../../electron/till/records/verify.ts';
import { findDocument } from '../../electron/till/sale/outcome.ts';
import {
  makeFolder,
  openFolder,
  refusalCode,
  removeFolders,
  sellOne,
  type TestPorts,
  temporaryFolder,
  testPorts,
  unwrap,
} from '../support/till.ts';

let ports: TestPorts;
let original: string;
let backup: string;
let target: string;
const soldAfter = new Set<string>();

beforeEach(async () => {
  ports = testPorts();
  original = makeFolder(ports);
  const till = openFolder(original, ports);
  for (let sale = 0; sale < 3; sale += 1) unwrap(sellOne(till));
  backup = join(temporaryFolder('backup'), 'copy.db');
  await backupTo(till.db, backup);
  soldAfter.clear();
  for (let sale = 0; sale < 3; sale += 1) soldAfter.add(unwrap(sellOne(till)).document.number);
  till.close();
  target = join(temporaryFolder('restored'), 'till');
});
afterEach(removeFolders);

describe('restore', () => {
  it('keeps the documents readable and never continues their series or chain', () => {
    const { documents, installation } = unwrap(restoreTill(backup, target, ports));
    expect(documents).toBe(3);
    expect(installation.reason).toBe('restored');
    const till = openFolder(target, ports);
    const { document } = unwrap(sellOne(till));
    expect(document.number).toMatch(/^01T01S[A-Z2-9]{5}-26-000001$/);
    expect(soldAfter.has(document.number)).toBe(false);
    expect(findDocument(till.db, document.id)).toEqual(document);
    expect(allInstallations(till.db).map(({ reason, closedAt }) => [reason, closedAt !== null])).toEqual([
      ['first-start', true],
      ['restored', false],
    ]);
    expect(listIncidents(till.db).map((incident) => incident.code)).toEqual(['restored_from_backup']);
    expect(verify(till.db, target, ports.sha256)).toMatchObject({ ok: true, documents: 4 });
    till.close();
  });

  it('twice of one backup makes two series', () => {
    const other = join(temporaryFolder('restored'), 'till');
    const first = unwrap(restoreTill(backup, target, ports)).installation;
    const second = unwrap(restoreTill(backup, other, ports)).installation;
    expect(first.numeroInstalacion).not.toBe(second.numeroInstalacion);
    expect(first.seriesSuffix).not.toBe(second.seriesSuffix);
  });

  it('that died after it put the file in place opens as a backup all the same', () => {
    unwrap(restoreTill(backup, target, ports));
    rmSync(join(target, HIGH_WATER_FILE));
    copyFileSync(backup, join(target, 'till.db'));
    const inPlace = { ...ports, place: () => ports.place(original) };
    const till = openFolder(target, inPlace);
    expect(listIncidents(till.db).map((incident) => incident.code)).toEqual(['high_water_missing']);
    expect(soldAfter.has(unwrap(sellOne(till)).document.number)).toBe(false);
    till.close();
    expect(readHighWater(target).state).toBe('read');
  });

  it('does not touch a folder that holds a till', () => {
    expect(refusalCode(restoreTill(backup, original, ports))).toBe('restore_folder_in_use');
    const till = openFolder(original, ports);
    expect(unwrap(sellOne(till)).document.number).toBe('01T01S-26-000007');
    expect(refusalCode(restoreTill(backup, original, ports))).toBe('data_in_use');
    till.close();
  });

  it.each([
    ['a missing backup', () => rmSync(backup), 'backup_not_found'],
    ['a backup that is no database', () => writeFileSync(backup, 'x'.repeat(5000)), 'backup_damaged'],
    ['a backup cut short', () => writeFileSync(backup, Buffer.alloc(4096)), 'backup_damaged'],
  ])('refuses %s and makes nothing', (_name, spoil, code) => {
    spoil();
    expect(refusalCode(restoreTill(backup, target, ports))).toBe(code);
    expect(existsSync(join(target, 'till.db'))).toBe(false);
  });
});
