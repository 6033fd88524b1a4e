import { existsSync } from 'node:fs';
import { v7 } from 'uuid';
import { afterAll, describe, expect, it } from 'vitest';
import { refusalCode, removeFolders, temporaryFolder } from '../../support/till.ts';
import { type ForkedTill, forkTill, WIZARD_SHOP } from './fork-till.ts';

afterAll(removeFolders);

async function sellingTill(): Promise<ForkedTill> {
  const till = forkTill({ dataFolder: temporaryFolder('process') });
  await till.get('setup.create', { language: 'es', shop: WIZARD_SHOP, isReinstalled: false });
  await till.get('staff.add', { name: 'Ana', pin: null });
  await till.get('setup.finish', {});
  await till.get('session.read', {});
  return till;
}

async function ringUp(till: ForkedTill): Promise<string> {
  const ticketId = v7();
  const amounts = { unitCents: 120, quantityMilli: 1000 } as never as { unitCents: never; quantityMilli: never };
  await till.get('sale.add-department', { ticketId, operationId: v7(), departmentId: 'general', ...amounts });
  return ticketId;
}

async function sell(till: ForkedTill): Promise<void> {
  const payment = { method: 'cash', tenderedCents: 500 } as never;
  await till.get('sale.close', { ticketId: await ringUp(till), payment, paper: 'no' });
}

describe('a restore in a till that runs', () => {
  it('goes back to a backup of the list; what is asked meanwhile waits or is told to ask again', async () => {
    const till = await sellingTill();
    await sell(till);
    const { name, path } = await till.get('data.backup', {});
    expect(existsSync(path)).toBe(true);
    expect((await till.get('data.backups', {})).backups.map((backup) => backup.name)).toEqual([name]);
    await sell(till);

    const restoring = till.peer.call('data.restore', { name });
    const meanwhile = [
      till.peer.call('app.state', {}),
      till.peer.call('jobs.queued', {}),
      till.peer.call('jobs.mark-sending', { jobId: 1 }),
    ] as const;
    // A report waits for nobody: it goes with its reader, or finds no folder that is open.
    const report = await till.peer.call('tickets.list', { text: '', from: null, to: null, cursor: null, limit: 10 });
    if (!report.ok) expect(report.refusal).toMatchObject({ retryable: true });
    expect(await restoring).toMatchObject({ ok: true, value: { documents: 1 } });
    const [state, queued, granted] = await Promise.all(meanwhile);
    expect(state).toMatchObject({ ok: true, value: { phase: 'ready' } });
    expect(queued).toMatchObject({ ok: true, value: { tasks: [] } });
    expect(granted).toMatchObject({ ok: true, value: { isGranted: false } });
    expect(till.told.filter(({ event }) => event === 'app.changed').at(-1)?.data).toMatchObject({ phase: 'ready' });
    expect(await till.get('data.verify', {})).toMatchObject({ isSound: true, documents: 1 });
    await till.get('session.read', {});
    await sell(till);
    expect(await till.end()).toBe(0);
  }, 30_000);

  it('is refused while somebody is being served, and goes nowhere else than into that list', async () => {
    const till = await sellingTill();
    const { name, path } = await till.get('data.backup', {});
    await ringUp(till);
    expect(refusalCode(await till.peer.call('data.restore', { name }))).toBe('restore_open_ticket');
    expect(refusalCode(await till.peer.call('data.restore', { name: path }))).toBe('backup_not_found');
    expect((await till.get('sale.desk', {})).active?.lines).toHaveLength(1);
  }, 30_000);
});
