import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { backupTo } from '../../../db/backup.ts';
import { countDocuments } from '../../../db/documents.ts';
import { ok } from '../../../domain/result.ts';
import { dataHandlers } from '../../../electron/till/commands/data.ts';
import type { Lifecycle } from '../../../electron/till/process/till-process.ts';
import type { Till } from '../../../electron/till/till.ts';
import { CODES, Counter } from '../../support/counter.ts';
import { openFolder, refusalCode, removeFolders, temporaryFolder, unwrap } from '../../support/till.ts';

let counter: Counter;
/** What others do after the restore was asked for and before its turn comes. */
let meanwhile: () => Promise<unknown>;
let isClosed: boolean;

beforeEach(async () => {
  counter = new Counter(null);
  meanwhile = () => Promise.resolve();
  isClosed = false;
  await counter.sell([CODES.oil]);
  await backupTo(counter.till.db, join(counter.folder, 'copias', 'copia-1.db'));
  await counter.sell([CODES.coffee]);
});
afterEach(() => {
  counter.close();
  removeFolders();
});

function handlers(isSample = false) {
  const life: Lifecycle = {
    state: () => {
      throw new Error('not asked');
    },
    current: () => ({ context: { till: counter.till } }) as ReturnType<Lifecycle['current']>,
    async whileClosed(work, mayClose = () => ok(undefined)) {
      await meanwhile();
      const may = mayClose();
      if (!may.ok) return may;
      isClosed = true;
      counter.close();
      return work();
    },
  };
  const options = {
    dataFolder: counter.folder,
    samplesFolder: '',
    bootId: '1',
    isSample,
    host: 'browser',
    version: '0',
  };
  return dataHandlers(life, options as Parameters<typeof dataHandlers>[1], counter.ports);
}

const reopened = (): Till => openFolder(counter.folder, counter.ports);

describe('data.restore', () => {
  it('takes a name of the list, and what was there lies aside', async () => {
    const { backups } = unwrap(handlers()['data.backups']());
    expect(backups.map(({ name }) => name)).toEqual(['copia-1.db']);
    const restored = unwrap(await handlers()['data.restore']({ name: 'copia-1.db' }));
    expect(restored).toMatchObject({ documents: 1, putAside: expect.stringContaining('apartado-') });
    const till = reopened();
    expect(countDocuments(till.db)).toBe(1);
    till.close();
  });

  it('reads no other file of this machine, whatever a page says', async () => {
    const elsewhere = join(temporaryFolder('elsewhere'), 'otra.db');
    await backupTo(counter.till.db, elsewhere);
    const folder = join(counter.folder, 'copias');
    symlinkSync(elsewhere, join(folder, 'enlace.db'));
    mkdirSync(join(folder, 'carpeta.db'));
    writeFileSync(join(folder, 'notas.txt'), 'no');
    for (const name of [elsewhere, '../till.db', 'enlace.db', 'carpeta.db', 'notas.txt', '.', '']) {
      expect(refusalCode(await handlers()['data.restore']({ name }))).toBe('backup_not_found');
    }
    expect(isClosed).toBe(false);
  });

  it('is refused for a ticket that was begun while it waited for its turn', async () => {
    meanwhile = () => counter.scan(counter.newId(), CODES.oil);
    expect(refusalCode(await handlers()['data.restore']({ name: 'copia-1.db' }))).toBe('restore_open_ticket');
    expect(isClosed).toBe(false);
    expect((await counter.get('sale.desk', {})).active?.lines).toHaveLength(1);
  });

  it('never makes a shop of the sample, nor the sample of a shop', async () => {
    expect(refusalCode(await handlers(true)['data.restore']({ name: 'copia-1.db' }))).toBe('sample_stays_sample');
  });
});
