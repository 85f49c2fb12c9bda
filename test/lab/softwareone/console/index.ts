import type { IncomingMessage, ServerResponse } from 'node:http';
import { createPageServer } from '../../shared/console/page-server';
import type { SoftwareoneWorld } from '../world';
import { loadAssets } from './assets';
import { createSessionApi } from './session-api';

export { type PortalControls, portalControls } from './live';

// `/{module}/{resource}/{id}` (docs, "URL structure"); these are named in the vendor's own menus (vendor-apis §3.6).
const PAGES =
  /^\/(?:administration\/accounts\/(?:contacts(?:\/CTT[-\d]{1,30})?|notifications)|administration\/settings\/api-tokens|helpdesk\/chats(?:\/CHT[-\d]{1,30})?)?\/?$/;

/** The practice portal as a request handler: the single-page app, its files and its private session API. */
export function createSoftwareonePortal(
  world: SoftwareoneWorld,
): (req: IncomingMessage, res: ServerResponse) => boolean {
  return createPageServer({ assets: loadAssets(), pages: PAGES, session: createSessionApi(world) });
}
