import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { app, type BrowserWindow, powerSaveBlocker, safeStorage, session } from 'electron';
import { ok, type Result } from '../../domain/result.ts';
import { startHost } from '../host/host.ts';
import { layoutOf } from '../host/layout.ts';
import type { ShellOptions } from '../host/options.ts';
import { cpuMs, monotonicMs, newId, systemTimeouts } from '../host/real-world.ts';
import { readRenderer } from '../host/renderer-files.ts';
import type { Host, Report, Shell } from '../host/shell.ts';
import { serveApp } from './app-scheme.ts';
import { lockDownContents, lockDownSession } from './lock-down.ts';
import { listenToPages } from './page-port.ts';
import { secretStore } from './secret-store.ts';
import { createTillWindow } from './till-window.ts';
import { utilityFork } from './utility-fork.ts';
import { watchPage } from './watch-page.ts';

export type TillOptions = Pick<ShellOptions, 'isKiosk' | 'opensWindow'> & {
  readonly dataFolder: string;
  readonly isDemo: boolean;
  readonly report: Report;
  /** A window, a command or the last window's end asked to end. */
  readonly onQuit: () => void;
};

export type RunningTill = {
  /** Brings the window to the front; opens one if there is none. */
  show(): void;
  /** The window first, then the processes. */
  stop(): Promise<void>;
};

/**
 * The till on a folder, in a window of Electron, which must be ready. Refuses `renderer_missing` and what startHost
 * refuses; then nothing runs.
 */
export async function serveTill(options: TillOptions): Promise<Result<RunningTill>> {
  const { report } = options;
  const layout = layoutOf(import.meta.url);
  const files = readRenderer(layout.rendererFolder);
  if (!files.ok) return files;
  lockDownContents(report);
  lockDownSession(session.defaultSession, report);
  serveApp(session.defaultSession, files.value);

  const desk = createDesk(options);
  const started = await startHost({
    kind: 'electron',
    version: layout.version,
    dataFolder: options.dataFolder,
    isSample: options.isDemo,
    samplesFolder: layout.samplesFolder,
    entries: layout.entries,
    fork: utilityFork,
    shell: desk.shell,
    report,
    bootId: newId(),
    timeouts: systemTimeouts,
    monotonicMs,
    cpuMs,
    isKiosk: options.isKiosk,
  });
  if (!started.ok) return started;
  const host = started.value;
  if (options.opensWindow) desk.open(host);
  // A till whose screen has gone dark looks closed.
  const blocker = powerSaveBlocker.start('prevent-display-sleep');
  return ok({
    show: () => desk.open(host),
    async stop() {
      powerSaveBlocker.stop(blocker);
      desk.close();
      await host.stop();
    },
  });
}

type Desk = { readonly shell: Shell; open(host: Host): void; close(): void };

/** The one window and its state. */
function createDesk({ isKiosk: startsInKiosk, report, onQuit }: TillOptions): Desk {
  let window: BrowserWindow | null = null;
  let isKiosk = startsInKiosk;

  function raise(shown: BrowserWindow): void {
    if (shown.isMinimized()) shown.restore();
    shown.show();
    shown.focus();
  }

  function open(host: Host): void {
    if (window !== null) {
      raise(window);
      return;
    }
    const opened = createTillWindow({
      appFolder: dirname(fileURLToPath(import.meta.url)),
      isKiosk,
      hasInspector: !app.isPackaged,
    });
    window = opened;
    const closePage = listenToPages(opened.webContents, {
      onPage: (port) => host.connectWindow(port, { windowId: newId() }),
      onForeignMessage: () => report('warning', 'message.foreign'),
    });
    watchPage(opened, closePage, report);
    opened.once('ready-to-show', () => report('info', 'window.shown'));
    // Out of the kiosk by PIN only; a signal or the command line still ends the till.
    opened.on('close', (event) => {
      if (isKiosk) event.preventDefault();
    });
    opened.once('closed', () => {
      window = null;
      onQuit();
    });
  }

  return {
    shell: {
      setKiosk(isOn) {
        isKiosk = isOn;
        window?.setKiosk(isOn);
      },
      signInUrl() {
        if (window !== null) raise(window);
        return null;
      },
      secrets: secretStore(safeStorage, process.platform),
      quit: onQuit,
    },
    open,
    close: () => window?.destroy(),
  };
}
