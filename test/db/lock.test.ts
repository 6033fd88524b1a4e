import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { RefusalError, storageRefusal } from '../../db/errors.ts';
import { lockFolder } from '../../db/lock.ts';
import { removeFolders, temporaryFolder } from '../support/till.ts';

afterEach(removeFolders);

const codeOf = (body: () => unknown): string => {
  try {
    body();
    return 'ok';
  } catch (error) {
    return storageRefusal(error, '')?.refusal.code ?? String(error);
  }
};

describe('the lock of a data folder', () => {
  it('is held once, and free again when it is released', () => {
    const folder = temporaryFolder('lock');
    const lock = lockFolder(folder, 0);
    expect(codeOf(() => lockFolder(folder, 0))).toBe('data_in_use');
    lock.release();
    const again = lockFolder(folder, 0);
    again.release();
  });

  it('says that trying again may help', () => {
    const folder = temporaryFolder('lock');
    const lock = lockFolder(folder, 0);
    try {
      lockFolder(folder, 0);
      expect.unreachable();
    } catch (error) {
      expect(error instanceof RefusalError && error.refused.refusal.retryable).toBe(true);
    }
    lock.release();
  });

  it('waits as long as it was told and no longer', () => {
    const folder = temporaryFolder('lock');
    const lock = lockFolder(folder, 0);
    const started = performance.now();
    expect(codeOf(() => lockFolder(folder, 200))).toBe('data_in_use');
    const waitedMs = performance.now() - started;
    expect(waitedMs).toBeGreaterThan(150);
    expect(waitedMs).toBeLessThan(2000);
    lock.release();
  });

  it('of two folders are two locks', () => {
    const first = lockFolder(temporaryFolder('lock'), 0);
    const second = lockFolder(temporaryFolder('lock'), 0);
    first.release();
    second.release();
  });

  it('of a folder that is not there is refused by name', () => {
    const folder = temporaryFolder('lock');
    expect(codeOf(() => lockFolder(join(folder, 'missing'), 0))).toBe('data_unreachable');
    rmSync(folder, { recursive: true });
  });
});
