import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { createSeen } from '../utils/page/seen';
import { offerSeen } from '../utils/page/seen-door';

// Put into a frame together with what finds names: without buttons there is nothing to watch.
export default defineUnlistedScript(() => offerSeen(createSeen));
