import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { PrintContent, PrinterProfile, PrintOutcome } from '../../../domain/printing/types.ts';
import { DEADLINES, type Deadlines, deliver } from '../../../native/printing/deliver.ts';
import { encodeReceipt } from '../../../native/printing/encode.ts';
import { systemTimers } from '../../../native/printing/timers.ts';
import type { Transport } from '../../../native/printing/transport.ts';
import { transportForUrl } from '../../../native/printing/transport-for.ts';
import { type SpoolCommand, spoolCommand, spoolTransport } from '../../../native/printing/transports/spool.ts';
import { type FakePrinter, type Script, startFakePrinter } from '../../support/fake-printer.ts';
import { hasSocat, type Pty, ptyTo } from '../../support/pty.ts';
import { PROFILE, SHORT_RECEIPT } from '../../support/sample-receipt.ts';

const FAST: Deadlines = {
  ...DEADLINES,
  openMs: 1000,
  writeStallMs: 300,
  answerMs: 200,
  drawerAnswerMs: 100,
  printMsPerMm: 0,
  quietMs: 4,
  finishMs: 100,
  closeMs: 300,
  chunkPauseMs: 0,
};
const SHORT: PrintContent = { kind: 'receipt', receipt: SHORT_RECEIPT };
const TICKET = encodeReceipt(SHORT_RECEIPT, PROFILE).bytes;
const LONG: PrintContent = {
  kind: 'receipt',
  receipt: {
    blocks: Array.from({ length: 600 }, (_, index) => ({
      kind: 'pair',
      left: `Línea ${index}`,
      right: '1,00 €',
      size: 'normal',
      bold: false,
    })),
  },
};

const rejections: unknown[] = [];
const note = (reason: unknown): void => void rejections.push(reason);
beforeAll(() => {
  process.on('unhandledRejection', note);
  process.on('uncaughtException', note);
});
afterAll(() => {
  process.off('unhandledRejection', note);
  process.off('uncaughtException', note);
  expect(rejections).toEqual([]);
});

const transportOf = (url: string): Transport => {
  const transport = transportForUrl(url, systemTimers, process.platform);
  if (!transport.ok) throw new Error(transport.refusal.code);
  return transport.value;
};

async function print(
  transport: Transport,
  content: PrintContent,
  rest: Partial<PrinterProfile> = {},
  announceSending: () => void | Promise<void> = () => undefined,
): Promise<PrintOutcome> {
  const started = performance.now();
  const outcome = await deliver({ ...PROFILE, ...rest }, content, {
    transport,
    timers: systemTimers,
    deadlines: FAST,
    announceSending,
  });
  expect(performance.now() - started).toBeLessThan(5000);
  return outcome;
}

const folder = mkdtempSync(join(tmpdir(), 'mostrador-device-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.skipIf(!hasSocat)('a printer on a pseudo-terminal (needs socat)', () => {
  let fake: FakePrinter;
  let pty: Pty;
  const plugIn = async (script: Script = {}): Promise<void> => {
    fake = await startFakePrinter(script);
    pty = await ptyTo(fake.port);
  };
  afterEach(async () => {
    await pty.unplug();
    await fake.close();
  });

  const kinds = [
    ['serial', () => transportOf(`serial://${pty.path}?baud=115200`)],
    ['device file', () => transportOf(`file://${pty.path}`)],
  ] as const;

  it.each(kinds)('gets the ticket once and confirms it (%s)', async (_, transport) => {
    await plugIn();
    expect(await print(transport(), SHORT)).toEqual({ state: 'confirmed' });
    expect(fake.tickets()).toEqual([TICKET]);
  });

  it.each(kinds)('prints two tickets in turn (%s)', async (_, transport) => {
    await plugIn();
    expect(await print(transport(), SHORT)).toEqual({ state: 'confirmed' });
    expect(await print(transport(), SHORT)).toEqual({ state: 'confirmed' });
    expect(Buffer.concat(fake.tickets())).toEqual(Buffer.concat([TICKET, TICKET]));
  });

  it.each(kinds)('is unknown when it goes silent within the ticket (%s)', async (_, transport) => {
    await plugIn({ silentAfterTicket: true });
    expect(await print(transport(), SHORT)).toEqual({ state: 'unknown', reason: 'no-answer' });
    expect(fake.tickets()).toEqual([TICKET]);
  });

  it.each(kinds)('fails with paper out and gets no ticket (%s)', async (_, transport) => {
    await plugIn({ status: { paper: 0x72 } });
    expect(await print(transport(), SHORT)).toEqual({ state: 'failed', reason: 'paper-out' });
    expect(fake.tickets()).toEqual([]);
  });

  it.each(kinds)('is unknown in bounded time when it stops reading (%s)', async (_, transport) => {
    await plugIn({ status: null });
    const freeze = (): void => pty.freeze();
    expect(await print(transport(), LONG, { answersStatus: false }, freeze)).toEqual({
      state: 'unknown',
      reason: 'timeout',
    });
  });

  it.each(kinds)('control: reading, it takes the same long ticket (%s)', async (_, transport) => {
    await plugIn({ status: null });
    expect(await print(transport(), LONG, { answersStatus: false })).toEqual({ state: 'sent' });
    await sleep(100);
    expect(Buffer.concat(fake.tickets())).toEqual(Buffer.from(encodeReceipt(LONG.receipt, PROFILE).bytes));
  });

  it.each(kinds)('is never confirmed when it is unplugged before the first byte (%s)', async (_, transport) => {
    await plugIn();
    const outcome = await print(transport(), SHORT, {}, () => pty.unplug());
    expect(['failed', 'unknown']).toContain(outcome.state);
    expect(fake.tickets()).toEqual([]);
  });

  it.each(kinds)('is never confirmed and never called failed when cut within the ticket (%s)', async (_, transport) => {
    await plugIn();
    for (let k = 1; k < TICKET.length; k += 40) {
      fake.script = { cutAt: k };
      await pty.unplug();
      pty = await ptyTo(fake.port);
      expect({ k, state: (await print(transport(), SHORT)).state }).toEqual({ k, state: 'unknown' });
    }
  });

  it('does not let a second job open a serial port that is still being closed', async () => {
    await plugIn({ status: null });
    const transport = transportOf(`serial://${pty.path}?baud=115200`);
    await print(transport, LONG, { answersStatus: false }, () => pty.freeze());
    const second = await print(transport, SHORT, { answersStatus: true });
    expect(second.state).toBe('failed');
  });
});

describe('a device file', () => {
  it('that is missing fails and is not created', async () => {
    const path = join(folder, 'lp9');
    expect(await print(transportOf(`file://${path}`), SHORT)).toEqual({ state: 'failed', reason: 'cannot-open' });
    expect(existsSync(path)).toBe(false);
  });

  it('that takes no byte fails: surely nothing was printed', async () => {
    const outcome = await print(transportOf('file:///dev/full'), SHORT, { answersStatus: false });
    expect(outcome).toEqual({ state: 'failed', reason: 'device-error' });
  });

  it('control: a plain file in its place takes the ticket', async () => {
    const path = join(folder, 'lp0');
    writeFileSync(path, '');
    expect(await print(transportOf(`file://${path}`), SHORT, { answersStatus: false })).toEqual({ state: 'sent' });
    expect(readFileSync(path)).toEqual(Buffer.from(TICKET));
  });

  it('that can take no status question has no ticket sent to it', async () => {
    const path = join(folder, 'lp1');
    writeFileSync(path, '');
    expect(await print(transportOf(`file://${path}`), SHORT)).toEqual({ state: 'failed', reason: 'no-answer' });
    expect(readFileSync(path).includes(Buffer.from(TICKET))).toBe(false);
  });

  it('of a serial port that is missing fails', async () => {
    const outcome = await print(transportOf(`serial://${join(folder, 'ttyUSB9')}`), SHORT);
    expect(outcome).toEqual({ state: 'failed', reason: 'cannot-open' });
  });
});

describe('a print queue of the system', () => {
  const node = (script: string): SpoolCommand => ({ file: process.execPath, args: ['-e', script], env: {} });
  const taken = join(folder, 'job');
  const unanswered = { answersStatus: false };

  it('is handed the ticket unchanged', async () => {
    const script = `process.stdin.pipe(require('fs').createWriteStream(${JSON.stringify(taken)}))`;
    expect(await print(spoolTransport(node(script)), SHORT, unanswered)).toEqual({ state: 'sent' });
    expect(readFileSync(taken)).toEqual(Buffer.from(TICKET));
  });

  it('fails when the program says the queue did not take it', async () => {
    const refuses = spoolTransport(node('process.stdin.resume().on("end", () => process.exit(1))'));
    expect(await print(refuses, SHORT, unanswered)).toEqual({ state: 'failed', reason: 'device-error' });
    const ends = spoolTransport(node('process.exit(1)'));
    expect(await print(ends, LONG, unanswered)).toEqual({ state: 'failed', reason: 'device-error' });
  });

  it('fails when the program is not there', async () => {
    const outcome = await print(spoolTransport({ file: 'mostrador-no-such-lp', args: [], env: {} }), SHORT, unanswered);
    expect(outcome).toEqual({ state: 'failed', reason: 'cannot-open' });
  });

  it('is addressed raw, and a name never becomes part of a script', () => {
    expect(spoolCommand('EPSON TM', 'linux')).toEqual({ file: 'lp', args: ['-d', 'EPSON TM', '-o', 'raw'], env: {} });
    const windows = spoolCommand('x"; evil', 'win32');
    expect(windows.args.join(' ')).not.toContain('evil');
    expect(windows.env).toEqual({ MOSTRADOR_PRINT_QUEUE: 'x"; evil' });
  });
});
