import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  defaultDataFolder,
  makeDemoFolder,
  prepareDataFolder,
  removeDemoFolder,
  sampleFolderOf,
} from '../../electron/host/data-folder.ts';
import { codeOf } from './support/test-host.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mostrador-data-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the folder of the data', () => {
  it.each([
    ['linux', {}, '/home/ana/.local/share/mostrador'],
    ['linux', { XDG_DATA_HOME: '/data' }, '/data/mostrador'],
    ['linux', { XDG_DATA_HOME: 'relative' }, '/home/ana/.local/share/mostrador'],
    ['darwin', {}, '/home/ana/Library/Application Support/Mostrador'],
    ['win32', { LOCALAPPDATA: '/local', APPDATA: '/roaming' }, '/local/Mostrador'],
  ] as const)('is of the user and of this machine on %s %o', (platform, env, path) => {
    expect(defaultDataFolder({ platform, env, home: '/home/ana' })).toBe(path);
  });

  it('is made for this user only', () => {
    const made = prepareDataFolder(join(folder, 'a', 'b'));
    expect(made).toEqual({ ok: true, value: join(folder, 'a', 'b') });
    expect(statSync(join(folder, 'a', 'b')).mode & 0o777).toBe(0o700);
  });

  it('keeps the rights of one that is there', () => {
    const shared = join(folder, 'shared');
    mkdirSync(shared);
    const before = statSync(shared).mode;
    expect(codeOf(prepareDataFolder(shared))).toBe('ok');
    expect(statSync(shared).mode).toBe(before);
  });

  it.each(['OneDrive', 'OneDrive - Tienda SL', 'Dropbox', 'Google Drive', 'Nextcloud', 'Mobile Documents'])(
    'is never one that %s copies',
    (name) => {
      const path = join(folder, name, 'caja');
      expect(prepareDataFolder(path)).toMatchObject({
        refusal: { code: 'data_folder_synchronised', params: { path, service: name } },
      });
      expect(statSync(join(folder, name), { throwIfNoEntry: false })).toBeUndefined();
    },
  );

  it.each([0x6969, 0xfe534d42, 0xff534d42])('is never on another machine (%i)', (type) => {
    const path = join(folder, 'caja');
    expect(codeOf(prepareDataFolder(path, () => type))).toBe('data_folder_network');
    expect(statSync(path, { throwIfNoEntry: false })).toBeUndefined();
  });

  it('is refused with the reason when it cannot be made', () => {
    writeFileSync(join(folder, 'file'), '');
    expect(prepareDataFolder(join(folder, 'file', 'caja'))).toMatchObject({
      refusal: { code: 'data_folder_unusable', params: { detail: 'ENOTDIR' } },
    });
  });

  it('of the sample is beside it', () => {
    expect(sampleFolderOf('/home/ana/.local/share/mostrador')).toBe('/home/ana/.local/share/mostrador-muestra');
  });

  it('of a demonstration is fresh, of this user only, and goes', () => {
    const demo = makeDemoFolder();
    expect(demo).not.toBe(makeDemoFolderAndRemove());
    expect(statSync(demo).mode & 0o777).toBe(0o700);
    removeDemoFolder(demo);
    expect(statSync(demo, { throwIfNoEntry: false })).toBeUndefined();
  });
});

function makeDemoFolderAndRemove(): string {
  const path = makeDemoFolder();
  removeDemoFolder(path);
  return path;
}
