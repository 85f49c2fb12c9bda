import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Asset } from './assets';
import { sendJson, sendText } from './respond';

/** What one practice console is made of. */
export interface PageParts {
  /** Its files, by name; `index.html` is the app. */
  readonly assets: ReadonlyMap<string, Asset>;
  /** Every path at which the app is served. */
  readonly pages: RegExp;
  /** Whether the path is left to another handler. */
  readonly leaves?: (path: string) => boolean;
  /** Answers the page's own private requests, under `/console/`. */
  readonly session: (url: URL, req: IncomingMessage, res: ServerResponse) => void;
}

function parse(target: string): URL | undefined {
  try {
    return new URL(target.startsWith('/') ? `http://console${target}` : target);
  } catch {
    return undefined;
  }
}

/** Serves a practice console: the single-page app, its files under `/assets/` and its session API. True where it took the request. */
export function createPageServer(parts: PageParts): (req: IncomingMessage, res: ServerResponse) => boolean {
  return (req, res) => {
    const url = parse(req.url ?? '/');
    const path = url?.pathname ?? '';
    if (parts.leaves?.(path)) return false;
    if (url && path.startsWith('/console/')) {
      parts.session(url, req, res);
      return true;
    }
    const name = parts.pages.test(path)
      ? 'index.html'
      : path.startsWith('/assets/')
        ? path.slice('/assets/'.length)
        : undefined;
    const asset = name === undefined ? undefined : parts.assets.get(name);
    if (!asset) sendText(res, 404, 'text/plain', 'Not found');
    else if (req.method !== 'GET' && req.method !== 'HEAD') sendJson(res, 405, { error: 'Method not allowed' });
    else sendText(res, 200, asset.type, asset.body);
    return true;
  };
}
