import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

const onPath = (): string | null => {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const found = folders.flatMap((folder) => NAMES.map((name) => join(folder, name))).find((path) => existsSync(path));
  return found ?? null;
};

/** Path of a Chromium for tests: the one named by MOSTRADOR_CHROMIUM, the machine's, Playwright's; null for none. */
export function findChromium(): string | null {
  const named = process.env['MOSTRADOR_CHROMIUM'];
  if (named !== undefined && existsSync(named)) return named;
  const machines = onPath();
  if (machines !== null) return machines;
  const playwrights = chromium.executablePath();
  return existsSync(playwrights) ? playwrights : null;
}
