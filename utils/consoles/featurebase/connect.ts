import { type CordonError, cordonError } from '../../errors';
import { fail, ok, type Result } from '../../result';
import type { Address, Connect } from '../console-info';

/** Where every organisation's API is (featurebase-node, `client.ts`): never the console's own host. */
export const apiOrigin = 'https://do.featurebase.app';

const consoleDomain = '.featurebase.app';

// One label of a host name. `xn--` stands for other letters, which no organisation's own subdomain has been seen with.
const label = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const organisationShape = new RegExp(`^(?!xn--)${label}$`);

// The last label of a real domain is a word, so that neither an address in numbers nor a bare name passes.
const domainShape = new RegExp(`^(?:${label}\\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{2,59})$`);

// Featurebase's own sites, which are nobody's organisation.
const notOrganisations = new Set([
  'www',
  'app',
  'do',
  'api',
  'auth',
  'help',
  'docs',
  'status',
  'blog',
  'cdn',
  'assets',
]);

/** How an organisation on Featurebase is named: its subdomain, any address of its console, or its own domain. */
export const featurebaseConnect: Connect = { readAddress, checkKey };

function readAddress(typed: string): Result<Address, CordonError> {
  const bad = fail(cordonError('bad-account'));
  const [, scheme, host = ''] = /^(https?:\/\/)?([^/?#\s]+)(?:[/?#]\S*)?$/.exec(typed.trim().toLowerCase()) ?? [];
  const own = host.endsWith(consoleDomain) ? host.slice(0, -consoleDomain.length) : host;
  if (own.includes('.') && own === host) {
    // Assumption: an organisation's own domain serves its dashboard too. Nobody documents it; it costs a host to be granted.
    const isDomain = domainShape.test(host) && host.length <= 253 && isHost(host) && `.${host}` !== consoleDomain;
    // Over plain http anybody on the way could write the page.
    return isDomain && scheme !== 'http://' ? ok(addressAt(host, `https://${host}/*`)) : bad;
  }
  if (!organisationShape.test(own) || notOrganisations.has(own)) return bad;
  return ok(addressAt(own, `https://${own}${consoleDomain}/*`));
}

/** Whether the browser too takes it for a host, letter by letter: `xn--` may stand for letters that are none. */
function isHost(host: string): boolean {
  return URL.canParse(`https://${host}`) && new URL(`https://${host}`).hostname === host;
}

function addressAt(account: string, page: string): Address {
  return { account, apiOrigin, pages: [page], hosts: [page, `${apiOrigin}/*`] };
}

/** Cleans a pasted key. Every key begins with `sk_` (help.featurebase.app, "Getting started"); it does not say whose it is. */
function checkKey(pasted: string): Result<string, CordonError> {
  const key = pasted.trim().replace(/^Bearer(?:\s+|$)/i, '');
  if (key === '') return fail(cordonError('empty-key'));
  // What a header cannot carry was not in the key; inner spaces and line breaks come from copying.
  return /^sk_[\x21-\x7e]+$/.test(key) ? ok(key) : fail(cordonError('bad-key-shape'));
}
