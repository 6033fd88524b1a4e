import { buildApp, isFresh } from '../../../scripts/app-build.ts';
import type { Counter } from '../../e2e/support/counter.ts';
import { HOSTS, SMALL } from '../../e2e/support/hosts.ts';
import { type KeyInput, keyInput } from '../../renderer/scanner-input.ts';
import { installProbe } from './probe.ts';

/** With a scanner: keys carry the times that it would give them, whatever holds up the program that sends them. */
export type BenchCounter = Counter & { readonly input: KeyInput };

export type HostOfBench = {
  readonly name: string;
  readonly skipped: string | null;
  open(folder: string): Promise<BenchCounter>;
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
    return { ...counter, input: await keyInput(counter.page) };
  },
}));

/** A wedge scanner of the usual speed, milliseconds from key to key. */
const SCANNER_MS = 8;

/** Types a code as a scanner does; the last key is Enter. */
export const scanKeys = ({ input }: BenchCounter, code: string): Promise<void> => input.scan(code, SCANNER_MS);

/** A pause that is no multiple of a frame: samples fall on any phase of the screen. */
export const randomPause = ({ page }: BenchCounter, random: () => number): Promise<void> =>
  page.waitForTimeout(120 + random() * 150);
