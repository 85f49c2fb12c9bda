import type { IncomingMessage, ServerResponse } from 'node:http';
import { createPageServer } from '../../shared/console/page-server';
import type { AcquireWorld } from '../world';
import { loadAssets } from './assets';
import { createSessionApi } from './session-api';

export { type ConsoleControls, consoleControls } from './live';

const PAGES = /^\/(?:home|conversations(?:\/case\/\d{1,15})?|contacts(?:\/\d{1,15})?|analytics|settings|embedded)?\/?$/;

/**
 * The practice console of one account, as a request handler: the single-page app, its files and its private session API.
 * Answers true where it took the request, which is everywhere but under `/api/`.
 */
export function createAcquireConsole(world: AcquireWorld): (req: IncomingMessage, res: ServerResponse) => boolean {
  return createPageServer({
    assets: loadAssets(),
    pages: PAGES,
    leaves: (path) => path === '/api' || path.startsWith('/api/'),
    session: createSessionApi(world),
  });
}
