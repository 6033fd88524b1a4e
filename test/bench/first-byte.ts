import { closeSync, constants, openSync, writeSync } from 'node:fs';
import { connect } from 'node:net';
import { cents, ONE_UNIT } from '../../domain/money.ts';
import type { PrintOutcome } from '../../domain/printing/types.ts';
import { markSending, type PrintTask, queuedTasks, recordOutcome } from '../../electron/till/printing/jobs.ts';
import { defaultPrinter } from '../../electron/till/printing/settings.ts';
import { closeSale } from '../../electron/till/sale/close-sale.ts';
import type { Till } from '../../electron/till/till.ts';
import { createPrinterQueue, type PrinterQueue } from '../../native/printing/printer-queue.ts';
import { systemTimers } from '../../native/printing/timers.ts';
import { transportForUrl } from '../../native/printing/transport-for.ts';
import { hasSocat, ptyTo } from '../support/pty.ts';
import { addProduct, openTicket, takePayment } from '../support/ring-up.ts';
import { makeFolder, PRODUCTS, unwrap } from '../support/till.ts';
import { cashierOf, livePorts, newFolder, openBenchTill } from './folders.ts';
import { type Bench, figure, type Row, skippedRow } from './row.ts';
import { percentile, spread } from './samples.ts';
import { startTimingPrinter, type TimingPrinter } from './timing-printer.ts';

const GOAL = 'p99 <= 50 ms, none lost';
const GOAL_MS = 50;
const WARM_UP = 3;
const what = (line: string, asks: boolean): string =>
  `pay to first byte at the printer, ${line}, ${asks ? 'answers status' : 'does not answer status'}`;

type Line = {
  readonly name: 'TCP' | 'pseudo-terminal';
  readonly url: string;
  readonly printer: TimingPrinter;
  /** Opens the line and writes one byte, as barely as Node can. */
  bareByte(): void;
};

/** Till and printer queue in one process, joined as the device process joins them. */
function queueOf(till: Till): PrinterQueue {
  return createPrinterQueue({
    transportFor: (profile) => transportForUrl(profile.url, systemTimers, process.platform),
    onState: (jobId) => {
      if (!markSending(till, Number(jobId))) throw new Error(`job ${jobId} was not queued`);
    },
  });
}

function ringUpForCard(till: Till): string {
  const ticketId = till.ports.ids.uuid();
  unwrap(openTicket(till, ticketId, cashierOf(till)));
  const lines = [PRODUCTS[1], PRODUCTS[2], PRODUCTS[1], PRODUCTS[2], PRODUCTS[1]];
  let totalCents = 0;
  for (const product of lines) {
    unwrap(addProduct(till, ticketId, product.code, ONE_UNIT));
    totalCents += product.cents;
  }
  // By card: no drawer pulse goes before the ticket.
  unwrap(takePayment(till, ticketId, 'card', cents(totalCents)));
  return ticketId;
}

async function send(till: Till, queue: PrinterQueue, { jobId, profile, content }: PrintTask): Promise<PrintOutcome> {
  const outcome = await queue.submit({ jobId: String(jobId), profile, content });
  recordOutcome(till, jobId, outcome);
  return outcome;
}

/** One sale, from the call of closeSale to the first byte of its ticket at the printer; null when it never came. */
async function payAndPrint(till: Till, queue: PrinterQueue, printer: TimingPrinter): Promise<number | null> {
  const ticketId = ringUpForCard(till);
  const arrival = printer.nextByte();
  const startedMs = performance.now();
  unwrap(closeSale(till, ticketId));
  const sending = queuedTasks(till).map((task) => send(till, queue, task));
  const outcomes = await Promise.all(sending);
  for (const outcome of outcomes) {
    if (outcome.state !== 'sent' && outcome.state !== 'confirmed') throw new Error(`ticket ${JSON.stringify(outcome)}`);
  }
  const arrivedMs = await arrival;
  return arrivedMs === null ? null : arrivedMs - startedMs;
}

async function measureLine(folder: string, line: Line, asks: boolean, count: number): Promise<Row> {
  const till = openBenchTill(folder, livePorts());
  const profile = { ...defaultPrinter(line.url, 48), answersStatus: asks };
  till.printing = { ...till.printing, printers: [profile], receiptPrinterId: profile.id, drawerPrinterId: profile.id };
  const queue = queueOf(till);
  try {
    for (let sale = 0; sale < WARM_UP; sale += 1) await payAndPrint(till, queue, line.printer);
    const samplesMs: number[] = [];
    // The queue called these sent or confirmed, and the printer has nothing: worse than late.
    let lost = 0;
    for (let sale = 0; sale < count; sale += 1) {
      const sampleMs = await payAndPrint(till, queue, line.printer);
      if (sampleMs === null) lost += 1;
      else samplesMs.push(sampleMs);
    }
    return {
      what: what(line.name, asks),
      how: `closeSale, job, line opened, first byte of the ticket received in the same process; ${count} card sales of 5 lines, status questions not counted as bytes`,
      figures: [...(samplesMs.length > 0 ? spread(samplesMs) : []), figure('lost', lost)],
      goal: GOAL,
      met: lost === 0 && percentile(samplesMs, 0.99) <= GOAL_MS,
      limit: await bareBytes(line, Math.min(count, 50)),
      skipped: null,
    };
  } finally {
    await queue.close();
    till.close();
  }
}

async function bareBytes(line: Line, count: number): Promise<Row['limit']> {
  const samplesMs: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const arrival = line.printer.nextByte();
    const startedMs = performance.now();
    line.bareByte();
    const arrivedMs = await arrival;
    if (arrivedMs !== null) samplesMs.push(arrivedMs - startedMs);
  }
  if (samplesMs.length === 0) return [];
  return [
    figure('bare byte p50', percentile(samplesMs, 0.5), 'ms'),
    figure('bare byte p99', percentile(samplesMs, 0.99), 'ms'),
  ];
}

async function overTcp(folder: string, count: number): Promise<Row[]> {
  const printer = await startTimingPrinter();
  const line: Line = {
    name: 'TCP',
    url: `tcp://127.0.0.1:${printer.port}`,
    printer,
    bareByte: () => {
      const socket = connect({ port: printer.port, host: '127.0.0.1', noDelay: true });
      socket.end(Uint8Array.of(0x0a));
    },
  };
  try {
    return [await measureLine(folder, line, false, count), await measureLine(folder, line, true, count)];
  } finally {
    await printer.close();
  }
}

async function overPty(folder: string, count: number): Promise<Row[]> {
  if (!hasSocat) {
    return [false, true].map((asks) => skippedRow(what('pseudo-terminal', asks), GOAL, 'needs socat'));
  }
  const printer = await startTimingPrinter();
  const pty = await ptyTo(printer.port);
  // Held open: socat ends when nobody has its terminal open, which may be between two tickets.
  const held = openSync(pty.path, constants.O_RDWR | constants.O_NOCTTY);
  const line: Line = {
    name: 'pseudo-terminal',
    url: `serial://${pty.path}?baud=115200`,
    printer,
    bareByte: () => {
      const descriptor = openSync(pty.path, 'w');
      writeSync(descriptor, Uint8Array.of(0x0a));
      closeSync(descriptor);
    },
  };
  try {
    return [await measureLine(folder, line, false, count), await measureLine(folder, line, true, count)];
  } finally {
    closeSync(held);
    await pty.unplug();
    await printer.close();
  }
}

export const firstByte: Bench = async (context) => {
  const folder = newFolder(context, 'print');
  makeFolder(livePorts(), 'tcp://127.0.0.1:9', folder);
  const count = Math.max(5, Math.round(context.sizes.sales / 10));
  return [...(await overTcp(folder, count)), ...(await overPty(folder, Math.min(count, 60)))];
};
