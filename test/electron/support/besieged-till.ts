import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { logPath } from '../../../electron/host/log.ts';
import { type ElectronTill, launchElectron } from '../../support/electron.ts';
import { type SilentServer, startSilentServer } from './silent-server.ts';

export const PAGE = 'app://mostrador/';
/** In the page: what was started has had its time. */
export const PAUSE = 'await new Promise((resolve) => setTimeout(resolve, 150));';

export type BesiegedTill = ElectronTill & {
  /** For files of the test; removed at the end. */
  readonly folder: string;
  readonly server: SilentServer;
  /** Runs JavaScript in the page and answers what it returns. */
  inPage<T>(code: string): Promise<T>;
  /** What the window was really made with. */
  preferences(): Promise<Record<string, unknown>>;
  /** How many lines of the log hold all these words. */
  logged(...words: readonly string[]): number;
  /** There is one document, it is ours, and nobody outside has heard of it; then a fresh page. */
  expectUnharmed(): Promise<void>;
};

/** The till in Electron and somebody outside whom it must not reach. */
export async function openBesiegedTill(args: readonly string[] = []): Promise<BesiegedTill> {
  const folder = mkdtempSync(join(tmpdir(), 'mostrador-besieged-'));
  const dataFolder = join(folder, 'datos');
  const server = await startSilentServer();
  const till = await launchElectron({ dataFolder, args });
  return {
    ...till,
    folder,
    server,
    inPage: <T>(code: string) => till.page.evaluate(`(async () => { ${code} })()`) as Promise<T>,
    preferences: () =>
      till.app.evaluate(({ webContents }) => {
        const contents = webContents.getAllWebContents().find((one) => one.getURL().startsWith('app:'));
        // Not in the types.
        return (contents as unknown as { getLastWebPreferences(): Record<string, unknown> }).getLastWebPreferences();
      }),
    logged: (...words) =>
      readFileSync(logPath(dataFolder), 'utf8')
        .split('\n')
        .filter((line) => words.every((word) => line.includes(`"${word}"`))).length,
    async expectUnharmed() {
      // A window that a test has closed takes a moment to go.
      await expect
        .poll(() =>
          till.app.evaluate(({ webContents }) => webContents.getAllWebContents().map((contents) => contents.getURL())),
        )
        .toEqual([PAGE]);
      const hits = server.hits.splice(0);
      await till.page.reload();
      expect(hits).toEqual([]);
    },
    async close() {
      await till.close();
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
