import { describe, expect, it } from 'vitest';
import { createLockHandlers } from '../../../utils/messaging/lock-handlers';

function createBench(options: { broken?: boolean } = {}) {
  const told: unknown[] = [];
  const handlers = createLockHandlers({
    keeper: {
      view: async () => {
        throw new Error('not asked for');
      },
      look: async () => void told.push('look'),
      lock: async () => void told.push('lock'),
      change: async (choice) => void told.push(choice),
      rang: () => undefined,
      deviceIs: () => undefined,
    },
    wipe: async () => {
      if (options.broken) throw new DOMException('gone', 'AbortError');
      told.push('wipe');
    },
    testWaiting: async () => void told.push('test'),
    changed: () => told.push('changed'),
  });
  return { told, handlers };
}

const done = { ok: true, value: null };

describe('the messages about the lock', () => {
  it('let go what waited once a page has unlocked, and then tell all and test what could not be tested', async () => {
    const { told, handlers } = createBench();
    expect(await handlers.unlocked({})).toEqual(done);
    await new Promise((resolve) => setImmediate(resolve));
    expect(told).toEqual(['look', 'changed', 'test', 'changed']);
  });

  it('lock, change the choices, and delete everything', async () => {
    const { told, handlers } = createBench();
    expect(await handlers.lock({})).toEqual(done);
    expect(await handlers['set-lock']({ afterMinutes: 15, withDevice: false })).toEqual(done);
    expect(await handlers.wipe({})).toEqual(done);
    expect(told).toEqual(['lock', { afterMinutes: 15, withDevice: false }, 'wipe']);
  });

  it('say so where not everything could be deleted', async () => {
    expect(await createBench({ broken: true }).handlers.wipe({})).toEqual({ ok: false, error: { code: 'not-stored' } });
  });
});
