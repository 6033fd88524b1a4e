import { lookup as dnsLookup } from 'node:dns';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { PrintContent, PrinterProfile, PrintOutcome } from '../../../domain/printing/types.ts';
import { DEADLINES, type Deadlines, deliver } from '../../../native/printing/deliver.ts';
import { encodeReceipt } from '../../../native/printing/encode.ts';
import { hasPrintedAll } from '../../../native/printing/status.ts';
import { systemTimers, within } from '../../../native/printing/timers.ts';
import { transportForUrl } from '../../../native/printing/transport-for.ts';
import { tcpTransport } from '../../../native/printing/transports/tcp.ts';
import { type FakePrinter, type Script, startFakePrinter } from '../../support/fake-printer.ts';
import { PROFILE, RECEIPT, SHORT_RECEIPT } from '../../support/sample-receipt.ts';

const FAST: Deadlines = {
  ...DEADLINES,
  openMs: 300,
  writeStallMs: 300,
  answerMs: 150,
  drawerAnswerMs: 100,
  printMsPerMm: 0,
  quietMs: 4,
  finishMs: 100,
  closeMs: 200,
  chunkPauseMs: 0,
};
const BOUND_MS = 4000;
const SHORT: PrintContent = { kind: 'receipt', receipt: SHORT_RECEIPT };
const DRAWER: PrintContent = { kind: 'drawer' };

const printers: FakePrinter[] = [];
const fakePrinter = async (script: Script = {}): Promise<FakePrinter> => {
  const fake = await startFakePrinter(script);
  printers.push(fake);
  return fake;
};
afterEach(async () => {
  await Promise.all(printers.splice(0).map((fake) => fake.close()));
});

const rejections: unknown[] = [];
const note = (reason: unknown): void => void rejections.push(reason);
beforeAll(() => {
  process.on('unhandledRejection', note);
  process.on('uncaughtException', note);
});
afterAll(async () => {
  await sleep(20);
  process.off('unhandledRejection', note);
  process.off('uncaughtException', note);
  expect(rejections).toEqual([]);
});

type Delivered = { readonly outcome: PrintOutcome; readonly announced: number };

async function print(url: string, content: PrintContent, rest: Partial<PrinterProfile> = {}): Promise<Delivered> {
  const profile = { ...PROFILE, url, ...rest };
  const transport = transportForUrl(url, systemTimers, process.platform);
  if (!transport.ok) throw new Error(transport.refusal.code);
  let announced = 0;
  const started = performance.now();
  const outcome = await deliver(profile, content, {
    transport: transport.value,
    timers: systemTimers,
    deadlines: FAST,
    announceSending: () => {
      announced += 1;
    },
  });
  expect(performance.now() - started).toBeLessThan(BOUND_MS);
  expect(announced).toBeLessThanOrEqual(1);
  return { outcome, announced };
}

const bytesOf = (content: PrintContent): Uint8Array =>
  content.kind === 'receipt' ? encodeReceipt(content.receipt, PROFILE).bytes : new Uint8Array();

describe('a network printer that works', () => {
  it('gets the ticket once and confirms it', async () => {
    const fake = await fakePrinter();
    const content: PrintContent = { kind: 'receipt', receipt: RECEIPT };
    expect((await print(fake.url, content)).outcome).toEqual({ state: 'confirmed' });
    expect(fake.tickets()).toEqual([bytesOf(content)]);
    expect(fake.connections()).toBe(1);
  });

  it('is sent to, not confirmed, when it cannot answer', async () => {
    const fake = await fakePrinter({ status: null });
    expect((await print(fake.url, SHORT, { answersStatus: false })).outcome).toEqual({ state: 'sent' });
    expect(fake.tickets()).toEqual([bytesOf(SHORT)]);
  });

  it('confirms without GS r by its status after the cut', async () => {
    const fake = await fakePrinter({ answersGsR: false });
    expect((await print(fake.url, SHORT)).outcome).toEqual({ state: 'confirmed' });
  });

  it('leaves no connection open', async () => {
    const fake = await fakePrinter();
    await print(fake.url, SHORT);
    await sleep(20);
    expect(fake.openNow()).toBe(0);
  });
});

describe('a connection cut at every byte of the ticket', () => {
  const total = bytesOf(SHORT).length;

  for (const cutBy of ['reset', 'end'] as const) {
    it(`is never confirmed and never called failed once bytes were taken (${cutBy}, printer that answers)`, async () => {
      const fake = await fakePrinter();
      for (let k = 0; k < total; k += 1) {
        fake.script = { cutAt: k, cutBy };
        const { outcome } = await print(fake.url, SHORT);
        expect({ k, state: outcome.state }).toEqual({ k, state: 'unknown' });
      }
      expect(fake.connections()).toBe(total);
    });

    it(`is never confirmed (${cutBy}, printer that cannot answer)`, async () => {
      const fake = await fakePrinter();
      for (let k = 0; k < total; k += 1) {
        fake.script = { cutAt: k, cutBy, status: null };
        const { outcome } = await print(fake.url, SHORT, { answersStatus: false });
        if (cutBy === 'reset') expect({ k, state: outcome.state }).toEqual({ k, state: 'unknown' });
        else
          expect({ k, isHonest: outcome.state === 'unknown' || outcome.state === 'sent' }).toEqual({
            k,
            isHonest: true,
          });
      }
      expect(fake.connections()).toBe(total);
    });
  }

  it('control: without the cut the same harness confirms', async () => {
    const fake = await fakePrinter({ cutAt: total + 1 });
    expect((await print(fake.url, SHORT)).outcome).toEqual({ state: 'confirmed' });
    expect(fake.tickets()).toEqual([bytesOf(SHORT)]);
  });

  it('control: a judge who trusts the accepted write would call the cut ticket printed', async () => {
    const fake = await fakePrinter({ cutAt: total - 1, cutBy: 'end' });
    const opened = await within(systemTimers, 300, (signal) =>
      tcpTransport({ host: '127.0.0.1', port: fake.port }).open(signal),
    );
    if (!opened.ok) throw new Error(opened.reason);
    expect(await within(systemTimers, 300, (signal) => opened.connection.write(bytesOf(SHORT), signal))).toEqual({
      ok: true,
    });
    await sleep(20);
    expect(fake.tickets()[0]?.length).toBe(total - 1);
    await opened.connection.close();
  });
});

describe('a printer that takes and does not answer', () => {
  it('has printed nothing when it was silent before the ticket', async () => {
    const fake = await fakePrinter({ neverReads: true });
    expect(await print(fake.url, SHORT)).toEqual({ outcome: { state: 'failed', reason: 'no-answer' }, announced: 0 });
    expect(fake.tickets()).toEqual([]);
  });

  it('is unknown when it went silent after the ticket began', async () => {
    const fake = await fakePrinter({ silentAfterTicket: true });
    expect((await print(fake.url, SHORT)).outcome).toEqual({ state: 'unknown', reason: 'no-answer' });
    expect(fake.tickets()).toEqual([bytesOf(SHORT)]);
  });

  it('stalls a write in bounded time when it never reads', async () => {
    const fake = await fakePrinter({ neverReads: true });
    const opened = await within(systemTimers, 300, (signal) =>
      tcpTransport({ host: '127.0.0.1', port: fake.port }).open(signal),
    );
    if (!opened.ok) throw new Error(opened.reason);
    const flood = new Uint8Array(32 * 1024 * 1024);
    const started = performance.now();
    const result = await within(systemTimers, 200, (signal) => opened.connection.write(flood, signal));
    expect(result).toEqual({ ok: false, reason: 'timeout', mayHaveLeft: true });
    expect(performance.now() - started).toBeLessThan(1500);
    await opened.connection.close();
  });
});

describe('a printer that says it cannot print', () => {
  it.each([
    [{ paper: 0x72 }, 'paper-out'],
    [{ cause: 0x32 }, 'paper-out'],
    [{ printer: 0x1a, cause: 0x16, paper: 0x72 }, 'cover-open'],
    [{ printer: 0x1a }, 'offline'],
    [{ printer: 0x1a, cause: 0x52 }, 'device-error'],
  ] as const)('fails with its reason and gets no ticket: %j', async (status, reason) => {
    const fake = await fakePrinter({ status });
    expect(await print(fake.url, SHORT)).toEqual({ outcome: { state: 'failed', reason }, announced: 0 });
    expect(fake.tickets()).toEqual([]);
  });

  it('is unknown when the paper ended within the ticket', async () => {
    const outOfPaper = await fakePrinter({ answersGsR: false, cutAt: 1e9 });
    const printing = print(outOfPaper.url, SHORT);
    while (outOfPaper.tickets().length === 0) await sleep(1);
    Object.assign(outOfPaper.script, { status: { paper: 0x72 } });
    expect((await printing).outcome).toEqual({ state: 'unknown', reason: 'paper-out' });
  });

  it('control: near the end of the paper it still prints', async () => {
    const fake = await fakePrinter({ status: { paper: 0x1e } });
    expect((await print(fake.url, SHORT)).outcome).toEqual({ state: 'confirmed' });
  });
});

describe('noise on the answer line', () => {
  const noiseFrom = (seed: number) => {
    const bytes = fc.sample(fc.integer({ min: 0, max: 255 }), { seed, numRuns: 4096 });
    let at = 0;
    return (length: number): Uint8Array => Uint8Array.from({ length }, () => bytes[(at++ * 7) % bytes.length] ?? 0);
  };

  it.each([
    ['from the start', { status: null }, 'failed'],
    ['after the ticket', { silentAfterTicket: true }, 'unknown'],
  ] as const)('never confirms a printer that is dead behind it %s', async (_, script, state) => {
    const fake = await fakePrinter();
    for (let seed = 1; seed <= 40; seed += 1) {
      const next = noiseFrom(seed);
      fake.script = { ...script, noise: () => next(3), noiseEveryMs: 1 };
      expect({ seed, state: (await print(fake.url, SHORT)).outcome.state }).toEqual({ seed, state });
    }
  });

  it('control: a judge who trusts the first byte that fits takes the same noise for an answer', async () => {
    const next = noiseFrom(1);
    const fake = await fakePrinter({ status: null, noise: () => next(3), noiseEveryMs: 1 });
    const opened = await within(systemTimers, 300, (signal) =>
      tcpTransport({ host: '127.0.0.1', port: fake.port }).open(signal),
    );
    if (!opened.ok) throw new Error(opened.reason);
    let fooled = 0;
    for (let attempt = 0; attempt < 200; attempt += 1) {
      if (await hasPrintedAll(opened.connection, { timers: systemTimers, answerMs: 150, quietMs: 0 })) fooled += 1;
    }
    expect(fooled).toBeGreaterThan(0);
    await opened.connection.close();
  });

  it('is passed over where it is flow control or automatic status', async () => {
    const fake = await fakePrinter({ noise: () => Uint8Array.of(0x13, 0x11, 0x14, 0x00, 0x00, 0x0f) });
    expect((await print(fake.url, SHORT)).outcome).toEqual({ state: 'confirmed' });
    expect(fake.tickets()).toEqual([bytesOf(SHORT)]);
  });
});

describe('a printer that cannot be reached', () => {
  it('has surely printed nothing when it refuses', async () => {
    const fake = await startFakePrinter();
    await fake.close();
    expect((await print(fake.url, SHORT)).outcome).toEqual({ state: 'failed', reason: 'refused' });
  });

  it('is given up in time, and a line that would open later is not left open', async () => {
    const fake = await fakePrinter();
    let looked = 0;
    const transport = tcpTransport(
      { host: 'localhost', port: fake.port },
      {
        lookup: (host, options, done) => {
          setTimeout(() => {
            looked += 1;
            dnsLookup(host, { ...options, family: 4 }, done);
          }, 400);
        },
      },
    );
    const outcome = await deliver({ ...PROFILE, url: fake.url }, SHORT, {
      transport,
      timers: systemTimers,
      deadlines: { ...FAST, openMs: 100 },
      announceSending: () => undefined,
    });
    expect(outcome).toEqual({ state: 'failed', reason: 'timeout' });
    await sleep(450);
    expect(looked).toBe(1);
    expect({ open: fake.openNow(), tickets: fake.tickets() }).toEqual({ open: 0, tickets: [] });
  });

  it('closes a line that opens after the time, whatever the transport', async () => {
    let closed = 0;
    const real = await fakePrinter();
    const inner = tcpTransport({ host: '127.0.0.1', port: real.port });
    const outcome = await deliver({ ...PROFILE, url: real.url }, SHORT, {
      transport: {
        open: async () => {
          await sleep(150);
          const opened = await inner.open(new AbortController().signal);
          if (!opened.ok) return opened;
          const close = (): Promise<void> => {
            closed += 1;
            return opened.connection.close();
          };
          return { ok: true, connection: { ...opened.connection, close } };
        },
      },
      timers: systemTimers,
      deadlines: { ...FAST, openMs: 50 },
      announceSending: () => undefined,
    });
    expect(outcome).toEqual({ state: 'failed', reason: 'timeout' });
    await sleep(250);
    expect({ closed, open: real.openNow(), connections: real.connections() }).toEqual({
      closed: 1,
      open: 0,
      connections: 1,
    });
  });
});

describe('a job that could not be noted as being sent', () => {
  it.each([
    ['rejected', () => Promise.reject(new Error('disk full'))],
    ['hanging', () => new Promise<void>(() => undefined)],
  ])('sends no byte (%s)', async (_, announceSending) => {
    const fake = await fakePrinter();
    const outcome = await deliver({ ...PROFILE, url: fake.url }, SHORT, {
      transport: tcpTransport({ host: '127.0.0.1', port: fake.port }),
      timers: systemTimers,
      deadlines: { ...FAST, announceMs: 50 },
      announceSending,
    });
    expect(outcome).toEqual({ state: 'failed', reason: 'interrupted' });
    expect(fake.tickets()).toEqual([]);
  });
});

describe('the drawer', () => {
  it('is pulsed on its own pin and confirmed', async () => {
    const fake = await fakePrinter();
    expect((await print(fake.url, DRAWER, { drawerPin: 5 })).outcome).toEqual({ state: 'confirmed' });
    expect(fake.tickets()).toEqual([Uint8Array.of(0x1b, 0x70, 1, 25, 250)]);
  });

  it('is opened at once by a printer that is stopped without paper, which would keep the usual pulse', async () => {
    const fake = await fakePrinter({ status: { printer: 0x1a, cause: 0x32, paper: 0x72 } });
    expect((await print(fake.url, DRAWER)).outcome).toEqual({ state: 'sent' });
    expect(fake.tickets()).toEqual([Uint8Array.of(0x10, 0x14, 0x01, 0, 1)]);
  });

  it('is pulsed by a printer that never answers', async () => {
    const fake = await fakePrinter({ status: null });
    expect((await print(fake.url, DRAWER)).outcome).toEqual({ state: 'unknown', reason: 'no-answer' });
    expect((await print(fake.url, DRAWER, { answersStatus: false })).outcome).toEqual({ state: 'sent' });
    const pulse = Uint8Array.of(0x1b, 0x70, 0, 25, 250);
    expect(fake.tickets()).toEqual([pulse, pulse]);
  });

  it('is unknown when the printer went silent with the pulse', async () => {
    const fake = await fakePrinter({ silentAfterTicket: true });
    expect((await print(fake.url, DRAWER)).outcome).toEqual({ state: 'unknown', reason: 'no-answer' });
  });
});
