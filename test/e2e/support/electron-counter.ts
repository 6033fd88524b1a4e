import { launchElectron } from '../../support/electron.ts';
import type { Counter, CounterOptions } from './counter.ts';

/** The built till in Electron, on a screen of its own. */
export async function openInElectron({ dataFolder, args, width, height }: CounterOptions): Promise<Counter> {
  const till = await launchElectron({ dataFolder, args, size: { width, height } });
  return {
    page: till.page,
    hostPid: till.hostPid,
    otherPids: [],
    // A second start brings the first window to the front.
    newWindow: () => Promise.resolve(null),
    close: () => till.close(),
  };
}
