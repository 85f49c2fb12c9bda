import { type CordonError, cordonError } from '../../errors';
import { fail, ok, type Result } from '../../result';
import type { Connect } from '../console-info';

// Sample ids are lower-case letters and digits, or a name (developer.acquire.io, examples). `xn--` would stand for other letters.
const accountShape = /^(?!xn--)[a-z0-9][a-z0-9-]{0,62}$/;

// Acquire's own sites, which are nobody's account.
const notAccounts = new Set(['www', 'app', 'help', 'docs', 'developer', 'api', 'status', 'blog']);

/** How an Acquire account is named: its subdomain, typed alone or as any address of the console. */
export const acquireConnect: Connect = { readAddress, checkKey };

function readAddress(typed: string) {
  const text = typed.trim().toLowerCase();
  const host = /^(?:https?:\/\/)?([^/?#\s]+)(?:[/?#]\S*)?$/.exec(text)?.[1] ?? '';
  const account = host.endsWith('.acquire.io') ? host.slice(0, -'.acquire.io'.length) : host;
  if (!accountShape.test(account) || notAccounts.has(account)) return fail(cordonError('bad-account'));
  // Console and API share the account's host (developer.acquire.io, "Authorization").
  const origin = `https://${account}.acquire.io`;
  return ok({ account, apiOrigin: origin, pages: [`${origin}/*`], hosts: [`${origin}/*`] });
}

/** Cleans a pasted key. The official recording shows `<account>:<JWT>`: accepted, not required; another account's prefix is an error. */
function checkKey(pasted: string, account: string): Result<string, CordonError> {
  const key = pasted.trim().replace(/^Bearer(?:\s+|$)/i, '');
  if (key === '') return fail(cordonError('empty-key'));
  // What a header cannot carry was not in the key; inner spaces and line breaks come from copying.
  if (!/^[\x21-\x7e]+$/.test(key)) return fail(cordonError('bad-key-shape'));
  const prefix = /^([a-z0-9][a-z0-9-]{0,62}):./i.exec(key)?.[1];
  if (prefix !== undefined && prefix.toLowerCase() !== account) return fail(cordonError('other-account'));
  return ok(key);
}
