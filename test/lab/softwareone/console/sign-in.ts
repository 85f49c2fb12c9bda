import type { IncomingMessage, ServerResponse } from 'node:http';

const COOKIE = 'practice-account';

/**
 * Signs the browser in to another account at `/sign-in/{account}`, and leads on to the portal. True where it took the request.
 * The portal's address is the same for all accounts, so only the session tells which one a page shows.
 */
export function signIn(accounts: readonly string[], req: IncomingMessage, res: ServerResponse): boolean {
  const wanted = /^\/sign-in\/([\w-]{1,40})$/.exec(req.url ?? '')?.[1];
  const account = accounts.find((name) => name === wanted);
  if (account === undefined || req.method !== 'GET') return false;
  const cookie = `${COOKIE}=${account}; Path=/; Secure; HttpOnly; SameSite=Lax`;
  res.writeHead(302, { 'set-cookie': cookie, 'cache-control': 'no-store', location: '/' }).end();
  return true;
}

/** The account that a request's session is for: the first one until the browser signed in to another. */
export function accountOfSession(accounts: readonly string[], { headers }: IncomingMessage): string | undefined {
  const pairs = (headers.cookie ?? '').split(';').map((pair) => pair.trim());
  return accounts.find((account) => pairs.includes(`${COOKIE}=${account}`)) ?? accounts[0];
}
