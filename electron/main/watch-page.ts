import type { BrowserWindow } from 'electron';
import { monotonicMs, systemTimeouts } from '../host/real-world.ts';
import type { Report } from '../host/shell.ts';

/** A page that crashes again and again must not burn the processor that the till needs. */
const CRASH_WINDOW_MS = 60_000;
const MAX_QUICK_RELOADS = 3;
const SLOW_RELOAD_MS = 5_000;
/** Nobody at a counter waits longer than this for a page that hangs; what was rung up is on disk. */
const HANG_PATIENCE_MS = 15_000;

/** Brings the page back when it crashes or hangs. `onGone`: what it had asked is asked by nobody any more. */
export function watchPage(window: BrowserWindow, onGone: () => void, report: Report): void {
  const { webContents } = window;
  let crashes: readonly number[] = [];
  let hangTimer: unknown = null;

  const reload = (): void => {
    if (!window.isDestroyed()) webContents.reload();
  };
  const forgetHang = (): void => {
    if (hangTimer !== null) systemTimeouts.clear(hangTimer);
    hangTimer = null;
  };

  webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    forgetHang();
    onGone();
    if (window.isDestroyed() || reason === 'clean-exit') return;
    const now = monotonicMs();
    crashes = [...crashes.filter((at) => now - at < CRASH_WINDOW_MS), now];
    const delayMs = crashes.length > MAX_QUICK_RELOADS ? SLOW_RELOAD_MS : 0;
    report('error', 'page.crashed', { reason, code: exitCode, crashes: crashes.length, delayMs });
    systemTimeouts.set(reload, delayMs);
  });
  webContents.on('unresponsive', () => {
    report('warning', 'page.hangs');
    forgetHang();
    hangTimer = systemTimeouts.set(() => {
      report('error', 'page.hung');
      // 'render-process-gone' follows.
      if (!window.isDestroyed()) webContents.forcefullyCrashRenderer();
    }, HANG_PATIENCE_MS);
  });
  webContents.on('responsive', forgetHang);
  window.on('closed', forgetHang);
}
