import type { Block } from '../blocking/block';
import { consoleOf } from '../consoles';
import type { ConsoleApi, ConsoleId, Contact } from '../consoles/types';
import { type CordonError, cordonError } from '../errors';
import type { Clock } from '../platform/clock';
import { type Connection, pagesOf } from './connection';
import { connectionIdOf } from './connection-id';
import type { ConnectionStore } from './connection-store';
import type { Rules, RulesSource } from './rules';

/** What of a connection the rules are held against. */
type Place = Pick<Connection, 'consoleId' | 'account' | 'pages' | 'hosts'>;

/** Whether the organisation allows this account. What it has prepared itself, it allows. */
export function isAllowedAccount(place: Place, rules: Pick<Rules, 'consoles' | 'addresses' | 'connections'>): boolean {
  const { consoleId, account } = place;
  if (rules.connections.some((one) => one.console === consoleId && accountOf(one) === account)) return true;
  if (rules.consoles && !rules.consoles.includes(consoleId)) return false;
  const patterns = rules.addresses[consoleId];
  if (!patterns) return true;
  const called = [account.toLowerCase(), ...pagesOf(place).map(hostOf)];
  return patterns.some((pattern) => called.some((name) => matches(pattern, name)));
}

/** A prepared connection, as far as it is known without its key. */
export function presetOf({ console: consoleId, address, label }: Rules['connections'][number]) {
  const read = consoleOf(consoleId).connect.readAddress(address);
  if (!read.ok) return undefined;
  const { account, hosts } = read.value;
  return {
    connectionId: connectionIdOf(consoleId, account),
    consoleId,
    address,
    account,
    hosts,
    label: label ?? account,
  };
}

/** Whether the rules name this contact as one who is never blocked; undefined where only an e-mail could tell, and none is known. */
export function isProtected(
  contact: Contact,
  consoleId: ConsoleId,
  { protectedContacts: { domains, emails, ids } }: Pick<Rules, 'protectedContacts'>,
): boolean | undefined {
  const id = contact.id.toLowerCase();
  if (ids.includes(id) || ids.includes(`${consoleId}:${id}`)) return true;
  if (domains.length === 0 && emails.length === 0) return false;
  const email = contact.email?.trim().toLowerCase();
  if (!email) return undefined;
  const domain = email.slice(email.lastIndexOf('@') + 1).replace(/\.$/, '');
  return emails.includes(email) || domains.some((one) => domain === one || domain.endsWith(`.${one}`));
}

/**
 * What the rules have against a block that is about to be sent: its account, its end, or its contact. A contact that came without an
 * e-mail is read by its id first: what a conversation tells of its people may leave it out.
 */
export function createObjection(deps: {
  readonly rules: RulesSource;
  readonly connections: Pick<ConnectionStore, 'get'>;
  readonly clock: Clock;
}): (block: Block, api: Pick<ConsoleApi, 'getContact'>) => Promise<CordonError | undefined> {
  return async ({ connectionId, contact, wish }, api) => {
    const [rules, connection] = await Promise.all([deps.rules.current(), deps.connections.get(connectionId)]);
    if (!connection || !contact || wish.kind !== 'blocked') return undefined;
    if (!isAllowedAccount(connection, rules)) return cordonError('by-policy');
    if (wish.forGood && !rules.forGood) return cordonError('by-policy');
    const longest = (rules.longestHours ?? Number.POSITIVE_INFINITY) * 3_600_000;
    if (!wish.forGood && wish.until - deps.clock.now() > longest) return cordonError('by-policy');
    const known = isProtected(contact, connection.consoleId, rules);
    if (known !== undefined) return known ? cordonError('protected') : undefined;
    const read = await api.getContact(contact.id);
    if (!read.ok) return read.error.code === 'no-permission' ? cordonError('cannot-read-contact') : read.error;
    return isProtected(read.value, connection.consoleId, rules) ? cordonError('protected') : undefined;
  };
}

function accountOf({ console: consoleId, address }: Rules['connections'][number]): string | undefined {
  const read = consoleOf(consoleId).connect.readAddress(address);
  return read.ok ? read.value.account : undefined;
}

function matches(pattern: string, name: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('[^.]*')}$`).test(name);
}

/** The host of a match pattern. */
function hostOf(pattern: string): string {
  return pattern
    .replace(/^\w+:\/\//, '')
    .replace(/\/.*$/, '')
    .toLowerCase();
}
