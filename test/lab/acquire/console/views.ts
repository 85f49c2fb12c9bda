import { messageText, sanitiseMessage } from '../../shared/console/sanitise';
import type { AcquireWorld, LabCase, LabContact, LabMessage } from '../world';
import { nameOf } from './names';

export const CONTACTS_PER_PAGE = 50;

export interface CaseView {
  readonly id: number;
  readonly contactId: number;
  /** The contact's name, or `#` and the id where there is none. */
  readonly name: string;
  readonly named: boolean;
  readonly title: string;
  readonly channel: LabCase['channel'];
  readonly status: LabCase['status'];
  readonly unread: number;
  readonly preview: string;
  readonly lastFrom: LabMessage['from'];
  readonly lastAt: number;
  readonly startedAt: number;
}

export interface ContactView {
  readonly id: number;
  readonly name: string;
  readonly named: boolean;
  readonly email: string | null;
  readonly phone: string | null;
  readonly ip: string;
  readonly company: string | null;
  readonly lastSeen: number | null;
}

export interface BlockView {
  /** ISO 8601. */
  readonly till: string;
  readonly by: string;
  readonly type: 'contact' | 'email' | 'ip';
}

/** A conversation in the list, whose row may carry another name than the contact has by now. */
export interface RowView extends CaseView {
  readonly rowName: string;
}

export interface StateView {
  readonly account: string;
  readonly agent: { readonly id: number; readonly name: string; readonly email: string };
  readonly contacts: number;
  /** Newest message first. */
  readonly cases: readonly RowView[];
}

function shorten(text: string, length: number): string {
  const letters = [...text];
  return letters.length > length ? `${letters.slice(0, length).join('')}…` : text;
}

/** The latest block of a contact that has not ended, by contact, e-mail or address. */
export function blockOf(world: AcquireWorld, contact: LabContact): BlockView | null {
  const now = world.now();
  const matching = world.records.filter((record) => {
    if (!(Date.parse(record.blockTill) > now)) return false;
    if (record.type === 'contact') return record.contactId === contact.id;
    const own = (record.type === 'email' ? contact.email : contact.ip)?.toLowerCase();
    return own !== undefined && (record.values ?? []).some((value) => value.toLowerCase() === own);
  });
  const latest = matching.sort((a, b) => Date.parse(b.blockTill) - Date.parse(a.blockTill))[0];
  if (!latest) return null;
  return { till: latest.blockTill, by: world.users.get(latest.blockBy)?.name ?? 'an agent', type: latest.type };
}

export function caseView(world: AcquireWorld, item: LabCase): CaseView {
  const name = nameOf(world.contacts.get(item.contactId));
  const shown = name ?? `#${item.contactId}`;
  const first = item.messages[0];
  const last = item.messages.at(-1);
  return {
    id: item.id,
    contactId: item.contactId,
    name: shown,
    named: name !== undefined,
    title: `${shown} : ${first ? shorten(messageText(first.html), 60) : ''}`,
    channel: item.channel,
    status: item.status,
    unread: item.unread,
    preview: last ? shorten(messageText(last.html), 120) : '',
    lastFrom: last?.from ?? 'contact',
    lastAt: last?.at ?? 0,
    startedAt: first?.at ?? 0,
  };
}

function casesOf(world: AcquireWorld, contactId?: number): CaseView[] {
  return [...world.cases.values()]
    .filter((item) => contactId === undefined || item.contactId === contactId)
    .map((item) => caseView(world, item))
    .sort((a, b) => b.lastAt - a.lastAt || b.id - a.id);
}

function contactView(contact: LabContact, lastSeen: number | null): ContactView {
  const name = nameOf(contact);
  return {
    id: contact.id,
    name: name ?? `#${contact.id}`,
    named: name !== undefined,
    email: contact.email ?? null,
    phone: contact.phone ?? null,
    ip: contact.ip,
    company: contact.company ?? null,
    lastSeen,
  };
}

/** The agent's own view of the account: who they are, and every conversation without its messages. */
export function stateView(world: AcquireWorld, rowName: (item: LabCase) => string): StateView {
  const user = [...world.users.values()][0];
  const agent = { id: user?.id ?? 0, name: user?.name ?? 'Agent', email: user?.email ?? '' };
  const rows = casesOf(world).flatMap((view) => {
    const item = world.cases.get(view.id);
    return item ? [{ ...view, rowName: rowName(item) }] : [];
  });
  return { account: world.account, agent, contacts: world.contacts.size, cases: rows };
}

/** One conversation with its messages, the contact's made harmless. */
export function conversationView(world: AcquireWorld, item: LabCase) {
  const messages = item.messages.map(({ id, from, html, at }) => ({ id, from, html: sanitiseMessage(html), at }));
  return { case: caseView(world, item), messages };
}

/** One contact with their conversations and their block, if any. */
export function contactDetailView(world: AcquireWorld, contact: LabContact) {
  const cases = casesOf(world, contact.id);
  return { contact: contactView(contact, cases[0]?.lastAt ?? null), cases, block: blockOf(world, contact) };
}

/** A page of the contact table, newest contact first; `page` counts from 0, `query` is part of a name, e-mail or company. */
export function contactPageView(world: AcquireWorld, page: number, query: string) {
  const seen = new Map<number, number>();
  for (const item of world.cases.values()) {
    seen.set(item.contactId, Math.max(seen.get(item.contactId) ?? 0, item.messages.at(-1)?.at ?? 0));
  }
  const wanted = query.trim().toLowerCase();
  const found = [...world.contacts.values()]
    .map((contact) => contactView(contact, seen.get(contact.id) ?? null))
    .filter((view) => [view.name, view.email, view.company].some((text) => text?.toLowerCase().includes(wanted)))
    .sort((a, b) => b.id - a.id);
  const start = page * CONTACTS_PER_PAGE;
  return {
    page,
    pageSize: CONTACTS_PER_PAGE,
    total: found.length,
    contacts: found.slice(start, start + CONTACTS_PER_PAGE),
  };
}
