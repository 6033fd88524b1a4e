import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import type { PrintContent } from '../../../domain/printing/types.ts';
import { drawerPulse, realTimeDrawerPulse } from '../../../native/drawer/pulse.ts';
import { DEADLINES } from '../../../native/printing/deliver.ts';
import { encodeReceipt } from '../../../native/printing/encode.ts';
import {
  createPrinterQueue,
  type PrinterQueue,
  type PrinterQueuePorts,
} from '../../../native/printing/printer-queue.ts';
import { systemTimers } from '../../../native/printing/timers.ts';
import { transportForUrl } from '../../../native/printing/transport-for.ts';
import { type FakePrinter, type Script, startFakePrinter } from '../../support/fake-printer.ts';
import { PROFILE, SHORT_RECEIPT } from '../../support/sample-receipt.ts';

const RECEIPT: PrintContent = { kind: 'receipt', receipt: SHORT_RECEIPT };
const DRAWER: PrintContent = { kind: 'drawer' };
const TICKET = encodeReceipt(SHORT_RECEIPT, PROFILE).bytes;

const printers: FakePrinter[] = [];
const fakePrinter = async (script: Script = {}): Promise<FakePrinter> => {
  const fake = await startFakePrinter(script);
  printers.push(fake);
  return fake;
};
afterEach(async () => {
  await Promise.all(printers.splice(0).map((fake) => fake.close()));
});

const queueWith = (rest: Partial<PrinterQueuePorts> = {}): PrinterQueue =>
  createPrinterQueue({
    transportFor: (profile) => transportForUrl(profile.url, systemTimers, process.platform),
    deadlines: {
      ...DEADLINES,
      openMs: 300,
      writeStallMs: 300,
      answerMs: 150,
      drawerAnswerMs: 100,
      printMsPerMm: 0,
      quietMs: 4,
      finishMs: 100,
    },
    ...rest,
  });
const job = (jobId: string, fake: { readonly url: string }, content: PrintContent = RECEIPT) => ({
  jobId,
  profile: { ...PROFILE, url: fake.url },
  content,
});

describe('the queue of a printer', () => {
  it('prints two tickets one after the other on connections that never overlap', async () => {
    const fake = await fakePrinter();
    let most = 0;
    const watch = setInterval(() => {
      most = Math.max(most, fake.openNow());
    }, 1);
    const queue = queueWith();
    const outcomes = await Promise.all([queue.submit(job('a', fake)), queue.submit(job('b', fake))]);
    clearInterval(watch);
    expect(outcomes).toEqual([{ state: 'confirmed' }, { state: 'confirmed' }]);
    expect(fake.tickets()).toEqual([TICKET, TICKET]);
    expect(most).toBe(1);
  });

  it('opens the drawer before the tickets that wait', async () => {
    const fake = await fakePrinter();
    const queue = queueWith();
    await Promise.all([
      queue.submit(job('1', fake)),
      queue.submit(job('2', fake)),
      queue.submit(job('drawer', fake, DRAWER)),
    ]);
    expect(fake.tickets()).toEqual([drawerPulse(2), TICKET, TICKET]);
  });

  it('opens the drawer of a printer without paper while the ticket fails', async () => {
    const fake = await fakePrinter({ status: { printer: 0x1a, paper: 0x72 } });
    const queue = queueWith();
    const outcomes = await Promise.all([queue.submit(job('t', fake)), queue.submit(job('d', fake, DRAWER))]);
    expect(outcomes).toEqual([{ state: 'failed', reason: 'paper-out' }, { state: 'sent' }]);
    expect(fake.tickets()).toEqual([realTimeDrawerPulse(2)]);
  });

  it('says sending before the first byte, and waits until that is noted', async () => {
    const fake = await fakePrinter();
    const seen: unknown[] = [];
    const queue = queueWith({
      onState: async (jobId, state) => {
        await sleep(30);
        seen.push([jobId, state, fake.tickets().length]);
      },
    });
    await queue.submit(job('a', fake));
    expect(seen).toEqual([['a', 'sending', 0]]);
  });

  it('does not print a job twice that is submitted again while it is on its way, but does when a person repeats it', async () => {
    const fake = await fakePrinter();
    const queue = queueWith();
    await Promise.all([queue.submit(job('a', fake)), queue.submit(job('a', fake))]);
    expect(fake.tickets()).toEqual([TICKET]);
    await queue.submit(job('a', fake));
    expect(fake.tickets()).toEqual([TICKET, TICKET]);
  });

  it('never tries a failed or unknown job again by itself', async () => {
    const fake = await fakePrinter({ cutAt: 10 });
    const queue = queueWith();
    expect(await queue.submit(job('a', fake))).toMatchObject({ state: 'unknown' });
    await queue.idle();
    await sleep(100);
    expect(fake.connections()).toBe(1);
  });
});

describe('printers beside a broken one', () => {
  it.each([
    ['silent', { status: null }],
    ['never reading', { neverReads: true }],
    ['resetting', { cutAt: 0 }],
  ] as const)('are not delayed by one that is %s', async (_, script) => {
    const broken = await fakePrinter(script);
    const healthy = await fakePrinter();
    const queue = queueWith();
    const submitted = performance.now();
    const stuck = Array.from({ length: 8 }, (_unused, index) => queue.submit(job(`stuck-${index}`, broken)));
    expect(performance.now() - submitted).toBeLessThan(50);
    expect(await queue.submit(job('good', healthy))).toEqual({ state: 'confirmed' });
    expect(performance.now() - submitted).toBeLessThan(500);
    for (const outcome of await Promise.all(stuck)) expect(outcome.state).not.toBe('confirmed');
    expect(performance.now() - submitted).toBeLessThan(5000);
  });

  it('control: in the queue of the broken one the healthy job does wait', async () => {
    const broken = await fakePrinter({ status: null });
    const queue = queueWith();
    const started = performance.now();
    void queue.submit(job('stuck', broken));
    await queue.submit(job('next', broken));
    expect(performance.now() - started).toBeGreaterThan(280);
  });
});

describe('the end of the queue', () => {
  it('fails what waits, lets the running job end, and takes no more', async () => {
    const fake = await fakePrinter();
    const queue = queueWith();
    const first = queue.submit(job('a', fake));
    while (fake.connections() === 0) await sleep(1);
    const second = queue.submit(job('b', fake));
    await queue.close();
    expect([await first, await second, await queue.submit(job('c', fake))]).toEqual([
      { state: 'confirmed' },
      { state: 'failed', reason: 'interrupted' },
      { state: 'failed', reason: 'interrupted' },
    ]);
    expect(fake.tickets()).toEqual([TICKET]);
  });

  it('settles a job whose printer address is not valid, and one that meets a bug', async () => {
    const errors: unknown[] = [];
    const queue = queueWith({ onError: (jobId, error) => void errors.push([jobId, String(error)]) });
    expect(await queue.submit(job('a', { url: 'ftp://x' }))).toEqual({ state: 'failed', reason: 'cannot-open' });
    const broken = queueWith({
      transportFor: () => {
        throw new Error('bug');
      },
      onError: (jobId, error) => void errors.push([jobId, String(error)]),
    });
    expect(await broken.submit(job('b', { url: 'virtual:' }))).toEqual({ state: 'failed', reason: 'interrupted' });
    expect(errors).toEqual([['b', 'Error: bug']]);
  });
});
