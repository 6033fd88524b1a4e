import { existsSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { backupTo } from '../../db/backup.ts';
import { countDocuments } from '../../db/documents.ts';
import { storageRefusal } from '../../db/errors.ts';
import { readHighWater } from '../../db/high-water.ts';
import { openReader } from '../../db/open.ts';
import { listStaff } from '../../db/staff.ts';
import { cents, ONE_UNIT } from '../../domain/money.ts';
import { importCatalog } from '../../electron/till/catalog/import-catalog.ts';
import { restoreTill } from '../../electron/till/data/restore.ts';
import { findLoss } from '../../electron/till/installation.ts';
import { exportRecords } from '../../electron/till/records/export.ts';
import { verify } from '../../electron/till/records/verify.ts';
import { closeSale } from '../../electron/till/sale/close-sale.ts';
import type { Till } from '../../electron/till/till.ts';
import { generateCatalogCsv } from '../support/generate-catalog.ts';
import { canMount, type Mount, mountSmallDisk } from '../support/mount.ts';
import * as ringUp from '../support/ring-up.ts';
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
import { Acknowledged, lostDocuments } from './support/acknowledged.ts';
import { randomFrom } from './support/random.ts';
import { finishTicket, NOBODY } from './support/random-sale.ts';

let ports: TestPorts;
beforeEach(() => {
  ports = testPorts();
});
afterEach(removeFolders);

/** One command after the other until one is refused: every command of a sale answers, none throws. */
function sellUntilRefused(till: Till, acks: Acknowledged): { readonly code: string; readonly ticketId: string } {
  const cashierId = listStaff(till.db)[0]?.id ?? '';
  for (;;) {
    const ticketId = ports.ids.uuid();
    const steps = [
      () => ringUp.openTicket(till, ticketId, cashierId),
      () => ringUp.addProduct(till, ticketId, '8400000042413', ONE_UNIT),
      () => ringUp.addProduct(till, ticketId, '8400000000017', ONE_UNIT),
      () => ringUp.takePayment(till, ticketId, 'cash', cents(5000)),
      () => closeSale(till, ticketId),
    ];
    for (const step of steps) {
      const answer = step();
      if (!answer.ok) return { code: answer.refusal.code, ticketId };
      if ('document' in answer.value) acks.issued(ticketId, answer.value.document);
    }
  }
}

function expectSound(till: Till, acks: Acknowledged, refusedTicketId: string): void {
  expect(acks.documents.size).toBeGreaterThan(3);
  expect(lostDocuments(till.db, acks)).toEqual([]);
  expect(countDocuments(till.db)).toBe(acks.documents.size);
  expect(acks.documents.has(refusedTicketId)).toBe(false);
  expect(verify(till.db, till.dataFolder, ports.sha256)).toMatchObject({ ok: true, problems: [] });
  expect(findLoss(till.db, readHighWater(till.dataFolder))).toBeNull();
}

describe('a file that may not grow', () => {
  it('refuses with disk_full, writes nothing by halves and sells on when there is room', () => {
    const till = openFolder(makeFolder(ports), ports);
    const acks = new Acknowledged();
    const pages = Number(till.db.pragma('page_count', { simple: true }));
    till.db.pragma(`max_page_count = ${pages + 40}`);
    const { code, ticketId } = sellUntilRefused(till, acks);
    expect(code).toBe('disk_full');
    expectSound(till, acks, ticketId);
    till.db.pragma('max_page_count = 1073741823');
    const { document } = unwrap(sellOne(till));
    expect(document.number).toBe(`01T01S-26-${String(acks.documents.size + 1).padStart(6, '0')}`);
    till.close();
  });
});

describe.skipIf(!canMount())('a full disk (needs root, a tmpfs)', () => {
  let disk: Mount;
  const mount = (size: string): string => {
    const made = mountSmallDisk(size);
    if (made === null) throw new Error('mounting worked a moment ago');
    disk = made;
    return made.path;
  };
  afterEach(() => disk.unmount());

  /** Takes all room that is left and gives back `leave` bytes. */
  function fill(folder: string, leaveBytes: number): void {
    const path = join(folder, 'ballast');
    for (let chunk = 1024 * 1024; chunk >= 4096; chunk /= 2) {
      try {
        for (;;) writeFileSync(path, Buffer.alloc(chunk), { flag: 'a' });
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
      }
    }
    const size = statSync(path).size;
    rmSync(path);
    writeFileSync(path, Buffer.alloc(Math.max(0, size - leaveBytes)));
  }

  it('refuses the sale with disk_full, loses nothing, and sells at once when there is room', () => {
    const root = mount('4m');
    writeFileSync(join(root, 'ballast'), Buffer.alloc(1024 * 1024));
    let till = openFolder(makeFolder(ports, null, join(root, 'till')), ports);
    const acks = new Acknowledged();
    const { code, ticketId } = sellUntilRefused(till, acks);
    expect(code).toBe('disk_full');
    expectSound(till, acks, ticketId);
    rmSync(join(root, 'ballast'));
    const started = performance.now();
    const { document } = unwrap(sellOne(till));
    expect(performance.now() - started).toBeLessThan(1000);
    acks.issued(document.id, document);
    till.close();
    till = openFolder(join(root, 'till'), ports);
    expectSound(till, acks, ticketId);
    till.close();
  });

  it('keeps the ticket that was being rung up, for the next try after a restart', () => {
    const root = mount('4m');
    writeFileSync(join(root, 'ballast'), Buffer.alloc(1024 * 1024));
    let till = openFolder(makeFolder(ports, null, join(root, 'till')), ports);
    const { ticketId } = sellUntilRefused(till, new Acknowledged());
    till.close();
    rmSync(join(root, 'ballast'));
    till = openFolder(join(root, 'till'), ports);
    const cashierId = listStaff(till.db)[0]?.id ?? '';
    const ticket = unwrap(ringUp.openTicket(till, ticketId, cashierId));
    finishTicket(till, ticket, randomFrom(1), NOBODY);
    expect(unwrap(closeSale(till, ticketId)).wasClosed).toBe(true);
    expect(verify(till.db, till.dataFolder, ports.sha256).problems).toEqual([]);
    till.close();
  });

  it('a backup that does not fit is refused and leaves no file', async () => {
    const root = mount('256k');
    fill(root, 32 * 1024);
    const folder = makeFolder(ports);
    const db = openReader(folder);
    const before = readdirSync(root);
    const path = join(root, 'copy.db');
    const error = await backupTo(db, path).catch((thrown: unknown) => thrown);
    db.close();
    expect(refusalCode(storageRefusal(error, path) ?? { ok: true, value: null })).toBe('disk_full');
    expect(readdirSync(root)).toEqual(before);
  });

  it('an export that does not fit is refused and leaves no file, control: it fits elsewhere', () => {
    const root = mount('256k');
    const till = openFolder(makeFolder(ports), ports);
    for (let sale = 0; sale < 20; sale += 1) unwrap(sellOne(till));
    fill(root, 8 * 1024);
    const before = readdirSync(root);
    expect(refusalCode(exportRecords(till.db, join(root, 'registros.xml')))).toBe('disk_full');
    expect(readdirSync(root)).toEqual(before);
    expect(exportRecords(till.db, join(temporaryFolder('export'), 'registros.xml')).ok).toBe(true);
    till.close();
  });

  it('a restore that does not fit is refused and leaves no till behind', async () => {
    const source = openFolder(makeFolder(ports), ports);
    unwrap(sellOne(source));
    const backup = join(temporaryFolder('backup'), 'copy.db');
    await backupTo(source.db, backup);
    source.close();
    const root = mount('256k');
    fill(root, 64 * 1024);
    const target = join(root, 'restored');
    expect(refusalCode(restoreTill(backup, target, ports))).toBe('disk_full');
    expect(existsSync(join(target, 'till.db'))).toBe(false);
    expect(existsSync(join(target, 'till.db.partial'))).toBe(false);
  });

  it('an import that does not fit is refused, and the till goes on with a sound file', async () => {
    const root = mount('4m');
    const till = openFolder(makeFolder(ports, null, join(root, 'till')), ports);
    unwrap(sellOne(till));
    const imported = await importCatalog(till.db, Buffer.from(generateCatalogCsv(20_000, 1)), {
      area: 'IVA',
      dateIso: '2026-11-23',
      clock: { nowMs: () => ports.clock.nowMs(), monotonicMs: () => performance.now() },
      ids: ports.ids,
    });
    expect(refusalCode(imported)).toBe('disk_full');
    expect(verify(till.db, till.dataFolder, ports.sha256)).toMatchObject({ ok: true, documents: 1 });
    till.close();
  });

  it('a folder that cannot be made is refused, and can be made when there is room', () => {
    const root = mount('256k');
    fill(root, 16 * 1024);
    const folder = join(root, 'till');
    expect(() => makeFolder(ports, null, folder)).toThrow('disk_full');
    rmSync(join(root, 'ballast'));
    disk.remount('4m');
    makeFolder(ports, null, folder);
  });
});
