import type { PrintContent, PrinterProfile, PrintFailure, PrintOutcome } from '../../domain/printing/types.ts';
import { drawerPulse, realTimeDrawerPulse } from '../drawer/pulse.ts';
import { encodeReceipt } from './encode.ts';
import { askOnline, askStatus, hasPrintedAll, type StatusTiming } from './status.ts';
import { pause, settledWithin, type Timers, within } from './timers.ts';
import type { Connection, Opened, Transport, TransportResult } from './transport.ts';

export type Deadlines = {
  readonly openMs: number;
  /** No chunk accepted for this long: the printer has stopped reading. */
  readonly writeStallMs: number;
  /** One status question; after the cut the time to print the paper is added. */
  readonly answerMs: number;
  /** The question before a drawer pulse; short, because a silent printer gets the pulse anyway. */
  readonly drawerAnswerMs: number;
  readonly printMsPerMm: number;
  readonly quietMs: number;
  /** Wait of a network printer for the end of the connection; longer for a spooler, which sets its own. */
  readonly finishMs: number;
  readonly closeMs: number;
  /** The caller notes "sending" on disk before the first byte; if it cannot, nothing is sent. */
  readonly announceMs: number;
  readonly chunkPauseMs: number;
};

export const DEADLINES: Deadlines = {
  openMs: 3000,
  writeStallMs: 5000,
  answerMs: 2000,
  drawerAnswerMs: 250,
  // 50 mm/s, the slowest mechanisms sold.
  printMsPerMm: 20,
  quietMs: 20,
  finishMs: 500,
  closeMs: 1000,
  announceMs: 5000,
  chunkPauseMs: 10,
};

export type DeliveryPorts = {
  readonly transport: Transport;
  readonly timers: Timers;
  readonly deadlines: Deadlines;
  /** Called once, right before the first byte of the content may leave; nothing leaves if it rejects. */
  readonly announceSending: () => void | Promise<void>;
};

const failed = (reason: PrintFailure): PrintOutcome => ({ state: 'failed', reason });
const unknown = (reason: PrintFailure): PrintOutcome => ({ state: 'unknown', reason });

/**
 * Delivers one content to one printer, once; it never tries again by itself. `failed` only when surely nothing was
 * printed, `confirmed` only when the printer answered after the cut, `unknown` for everything between.
 * Bounded by the deadlines, whatever the printer does.
 */
export async function deliver(
  profile: PrinterProfile,
  content: PrintContent,
  ports: DeliveryPorts,
): Promise<PrintOutcome> {
  const opened = await openInTime(ports);
  if (!opened.ok) return failed(opened.reason);
  const { connection } = opened;
  try {
    return content.kind === 'drawer'
      ? await openDrawer(connection, profile, ports)
      : await printReceipt(connection, profile, content, ports);
  } finally {
    await settledWithin(ports.timers, ports.deadlines.closeMs, connection.close());
  }
}

async function openInTime({ transport, timers, deadlines }: DeliveryPorts): Promise<Opened> {
  const controller = new AbortController();
  const opening = transport.open(controller.signal);
  if (await settledWithin(timers, deadlines.openMs, opening)) return opening;
  controller.abort();
  // A line that still opens must not stay open: the printer would refuse the next job.
  void opening.then((late) => (late.ok ? late.connection.close() : undefined));
  return { ok: false, reason: 'timeout' };
}

async function printReceipt(
  connection: Connection,
  profile: PrinterProfile,
  content: Extract<PrintContent, { kind: 'receipt' }>,
  ports: DeliveryPorts,
): Promise<PrintOutcome> {
  const { bytes, paperMm } = encodeReceipt(content.receipt, profile);
  const { deadlines, timers } = ports;
  if (profile.answersStatus) {
    const before = await askStatus(connection, { timers, answerMs: deadlines.answerMs, quietMs: 0 });
    if (before.kind !== 'ready') return failed(before.reason);
  }
  const stopped = await send(connection, bytes, ports);
  if (stopped !== null) return stopped;
  if (!profile.answersStatus) return finish(connection, ports);

  const confirmation = await confirm(connection, paperMm, ports);
  // The answer is in: how the line ends changes nothing any more.
  await within(timers, deadlines.finishMs, (signal) => connection.finish(signal));
  return confirmation;
}

/**
 * The pulse needs neither paper nor a ready printer. One that says it is stopped gets the real-time pulse, which nothing
 * acknowledges, so the best it comes to is `sent`; one that is silent gets the usual pulse all the same.
 */
async function openDrawer(
  connection: Connection,
  profile: PrinterProfile,
  ports: DeliveryPorts,
): Promise<PrintOutcome> {
  const { deadlines, timers } = ports;
  const timing: StatusTiming = { timers, answerMs: deadlines.drawerAnswerMs, quietMs: 0 };
  const isStopped = profile.answersStatus && (await askOnline(connection, timing)) === 'stopped';
  const pulse = isStopped ? realTimeDrawerPulse(profile.drawerPin) : drawerPulse(profile.drawerPin);
  const stopped = await send(connection, pulse, ports);
  if (stopped !== null) return stopped;
  if (!profile.answersStatus || isStopped) return finish(connection, ports);

  const { answerMs, quietMs, finishMs } = deadlines;
  const after = await askOnline(connection, { timers, answerMs, quietMs });
  await within(timers, finishMs, (signal) => connection.finish(signal));
  if (after === 'online') return { state: 'confirmed' };
  return unknown(after === 'stopped' ? 'offline' : after);
}

/** Null when the operating system accepted everything; else the outcome. */
async function send(connection: Connection, bytes: Uint8Array, ports: DeliveryPorts): Promise<PrintOutcome | null> {
  const { deadlines, timers } = ports;
  if (!(await isAnnounced(ports))) return failed('interrupted');
  for (let at = 0; at < bytes.length; at += connection.chunkBytes) {
    if (at > 0) await pause(timers, deadlines.chunkPauseMs);
    const chunk = bytes.subarray(at, at + connection.chunkBytes);
    const written = await within(timers, deadlines.writeStallMs, (signal) => connection.write(chunk, signal));
    if (!written.ok) return at > 0 || written.mayHaveLeft ? unknown(written.reason) : failed(written.reason);
  }
  return null;
}

async function isAnnounced({ announceSending, deadlines, timers }: DeliveryPorts): Promise<boolean> {
  const announcing = Promise.resolve()
    .then(announceSending)
    .then(
      () => true,
      // The reason is the caller's own; what matters here is that the job was not noted.
      () => false,
    );
  return (await settledWithin(timers, deadlines.announceMs, announcing)) && announcing;
}

async function finish(connection: Connection, { deadlines, timers }: DeliveryPorts): Promise<PrintOutcome> {
  const bound = connection.finishMs ?? deadlines.finishMs;
  const ended: TransportResult = await within(timers, bound, (signal) => connection.finish(signal));
  if (ended.ok) return { state: 'sent' };
  return ended.mayHaveLeft ? unknown(ended.reason) : failed(ended.reason);
}

/**
 * GS r is answered in its turn, so its answer proves that the cut was reached; DLE EOT then proves that the answer was
 * no noise. Printers without GS r are judged by DLE EOT alone: ready after the cut, with every byte taken.
 */
async function confirm(connection: Connection, paperMm: number, ports: DeliveryPorts): Promise<PrintOutcome> {
  const { deadlines, timers } = ports;
  const timing: StatusTiming = { timers, answerMs: deadlines.answerMs, quietMs: deadlines.quietMs };
  const printingMs = Math.ceil(paperMm * deadlines.printMsPerMm);
  const printed = await hasPrintedAll(connection, { ...timing, answerMs: deadlines.answerMs + printingMs });
  const after = await askStatus(connection, timing);
  if (after.kind === 'silent') return unknown(after.reason);
  if (after.kind === 'not-ready' && !printed) return unknown(after.reason);
  return { state: 'confirmed' };
}
