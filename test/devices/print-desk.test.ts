import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Result } from '../../domain/result.ts';
import { ok, refuse } from '../../domain/result.ts';
import { createOutcomes } from '../../electron/devices/outcomes.ts';
import { patienceMs } from '../../electron/devices/patience.ts';
import { createPrintDesk } from '../../electron/devices/print-desk.ts';
import type { Peer } from '../../electron/ipc/peer.ts';
import { systemTimeouts } from '../../electron/ipc/system-timeouts.ts';
import { DEADLINES } from '../../native/printing/deliver.ts';
import { systemTimers } from '../../native/printing/timers.ts';
import { transportForUrl } from '../../native/printing/transport-for.ts';
import { type FakePrinter, startFakePrinter } from '../support/fake-printer.ts';
import { receiptTask, TILL_AWAY, until } from './support/scripted-till.ts';

let paper: FakePrinter;
beforeEach(async () => {
  paper = await startFakePrinter();
});
afterEach(async () => {
  vi.restoreAllMocks();
  await paper.close();
});

/** A till that answers what `answers` says now; everything asked is kept. */
function fakePeer(answers: { now: (command: string) => Result<unknown> }): {
  asked: string[];
  peer: Pick<Peer, 'call'>;
} {
  const asked: string[] = [];
  const call = (command: string) => {
    asked.push(command);
    return Promise.resolve(answers.now(command));
  };
  return { asked, peer: { call: call as Peer['call'] } };
}

describe('a till that stays away', () => {
  it('costs the job its paper, and a word that comes too late moves nothing', async () => {
    vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const answers = { now: (): Result<unknown> => TILL_AWAY };
    const { asked, peer } = fakePeer(answers);
    const desk = createPrintDesk({
      peer,
      // Twenty times as fast, and so are the deadlines.
      timeouts: { set: (callback, delayMs) => setTimeout(callback, delayMs / 20), clear: systemTimeouts.clear },
      transportFor: ({ url }) => transportForUrl(url, systemTimers, process.platform),
      prepare: () => Promise.resolve(),
      deadlines: { ...DEADLINES, announceMs: 150 },
    });
    desk.take([receiptTask(1, paper.url)]);
    await until(() => asked.includes('jobs.outcome'));
    expect(asked.filter((command) => command === 'jobs.mark-sending').length).toBeGreaterThan(1);
    answers.now = () => ok({ isGranted: true });
    await wait(500);
    const lastMark = asked.lastIndexOf('jobs.mark-sending');
    expect(lastMark).toBeLessThan(asked.indexOf('jobs.outcome'));
    expect(paper.tickets()).toEqual([]);
  });
});

describe('ends of jobs', () => {
  it('are told until they are taken, whatever is refused meanwhile, ever more slowly', async () => {
    const refusals = [refuse('no_answer', {}, true), refuse('internal_error'), refuse('disk_full'), TILL_AWAY];
    const delays: number[] = [];
    const { asked, peer } = fakePeer({ now: () => refusals.shift() ?? ok({}) });
    const outcomes = createOutcomes(peer, {
      set(callback, delayMs) {
        delays.push(delayMs);
        return setTimeout(callback, 0);
      },
      clear: systemTimeouts.clear,
    });
    outcomes.tell(7, { state: 'sent' });
    expect(outcomes.isUntold(7)).toBe(true);
    await until(() => !outcomes.isUntold(7));
    expect(asked).toHaveLength(5);
    expect(delays).toEqual([300, 600, 1200, 2400]);
  });

  it('of several jobs are independent of each other', async () => {
    const { peer } = fakePeer({ now: () => ok({}) });
    const stubborn: Pick<Peer, 'call'> = {
      call: ((command: 'jobs.outcome', input: { jobId: number }) =>
        input.jobId === 1 ? Promise.resolve(TILL_AWAY) : peer.call(command, input as never)) as Peer['call'],
    };
    const outcomes = createOutcomes(stubborn, { set: () => null, clear: () => undefined });
    outcomes.tell(1, { state: 'sent' });
    outcomes.tell(2, { state: 'confirmed' });
    await until(() => !outcomes.isUntold(2));
    expect(outcomes.isUntold(1)).toBe(true);
  });
});

describe('patience', () => {
  it('grows to five seconds and stays there', () => {
    expect([0, 1, 2, 3, 4, 5, 1000].map(patienceMs)).toEqual([300, 600, 1200, 2400, 4800, 5000, 5000]);
  });
});
