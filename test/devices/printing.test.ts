import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { SLIP_CHARACTERS, SLIP_QR_CONTENT } from '../../domain/receipt/test-slip.ts';
import { ok, refuse } from '../../domain/result.ts';
import { startVirtualPrinter, type VirtualPrinter } from '../../native/simulators/virtual-printer.ts';
import { startFakePrinter } from '../support/fake-printer.ts';
import { readTicket } from '../support/read-ticket.ts';
import { PROFILE } from '../support/sample-receipt.ts';
import { removeFolders, temporaryFolder } from '../support/till.ts';
import { drawerTask, freePort, receiptTask, ScriptedTill, TILL_AWAY, until } from './support/scripted-till.ts';

let folder: string;
beforeEach(() => {
  folder = temporaryFolder('devices');
});
afterEach(removeFolders);

function till(setUp: ConstructorParameters<typeof ScriptedTill>[1] = {}): ScriptedTill {
  const scripted = new ScriptedTill(folder, setUp);
  onTestFinished(() => scripted.end());
  return scripted;
}

async function printer(
  state: Parameters<typeof startVirtualPrinter>[0] = {},
): Promise<VirtualPrinter & { url: string }> {
  const virtual = await startVirtualPrinter(state);
  onTestFinished(() => virtual.close());
  return Object.assign(virtual, { url: `tcp://127.0.0.1:${virtual.port}` });
}

describe('a paper', () => {
  it('is printed after the till granted it, and its end is told', async () => {
    const paper = await printer();
    const at = till();
    expect(await at.print(receiptTask(1, paper.url))).toEqual(ok({}));
    expect(await at.ended(1)).toEqual({ state: 'confirmed' });
    expect(at.asked).toEqual(['queued', 'mark 1', 'outcome 1 confirmed']);
    expect(paper.tickets).toHaveLength(1);
  });

  it('that the till does not grant never reaches the printer', async () => {
    const paper = await printer();
    const at = till({ isGranted: (jobId) => jobId !== 1 });
    await at.print(receiptTask(1, paper.url), receiptTask(2, paper.url));
    expect(await at.ended(1)).toEqual({ state: 'failed', reason: 'interrupted' });
    expect(await at.ended(2)).toEqual({ state: 'confirmed' });
    expect(paper.tickets).toHaveLength(1);
  });

  it('fails by name when there is no paper, and the next comes out when there is', async () => {
    const paper = await printer({ paperOut: true });
    const at = till();
    await at.print(receiptTask(1, paper.url));
    expect(await at.ended(1)).toEqual({ state: 'failed', reason: 'paper-out' });
    expect(at.count('mark 1')).toBe(0);
    paper.set({ paperOut: false });
    await at.print(receiptTask(1, paper.url));
    await until(() => at.taken.length === 2);
    expect(at.taken[1]).toEqual({ jobId: 1, outcome: { state: 'confirmed' } });
    expect(paper.tickets).toHaveLength(1);
  });

  it('fails by name on an address that nobody understands, and the process goes on', async () => {
    const paper = await printer();
    const at = till();
    await at.print(receiptTask(1, 'carta:paloma'), receiptTask(2, `tcp://127.0.0.1:${await freePort()}`));
    expect(await at.ended(1)).toEqual({ state: 'failed', reason: 'cannot-open' });
    expect(await at.ended(2)).toEqual({ state: 'failed', reason: 'refused' });
    await at.print(receiptTask(3, paper.url));
    expect(await at.ended(3)).toEqual({ state: 'confirmed' });
    expect(at.exit).toBeNull();
  });

  it('of a dead printer holds up no other printer', async () => {
    const dead = await printer({ neverReads: true });
    const paper = await printer();
    const at = till();
    await at.print(receiptTask(1, dead.url), receiptTask(2, paper.url));
    expect(await at.ended(2)).toEqual({ state: 'confirmed' });
    expect(at.outcomeOf(1)).toBeUndefined();
  });
});

describe('jobs', () => {
  it('that waited are taken when the process starts, drawers first', async () => {
    const paper = await printer();
    const at = till({ queued: [receiptTask(1, paper.url), receiptTask(2, paper.url), drawerTask(3, paper.url)] });
    await at.ended(2);
    expect(at.asked.filter((asked) => asked.startsWith('mark'))).toEqual(['mark 3', 'mark 1', 'mark 2']);
    expect(paper.drawerPulses).toHaveLength(1);
    expect(paper.tickets).toHaveLength(2);
  });

  it('that waited are taken although the till was away when the process started', async () => {
    const paper = await printer();
    const at = till({ trouble: TILL_AWAY, queued: [receiptTask(1, paper.url)] });
    await until(() => at.count('queued') >= 2);
    at.trouble = null;
    expect(await at.ended(1)).toEqual({ state: 'confirmed' });
  });

  it('are not asked for again when there is no shop yet; they come when there is one', async () => {
    const paper = await printer();
    const at = till({ trouble: refuse('till_not_ready', { phase: 'empty' }) });
    await until(() => at.said.includes('devices.nothing-waits'));
    await wait(700);
    expect(at.count('queued')).toBe(1);
    at.trouble = null;
    await at.print(receiptTask(1, paper.url));
    expect(await at.ended(1)).toEqual({ state: 'confirmed' });
  });

  it('that are handed over twice come out once', async () => {
    const paper = await printer({ slowBytesPerSecond: 2000 });
    const task = receiptTask(1, paper.url);
    const at = till({ queued: [task] });
    await at.print(task, task);
    await until(() => at.count('mark 1') === 1);
    await at.print(task);
    expect(await at.ended(1)).toEqual({ state: 'confirmed' });
    await wait(200);
    expect(at.asked).toEqual(['queued', 'mark 1', 'outcome 1 confirmed']);
    expect(paper.tickets).toHaveLength(1);
  });
});

describe('while the till restarts', () => {
  it('an end waits until the till took it, and a job whose end waits is not printed again', async () => {
    const paper = await printer();
    const at = till();
    at.isGranted = () => {
      // The till falls over between its word and the end of the paper.
      at.trouble = TILL_AWAY;
      return true;
    };
    await at.print(receiptTask(1, paper.url));
    await until(() => at.count('outcome 1 confirmed') >= 2);
    expect(at.taken).toEqual([]);
    // It is back, and hands over what it believes to be queued.
    await at.print(receiptTask(1, paper.url));
    at.trouble = null;
    expect(await at.ended(1)).toEqual({ state: 'confirmed' });
    await wait(300);
    expect(at.count('mark 1')).toBe(1);
    expect(paper.tickets).toHaveLength(1);
    expect(at.taken).toHaveLength(1);
  });

  it('nothing is printed without its word, and what it grants in time comes out', async () => {
    const paper = await printer();
    const at = till();
    await until(() => at.count('queued') === 1);
    at.trouble = TILL_AWAY;
    await at.print(receiptTask(1, paper.url));
    await until(() => at.count('mark 1') >= 2);
    expect(paper.printedBytes).toBeLessThan(20);
    expect(paper.tickets).toHaveLength(0);
    at.trouble = null;
    expect(await at.ended(1)).toEqual({ state: 'confirmed' });
    expect(paper.tickets).toHaveLength(1);
  });
});

describe('the test slip', () => {
  const profile = (url: string) => ({ ...PROFILE, url });

  it('shows accents, euro, width and QR on a printer that is not stored', async () => {
    const paper = await printer();
    const at = till();
    const input = { profile: profile(paper.url), language: 'es' } as const;
    expect(await at.devices.call('devices.test-printer', input)).toEqual(ok({ state: 'confirmed' }));
    const [ticket] = paper.tickets;
    if (ticket === undefined) throw new Error('no paper');
    for (const word of SLIP_CHARACTERS.split(' ')) expect(ticket.toText()).toContain(word);
    expect(ticket.toText()).toContain('123456789.123456789.123456789.123456789.12345678');
    expect(readTicket(ticket).qr?.content).toBe(SLIP_QR_CONTENT);
    expect(paper.problems).toEqual([]);
    expect(at.asked).toEqual(['queued']);
  });

  it('waits for the ticket that is on its way', async () => {
    // It takes any number of connections at once, and leaves the first paper without an answer for 2 s.
    const paper = await startFakePrinter({ silentAfterTicket: true });
    onTestFinished(() => paper.close());
    const at = till();
    await at.print(receiptTask(1, paper.url));
    await until(() => paper.tickets().length === 1);
    const slip = at.devices.call('devices.test-printer', { profile: profile(paper.url), language: 'en' });
    await wait(400);
    expect(at.outcomeOf(1)).toBeUndefined();
    expect(paper.connections()).toBe(1);
    paper.script = {};
    expect((await at.ended(1))?.state).toBe('unknown');
    await slip;
    expect(paper.connections()).toBe(2);
  });

  it('says what is wrong with the printer', async () => {
    const paper = await printer({ coverOpen: true });
    const at = till();
    const input = { profile: profile(paper.url), language: 'es' } as const;
    expect(await at.devices.call('devices.test-printer', input)).toEqual(ok({ state: 'failed', reason: 'cover-open' }));
  });
});

describe('the virtual printer', () => {
  const papers = (): string[] => readdirSync(join(folder, 'papel')).sort();

  it('starts with the first paper and leaves pictures and texts', async () => {
    const url = `virtual:${await freePort()}`;
    const at = till();
    await at.print(receiptTask(1, url), drawerTask(2, url));
    expect(await at.ended(1)).toEqual({ state: 'confirmed' });
    expect(await at.ended(2)).toEqual({ state: 'confirmed' });
    expect(papers()).toEqual(['ticket-0001.png', 'ticket-0001.txt']);
    expect(
      readFileSync(join(folder, 'papel', 'ticket-0001.png'))
        .subarray(1, 4)
        .toString(),
    ).toBe('PNG');
  });

  it('goes on after the papers that are there', async () => {
    const port = await freePort();
    const first = till();
    await first.print(receiptTask(1, `virtual:${port}`));
    await first.ended(1);
    await first.end();
    const second = till();
    await second.print(receiptTask(2, `virtual:${port}`));
    await second.ended(2);
    expect(papers().filter((name) => name.endsWith('.txt'))).toEqual(['ticket-0001.txt', 'ticket-0002.txt']);
  });

  it('leaves the port to a virtual printer that is there, and takes its place when it has gone', async () => {
    const there = await startVirtualPrinter();
    const url = `virtual:${there.port}`;
    const at = till();
    await at.print(receiptTask(1, url));
    expect(await at.ended(1)).toEqual({ state: 'confirmed' });
    expect(there.tickets).toHaveLength(1);
    await there.close();
    await at.print(receiptTask(2, url));
    expect(await at.ended(2)).toEqual({ state: 'confirmed' });
    expect(papers()).toContain('ticket-0001.png');
  });

  it('without a folder for its papers costs its own paper, and no other printer', async () => {
    writeFileSync(join(folder, 'papel'), 'a file');
    const paper = await printer();
    const at = till();
    await at.print(receiptTask(1, `virtual:${await freePort()}`), receiptTask(2, paper.url));
    expect(await at.ended(1)).toEqual({ state: 'failed', reason: 'refused' });
    expect(await at.ended(2)).toEqual({ state: 'confirmed' });
    expect(at.said).toContain('virtual-printer.not-started');
    expect(at.exit).toBeNull();
  });

  it('whose folder is taken away goes on', async () => {
    const url = `virtual:${await freePort()}`;
    const at = till();
    await at.print(receiptTask(1, url));
    await at.ended(1);
    rmSync(join(folder, 'papel'), { recursive: true });
    writeFileSync(join(folder, 'papel'), 'a file');
    await at.print(receiptTask(2, url));
    expect(await at.ended(2)).toEqual({ state: 'confirmed' });
    expect(at.said).toContain('virtual-printer.paper-not-kept');
    expect(at.exit).toBeNull();
  });
});
