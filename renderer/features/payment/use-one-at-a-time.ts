import { useEffect, useState } from 'react';
import { forgetRefusal, saleNow } from '../sale/sale-store.ts';
import { oneAtATime, type WorkView } from './one-at-a-time.ts';

function followed(show: (view: WorkView) => void) {
  return oneAtATime((view) => {
    show(view);
    // Said here, where the person looks, and not at the ticket as well.
    if (view.refusal !== null && saleNow().refusal?.code === view.refusal.code) forgetRefusal();
  });
}

/** What the payment asks of the till, and how that stands. */
export function useOneAtATime() {
  const [view, setView] = useState<WorkView>({ isBusy: false, refusal: null });
  const [turn] = useState(() => followed(setView));
  useEffect(() => turn.end, [turn]);
  return { ...view, ...turn };
}
