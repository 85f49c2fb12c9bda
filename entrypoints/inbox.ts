import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { startInbox } from '../utils/page/inbox';
import { wakeLivingCopy } from '../utils/page/lifetime';
import { takePageApi } from '../utils/platform/page-api';

// Registered at run time for the hosts that were granted. Not WXT's content-script wrapper: it announces itself in the page's DOM.
export default defineUnlistedScript(() => {
  const api = takePageApi();
  if (api && !wakeLivingCopy()) startInbox(api, document, window);
});
