import { describe, expect, it } from 'vitest';
import { isSamePlace } from '../../electron/till/setup/place.ts';

const stored = { machineKey: 'M', folderKey: '42:/home/caja/mostrador' };

describe('the place of a data folder', () => {
  it.each([
    ['as it was', '42:/home/caja/mostrador', 'M', true],
    ['renamed', '42:/home/caja/tienda', 'M', false],
    ['put back under its path', '77:/home/caja/mostrador', 'M', false],
    ['copied beside', '77:/home/caja/copia', 'M', false],
    ['on another machine, same path', '42:/home/caja/mostrador', 'N', false],
  ])('%s', (_name, folderKey, machineKey, isSame) => {
    expect(isSamePlace(stored, { machineKey, folderKey })).toBe(isSame);
  });
});
