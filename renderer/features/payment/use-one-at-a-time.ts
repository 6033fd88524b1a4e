import { useRef, useState } from 'react';
import type { Refusal, Result } from '../../../domain/result.ts';
import { forgetRefusal, saleNow } from '../sale/sale-store.ts';

/** One thing at a time: a second Enter or tap while the till works is not a second payment. */
export function useOneAtATime() {
  const isRunning = useRef(false);
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  async function run<T>(work: () => Promise<Result<T>>): Promise<void> {
    if (isRunning.current) return;
    isRunning.current = true;
    setBusy(true);
    setRefusal(null);
    try {
      const result = await work();
      if (!result.ok) {
        setRefusal(result.refusal);
        // Said here, where the person looks, and not at the ticket as well.
        if (saleNow().refusal?.code === result.refusal.code) forgetRefusal();
      }
    } finally {
      isRunning.current = false;
      setBusy(false);
    }
  }
  return { isBusy, isBusyNow: () => isRunning.current, refusal, setRefusal, run };
}
