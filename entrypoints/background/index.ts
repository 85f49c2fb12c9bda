import { defineBackground } from 'wxt/utils/define-background';
import { browser } from '../../utils/platform/browser';
import { closeStorage } from '../../utils/platform/close-storage';
import { createAccounts } from './accounts';
import { createBlocking } from './blocking';
import { createDoor } from './door';
import { createKeys } from './keys';
import { registerListeners } from './listeners';
import { createPages } from './pages';
import { createTelling } from './telling';

// Every listener is registered in the first turn: a background that was stopped is started again by the event it must hear.
export default defineBackground({ type: 'module', main });

function main(): void {
  closeStorage(browser.storage);
  // What is made first calls, later on, what is made after it.
  const changed = () => telling.changed();
  const opened = async () => blocking.engine.unlocked(await accounts.undoWindow());

  const accounts = createAccounts();
  const keys = createKeys({ accounts, opened, changed });
  const pages = createPages({ accounts, changed });
  const blocking = createBlocking({ accounts, keys, changed });
  // Before any work starts: what is asked already was asked in another life of the background.
  const telling = createTelling({ keys, pages, blocking });
  const receive = createDoor({ accounts, keys, pages, blocking, telling });

  registerListeners({ accounts, keys, pages, blocking, telling, receive });
  void blocking.engine
    .start()
    .then(keys.keeper.look, keys.keeper.look)
    .catch(() => undefined);
  void pages.pause.look().catch(() => undefined);
  // Whatever breaks here is tried again at the next start.
  void keys.vault.tidy().catch(() => undefined);
}
