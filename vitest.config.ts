import { defineConfig } from 'vitest/config';

const HOUR_MS = 60 * 60 * 1000;
const isLong = process.env['MOSTRADOR_LONG'] === '1';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Real processes, sockets and fsyncs on two cores: generous, because a slow machine is no failure.
    testTimeout: isLong ? HOUR_MS : 120_000,
    hookTimeout: 120_000,
    pool: 'forks',
    maxWorkers: 2,
    // A test that waits for another one hides what it needs.
    sequence: { concurrent: false },
    passWithNoTests: false,
  },
});
