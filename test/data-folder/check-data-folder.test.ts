import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkDataFolder } from '../../electron/data-folder/check-data-folder.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mostrador-data-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a folder for the data of a till', () => {
  it('may be one that is not there yet, and is not made by looking', () => {
    const path = join(folder, 'a', 'b');
    expect(checkDataFolder(path)).toEqual({ ok: true, value: path });
    expect(existsSync(join(folder, 'a'))).toBe(false);
  });

  it('is judged by the disk of the nearest folder that is there', () => {
    const asked: string[] = [];
    const onServer = (path: string): number => {
      asked.push(path);
      return 0x6969;
    };
    expect(checkDataFolder(join(folder, 'a', 'b'), onServer)).toMatchObject({
      refusal: { code: 'data_folder_network' },
    });
    expect(asked).toEqual([folder]);
  });

  it('is not one that is synchronised; whether it can be made is for whoever makes it', () => {
    expect(checkDataFolder(join(folder, 'Dropbox', 'caja'))).toMatchObject({
      refusal: { code: 'data_folder_synchronised', params: { service: 'Dropbox' } },
    });
    writeFileSync(join(folder, 'file'), '');
    expect(checkDataFolder(join(folder, 'file', 'caja')).ok).toBe(true);
  });

  it('that cannot be looked at is refused with the reason', () => {
    const fails = (): never => {
      throw Object.assign(new Error('x'), { code: 'EIO' });
    };
    expect(checkDataFolder(folder, fails)).toMatchObject({
      refusal: { code: 'data_folder_unusable', params: { detail: 'EIO' } },
    });
  });
});
