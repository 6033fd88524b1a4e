import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { whileLocked } from '../../scripts/build-lock.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mostrador-lock-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a build', () => {
  it('is one at a time', async () => {
    const path = join(folder, 'dist', 'building');
    let running = 0;
    const most = await Promise.all(
      [1, 2, 3].map(() =>
        whileLocked(path, async () => {
          running += 1;
          const now = running;
          await wait(20);
          running -= 1;
          return now;
        }),
      ),
    );
    expect(most).toEqual([1, 1, 1]);
    expect(existsSync(path)).toBe(false);
  });

  it('that failed or was killed does not hold up the next', async () => {
    const path = join(folder, 'building');
    await expect(whileLocked(path, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    writeFileSync(path, String(2 ** 22 + 1));
    expect(await whileLocked(path, () => Promise.resolve('built'))).toBe('built');
  });
});
