import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { logPath } from '../../electron/host/log.ts';
import { type Display, openDisplay } from '../support/display.ts';
import { type ElectronTill, hasElectron, launchElectron, startElectron } from '../support/electron.ts';

const PATIENCE = { timeout: 20_000 };

/** Processes whose parent, or parent's parent, is this one. */
function descendants(pid: number): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'latin1');
      parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
    } catch {
      // Ended while we looked.
    }
  }
  const found = [pid];
  for (const parent of found) for (const [child, of] of parents) if (of === parent) found.push(child);
  return found.slice(1);
}

const isAlive = (pid: number): boolean => {
  try {
    // A zombie is no process any more.
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'latin1'));
  } catch {
    return false;
  }
};

const hello = (till: ElectronTill): Promise<{ result: { value: Record<string, unknown> } }> =>
  till.page.evaluate(`new Promise((resolve) => {
    window.mostrador.onMessage((message) => message.id === 77 && resolve(message));
    window.mostrador.post({ kind: 'request', id: 77, command: 'host.hello', input: {} });
  })`) as Promise<{ result: { value: Record<string, unknown> } }>;

describe.skipIf(!hasElectron)('the shell of Electron (needs Electron)', () => {
  let folder = '';
  let data = '';

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'mostrador-shell-'));
    data = join(folder, 'datos');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const log = (): string => (existsSync(logPath(data)) ? readFileSync(logPath(data), 'utf8') : '');
  const opened = (args: readonly string[] = []): Promise<ElectronTill> => launchElectron({ dataFolder: data, args });

  it('gives the window the till and keeps the folder to this user', async () => {
    const till = await opened();
    try {
      const { result } = await hello(till);
      expect(result.value).toMatchObject({ host: 'electron', holdsTill: true, isKiosk: false, isSample: false });
      expect(statSync(data).mode & 0o777).toBe(0o700);
    } finally {
      await till.close();
    }
  });

  it('gives the till to the page that comes after a crash of the page', async () => {
    const till = await opened();
    try {
      expect((await hello(till)).result.value['holdsTill']).toBe(true);
      await till.app.evaluate(({ webContents }) => webContents.getAllWebContents()[0]?.forcefullyCrashRenderer());
      await expect.poll(() => log(), PATIENCE).toContain('page.crashed');
      // The driver does not follow a page that crashed: it is asked through the shell.
      const again = await till.app.evaluate(async ({ webContents }) => {
        const [contents] = webContents.getAllWebContents();
        if (contents?.isLoading() === true)
          await new Promise<void>((resolve) => contents.once('did-finish-load', () => resolve()));
        return contents?.executeJavaScript(`new Promise((resolve) => {
          window.mostrador.onMessage((message) => message.id === 77 && resolve(message.result.value));
          window.mostrador.post({ kind: 'request', id: 77, command: 'host.hello', input: {} });
        })`);
      });
      expect(again).toMatchObject({ holdsTill: true });
    } finally {
      await till.close();
    }
  });

  it('shows its window to a second start on the same folder, which ends', async () => {
    const till = await opened();
    try {
      await till.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
      const second = startElectron(['--data', data], till.displayEnv);
      expect(await second.ended).toBe(0);
      expect(second.said()).toContain('su ventana pasa delante');
      const isVisible = () =>
        till.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.isVisible()));
      await expect.poll(isVisible, PATIENCE).toEqual([true]);
    } finally {
      await till.close();
    }
  });

  it('does not close its window in kiosk, and ends by a signal all the same', async () => {
    const till = await opened(['--kiosk']);
    try {
      const stays = await till.app.evaluate(async ({ BrowserWindow }) => {
        const [window] = BrowserWindow.getAllWindows();
        window?.close();
        await new Promise((resolve) => setTimeout(resolve, 200));
        return [window?.isDestroyed(), window?.isKiosk()];
      });
      expect(stays).toEqual([false, true]);
    } finally {
      await till.close();
    }
    expect(log()).toContain('"phase.ended","phase":"folder"');
  });

  it('ends in order when its window is closed', async () => {
    const till = await opened();
    const running = descendants(till.hostPid);
    expect(running.length).toBeGreaterThan(3);
    const ended = new Promise((resolve) => till.app.process().once('exit', resolve));
    await till.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
    expect(await ended).toBe(0);
    await till.close();
    await expect.poll(() => running.filter(isAlive), PATIENCE).toEqual([]);
    const ends = log()
      .split('\n')
      .filter((line) => line.includes('phase.ended'));
    expect(ends.map((line) => (JSON.parse(line) as { phase: string }).phase)).toEqual([
      'processes',
      'local-socket',
      'folder',
    ]);
  });

  describe('started by hand', () => {
    let display: Display;
    beforeEach(async () => {
      display = await openDisplay();
    });
    afterEach(() => display.end());

    it('ends its processes in order at Ctrl-C, which reaches all of them, and this one twice', async () => {
      const { child, ended, said } = startElectron(['--data', data], display.env);
      const pid = child.pid ?? 0;
      for (const sign of ['"till.open"', '"devices.open"', 'window.shown']) {
        await expect.poll(log, PATIENCE).toContain(sign);
      }
      const running = descendants(pid);
      process.kill(-pid, 'SIGINT');
      await new Promise((resolve) => setTimeout(resolve, 20));
      child.kill('SIGINT');
      await ended;
      expect(said()).toContain('Cerrando la caja');
      // Chromium's own go a moment after the one that started them.
      await expect.poll(() => running.filter(isAlive), PATIENCE).toEqual([]);
      // The third one says nothing when it is open; it may not have been.
      const lines = log()
        .split('\n')
        .filter((line) => /process\.(?:ended|crashed).*"(?:till|devices)"/.test(line));
      expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
        expect.objectContaining({ event: 'process.ended', process: 'devices', code: 0 }),
        expect.objectContaining({ event: 'process.ended', process: 'till', code: 0 }),
      ]);
      expect(log()).toContain('"phase.ended","phase":"folder"');
    });

    it('leaves nothing of the shop of a demonstration, and nothing at all of the one before', async () => {
      const before = join(folder, 'mostrador-demo-before');
      mkdirSync(join(before, 'ventana-electron'), { recursive: true });
      utimesSync(before, 0, 0);
      const { child, ended, said } = startElectron(['--demo'], { ...display.env, TMPDIR: folder });
      await expect.poll(said, PATIENCE).toContain('mostrador-demo-');
      const demos = (): string[] => readdirSync(folder).filter((name) => name.startsWith('mostrador-demo-'));
      const [demo = ''] = demos();
      expect(readdirSync(join(folder, demo))).toContain('registros');
      child.kill('SIGTERM');
      expect(await ended).toBe(0);
      expect(demos()).not.toContain('mostrador-demo-before');
      const left = demos().flatMap((name) => readdirSync(join(folder, name)));
      expect(left.filter((name) => name !== 'ventana-electron')).toEqual([]);
    });

    it.each([
      ['an option that it does not know', ['--daten', '/tmp'], 2, '--daten'],
      ['a folder inside another that is synchronised', ['--data', 'Dropbox/caja'], 1, 'Dropbox'],
    ])('refuses %s in words', async (_name, args, code, word) => {
      const { ended, said } = startElectron(args, display.env);
      expect(await ended).toBe(code);
      expect(said()).toContain(word);
    });
  });
});
