import type { PrinterProfile, PrintOutcome } from '../../domain/printing/types.ts';
import { testSlip } from '../../domain/receipt/test-slip.ts';
import type { Result } from '../../domain/result.ts';
import type { Language } from '../../domain/texts/index.ts';
import type { Deadlines } from '../../native/printing/deliver.ts';
import { createPrinterQueue, type PrinterQueue } from '../../native/printing/printer-queue.ts';
import type { Transport } from '../../native/printing/transport.ts';
import type { PrintTaskMessage } from '../ipc/contract/printing.ts';
import type { Peer, Timeouts } from '../ipc/peer.ts';
import { logBug, logLine } from './log.ts';
import { createOutcomes } from './outcomes.ts';
import { patienceMs } from './patience.ts';

export type PrintDesk = {
  /** Carries out what is not known yet; answers at once. */
  take(tasks: readonly PrintTaskMessage[]): void;
  /** The test slip, in the lane of its printer, so that it never cuts into a ticket. */
  test(profile: PrinterProfile, language: Language): Promise<PrintOutcome>;
};

export type PrintDeskPorts = {
  readonly peer: Pick<Peer, 'call'>;
  readonly timeouts: Timeouts;
  transportFor(profile: PrinterProfile): Result<Transport>;
  /** Before anything is sent to this printer: the virtual one has to be there first. Never rejects. */
  prepare(profile: PrinterProfile): Promise<void>;
  /** Tests have less time. */
  readonly deadlines?: Deadlines;
};

const TEST_JOB = 'test-';
/** Thrown inside the queue, which then lets not a byte leave. */
class NotGranted extends Error {}

/** Print jobs of the till, each sent at most once, its end told until it is known. */
export function createPrintDesk({ peer, timeouts, transportFor, prepare, deadlines }: PrintDeskPorts): PrintDesk {
  const outcomes = createOutcomes(peer, timeouts);
  const onTheirWay = new Set<number>();
  let tests = 0;

  /**
   * Asks until there is an answer: without the till's word nothing may leave. The queue gives up after some seconds, and
   * then nobody asks any more: a job granted so late would stay "sending" for ever.
   */
  async function markSending(jobId: number): Promise<void> {
    for (let attempt = 0; onTheirWay.has(jobId); attempt += 1) {
      const granted = await peer.call('jobs.mark-sending', { jobId });
      if (granted.ok && granted.value.isGranted) return;
      if (granted.ok) {
        logLine('info', 'print.not-granted', { jobId });
        throw new NotGranted();
      }
      await new Promise<void>((resolve) => timeouts.set(() => resolve(), patienceMs(attempt)));
    }
    throw new NotGranted();
  }

  const queue: PrinterQueue = createPrinterQueue({
    transportFor,
    ...(deadlines === undefined ? {} : { deadlines }),
    onState: (jobId) => (jobId.startsWith(TEST_JOB) ? undefined : markSending(Number(jobId))),
    onError: (_jobId, error) => logBug('print.bug', error),
  });

  async function carryOut({ jobId, profile, content }: PrintTaskMessage): Promise<void> {
    onTheirWay.add(jobId);
    await prepare(profile);
    const outcome = await queue.submit({ jobId: String(jobId), profile, content });
    // Untold before it is no longer on its way: there is no moment in which the job looks new.
    outcomes.tell(jobId, outcome);
    onTheirWay.delete(jobId);
    if ('reason' in outcome) logLine('warning', `print.${outcome.state}`, { jobId, code: outcome.reason });
  }

  return {
    take(tasks) {
      for (const task of tasks) {
        if (!onTheirWay.has(task.jobId) && !outcomes.isUntold(task.jobId)) void carryOut(task);
      }
    },
    async test(profile, language) {
      await prepare(profile);
      tests += 1;
      const content = { kind: 'receipt', receipt: testSlip(profile, language) } as const;
      return queue.submit({ jobId: `${TEST_JOB}${tests}`, profile, content });
    },
  };
}
