import { type CordonError, cordonError } from '../../errors';
import { fail, ok, type Result } from '../../result';
import type { Connect } from '../console-info';
import { tokenIdSource } from './shapes';

const portal = 'https://portal.platform.softwareone.com';
const api = 'https://api.platform.softwareone.com';

const tokenId = new RegExp(`^${tokenIdSource}$`);
const tokenPage = new RegExp(
  `^(?:https?://)?portal\\.platform\\.softwareone\\.com/[^?#\\s]*/(${tokenIdSource})(?:[/?#]\\S*)?$`,
  'i',
);
const keyShape = new RegExp(`^idt:(${tokenIdSource}):[\\x21-\\x7e]+$`);

/**
 * All accounts share one portal and one API, so no address tells them apart. A connection is therefore named by the id of its token,
 * which the portal shows and the key itself carries: a token belongs to exactly one account, so a key of another account is seen
 * before it is stored, which no name that a person makes up could do. What the account is called is the connection's label. The
 * price: a token cannot be renewed at SoftwareOne, so a new token is a new connection.
 */
export const softwareoneConnect: Connect = { readAddress, holdsKey, checkKey };

/** Takes a token's id, or the address of its page in the portal. A whole key is refused: this field is no place for it. */
function readAddress(typed: string) {
  const text = typed.trim();
  const account = (tokenPage.exec(text)?.[1] ?? text).toUpperCase();
  if (!tokenId.test(account)) return fail(cordonError('bad-account'));
  const pages = [`${portal}/*`];
  return ok({ account, apiOrigin: api, pages, hosts: [...pages, `${api}/*`] });
}

/** A token's id and the token itself look alike, and stand side by side in the portal. */
function holdsKey(typed: string): boolean {
  return /idt:/i.test(typed);
}

/** Cleans a pasted token, `idt:TKN-XXXX-XXXX:<secret>` (docs, "Authentication"); the account is the token's id. */
function checkKey(pasted: string, account: string): Result<string, CordonError> {
  const key = pasted.trim().replace(/^(?:Authorization:\s*)?Bearer(?:\s+|$)/i, '');
  if (key === '') return fail(cordonError('empty-key'));
  const own = keyShape.exec(key)?.[1];
  if (own === undefined) return fail(cordonError('bad-key-shape'));
  return own === account ? ok(key) : fail(cordonError('other-account'));
}
