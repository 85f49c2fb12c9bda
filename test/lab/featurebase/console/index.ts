import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Asset, loadPage } from '../../shared/console/assets';
import { createPageServer } from '../../shared/console/page-server';
import type { FeaturebaseWorld } from '../world';
import { createSessionApi } from './session-api';

export { type ConsoleControls, consoleControls } from './live';

const PAGES = /^\/(?:dashboard(?:\/(?:inbox(?:\/conversation\/\d{1,15})?|posts|settings))?)?\/?$/;

/** The files of the practice console, by name. */
export function loadAssets(): ReadonlyMap<string, Asset> {
  return loadPage(new URL('./static/', import.meta.url), 'featurebase');
}

/**
 * The practice console of one organisation, as a request handler: the public board at `/`, the dashboard with its inbox, and
 * their private session API. Its pages carry conversation ids and no other. Answers true, since it takes every request.
 */
export function createFeaturebaseConsole(
  world: FeaturebaseWorld,
): (req: IncomingMessage, res: ServerResponse) => boolean {
  return createPageServer({ assets: loadAssets(), pages: PAGES, session: createSessionApi(world) });
}
