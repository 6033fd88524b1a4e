import { findChromium } from '../../../scripts/find-chromium.ts';
import { hasElectron } from '../../support/electron.ts';
import { openInBrowser } from './browser-counter.ts';
import type { Counter, CounterOptions } from './counter.ts';
import { openInElectron } from './electron-counter.ts';

export type HostUnderTest = {
  readonly name: 'browser host' | 'Electron';
  /** Tests of a host that is not here are skipped by name. */
  readonly isHere: boolean;
  open(options: CounterOptions): Promise<Counter>;
};

/** One suite, both shells. */
export const HOSTS: readonly HostUnderTest[] = [
  { name: 'browser host', isHere: findChromium() !== null, open: openInBrowser },
  { name: 'Electron', isHere: hasElectron, open: openInElectron },
];

/** The smallest screen we serve. */
export const SMALL = { width: 1024, height: 768 } as const;
