import type { Browser } from 'webextension-polyfill';
import type { Clock } from './clock';

const prefix = 'browser session ';

/** Ten years (milliseconds): it never rings. */
const never = 315_576_000_000;

/** The run of the browser. */
export interface BrowserSession {
  /** A name of this run of the browser, the same until the browser ends. */
  name(): Promise<string>;
  /** The browser has just started: what the last run left is not this one's. */
  started(): void;
}

/**
 * Keeps the name of the run as an alarm, which needs no permission of its own: Firefox forgets alarms when it ends. Chromium keeps
 * them, but never uses a tab's id twice, and its start gives a new name. An alarm that is lost gives a new name too.
 */
export function createBrowserSession(deps: {
  readonly alarms: Pick<Browser['alarms'], 'getAll' | 'create' | 'clear'>;
  readonly clock: Clock;
  readonly newId: () => string;
}): BrowserSession {
  let known: Promise<string> | undefined;

  async function found(): Promise<string> {
    const alarm = (await deps.alarms.getAll()).find(({ name }) => name.startsWith(prefix));
    return alarm ? alarm.name.slice(prefix.length) : begin();
  }

  async function begin(): Promise<string> {
    for (const { name } of await deps.alarms.getAll()) if (name.startsWith(prefix)) await deps.alarms.clear(name);
    const id = deps.newId();
    await deps.alarms.create(prefix + id, { when: deps.clock.now() + never });
    return id;
  }

  function keep(naming: Promise<string>): Promise<string> {
    known = naming;
    naming.catch(() => {
      if (known === naming) known = undefined;
    });
    return naming;
  }

  return {
    name: () => known ?? keep(found()),
    started: () => void keep(begin()).catch(() => undefined),
  };
}
