import type { PrintFailure } from '../../domain/printing/types.ts';
import { pause, type Timers, within } from './timers.ts';
import type { Connection } from './transport.ts';

export type SilenceReason = 'no-answer' | 'connection-lost';

/** What a printer says of itself, or why it did not: `no-answer` also when the line carries only noise. */
export type PrinterStatus =
  | { readonly kind: 'ready' }
  | { readonly kind: 'not-ready'; readonly reason: PrintFailure }
  | { readonly kind: 'silent'; readonly reason: SilenceReason };

type Exchange = { readonly kind: 'answer'; readonly byte: number } | { readonly kind: 'noise' | 'silence' | 'lost' };

type Question = { readonly bytes: Uint8Array; readonly isAnswer: (byte: number) => boolean };

export type StatusTiming = {
  readonly timers: Timers;
  /** The bound of one question. */
  readonly answerMs: number;
  /** How long the line must stay quiet after an answer for it to count; 0 trusts the first byte. */
  readonly quietMs: number;
};

/** DLE EOT n: answered at once, also offline and without paper. Bits 0, 1, 4 and 7 of its answers are fixed. */
const dleEot = (n: number): Question => ({
  bytes: Uint8Array.of(0x10, 0x04, n),
  isAnswer: (byte) => (byte & 0x93) === 0x12,
});
const PRINTER = dleEot(1);
const OFFLINE_CAUSE = dleEot(2);
const PAPER = dleEot(4);
/** GS r 1: answered in its turn, so after everything before it was printed and cut. Bits 4 to 7 of its answer are 0. */
const PRINTED: Question = {
  bytes: Uint8Array.of(0x1d, 0x72, 0x01),
  isAnswer: (byte) => (byte & 0xf0) === 0,
};

const OFFLINE_BIT = 0x08;
const XON = 0x11;
const XOFF = 0x13;
const ATTEMPTS = 3;

/**
 * Asks for printer, cause and paper. A noisy line is asked again; one that stays noisy counts as silent, because a
 * ready printer and a lucky byte look alike.
 */
export async function askStatus(connection: Connection, timing: StatusTiming): Promise<PrinterStatus> {
  const answers: number[] = [];
  for (const question of [PRINTER, OFFLINE_CAUSE, PAPER]) {
    const exchange = await askAgain(connection, question, timing);
    if (exchange.kind !== 'answer') return { kind: 'silent', reason: silenceReason(exchange) ?? 'no-answer' };
    answers.push(exchange.byte);
  }
  const [printer = 0, cause = 0, paper = 0] = answers;
  const reason = notReadyReason(printer, cause, paper);
  return reason === null ? { kind: 'ready' } : { kind: 'not-ready', reason };
}

/** Cover first: an open cover also reads as offline, and on many printers as paper out. */
function notReadyReason(printer: number, cause: number, paper: number): PrintFailure | null {
  if ((cause & 0x04) !== 0) return 'cover-open';
  if ((paper & 0x60) !== 0 || (cause & 0x20) !== 0) return 'paper-out';
  if ((cause & 0x40) !== 0) return 'device-error';
  if ((printer & OFFLINE_BIT) !== 0) return 'offline';
  return null;
}

/** True when the printer says that everything sent so far is printed. Asked once: its place in the data is its meaning. */
export async function hasPrintedAll(connection: Connection, timing: StatusTiming): Promise<boolean> {
  return (await ask(connection, PRINTED, timing)).kind === 'answer';
}

/** Whether the printer takes print data now or keeps it until a person has seen to it; asks one question only. */
export async function askOnline(
  connection: Connection,
  timing: StatusTiming,
): Promise<'online' | 'stopped' | SilenceReason> {
  const exchange = await askAgain(connection, PRINTER, timing);
  if (exchange.kind !== 'answer') return silenceReason(exchange) ?? 'no-answer';
  return (exchange.byte & OFFLINE_BIT) === 0 ? 'online' : 'stopped';
}

function silenceReason(exchange: Exchange): SilenceReason | null {
  if (exchange.kind === 'answer') return null;
  return exchange.kind === 'lost' ? 'connection-lost' : 'no-answer';
}

async function askAgain(connection: Connection, question: Question, timing: StatusTiming): Promise<Exchange> {
  for (let attempt = 1; attempt < ATTEMPTS; attempt += 1) {
    const exchange = await ask(connection, question, timing);
    if (exchange.kind !== 'noise') return exchange;
  }
  return ask(connection, question, timing);
}

async function ask(connection: Connection, question: Question, timing: StatusTiming): Promise<Exchange> {
  const { inbox } = connection;
  inbox.discard();
  return within(timing.timers, timing.answerMs, async (signal): Promise<Exchange> => {
    const written = await connection.write(question.bytes, signal);
    if (!written.ok) return { kind: written.reason === 'timeout' ? 'silence' : 'lost' };
    const byte = await nextByte(connection, signal);
    if (byte === null) return { kind: inbox.isClosed ? 'lost' : 'silence' };
    if (!question.isAnswer(byte)) return { kind: 'noise' };
    if (timing.quietMs > 0 && !(await staysQuiet(connection, timing))) return { kind: 'noise' };
    return { kind: 'answer', byte };
  });
}

/** The next byte that may be an answer: flow control is passed over, and so are the four bytes of an automatic status. */
async function nextByte(connection: Connection, signal: AbortSignal): Promise<number | null> {
  let skip = 0;
  while (!signal.aborted) {
    await connection.inbox.ready(signal);
    const byte = connection.inbox.take();
    if (byte === null) {
      if (connection.inbox.isClosed) return null;
      continue;
    }
    if (skip > 0) skip -= 1;
    else if ((byte & 0x93) === 0x10) skip = 3;
    else if (byte !== XON && byte !== XOFF) return byte;
  }
  return null;
}

async function staysQuiet(connection: Connection, timing: StatusTiming): Promise<boolean> {
  await pause(timing.timers, timing.quietMs);
  const byte = connection.inbox.take();
  return byte === null || byte === XON || byte === XOFF || (byte & 0x93) === 0x10;
}
