import { create } from 'zustand';
import type { CatalogOverview } from '../../electron/ipc/contract/catalog.ts';
import type { DataOf, OutputOf } from '../../electron/ipc/contract/index.ts';
import type { WaitingJob } from '../../electron/ipc/contract/printing.ts';
import type { SessionView } from '../../electron/ipc/contract/session.ts';
import type { SettingsView } from '../../electron/ipc/contract/settings.ts';
import type { AppState } from '../../electron/ipc/contract/setup.ts';
import type { StatusView } from '../../electron/ipc/contract/status.ts';

type ProcessChange = DataOf<'process.changed'>;

/** What the page knows of the till, as it was last told; null: not told yet. The ticket has a store of its own. */
export type AppData = {
  readonly connection: 'connecting' | 'connected' | 'lost';
  readonly hello: OutputOf<'host.hello'> | null;
  readonly appState: AppState | null;
  readonly session: SessionView | null;
  readonly status: StatusView | null;
  readonly settings: SettingsView | null;
  readonly overview: CatalogOverview | null;
  readonly jobs: readonly WaitingJob[];
  readonly processes: Readonly<Record<ProcessChange['process'], ProcessChange['state']>>;
};

const NOTHING_KNOWN: AppData = {
  connection: 'connecting',
  hello: null,
  appState: null,
  session: null,
  status: null,
  settings: null,
  overview: null,
  jobs: [],
  processes: { till: 'up', devices: 'up', sync: 'up' },
};

export const useApp = create<AppData>(() => NOTHING_KNOWN);
export const knowApp = (news: Partial<AppData>): void => useApp.setState(news);
export const appNow = (): AppData => useApp.getState();
