import { describe, expect, it } from 'vitest';
import type { Scripting, Tabs } from 'webextension-polyfill';
import type { Connection } from '../../../utils/connections/connection';
import { createRegistration, planRegistration, unregisterAll } from '../../../utils/connections/registration';
import { connectionOf } from './connection-fixture';

type Script = Scripting.RegisteredContentScript;

/** A browser that keeps registrations as browsers do: an id can be registered once, and only what is there can be taken back. */
function createFakeBrowser() {
  const registered = new Map<string, Script>();
  const calls: string[] = [];
  const granted = new Set<string>();
  const injected: unknown[] = [];
  const state = {
    connections: [] as Connection[],
    tabs: [] as Partial<Tabs.Tab>[],
    failInjecting: (_tabId: number) => false,
    failRegistering: false,
    busy: 0,
    mostBusy: 0,
  };
  // Each call takes a few turns, so that calls at once would meet.
  async function inTurns<T>(name: string, work: () => T): Promise<T> {
    calls.push(name);
    state.busy += 1;
    state.mostBusy = Math.max(state.mostBusy, state.busy);
    for (let count = 0; count < 3; count += 1) await turn();
    state.busy -= 1;
    return work();
  }
  const register = createRegistration({
    scripting: {
      getRegisteredContentScripts: (filter) =>
        inTurns('get', () => [...registered.values()].filter(({ id }) => filter?.ids?.includes(id) ?? true)),
      registerContentScripts: (scripts) =>
        inTurns('register', () => {
          if (state.failRegistering) throw new Error('browser is busy');
          for (const script of scripts) {
            if (registered.has(script.id)) throw new Error(`Duplicate script ID '${script.id}'`);
            registered.set(script.id, structuredClone(script));
          }
        }),
      unregisterContentScripts: (filter) =>
        inTurns('unregister', () => {
          for (const id of filter?.ids ?? []) {
            if (!registered.delete(id)) throw new Error(`Nonexistent script ID '${id}'`);
          }
        }),
      executeScript: async (injection) => {
        injected.push(injection);
        if (state.failInjecting(injection.target.tabId)) throw new Error('Cannot access contents of the page');
        return [];
      },
    },
    tabs: {
      query: async ({ url }) =>
        state.tabs.filter((tab) =>
          [url].flat().some((pattern) => tab.url?.startsWith(pattern?.slice(0, -1) ?? '?')),
        ) as Tabs.Tab[],
    },
    connections: async () => state.connections,
    hasAccess: async ({ hosts }) => hosts.every((host) => granted.has(host)),
  });
  return { registered, calls, granted, injected, state, register };
}

const demo = connectionOf('demo');
const acme = connectionOf('acme');
const demoHost = 'https://demo.acquire.io/*';
const acmeHost = 'https://acme.acquire.io/*';

function matchesOf(browser: ReturnType<typeof createFakeBrowser>) {
  return [...browser.registered.values()].map(({ matches }) => matches);
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('the plan', () => {
  it('is none without connections', () => {
    expect(planRegistration([])).toBeUndefined();
    expect(planRegistration([connectionOf('demo', { hosts: [] })])).toBeUndefined();
  });

  it('is one script on exactly their hosts, each once', () => {
    expect(planRegistration([demo, acme, connectionOf('demo')])).toEqual({
      id: 'inbox',
      matches: [acmeHost, demoHost],
      js: ['inbox.js'],
      runAt: 'document_start',
      allFrames: true,
      persistAcrossSessions: true,
    });
  });

  it('never asks for the world of the page', () => {
    expect(planRegistration([demo])).not.toHaveProperty('world');
  });
});

describe('the registration', () => {
  it('covers what is connected and allowed, and nothing else', async () => {
    const browser = createFakeBrowser();
    browser.state.connections = [demo, acme];
    browser.granted.add(demoHost).add('https://evil.example/*');
    await browser.register();
    expect(matchesOf(browser)).toEqual([[demoHost]]);
  });

  it('is left alone where nothing changed', async () => {
    const browser = createFakeBrowser();
    browser.state.connections = [demo, acme];
    browser.granted.add(demoHost).add(acmeHost);
    await browser.register();
    browser.state.connections = [acme, demo];
    await browser.register();
    expect(browser.calls).toEqual(['get', 'register', 'get']);
  });

  it('follows a grant, a revocation and a removed connection', async () => {
    const browser = createFakeBrowser();
    browser.state.connections = [demo, acme];
    browser.granted.add(demoHost);
    await browser.register();
    browser.granted.add(acmeHost);
    await browser.register();
    expect(matchesOf(browser)).toEqual([[acmeHost, demoHost]]);
    browser.granted.delete(demoHost);
    await browser.register();
    expect(matchesOf(browser)).toEqual([[acmeHost]]);
    browser.state.connections = [demo];
    await browser.register();
    expect(matchesOf(browser)).toEqual([]);
    await browser.register();
    expect(matchesOf(browser)).toEqual([]);
  });

  it('ends in what is true last after ten grants and revocations in a row, and never works on two at once', async () => {
    const browser = createFakeBrowser();
    browser.state.connections = [demo, acme];
    const running: Promise<void>[] = [];
    for (let index = 0; index < 10; index += 1) {
      if (index % 2 === 0) browser.granted.add(demoHost);
      else browser.granted.delete(demoHost);
      browser.granted.add(acmeHost);
      running.push(browser.register());
      for (let turns = 0; turns < index % 4; turns += 1) await turn();
    }
    browser.granted.add(demoHost);
    running.push(browser.register());
    await expect(Promise.all(running)).resolves.toHaveLength(11);
    expect(matchesOf(browser)).toEqual([[acmeHost, demoHost]]);
    expect(browser.state.mostBusy).toBe(1);
  });

  it('runs where the pages are, whatever other hosts a connection needs', async () => {
    const browser = createFakeBrowser();
    const api = 'https://api.example/*';
    browser.state.connections = [connectionOf('demo', { pages: [demoHost], hosts: [demoHost, api] })];
    browser.granted.add(demoHost);
    await browser.register();
    expect(matchesOf(browser)).toEqual([]);
    browser.granted.add(api);
    await browser.register();
    expect(matchesOf(browser)).toEqual([[demoHost]]);
  });

  it('stays while one of two connections that share their pages is left', async () => {
    const browser = createFakeBrowser();
    const sharing = { pages: [demoHost], hosts: [demoHost, 'https://api.example/*'] };
    const [north, south] = [connectionOf('north', sharing), connectionOf('south', sharing)];
    browser.granted.add(demoHost).add('https://api.example/*');
    browser.state.connections = [north, south];
    await browser.register();
    browser.state.connections = [south];
    await browser.register();
    expect(matchesOf(browser)).toEqual([[demoHost]]);
    expect(browser.calls).not.toContain('unregister');
    browser.state.connections = [];
    await browser.register();
    expect(matchesOf(browser)).toEqual([]);
  });

  it('sees a revocation that comes while it works', async () => {
    const browser = createFakeBrowser();
    browser.state.connections = [demo];
    browser.granted.add(demoHost);
    const first = browser.register();
    await turn();
    browser.granted.delete(demoHost);
    await Promise.all([first, browser.register()]);
    expect(matchesOf(browser)).toEqual([]);
  });

  it('works again after it failed', async () => {
    const browser = createFakeBrowser();
    browser.state.connections = [demo];
    browser.granted.add(demoHost);
    browser.state.failRegistering = true;
    await expect(browser.register()).rejects.toThrow('busy');
    browser.state.failRegistering = false;
    await browser.register();
    expect(matchesOf(browser)).toEqual([[demoHost]]);
  });
});

describe('tabs that are open already', () => {
  it('get the script in all frames, those of allowed hosts only', async () => {
    const browser = createFakeBrowser();
    browser.state.connections = [demo, acme];
    browser.granted.add(demoHost);
    browser.state.tabs = [
      { id: 1, url: 'https://demo.acquire.io/inbox' },
      { id: 2, url: 'https://acme.acquire.io/inbox' },
      { id: 3, url: 'https://evil.example/' },
      { id: 4, url: 'https://demo.acquire.io/contacts' },
    ];
    await browser.register();
    const injection = (tabId: number) => ({ target: { tabId, allFrames: true }, files: ['inbox.js'] });
    expect(browser.injected).toEqual([injection(1), injection(4)]);
  });

  it('get it though one of them cannot be reached, and nothing is thrown for that', async () => {
    const browser = createFakeBrowser();
    browser.state.connections = [demo];
    browser.granted.add(demoHost);
    browser.state.tabs = [1, 2, 3].map((id) => ({ id, url: 'https://demo.acquire.io/' }));
    browser.state.failInjecting = (tabId) => tabId === 1;
    await expect(browser.register()).resolves.toBeUndefined();
    expect(browser.injected).toMatchObject([1, 2, 3].map((tabId) => ({ target: { tabId } })));
    expect(matchesOf(browser)).toEqual([[demoHost]]);
  });

  it('that are asleep or have no id are left alone', async () => {
    const browser = createFakeBrowser();
    browser.state.connections = [demo];
    browser.granted.add(demoHost);
    browser.state.tabs = [
      { url: 'https://demo.acquire.io/' },
      { id: 2, discarded: true, url: 'https://demo.acquire.io/' },
      { id: 3, discarded: false, url: 'https://demo.acquire.io/' },
    ];
    await browser.register();
    expect(browser.injected).toMatchObject([{ target: { tabId: 3 } }]);
  });

  it('get nothing where nothing is allowed', async () => {
    const browser = createFakeBrowser();
    browser.state.connections = [demo];
    browser.state.tabs = [{ id: 1, url: 'https://demo.acquire.io/' }];
    await browser.register();
    expect([browser.injected, browser.registered.size]).toEqual([[], 0]);
  });
});

describe('what is taken away', () => {
  const bench = (left: readonly { id: string }[]) => {
    const lists = [[{ id: 'inbox' }], left];
    return {
      getRegisteredContentScripts: async () => lists.shift() ?? [],
      unregisterContentScripts: async () => {
        throw new Error("Nonexistent script ID 'inbox'");
      },
    } as unknown as Parameters<typeof unregisterAll>[0];
  };

  it('may be gone already, taken away elsewhere at the same moment', async () => {
    await expect(unregisterAll(bench([]))).resolves.toBeUndefined();
  });

  it('and is an error where it stays', async () => {
    await expect(unregisterAll(bench([{ id: 'inbox' }]))).rejects.toThrow('Nonexistent');
  });
});
