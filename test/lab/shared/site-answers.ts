import type { IncomingMessage, ServerResponse } from 'node:http';
import { TLSSocket } from 'node:tls';
import type { StrayRequest } from '../lab-console';
import type { SiteHandler } from '../sites';

/** Takes a request or leaves it: true where it was taken. */
export type PartialHandler = (req: IncomingMessage, res: ServerResponse) => boolean;

function answerPage(res: ServerResponse, status: number, title: string, headers: Record<string, string> = {}): void {
  res.writeHead(status, { 'content-type': 'text/html; charset=utf-8', ...headers });
  res.end(`<!doctype html><title>${title}</title><h1>${title}</h1>`);
}

/**
 * The sites of a vendor by host: `handlersOf` gives what may take a request to a host, in order, and undefined where there is no
 * such account. What reaches none, or comes without encryption, is kept in `strays`: a key sent that way has leaked.
 */
export function accountSites(
  handlersOf: (host: string) => readonly PartialHandler[] | undefined,
  strays: StrayRequest[],
): SiteHandler {
  return (req, res) => {
    const host = (req.headers.host ?? '').toLowerCase().replace(/:\d+$/, '').replace(/\.$/, '');
    const secure = req.socket instanceof TLSSocket;
    const url = `${secure ? 'https' : 'http'}://${host}${req.url}`;
    const handlers = handlersOf(host);
    const stray = (why: StrayRequest['why']) => strays.push({ url, method: req.method ?? '', why });
    if (!handlers) {
      stray('unknown account');
      return answerPage(res, 404, 'There is no such account');
    }
    if (!secure) {
      stray('not https');
      return answerPage(res, 301, 'Moved', { location: `https://${host}${req.url}` });
    }
    if (!handlers.some((handler) => handler(req, res))) answerPage(res, 404, 'Not found');
  };
}
