import type { PrintContent, PrinterProfile, PrintOutcome } from '../../domain/printing/types.ts';
import type { Result } from '../../domain/result.ts';
import { DEADLINES, type Deadlines, deliver } from './deliver.ts';
import { systemTimers, type Timers } from './timers.ts';
import type { Transport } from './transport.ts';

export type PrintJob = {
  readonly jobId: string;
  readonly profile: PrinterProfile;
  readonly content: PrintContent;
};

export type PrinterQueuePorts = {
  readonly transportFor: (profile: PrinterProfile) => Result<Transport>;
  readonly timers?: Timers;
  readonly deadlines?: Deadlines;
  /**
   * Called right before the first byte of a job may leave, and waited for: what is noted here must be on disk, so that
   * a job cut short by a power failure is found as `sending` and not printed again. If it rejects, nothing is sent.
   */
  readonly onState?: (jobId: string, state: 'sending') => void | Promise<void>;
  /** A bug in encoding or a transport; the job is settled all the same. */
  readonly onError?: (jobId: string, error: unknown) => void;
};

export type PrinterQueue = {
  /** Never rejects, and settles in bounded time. A job id that is already on its way is not queued a second time. */
  submit(job: PrintJob): Promise<PrintOutcome>;
  /** Resolves when no job waits or runs. */
  idle(): Promise<void>;
  /** Waiting jobs fail as `interrupted`; those on their way end within their deadlines. */
  close(): Promise<void>;
};

type Waiting = { readonly job: PrintJob; readonly settle: (outcome: PrintOutcome) => void };

/** The jobs of one printer. Drawer pulses go first: the customer waits for change, not for paper. */
type Lane = { readonly drawers: Waiting[]; readonly receipts: Waiting[]; isRunning: boolean };

/** Jobs of one printer go one after the other; printers know nothing of each other, so a dead one delays no other. */
export function createPrinterQueue(ports: PrinterQueuePorts): PrinterQueue {
  const lanes = new Map<string, Lane>();
  const onTheirWay = new Map<string, Promise<PrintOutcome>>();
  let isClosed = false;

  const run = async (lane: Lane): Promise<void> => {
    // Encoding starts after the caller's own work: submitting costs a sale nothing.
    await new Promise(setImmediate);
    for (let next = take(lane); next !== undefined; next = take(lane)) next.settle(await perform(next.job, ports));
    lane.isRunning = false;
  };

  const enqueue = (job: PrintJob): Promise<PrintOutcome> =>
    new Promise((settle) => {
      const lane = laneOf(lanes, job.profile.url);
      (job.content.kind === 'drawer' ? lane.drawers : lane.receipts).push({ job, settle });
      if (lane.isRunning) return;
      lane.isRunning = true;
      void run(lane);
    });

  const idle = async (): Promise<void> => {
    while (onTheirWay.size > 0) await Promise.all(onTheirWay.values());
  };

  return {
    submit(job) {
      const known = onTheirWay.get(job.jobId);
      if (known !== undefined) return known;
      if (isClosed) return Promise.resolve({ state: 'failed', reason: 'interrupted' });
      const outcome = enqueue(job).finally(() => onTheirWay.delete(job.jobId));
      onTheirWay.set(job.jobId, outcome);
      return outcome;
    },
    idle,
    close() {
      isClosed = true;
      for (const lane of lanes.values()) {
        for (const waiting of [...lane.drawers.splice(0), ...lane.receipts.splice(0)]) {
          waiting.settle({ state: 'failed', reason: 'interrupted' });
        }
      }
      return idle();
    },
  };
}

const take = (lane: Lane): Waiting | undefined => lane.drawers.shift() ?? lane.receipts.shift();

function laneOf(lanes: Map<string, Lane>, url: string): Lane {
  const lane = lanes.get(url) ?? { drawers: [], receipts: [], isRunning: false };
  lanes.set(url, lane);
  return lane;
}

/** The boundary where a bug is caught: it costs its own job, never the queue. */
async function perform(job: PrintJob, ports: PrinterQueuePorts): Promise<PrintOutcome> {
  let mayHaveLeft = false;
  try {
    const transport = ports.transportFor(job.profile);
    if (!transport.ok) return { state: 'failed', reason: 'cannot-open' };
    return await deliver(job.profile, job.content, {
      transport: transport.value,
      timers: ports.timers ?? systemTimers,
      deadlines: ports.deadlines ?? DEADLINES,
      announceSending: async () => {
        await ports.onState?.(job.jobId, 'sending');
        mayHaveLeft = true;
      },
    });
  } catch (error) {
    ports.onError?.(job.jobId, error);
    return { state: mayHaveLeft ? 'unknown' : 'failed', reason: 'interrupted' };
  }
}
