import { useState } from 'react';
import type { ClosedDayView } from '../../../electron/ipc/contract/day.ts';
import { goBack } from '../../app/panes.ts';
import { useKeys } from '../../keys/use-keys.ts';
import { CloseDay } from './close-day.tsx';
import { ClosedDay } from './closed-day.tsx';
import { DayHistory } from './day-history.tsx';
import { DayHome } from './day-home.tsx';
import { MoveCash } from './move-cash.tsx';
import { OpenSession } from './open-session.tsx';
import { ReportView } from './report-view.tsx';
import { SyncView } from './sync-view.tsx';
import './day.css';

/** Where one is on the day's pane; each knows the way back. */
export type DayView =
  | { readonly name: 'home' | 'open' | 'in' | 'out' | 'count' | 'x' | 'history' }
  | { readonly name: 'z' | 'sync'; readonly number: string }
  | { readonly name: 'closed'; readonly closed: ClosedDayView };

/** Cash session, its papers and what central holds of them. */
export function DayPane() {
  const [path, setPath] = useState<readonly DayView[]>([{ name: 'home' }]);
  const view = path.at(-1) ?? { name: 'home' };
  const show = (next: DayView): void => setPath((before) => [...before, next]);
  const back = (): void => {
    if (path.length > 1) setPath(path.slice(0, -1));
    else goBack();
  };
  const home = (): void => setPath([{ name: 'home' }]);
  useKeys({ keys: { Escape: back } });
  switch (view.name) {
    case 'open':
      return <OpenSession onBack={back} />;
    case 'in':
    case 'out':
      return <MoveCash key={view.name} kind={view.name} onBack={back} />;
    case 'count':
      return <CloseDay onBack={back} onClosed={(closed) => setPath([{ name: 'home' }, { name: 'closed', closed }])} />;
    case 'closed':
      return <ClosedDay closed={view.closed} onShow={show} onDone={home} />;
    case 'x':
      return <ReportView number={null} onBack={back} onShow={show} />;
    case 'z':
      return <ReportView key={view.number} number={view.number} onBack={back} onShow={show} />;
    case 'sync':
      return <SyncView key={view.number} number={view.number} onBack={back} />;
    case 'history':
      return <DayHistory onBack={back} onShow={show} />;
    default:
      return <DayHome onBack={back} onShow={show} />;
  }
}
