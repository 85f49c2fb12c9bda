import type { LockPort, PopupPort } from '../../components/popup/port';
import { connectionIdOf } from '../../utils/connections/connection-id';
import type { LockSettings } from '../../utils/connections/lock-settings';
import { createProtection, type Protection } from '../../utils/connections/protection';
import { createVault } from '../../utils/connections/vault';
import { consoles } from '../../utils/consoles';
import { type CordonError, cordonError } from '../../utils/errors';
import { ask } from '../../utils/messaging/send';
import { browser } from '../../utils/platform/browser';
import { systemClock } from '../../utils/platform/clock';
import { database } from '../../utils/platform/database';
import { counted, errorSentence, formatList, formatNumber, formatTime, t } from '../../utils/platform/i18n';
import { tongueOf } from '../../utils/platform/language';
import { fail, type Result } from '../../utils/result';

/** The background knows the rules. Where it cannot be reached, nothing is stored without a passphrase. */
async function lockSettings(): Promise<LockSettings> {
  const reply = await ask('overview', {});
  return reply.ok ? reply.value.lock : { afterMinutes: 15, withDevice: true, passphraseRequired: true };
}

/** The real port of one of Cordon's own pages. */
export function createBrowserPort(
  page: Pick<PopupPort, 'formInTab' | 'tabId' | 'openForm' | 'openSteps' | 'createButton'>,
): PopupPort {
  const { session } = browser.storage;
  const protection = createProtection({ database, session, lockSettings });
  const vault = createVault(database, systemClock, protection);
  return {
    ...page,
    ask,
    // A browser that cannot ask (no press, a host it does not know) has not granted anything.
    requestAccess: (hosts) => browser.permissions.request({ origins: [...hosts] }).catch(() => false),
    putCandidate: vault.putCandidate,
    lock: lockPort(protection),
    connectionIdOf,
    onChanged(listener) {
      const hear = (message: unknown) => {
        if ((message as { type?: unknown } | null)?.type === 'changed') listener();
      };
      browser.runtime.onMessage.addListener(hear);
      return () => browser.runtime.onMessage.removeListener(hear);
    },
    newId: () => crypto.randomUUID(),
    now: () => Date.now(),
    t,
    counted,
    errorSentence,
    formatTime,
    formatNumber,
    formatList,
    consoles,
  };
}

/** What is done with the passphrase is done here; the background hears only that it was. */
function lockPort(protection: Protection): LockPort {
  const told = async (work: () => Promise<Result<null, CordonError>>) => {
    const done = await work().catch(() => fail(cordonError('not-stored')));
    if (done.ok) await ask('unlocked', {});
    return done;
  };
  return {
    unlock: (passphrase) => told(() => protection.unlock(passphrase)),
    set: (next, current) => told(() => protection.setPassphrase(next, current)),
    remove: (current) => told(() => protection.removePassphrase(current)),
  };
}

/** Marks the document with the language and direction of its sentences, which need not be the browser's own. */
export function applyLanguage(root: HTMLElement): void {
  Object.assign(root, tongueOf(t));
}
