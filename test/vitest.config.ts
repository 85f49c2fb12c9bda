import { defineConfig } from 'vitest/config';

// A policy of the machine reaches every browser on it.
const alone = ['test/e2e/restart.test.ts', 'test/e2e/policy.test.ts', 'test/e2e/reasons.test.ts'];
const shared = { root: new URL('..', import.meta.url).pathname };

export default defineConfig({
  test: {
    ...shared,
    projects: [
      {
        ...shared,
        oxc: { jsx: { importSource: 'preact' } },
        // A console's own tests may lie in its lab folder.
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.{ts,tsx}', 'test/lab/**/*.test.ts'],
          setupFiles: ['test/unit/helpers/fixed-seed.ts'],
          // What takes a second alone takes longer beside other work: no test is to fail for that.
          testTimeout: 60_000,
        },
      },
      { ...shared, test: { name: 'contract', include: ['test/contract/**/*.test.ts'] } },
      {
        ...shared,
        // Real browsers on a small machine: two at a time, which mostly wait, and time enough.
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          exclude: alone,
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        ...shared,
        // Nothing else may run beside these.
        test: {
          name: 'alone',
          include: alone,
          fileParallelism: false,
          sequence: { groupOrder: 2 },
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
