import { describe, expect, test } from 'vitest';
import { inWhole } from '../../../central/db/tenant.ts';
import { differences } from './differences.ts';
import { useHistories } from './histories.ts';
import { closeWorld } from './world.ts';

/** The comparison itself: what it does not see, the model cannot find. */
describe('negative control', () => {
  const histories = useHistories();
  const damages: readonly [string, string][] = [
    ['a lost event', 'DELETE FROM till_events WHERE company_id = $1 AND seq = 1'],
    ['a byte that changed', 'UPDATE till_events SET line = set_byte(line, 40, 88) WHERE company_id = $1 AND seq = 2'],
    ['stock moved twice', 'UPDATE stock_levels SET level_milli = level_milli - 1000 WHERE company_id = $1'],
    ['a document that is not there', 'DELETE FROM documents WHERE company_id = $1'],
    ['another sum', 'UPDATE series_stands SET cents = cents + 1 WHERE company_id = $1'],
    ['news that never went out', "DELETE FROM outgoing_events WHERE company_id = $1 AND type = 'invoice.issued'"],
  ];
  test.each(damages)('%s is seen', async (_, sql) => {
    const world = await histories.run(2_000_000 + damages.findIndex(([, known]) => known === sql));
    expect(await differences(world)).toEqual([]);
    await inWhole(histories.central().context, async (tx) => {
      await tx.query("SET LOCAL session_replication_role = 'replica'");
      await tx.query(sql, [world.shop.companyId]);
    });
    expect(await differences(world)).not.toEqual([]);
    closeWorld(world);
  });
});
