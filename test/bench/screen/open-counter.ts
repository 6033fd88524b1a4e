import { buildApp, isFresh } from '../../../scripts/app-build.ts';
import type { Counter } from '../../e2e/support/counter.ts';
import { HOSTS, SMALL } from '../../e2e/support/hosts.ts';
import { installProbe } from './probe.ts';

export type HostOfBench = {
  readonly name: string;
  readonly skipped: string | null;
  open(folder: string): Promise<Counter>;
};

/** A selling screen is there: the search field of the counter. */
export const COUNTER = '[role="combobox"]';
export const LINES = '[data-line]';

export const hostsOfBench: readonly HostOfBench[] = HOSTS.map((host) => ({
  name: host.name,
  skipped: host.isHere ? null : `no ${host.name} on this machine`,
  async open(folder) {
    if (!isFresh()) await buildApp();
    const counter = await host.open({ dataFolder: folder, args: [], ...SMALL });
    await counter.page.waitForSelector(COUNTER);
    await installProbe(counter.page);
    return counter;
  },
}));

/** A wedge scanner of the usual speed, milliseconds from key to key. */
const SCANNER_MS = 8;

/** Types a code as a scanner does; the last key is Enter. */
export async function scanKeys({ page }: Counter, code: string): Promise<void> {
  await page.keyboard.type(code, { delay: SCANNER_MS });
  await page.keyboard.press('Enter');
}

/** A pause that is no multiple of a frame: samples fall on any phase of the screen. */
export const randomPause = ({ page }: Counter, random: () => number): Promise<void> =>
  page.waitForTimeout(120 + random() * 150);
