import type { Browser, CDPSession, Target } from 'puppeteer-core';
import { readPageLog } from './chromium-log';
import type { Emulation, LoggedMessage } from './types';

/** The driver does not tell pages from frames of another process in public. */
type TargetWithKind = Target & { _getTargetInfo(): { readonly type: string } };

/** Listens to every page and frame of a browser, and lets each see the emulated media. */
export interface Attendant {
  /** Resolves once the target is listened to; at once where there is nothing to listen to. */
  attend(target: Target): Promise<void>;
  emulate(emulation: Emulation): Promise<void>;
}

/** Attends to all pages and frames from now on; `origin` is the extension's. */
export function createAttendant(
  browser: Browser,
  origin: () => string,
  add: (message: LoggedMessage) => void,
  initially: Emulation,
): Attendant {
  const attended = new Map<Target, Promise<CDPSession | undefined>>();
  let emulation = initially;

  const applyTo = (session: CDPSession): Promise<void> =>
    session.send('Emulation.setEmulatedMedia', {
      features: [
        { name: 'prefers-color-scheme', value: emulation.colorScheme ?? '' },
        { name: 'prefers-reduced-motion', value: emulation.reducedMotion ? 'reduce' : '' },
        { name: 'forced-colors', value: emulation.forcedColors ? 'active' : '' },
      ],
    });

  const begin = async (target: Target): Promise<CDPSession | undefined> => {
    try {
      const session = await target.createCDPSession();
      await Promise.all([applyTo(session), readPageLog(session, origin, add)]);
      return session;
    } catch {
      // Targets come and go: this one was gone before it could be attended to.
      return undefined;
    }
  };

  const attend = async (target: Target): Promise<void> => {
    const { type } = (target as TargetWithKind)._getTargetInfo();
    if ((type !== 'page' && type !== 'iframe') || target.url().startsWith('chrome:')) return;
    const attending = attended.get(target) ?? begin(target);
    attended.set(target, attending);
    await attending;
  };

  for (const target of browser.targets()) void attend(target);
  browser.on('targetcreated', (target) => void attend(target));
  // The toolbar's popup is of no kind when it is created.
  browser.on('targetchanged', (target) => void attend(target));
  browser.on('targetdestroyed', (target) => attended.delete(target));

  return {
    attend,
    emulate: async (next) => {
      emulation = { ...emulation, ...next };
      const sessions = await Promise.all(attended.values());
      await Promise.all(sessions.map((session) => session && applyTo(session).catch(() => undefined)));
    },
  };
}
