import { type CordonError, cordonError } from '../../errors';
import { fail, ok, type Result } from '../../result';
import type { Address, Connect } from '../console-info';

const domain = '.helpline.example';
const accountShape = /^(?!xn--|www$)[a-z0-9][a-z0-9-]{0,62}$/;

/** How a Helpline account is named: its subdomain, typed alone or as any address of the console. */
export const helplineConnect: Connect = { readAddress, checkKey };

function readAddress(typed: string): Result<Address, CordonError> {
  const host = /^(?:https:\/\/)?([^/?#\s]+)(?:[/?#]\S*)?$/.exec(typed.trim().toLowerCase())?.[1] ?? '';
  const account = host.endsWith(domain) ? host.slice(0, -domain.length) : host;
  if (!accountShape.test(account)) return fail(cordonError('bad-account'));
  // Console and API share the account's host (docs, "Addresses").
  const apiOrigin = `https://${account}${domain}`;
  return ok({ account, apiOrigin, pages: [`${apiOrigin}/*`], hosts: [`${apiOrigin}/*`] });
}

/** Cleans a pasted key. Every key is `hlp_` and 32 hex digits (docs, "Keys"); it does not say whose it is. */
function checkKey(pasted: string): Result<string, CordonError> {
  const key = pasted.trim().replace(/^Bearer(?:\s+|$)/i, '');
  if (key === '') return fail(cordonError('empty-key'));
  return /^hlp_[0-9a-f]{32}$/.test(key) ? ok(key) : fail(cordonError('bad-key-shape'));
}
