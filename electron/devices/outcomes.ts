import type { PrintOutcome } from '../../domain/printing/types.ts';
import type { Peer, Timeouts } from '../ipc/peer.ts';
import { patienceMs } from './patience.ts';

export type Outcomes = {
  /** Remembers how a job ended until the till has written it down. */
  tell(jobId: number, outcome: PrintOutcome): void;
  /** Jobs whose end the till has not taken yet: it may send them again, and they must not be printed again. */
  isUntold(jobId: number): boolean;
};

/**
 * How jobs ended, told to the till until it took it, whatever it refuses meanwhile. An outcome that is lost would be a
 * paper that nobody knows to be out; telling it twice changes nothing.
 */
export function createOutcomes(peer: Pick<Peer, 'call'>, timeouts: Timeouts): Outcomes {
  const untold = new Map<number, PrintOutcome>();

  async function send(jobId: number, attempt: number): Promise<void> {
    const outcome = untold.get(jobId);
    if (outcome === undefined) return;
    const taken = await peer.call('jobs.outcome', { jobId, outcome });
    if (taken.ok) untold.delete(jobId);
    else timeouts.set(() => void send(jobId, attempt + 1), patienceMs(attempt));
  }

  return {
    tell(jobId, outcome) {
      untold.set(jobId, outcome);
      void send(jobId, 0);
    },
    isUntold: (jobId) => untold.has(jobId),
  };
}
