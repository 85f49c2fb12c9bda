import { describe, expect, it } from 'vitest';
import { createBrowserSession } from '../../../utils/platform/browser-session';

/** The alarms of a browser, which outlive a stopped background. */
function createAlarms() {
  const names = new Set<string>(['drive']);
  let made = 0;
  const state = { broken: false };
  const deps = {
    clock: { now: () => 1_000 },
    newId: () => {
      made += 1;
      return `run-${made}`;
    },
    alarms: {
      getAll: async () => {
        if (state.broken) throw new Error('browser is closing');
        return [...names].map((name) => ({ name, scheduledTime: 0 }));
      },
      create: async (name: unknown, info?: { when?: number }) => {
        expect(info?.when).toBeGreaterThan(1_000);
        names.add(String(name));
      },
      clear: async (name?: string) => names.delete(name ?? ''),
    },
  };
  return { names, state, background: () => createBrowserSession(deps) };
}

describe('the run of the browser', () => {
  it('has one name, however many ask at once', async () => {
    const { names, background } = createAlarms();
    const session = background();
    expect(new Set(await Promise.all([session.name(), session.name(), session.name()]))).toEqual(new Set(['run-1']));
    expect(names.size).toBe(2);
  });

  it('has the same name after the background was stopped', async () => {
    const { background } = createAlarms();
    expect([await background().name(), await background().name()]).toEqual(['run-1', 'run-1']);
  });

  it('has another name where the browser forgot its alarms', async () => {
    const { names, background } = createAlarms();
    await background().name();
    names.clear();
    expect(await background().name()).toBe('run-2');
  });

  it('has another name after the browser started, also where it kept its alarms', async () => {
    const { names, background } = createAlarms();
    await background().name();
    const session = background();
    session.started();
    expect([await session.name(), await background().name()]).toEqual(['run-2', 'run-2']);
    expect([...names]).toEqual(['drive', 'browser session run-2']);
  });

  it('is asked for again after it could not be told', async () => {
    const { state, background } = createAlarms();
    const session = background();
    state.broken = true;
    session.started();
    await expect(session.name()).rejects.toThrow('closing');
    state.broken = false;
    expect(await session.name()).toBe('run-1');
  });
});
