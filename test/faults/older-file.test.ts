import { copyFileSync, cpSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HIGH_WATER_FILE, readHighWater } from '../../db/high-water.ts';
import { allInstallations } from '../../db/installations.ts';
import { listIncidents } from '../../db/logs.ts';
import { DATABASE_FILE } from '../../db/open.ts';
import { verify } from '../../electron/till/records/verify.ts';
import { closeSale } from '../../electron/till/sale/close-sale.ts';
import { initTill } from '../../electron/till/setup/init.ts';
import { adoptFolder } from '../../electron/till/setup/place.ts';
import { parseShopFile } from '../../electron/till/setup/shop-file.ts';
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

let ports: TestPorts;
let folder: string;
const numbers = new Set<string>();

function sell(count: number, at = folder): string[] {
  const till = openFolder(at, ports);
  const sold = Array.from({ length: count }, () => unwrap(sellOne(till)).document.number);
  till.close();
  for (const number of sold) numbers.add(number);
  return sold;
}

const file = (name: string): string => join(folder, name);
const keep = (name: string): string => {
  const copy = join(temporaryFolder('kept'), name);
  copyFileSync(file(name), copy);
  return copy;
};

/** Opens, sells three more and answers what was recorded. */
function goOn(at = folder): { incidents: string[]; sold: string[]; installations: number; problems: string[] } {
  const till = openFolder(at, ports);
  const sold = Array.from({ length: 3 }, () => unwrap(sellOne(till)).document.number);
  const result = {
    incidents: listIncidents(till.db).map((incident) => incident.code),
    sold,
    installations: allInstallations(till.db).length,
    problems: verify(till.db, at, ports.sha256).problems.map((problem) => problem.code),
  };
  till.close();
  return result;
}

beforeEach(() => {
  ports = testPorts();
  folder = makeFolder(ports);
  numbers.clear();
  sell(3);
});
afterEach(removeFolders);

describe('an older database file put back', () => {
  it('beside the newer mark: names the lost tail, goes on in a new series, reuses no number', () => {
    const older = keep(DATABASE_FILE);
    sell(4);
    copyFileSync(older, file(DATABASE_FILE));
    const { incidents, sold, installations, problems } = goOn();
    expect(incidents).toEqual(['tail_lost']);
    expect(installations).toBe(2);
    expect(problems).toEqual(['incident_tail_lost']);
    for (const number of sold) expect(numbers.has(number)).toBe(false);
    expect(sold[0]).toMatch(/^01T01S[A-Z2-9]{5}-26-000001$/);
  });

  it('put back twice, opens a third installation and still reuses no number', () => {
    const older = keep(DATABASE_FILE);
    sell(4);
    copyFileSync(older, file(DATABASE_FILE));
    for (const number of goOn().sold) numbers.add(number);
    copyFileSync(older, file(DATABASE_FILE));
    const { incidents, sold } = goOn();
    expect(incidents).toEqual(['older_installation']);
    for (const number of sold) expect(numbers.has(number)).toBe(false);
  });

  it('of the first day, without its mark, is taken for the backup that it is', () => {
    const empty = makeFolder(ports);
    const firstDay = join(temporaryFolder('first-day'), DATABASE_FILE);
    copyFileSync(join(empty, DATABASE_FILE), firstDay);
    sell(4, empty);
    copyFileSync(firstDay, join(empty, DATABASE_FILE));
    rmSync(join(empty, HIGH_WATER_FILE));
    const { incidents, sold } = goOn(empty);
    expect(incidents).toEqual(['high_water_missing']);
    for (const number of sold) expect(numbers.has(number)).toBe(false);
  });

  it('taken away, its mark left behind: a new till is refused there, its numbers would begin again', () => {
    rmSync(file(DATABASE_FILE));
    const setup = unwrap(parseShopFile(SHOP_FILE));
    const options = { environment: 'test', isReinstalled: false, printerUrl: null } as const;
    expect(refusalCode(initTill(folder, setup, options, ports))).toBe('folder_held_a_till');
  });

  it('of an init that died before its commit leaves a folder in which a till can be made', () => {
    const begun = temporaryFolder('begun');
    const setup = unwrap(parseShopFile(SHOP_FILE));
    const options = { environment: 'test', isReinstalled: false, printerUrl: null } as const;
    unwrap(initTill(begun, setup, options, ports));
    rmSync(join(begun, DATABASE_FILE));
    expect(refusalCode(initTill(begun, setup, options, ports))).toBe('ok');
    writeFileSync(join(begun, HIGH_WATER_FILE), ' '.repeat(8192));
    rmSync(join(begun, DATABASE_FILE));
    expect(refusalCode(initTill(begun, setup, options, ports))).toBe('ok');
  });

  it('control: with an equally old mark nothing inside the folder can tell', () => {
    const older = [keep(DATABASE_FILE), keep(HIGH_WATER_FILE)] as const;
    sell(4);
    copyFileSync(older[0], file(DATABASE_FILE));
    copyFileSync(older[1], file(HIGH_WATER_FILE));
    const { incidents, sold } = goOn();
    expect(incidents).toEqual([]);
    expect(numbers.has(sold[0] ?? '')).toBe(true);
  });
});

describe('the high-water mark', () => {
  it('deleted: is named, and a new series begins', () => {
    rmSync(file(HIGH_WATER_FILE));
    const { incidents, sold } = goOn();
    expect(incidents).toEqual(['high_water_missing']);
    for (const number of sold) expect(numbers.has(number)).toBe(false);
  });

  it('deleted while the till was off: named once, not at every start', () => {
    rmSync(file(HIGH_WATER_FILE));
    goOn();
    expect(goOn()).toMatchObject({ incidents: ['high_water_missing'], installations: 2 });
  });

  it.each([0, 1])('with slot %i damaged goes on as if nothing had happened', (slot) => {
    const bytes = readFileSync(file(HIGH_WATER_FILE));
    bytes.fill(0xaa, slot * 4096, slot * 4096 + 300);
    writeFileSync(file(HIGH_WATER_FILE), bytes);
    expect(readHighWater(folder).state).toBe('read');
    expect(goOn()).toMatchObject({ incidents: [], installations: 1, problems: [] });
  });

  it('with both slots damaged: is named like a missing one', () => {
    writeFileSync(file(HIGH_WATER_FILE), Buffer.alloc(8192, 0xaa));
    expect(readHighWater(folder).state).toBe('damaged');
    expect(goOn().incidents).toEqual(['high_water_missing']);
    expect(readHighWater(folder).state).toBe('read');
  });

  it('cut short: is named, and grows back to its size', () => {
    writeFileSync(file(HIGH_WATER_FILE), readFileSync(file(HIGH_WATER_FILE)).subarray(0, 100));
    expect(goOn().incidents).toEqual(['high_water_missing']);
    expect(readFileSync(file(HIGH_WATER_FILE))).toHaveLength(8192);
  });
});

describe('a folder in another place', () => {
  const elsewhere = (): string => {
    const copy = join(temporaryFolder('elsewhere'), 'till');
    cpSync(folder, copy, { recursive: true });
    return copy;
  };

  it('sells nothing until a person answers, and keeps the ticket', () => {
    const till = openFolder(elsewhere(), ports);
    const ticketId = ports.ids.uuid();
    expect(refusalCode(sellOne(till, undefined, undefined, ticketId))).toBe('installation_moved');
    unwrap(adoptFolder(till, 'moved'));
    expect(unwrap(closeSale(till, ticketId)).document.number).toBe('01T01S-26-000004');
    till.close();
  });

  it('copied: a new series, and copy and original never give one number', () => {
    const copy = elsewhere();
    const till = openFolder(copy, ports);
    unwrap(adoptFolder(till, 'copied'));
    till.close();
    const inCopy = sell(3, copy);
    const inOriginal = sell(3);
    expect(inOriginal).toEqual(['01T01S-26-000004', '01T01S-26-000005', '01T01S-26-000006']);
    for (const number of inCopy) expect(inOriginal).not.toContain(number);
    expect(goOn(copy)).toMatchObject({ incidents: [], installations: 2, problems: [] });
  });

  it('moved: the same series goes on, and the answer is kept', () => {
    const moved = elsewhere();
    const till = openFolder(moved, ports);
    unwrap(adoptFolder(till, 'moved'));
    expect(refusalCode(adoptFolder(till, 'moved'))).toBe('not_elsewhere');
    till.close();
    expect(sell(1, moved)).toEqual(['01T01S-26-000004']);
    expect(goOn(moved)).toMatchObject({ incidents: [], installations: 1 });
  });

  it('renamed on the same disk asks too, and goes on when it was moved', () => {
    const renamed = join(temporaryFolder('renamed'), 'till');
    renameSync(folder, renamed);
    const till = openFolder(renamed, ports);
    expect(refusalCode(sellOne(till))).toBe('installation_moved');
    unwrap(adoptFolder(till, 'moved'));
    till.close();
    expect(sell(1, renamed)).toEqual(['01T01S-26-000004']);
  });

  it('an older copy of the whole folder put back under its own path asks before it sells', () => {
    const copy = elsewhere();
    sell(4);
    renameSync(folder, `${folder}-broken`);
    cpSync(copy, folder, { recursive: true });
    const till = openFolder(folder, ports);
    expect(refusalCode(sellOne(till))).toBe('installation_moved');
    unwrap(adoptFolder(till, 'copied'));
    expect(numbers.has(unwrap(sellOne(till)).document.number)).toBe(false);
    till.close();
    rmSync(`${folder}-broken`, { recursive: true });
  });

  it('an older copy of the whole folder, answered as copied, reuses no number', () => {
    const copy = elsewhere();
    sell(4);
    const till = openFolder(copy, ports);
    unwrap(adoptFolder(till, 'copied'));
    till.close();
    for (const number of goOn(copy).sold) expect(numbers.has(number)).toBe(false);
  });
});
