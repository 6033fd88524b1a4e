import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { countPending } from '../../db/central/pending.ts';
import { MAX_DELAY_MS } from '../../electron/sync/engine/backoff.ts';
import type { HttpAnswer } from '../../electron/sync/engine/ports.ts';
import type { Sync } from '../../electron/sync/engine/sync.ts';
import { centralStatus } from '../../electron/till/central/status.ts';
import type { Till } from '../../electron/till/till.ts';
import { makeFolder, openFolder, refusalCode, removeFolders, sellOne, unwrap } from '../support/till.ts';
import { CODE, Exchange, UNREACHABLE } from './support/exchange.ts';
import { problem } from './support/fake-central.ts';
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
});
afterEach(async () => {
  await sync.stop();
  till.close();
  removeFolders();
});

const failing: HttpAnswer = { ok: true, status: 500, retryAfterMs: null, body: '' };
const failAt = (part: string, answer = failing) => {
  world.fault = ({ path }) => (path.includes(part) ? answer : null);
};
const sell = async (): Promise<void> => {
  unwrap(sellOne(till));
  sync.wake();
  await settled();
};

describe('what lastingly hinders one way', () => {
  it.each(['/events', '/changes'])(
    'of %s stays to be seen, since it began, although hello is answered',
    async (part) => {
      await world.time.pass(60_000);
      failAt(part);
      await sell();
      await world.time.pass(20_000);
      const before = centralStatus(till.db);
      expect(before).toMatchObject({ state: 'offline', problem: 'central_failing' });
      for (let minute = 0; minute < 60; minute += 1) {
        // Acknowledged where only the changes fail.
        if (minute % 7 === 0) await sell();
        await world.time.pass(60_000);
        expect(centralStatus(till.db)).toMatchObject({
          ...{ problem: 'central_failing', offlineSinceMs: before.offlineSinceMs },
        });
      }
      world.fault = () => null;
      await world.time.pass(MAX_DELAY_MS);
      expect(centralStatus(till.db)).toMatchObject({ state: 'up-to-date', problem: null, offlineSinceMs: null });
    },
  );

  it('is known to the next process, and over with its first whole round', async () => {
    failAt('/events');
    await sell();
    await world.time.pass(1000);
    await sync.stop();
    expect(centralStatus(till.db).state).toBe('offline');
    world.fault = () => null;
    sync = world.syncOf(till);
    unwrap(await sync.once());
    expect(centralStatus(till.db)).toMatchObject({ state: 'up-to-date', problem: null });
  });
});

describe('one event that central does not take', () => {
  it('is named, with why, for as long as what comes after it waits', async () => {
    await sell();
    await sell();
    world.fault = ({ path, body }) =>
      path.endsWith('/events') && body?.includes('"01T01S-26-000003"') === true
        ? problem(422, 'event_line_malformed')
        : null;
    for (let sold = 0; sold < 4; sold += 1) unwrap(sellOne(till));
    await world.time.pass(3 * MAX_DELAY_MS);
    const { state, problem: code, problemParams, pending } = centralStatus(till.db);
    expect({ state, code }).toEqual({ state: 'problem', code: 'central_refuses_event' });
    expect(problemParams).toMatchObject({
      ...{ installation: till.installation.numeroInstalacion, type: 'document.issued', number: '01T01S-26-000003' },
      why: 'event_line_malformed',
    });
    expect(pending).toBeGreaterThanOrEqual(4);
    world.fault = () => null;
    await world.time.pass(MAX_DELAY_MS);
    expect(centralStatus(till.db)).toMatchObject({ state: 'up-to-date', problemParams: {} });
  });
});

describe('pairing again', () => {
  it('sends at once, however long the pause was', async () => {
    world.random = 0.999999;
    world.central.isRevoked = true;
    await sell();
    await world.time.pass(30_000);
    world.central.isRevoked = false;
    unwrap(await sync.pair(CODE));
    await world.time.pass(0);
    expect(countPending(till.db)).toBe(0);
  });

  it('that fails leaves the exchange going', async () => {
    await world.time.pass(5000);
    world.fault = ({ path }) => (path === '/v1/pair' ? UNREACHABLE : null);
    const atOnce = [sync.once(), sync.pair(CODE)];
    expect((await Promise.all(atOnce)).map((one) => refusalCode(one))).toEqual(['ok', 'central_unreachable']);
    unwrap(sellOne(till));
    await world.time.pass(10_000);
    expect(countPending(till.db)).toBe(0);
  });

  it('names the series that the next ticket opens', () => {
    expect(world.central.paired.map(({ series }) => series)).toEqual([['01T01S-26']]);
  });
});
