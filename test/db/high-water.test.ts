import { closeSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HIGH_WATER_FILE, type HighWaterMark, openHighWater, readHighWater } from '../../db/high-water.ts';
import { removeFolders, temporaryFolder } from '../support/till.ts';

const SLOT_BYTES = 4096;
let folder: string;
beforeEach(() => {
  folder = temporaryFolder('high-water');
});
afterEach(removeFolders);

const mark = (position: number): HighWaterMark => ({
  numeroInstalacion: '01-T01-20261123T100000-ABCDEFGH',
  position,
  huella: 'A'.repeat(64),
  series: { '01T01S-26': position },
  eventSeq: position,
});
const path = (): string => join(folder, HIGH_WATER_FILE);
const slots = (): string[] => {
  const bytes = readFileSync(path());
  return [0, 1].map((slot) => bytes.subarray(slot * SLOT_BYTES, (slot + 1) * SLOT_BYTES).toString());
};
const positionRead = (): number => {
  const reading = readHighWater(folder);
  if (reading.state !== 'read') throw new Error(reading.state);
  return reading.mark.position;
};
function spoil(slot: number): void {
  const descriptor = openSync(path(), 'r+');
  writeSync(descriptor, 'x'.repeat(40), slot * SLOT_BYTES + 20);
  closeSync(descriptor);
}

describe('the high-water mark', () => {
  it('is missing while it holds nothing, and then what was written last', () => {
    expect(readHighWater(folder).state).toBe('missing');
    const file = openHighWater(folder);
    expect(readHighWater(folder).state).toBe('missing');
    file.writeDurably(mark(1));
    expect(readHighWater(folder)).toEqual({ state: 'read', mark: mark(1) });
    file.write(mark(2));
    expect(positionRead()).toBe(2);
    file.close();
    expect(positionRead()).toBe(2);
  });

  it('never writes over the slot that was synced last, however many writes follow', () => {
    const file = openHighWater(folder);
    file.writeDurably(mark(1));
    const synced = slots()[0];
    for (let position = 2; position < 50; position += 1) {
      file.write(mark(position));
      expect(slots()[0]).toBe(synced);
    }
    file.close();
    expect(positionRead()).toBe(49);
    spoil(1);
    expect(positionRead()).toBe(1);
  });

  it('takes the other slot within a second, when a sync has covered what was written', async () => {
    const file = openHighWater(folder);
    file.writeDurably(mark(1));
    file.write(mark(2));
    await sleep(900);
    file.write(mark(3));
    file.close();
    spoil(0);
    expect(positionRead()).toBe(2);
  });

  it('after a restart spares the newest mark that it finds', () => {
    for (let position = 1; position <= 5; position += 1) {
      const file = openHighWater(folder);
      const before = slots();
      file.write(mark(position));
      const untouched = slots().filter((slot, index) => slot === before[index]);
      expect(untouched).toHaveLength(1);
      if (position > 1) expect(untouched[0]).toContain(`"position":${position - 1},`);
      file.close();
    }
  });

  it('is damaged when both slots are, and cannot be forged by changing a digit', () => {
    const file = openHighWater(folder);
    file.writeDurably(mark(7));
    file.writeDurably(mark(8));
    file.close();
    const text = readFileSync(path(), 'latin1');
    writeFileSync(path(), text.replaceAll('"position":8', '"position":6'), 'latin1');
    expect(positionRead()).toBe(7);
    spoil(0);
    spoil(1);
    expect(readHighWater(folder).state).toBe('damaged');
  });

  it('keeps its size, so that a full disk cannot refuse it', () => {
    const file = openHighWater(folder);
    for (let position = 1; position < 20; position += 1) file.write(mark(position));
    expect(readFileSync(path())).toHaveLength(2 * SLOT_BYTES);
    file.close();
  });

  it('holds the series of fifty years', () => {
    const series = Object.fromEntries(Array.from({ length: 150 }, (_, index) => [`01T01S-${index}`, 999_999]));
    const file = openHighWater(folder);
    file.writeDurably({ ...mark(1), series });
    expect(readHighWater(folder)).toMatchObject({ mark: { series } });
    file.close();
  });

  it('closes twice without harm', () => {
    const file = openHighWater(folder);
    file.write(mark(1));
    file.close();
    file.close();
    expect(positionRead()).toBe(1);
  });
});
