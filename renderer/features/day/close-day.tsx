import { useState } from 'react';
import type { CountedPieces } from '../../../domain/day/types.ts';
import type { Cents } from '../../../domain/money.ts';
import type { ClosedDayView } from '../../../electron/ipc/contract/day.ts';
import { CountByKind } from './count-by-kind.tsx';
import { CountSum } from './count-sum.tsx';
import { HowMuchStays } from './how-much-stays.tsx';

/** What was counted: kind by kind, or only the sum. */
export type DrawerCount = { readonly pieces: readonly CountedPieces[]; readonly totalCents: Cents };

type Props = { onBack(): void; onClosed(closed: ClosedDayView): void };

/** Blind: first what is there, then what stays; what should have been there is on the Z. */
export function CloseDay({ onBack, onClosed }: Props) {
  const [isSum, setSum] = useState(false);
  const [count, setCount] = useState<DrawerCount | null>(null);
  if (count !== null) return <HowMuchStays count={count} onBack={() => setCount(null)} onClosed={onClosed} />;
  return isSum ? (
    <CountSum onBack={onBack} onCounted={setCount} onByKind={() => setSum(false)} />
  ) : (
    <CountByKind onBack={onBack} onCounted={setCount} onSum={() => setSum(true)} />
  );
}
