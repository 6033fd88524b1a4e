import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { countPending } from '../../db/central/pending.ts';
import { delayAfter, MAX_DELAY_MS, wakeGapMs } from '../../electron/sync/engine/backoff.ts';
import type { Sync } from '../../electron/sync/engine/sync.ts';
import { centralStatus } from '../../electron/till/central/status.ts';
import type { Till } from '../../electron/till/till.ts';
import { makeFolder, openFolder, removeFolders, sellOne, unwrap } from '../support/till.ts';
import { CODE, Exchange, UNREACHABLE } from './support/exchange.ts';
import { settled } from './support/virtual-time.ts';

let world: Exchange;
let till: Till;
let sync: Sync;

beforeEach(async () => {
  world = new Exchange();
  till = openFolder(makeFolder(world.ports), world.ports);
  sync = world.syncOf(till);
  unwrap(await sync.pair(CODE));
  sync.start();
  await world.time.pass(1);
  world.asked.length = 0;
});
afterEach(async () => {
  await sync.stop();
  till.close();
  removeFolders();
});

/** Milliseconds between the attempts of the next `ms`; several requests of one moment are one. */
async function gapsWithin(ms: number): Promise<number[]> {
  const from = world.time.nowMs;
  world.asked.length = 0;
  await world.time.pass(ms);
  const moments = [...new Set(world.asked.map(({ atMs }) => atMs))];
  return moments.map((atMs, index) => atMs - (moments[index - 1] ?? from));
}
const count = (part: string): number => world.asked.filter(({ path }) => path.includes(part)).length;
const sell = async (): Promise<void> => {
  unwrap(sellOne(till));
  sync.wake();
  await settled();
};

describe('when nothing happens', () => {
  it('asks for changes every 10 s and says hello every minute', async () => {
    await world.time.pass(10 * 60_000);
    expect(count('/changes')).toBeGreaterThanOrEqual(59);
    expect(count('/changes')).toBeLessThanOrEqual(61);
    expect(count('/hello')).toBeGreaterThanOrEqual(9);
    expect(count('/hello')).toBeLessThanOrEqual(10);
    expect(count('/events')).toBe(0);
  });
});

describe('a sale', () => {
  it('is sent at once', async () => {
    await sell();
    await world.time.pass(0);
    expect(count('/events')).toBe(1);
    expect(countPending(till.db)).toBe(0);
  });

  it('that comes while another is on its way is sent right after it', async () => {
    world.fault = ({ path }) => {
      if (path.endsWith('/events') && count('/events') === 1) {
        unwrap(sellOne(till));
        sync.wake();
      }
      return null;
    };
    await sell();
    await world.time.pass(1);
    expect(count('/events')).toBe(2);
    expect(countPending(till.db)).toBe(0);
  });
});

describe('while central cannot be reached', () => {
  beforeEach(() => {
    world.fault = () => UNREACHABLE;
  });

  it('the bound doubles up to 5 minutes', async () => {
    world.random = 0.999999;
    await world.time.pass(10_000);
    const gaps = await gapsWithin(60 * 60_000);
    expect(gaps.map((ms) => Math.round(ms / 1000)).slice(0, 8)).toEqual(
      expect.arrayContaining([8, 16, 32, 64, 128, 256]),
    );
    expect(Math.max(...gaps)).toBeLessThanOrEqual(MAX_DELAY_MS);
    expect(gaps.at(-1)).toBeGreaterThan(MAX_DELAY_MS - 1000);
  });

  it('the jitter is full: a whole town of tills does not come back in one second', async () => {
    const delays = [0, 0.25, 0.5, 0.75].map((random) => delayAfter(9, null, { next: () => random }));
    expect(delays).toEqual([1000, 75_750, 150_500, 225_250]);
  });

  it('a sale brings the next attempt nearer, but no more than one in 30 s', async () => {
    world.random = 0.999999;
    await world.time.pass(60 * 60_000);
    const from = world.time.nowMs;
    world.asked.length = 0;
    for (let second = 0; second < 300; second += 1) {
      if (second % 10 === 0) await sell();
      await world.time.pass(1000);
    }
    const attempts = world.asked.length;
    expect(world.time.nowMs - from).toBe(300_000);
    expect(attempts).toBeGreaterThanOrEqual(9);
    expect(attempts).toBeLessThanOrEqual(11);
    expect([0, 1, 2, 6, 20].map(wakeGapMs)).toEqual([0, 1000, 2000, 30_000, 30_000]);
  });

  it('a person or the network bring it at once, and everything arrives', async () => {
    world.random = 0.999999;
    await world.time.pass(60 * 60_000);
    await sell();
    expect(centralStatus(till.db).state).toBe('offline');
    world.fault = () => null;
    sync.retryNow();
    await world.time.pass(0);
    expect(countPending(till.db)).toBe(0);
    expect(centralStatus(till.db)).toMatchObject({ state: 'up-to-date', offlineSinceMs: null });
  });

  it('weeks heal by themselves within 5 minutes', async () => {
    world.random = 0.999999;
    for (let day = 0; day < 21; day += 1) {
      unwrap(sellOne(till));
      await world.time.pass(24 * 60 * 60_000);
    }
    world.fault = () => null;
    await world.time.pass(MAX_DELAY_MS);
    expect(countPending(till.db)).toBe(0);
  });
});

describe('when central asks to wait', () => {
  const busy = (retryAfterMs: number) => ({ ok: true, status: 503, retryAfterMs, body: '' }) as const;

  it('it is not asked before, also not because of a sale', async () => {
    await world.time.pass(10_000);
    world.fault = () => busy(120_000);
    await sell();
    await world.time.pass(0);
    world.fault = () => null;
    world.asked.length = 0;
    for (let second = 0; second < 119; second += 1) {
      if (second % 10 === 0) await sell();
      await world.time.pass(1000);
    }
    expect(world.asked).toEqual([]);
    await world.time.pass(2000);
    expect(countPending(till.db)).toBe(0);
  });

  it('a wrong header silences a shop for an hour, not for days', async () => {
    world.fault = () => busy(30 * 24 * 60 * 60_000);
    await sell();
    await world.time.pass(10_000);
    world.fault = () => null;
    await world.time.pass(61 * 60_000);
    expect(countPending(till.db)).toBe(0);
  });
});

describe('a till that was revoked', () => {
  it('asks every 5 minutes, whatever it sells, and goes on when it may again', async () => {
    await world.time.pass(10_000);
    world.central.isRevoked = true;
    await sell();
    await world.time.pass(0);
    world.asked.length = 0;
    for (let minute = 0; minute < 20; minute += 1) {
      await sell();
      await world.time.pass(60_000);
    }
    expect(world.asked.length).toBe(4);
    expect(centralStatus(till.db).state).toBe('revoked');
    world.central.isRevoked = false;
    await world.time.pass(MAX_DELAY_MS);
    expect(countPending(till.db)).toBe(0);
  });
});
