import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createExampleCopy, type ExampleCopy } from '../contract/example-copy';

const minutes = 60_000;

describe('the console that CONTRIBUTING.md adds', () => {
  let copy: ExampleCopy;

  beforeAll(() => {
    copy = createExampleCopy(20 * minutes);
  }, 2 * minutes);
  afterAll(() => copy.remove());

  it(
    'passes the tests of every console, as it is built and without a test of its own',
    async () => {
      const built = await copy.run('wxt/bin/wxt.mjs', 'build', '-b', 'chrome', '--level', 'warn');
      expect(built.ok, built.said).toBe(true);
      const tests = ['--project', 'e2e', 'test/e2e/every-console-chromium', '-t', 'helpline'];
      const tried = await copy.run('vitest/vitest.mjs', 'run', '--config', 'test/vitest.config.ts', ...tests);
      expect(tried.ok, tried.said).toBe(true);
      // All of them, and not those of the other consoles.
      const [, passed = '0', skipped = '0'] = /Tests\s+(\d+) passed \| (\d+) skipped/.exec(tried.said) ?? [];
      expect(Number(passed), tried.said).toBeGreaterThan(8);
      expect(Number(skipped), tried.said).toBe(Number(passed) * 3);
    },
    25 * minutes,
  );
});
