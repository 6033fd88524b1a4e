import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { inWhole } from '../../../central/db/tenant.ts';
import { removeFolders } from '../../support/till.ts';
import { type FreshCentral, freshCentral, virtualClock } from '../support/fresh-central.ts';
import { differences } from './differences.ts';
import { nothingReached, type Reached } from './faulty-network.ts';
import { closeWorld, heal, live, makeWorld, type World } from './world.ts';

/**
 * Three tills, one central, random operations and faults: after healing central equals the tills, whatever happened. A seed
 * that fails is run alone with MOSTRADOR_SEED=N.
 */
const SEEDS = process.env['MOSTRADOR_LONG'] === '1' ? 20_000 : 200;
const STEPS = 24;
const FIRST = Number(process.env['MOSTRADOR_SEED'] ?? 1);
const COUNT = process.env['MOSTRADOR_SEED'] === undefined ? SEEDS : 1;

let central: FreshCentral;
const reached: Reached = nothingReached();

beforeAll(async () => {
  const { makeRateLimiter } = await import('../../../central/app/rate-limit.ts');
  // A clock that never stands still would fill no window; here it stands, and thousands of requests are no attack.
  const rateLimiter = { ...makeRateLimiter(virtualClock()), take: () => undefined };
  central = await freshCentral({ clock: virtualClock(Date.parse('2026-11-23T09:00:00Z')), rateLimiter });
});
afterEach(removeFolders);
afterAll(() => central.close());

async function run(of: number): Promise<World> {
  const world = await makeWorld(central, of, reached);
  await live(world, STEPS);
  await heal(world);
  return world;
}

describe('the exchange as a whole', () => {
  test(`${COUNT} histories from seed ${FIRST} on end in agreement or in a named incident`, {
    timeout: 7_200_000,
  }, async () => {
    for (let one = FIRST; one < FIRST + COUNT; one += 1) {
      const world = await run(one).catch((error: Error) => {
        throw new Error(`seed ${one}: ${error.message}`, { cause: error });
      });
      expect(await differences(world), `seed ${one}`).toEqual([]);
      closeWorld(world);
    }
    expect(central.errors).toEqual([]);
    process.stdout.write(`model: ${COUNT} seeds, reached ${JSON.stringify(reached)}\n`);
    if (COUNT > 1) for (const [what, times] of Object.entries(reached)) expect(times, what).toBeGreaterThan(0);
  });

  const damages: readonly [string, string][] = [
    ['a lost event', 'DELETE FROM till_events WHERE company_id = $1 AND seq = 1'],
    ['a byte that changed', 'UPDATE till_events SET line = set_byte(line, 40, 88) WHERE company_id = $1 AND seq = 2'],
    ['stock moved twice', 'UPDATE stock_levels SET level_milli = level_milli - 1000 WHERE company_id = $1'],
    ['a document that is not there', 'DELETE FROM documents WHERE company_id = $1'],
    ['another sum', 'UPDATE series_stands SET cents = cents + 1 WHERE company_id = $1'],
    ['news that never went out', "DELETE FROM outgoing_events WHERE company_id = $1 AND type = 'invoice.issued'"],
  ];
  test.each(damages)('negative control: %s is seen', async (_, sql) => {
    const world = await run(1_000_000 + damages.findIndex(([, known]) => known === sql));
    expect(await differences(world)).toEqual([]);
    await inWhole(central.context, async (tx) => {
      await tx.query("SET LOCAL session_replication_role = 'replica'");
      await tx.query(sql, [world.shop.companyId]);
    });
    expect(await differences(world)).not.toEqual([]);
    closeWorld(world);
  });
});
