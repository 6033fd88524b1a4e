import { useRef, useState } from 'react';
import type { Refusal, Result } from '../../../domain/result.ts';
import type { WaitingJob } from '../../../electron/ipc/contract/printing.ts';
import { knowApp } from '../../app/app-store.ts';
import { client } from '../../app/client.ts';
import { type JobAction, printableAtOnce } from './job-choices.ts';

/** Once: a decision that is repeated unseen could be a second paper. */
async function decide(jobId: number, answer: JobAction): Promise<Result<unknown>> {
  const decided = await client.askOnce('printing.decide', { jobId, answer });
  if (decided.ok) knowApp({ jobs: decided.value.jobs });
  return decided;
}

/** The decisions about one job: one at a time, with why it was not done. */
export function useJobActions(job: WaitingJob) {
  const isRunning = useRef(false);
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  async function carryOut(action: JobAction): Promise<void> {
    if (isRunning.current) return;
    isRunning.current = true;
    setBusy(true);
    setRefusal(null);
    try {
      const result = await decide(job.jobId, action);
      if (!result.ok) setRefusal(result.refusal);
    } finally {
      isRunning.current = false;
      setBusy(false);
    }
  }
  return { isBusy, refusal, carryOut: (action: JobAction) => void carryOut(action) };
}

/** The printer is back: all of them, until one is refused. */
export function usePrintAll(jobs: readonly WaitingJob[]) {
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  async function printAll(): Promise<void> {
    setBusy(true);
    setRefusal(null);
    try {
      for (const { jobId } of printableAtOnce(jobs)) {
        const result = await decide(jobId, 'print');
        if (result.ok) continue;
        setRefusal(result.refusal);
        return;
      }
    } finally {
      setBusy(false);
    }
  }
  return { isBusy, refusal, printAll: () => void printAll() };
}
