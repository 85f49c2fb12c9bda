import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { createDiscovering } from '../utils/page/discovering';
import { offerDiscovery } from '../utils/page/discovery-door';

// Put into a frame by the background once a connection serves it: the others never carry what finds names.
export default defineUnlistedScript(() => offerDiscovery(createDiscovering));
