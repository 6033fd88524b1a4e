import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { removeFolders } from '../../support/till.ts';
import { type FreshCentral, freshCentral, virtualClock } from '../support/fresh-central.ts';
import { differences } from './differences.ts';
import { nothingReached, type Reached } from './faulty-network.ts';
import { closeWorld, heal, live, makeWorld, type World } from './world.ts';

/** Operations of one history. */
const STEPS = 20;
const isLong = process.env['MOSTRADOR_LONG'] === '1';
const only = process.env['MOSTRADOR_SEED'];

export type Histories = {
  readonly central: () => FreshCentral;
  readonly reached: Reached;
  /** One history, healed. */
  run(seed: number): Promise<World>;
};

/** A central of this file's own, and histories on it: each is a company with three tills, decided by one seed. */
export function useHistories(): Histories {
  let central: FreshCentral;
  const reached = nothingReached();
  beforeAll(async () => {
    const clock = virtualClock(Date.parse('2026-11-23T09:00:00Z'));
    // The clock stands still: thousands of requests in one moment are no attack.
    central = await freshCentral({ clock, rateLimiter: { take: () => null } });
  });
  afterEach(removeFolders);
  afterAll(() => central.close());
  return {
    central: () => central,
    reached,
    async run(seed) {
      const world = await makeWorld(central, seed, reached);
      await live(world, STEPS);
      await heal(world);
      return world;
    },
  };
}

/**
 * Histories of `seeds` (200 in all files together, 20,000 in `npm run test:all`) end in agreement or in a named incident.
 * A seed that fails is run alone with MOSTRADOR_SEED=N.
 */
export function testHistories({ from, count }: { readonly from: number; readonly count: number }): void {
  const histories = useHistories();
  const first = only === undefined ? from : Number(only);
  const total = only === undefined ? count * (isLong ? 100 : 1) : 1;
  test(`${total} histories from seed ${first} on end in agreement or in a named incident`, {
    timeout: 7_200_000,
  }, async () => {
    for (let seed = first; seed < first + total; seed += 1) {
      const world = await histories.run(seed).catch((error: Error) => {
        throw new Error(`seed ${seed}: ${error.message}`, { cause: error });
      });
      expect(await differences(world), `seed ${seed}`).toEqual([]);
      closeWorld(world);
    }
    expect(histories.central().errors).toEqual([]);
    const { reached } = histories;
    process.stdout.write(`model: seeds ${first} to ${first + total - 1}, reached ${JSON.stringify(reached)}\n`);
    if (total > 1) for (const [what, times] of Object.entries(reached)) expect(times, what).toBeGreaterThan(0);
  });
}
