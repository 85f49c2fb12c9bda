import type { ApiAnswer, ApiRequest, Send } from '../consoles/types';
import { cordonError } from '../errors';
import { fail, ok } from '../result';
import type { Connection } from './connection';
import { locked } from './protection';
import type { Vault, WhichKey } from './vault';

/** How long one request may take, its whole body included (milliseconds). Below the 30 s at which browsers stop a background. */
export const requestTimeout = 20_000;

/** No answer of a console's API that Cordon reads comes near this many characters, but for a long list of blocks. */
const largestAnswer = 4_000_000;

/** What an address carries unchanged in its query (RFC 3986, without the quote, which addresses of the web escape). */
const rawQueryShape = /^(?:[\w\-.~!$&()*+,;=:@/?]|%[0-9A-Fa-f]{2})*$/;

/** What is needed to send for one connection. */
export interface SendDeps {
  readonly fetch: typeof fetch;
  readonly vault: Pick<Vault, 'open'>;
  readonly hasAccess: (connection: Connection) => Promise<boolean>;
}

/**
 * Makes the one function that builds requests for a connection. It goes only to the connection's own API origin, without cookies,
 * follows no redirect, and takes at most `requestTimeout`. Every status is an answer; an error is that nothing usable arrived.
 */
export function createSend(connection: Connection, which: WhichKey, deps: SendDeps): Send {
  return async (request) => {
    const url = urlOf(connection, request);
    if (!url) return fail(cordonError('not-allowed'));
    if (!(await deps.hasAccess(connection))) return fail(cordonError('no-access'));
    const key = await deps.vault.open(connection.id, which);
    if (key === locked) return fail(cordonError('locked'));
    if (key === undefined) return fail(cordonError('no-key'));
    try {
      const response = await deps.fetch(url.href, {
        method: request.method,
        headers: headersOf(request, key),
        ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
        // `manual` never follows, as `error` does not, but tells a redirect (to a login page, say) from a dead network.
        redirect: 'manual',
        credentials: 'omit',
        cache: 'no-store',
        referrerPolicy: 'no-referrer',
        signal: AbortSignal.timeout(requestTimeout),
      });
      if (response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400)) {
        return fail(cordonError('redirected'));
      }
      const text = await response.text();
      if (text.length > largestAnswer) return fail(cordonError('bad-answer', { status: response.status }));
      return ok(answerOf(response, text));
    } catch (thrown) {
      const timedOut = thrown instanceof DOMException && thrown.name === 'TimeoutError';
      return fail(cordonError(timedOut ? 'timeout' : 'no-network'));
    }
  };
}

function urlOf(connection: Connection, request: ApiRequest): URL | undefined {
  if (!/^\/[\x21-\x7e]*$/.test(request.path) || request.path.startsWith('//') || /[?#\\]/.test(request.path)) {
    return undefined;
  }
  if (request.rawQuery !== undefined && (request.query || !rawQueryShape.test(request.rawQuery))) return undefined;
  if (!URL.canParse(request.path, connection.apiOrigin)) return undefined;
  const base = new URL(connection.apiOrigin);
  const url = new URL(request.path, base);
  for (const [name, value] of Object.entries(request.query ?? {})) url.searchParams.append(name, value);
  if (request.rawQuery !== undefined) url.search = `?${request.rawQuery}`;
  const local = url.hostname === 'localhost' || url.hostname === '127.0.0.1';
  if (url.origin !== base.origin || url.username || url.password) return undefined;
  return url.protocol === 'https:' || (url.protocol === 'http:' && local) ? url : undefined;
}

function headersOf(request: ApiRequest, key: string): Headers {
  const headers = new Headers({
    Accept: 'application/json',
    ...(request.body === undefined ? {} : { 'Content-Type': 'application/json' }),
    ...request.headers,
  });
  // Set, not added: in whatever case a console names it, there is one credential.
  headers.set('Authorization', `Bearer ${key}`);
  return headers;
}

function answerOf(response: Response, text: string): ApiAnswer {
  const isJson = /^application\/(?:[\w.+-]+\+)?json\b/i.test(response.headers.get('content-type') ?? '');
  let json: unknown;
  try {
    json = isJson ? JSON.parse(text) : undefined;
  } catch {
    json = undefined;
  }
  return { status: response.status, json, text, header: (name) => response.headers.get(name) };
}
