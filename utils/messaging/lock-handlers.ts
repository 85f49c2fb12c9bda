import type { LockKeeper } from '../connections/lock-keeper';
import { cordonError } from '../errors';
import { exceptionName, logProblem } from '../platform/log';
import { fail, ok } from '../result';
import type { ExtensionHandlers } from './receive';

/** The messages about the passphrase's lock, and the one that deletes everything. */
export type LockMessage = 'unlocked' | 'lock' | 'set-lock' | 'wipe';

/** Makes the answers to them. None of these messages holds a passphrase or a key: pages unlock by themselves. */
export function createLockHandlers(deps: {
  readonly keeper: LockKeeper;
  readonly wipe: () => Promise<void>;
  /** Tests connections whose key could not be tested yet. */
  readonly testWaiting: () => Promise<void>;
  readonly changed: () => void;
}): Pick<ExtensionHandlers, LockMessage> {
  const { keeper } = deps;
  return {
    async unlocked() {
      await keeper.look();
      deps.changed();
      void deps.testWaiting().then(deps.changed);
      return ok(null);
    },
    async lock() {
      await keeper.lock();
      return ok(null);
    },
    async 'set-lock'(choice) {
      await keeper.change(choice);
      return ok(null);
    },
    async wipe() {
      try {
        await deps.wipe();
        return ok(null);
      } catch (thrown) {
        logProblem({ what: 'message', exception: exceptionName(thrown) });
        return fail(cordonError('not-stored'));
      }
    },
  };
}
