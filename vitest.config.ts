import { defineConfig } from 'vitest/config';
import { SlowestFirst } from './test/support/slowest-first.ts';

const MINUTE_MS = 60_000;
const isLong = process.env['MOSTRADOR_LONG'] === '1';

/** They start the till as it ships, with a browser or Electron. */
const onTheScreen = ['test/e2e/**/*.test.ts', 'test/electron/**/*.test.ts', 'test/unit/bench-screen.test.ts'];
/** They measure in milliseconds, and want the machine for themselves. */
const alone = ['test/renderer/keyboard.test.ts'];
/** They share one PostgreSQL server. */
const atCentral = ['test/central/**/*.test.ts', 'test/clients/**/*.test.ts', 'test/integrating/**/*.test.ts'];

// Real processes, sockets and fsyncs on two cores: generous, because a slow machine is no failure.
const shared = {
  testTimeout: 2 * MINUTE_MS,
  hookTimeout: 2 * MINUTE_MS,
  pool: 'forks',
  maxWorkers: 2,
  // A test that runs beside another of its file hides what it needs.
  sequence: { concurrent: false, shuffle: false },
} as const;

export default defineConfig({
  test: {
    watch: false,
    passWithNoTests: false,
    sequence: { sequencer: SlowestFirst },
    projects: [
      {
        test: {
          ...shared,
          name: 'tests',
          include: ['test/**/*.test.ts'],
          exclude: ['test/faults/**', ...atCentral, ...onTheScreen, ...alone],
          sequence: { ...shared.sequence, groupOrder: 0 },
        },
      },
      {
        test: {
          ...shared,
          name: 'central',
          include: atCentral,
          globalSetup: ['test/central/support/global-postgres.ts'],
          sequence: { ...shared.sequence, groupOrder: 1 },
        },
      },
      {
        test: {
          ...shared,
          name: 'screen',
          include: onTheScreen,
          globalSetup: ['test/e2e/support/build-once.ts'],
          sequence: { ...shared.sequence, groupOrder: 2 },
        },
      },
      {
        test: {
          ...shared,
          name: 'alone',
          include: alone,
          globalSetup: ['test/e2e/support/build-once.ts'],
          maxWorkers: 1,
          sequence: { ...shared.sequence, groupOrder: 3 },
        },
      },
      {
        // They kill processes and delay disks: they run after the others, so that no quick test waits for a core.
        test: {
          ...shared,
          name: 'faults',
          include: ['test/faults/**/*.test.ts'],
          testTimeout: isLong ? 60 * MINUTE_MS : 5 * MINUTE_MS,
          sequence: { ...shared.sequence, groupOrder: 4 },
        },
      },
    ],
  },
});
