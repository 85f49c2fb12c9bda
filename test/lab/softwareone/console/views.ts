import { escapeHtml } from '../../shared/console/sanitise';
import { ANA } from '../tokens';
import type { LabChat, LabContact, SoftwareoneWorld } from '../world';

/** How many letters of an id the narrow columns show: a whole one of two groups, the beginning of a longer one. */
const ID_LETTERS = 13;

/** An id as a narrow column shows it; cut off in the text itself, with nothing behind it. */
export function shownId(id: string): string {
  return id.length > ID_LETTERS ? `${id.slice(0, ID_LETTERS)}…` : id;
}

/** What a contact is called: the name, or the e-mail where there is none. */
export function calledBy({ name, email }: LabContact): string {
  return name?.trim() ? name : email;
}

/** A row of the grid of contacts. */
export function contactRow(contact: LabContact) {
  const { id, email, status, user, account, audit } = contact;
  return {
    id,
    idText: shownId(id),
    called: calledBy(contact),
    email,
    user: user?.name ?? null,
    account,
    status,
    created: Date.parse(audit.created?.at ?? ''),
  };
}

/** The contacts, in the order of the grid, those that hold a text in name, e-mail or id. */
export function contactRows(world: SoftwareoneWorld, query: string) {
  const wanted = query.trim().toLowerCase();
  return [...world.contacts.values()]
    .filter(({ id, name, email }) => [id, name, email].some((text) => text?.toLowerCase().includes(wanted)))
    .map(contactRow);
}

/** The messages of the grid, newest first: e-mail and id of the contact, and the name as it was when the message was made. */
export function messageRows(world: SoftwareoneWorld) {
  return world.messages.flatMap(({ id, contactId, subject, category, at, by, status }) => {
    const contact = world.contacts.get(contactId);
    if (!contact) return [];
    const user = contact.formerName ?? contact.user?.name ?? null;
    const [email, idText] = [contact.email, shownId(contactId)];
    return [{ id, email, idText, user, subject, category, at: Date.parse(at), by: by.name, status }];
  });
}

/** One contact with the block, if there is one, and the latest messages. */
export function contactDetail(world: SoftwareoneWorld, contact: LabContact) {
  const { blocked } = contact.audit;
  const isBlocked = contact.status === 'Blocked';
  return {
    contact: { ...contactRow(contact), optOuts: 'Orders' },
    block: isBlocked
      ? { at: Date.parse(blocked?.at ?? ''), by: blocked?.by.name ?? '', reason: contact.blockedReason }
      : null,
    messages: world.messages
      .filter(({ contactId }) => contactId === contact.id)
      .slice(0, 8)
      .map(({ id, subject, at, status }) => ({ id, subject, at: Date.parse(at), status })),
  };
}

function chatView(world: SoftwareoneWorld, { id, title, participants, lines }: LabChat) {
  const guest = participants.find(({ account }) => account !== 'Operations');
  const contact = world.contacts.get(guest?.contactId ?? '');
  const last = lines.at(-1);
  return { id, title, called: contact ? calledBy(contact) : '', preview: last?.text ?? '', lastAt: last?.at ?? 0 };
}

/** The chats, the one that spoke last first. */
export function chatRows(world: SoftwareoneWorld) {
  return [...world.chats.values()]
    .map((chat) => chatView(world, chat))
    .sort((a, b) => b.lastAt - a.lastAt || (a.id < b.id ? -1 : 1));
}

/** One chat with its lines, as text that is safe to show, and who takes part. */
export function chatDetail(world: SoftwareoneWorld, chat: LabChat) {
  const nameOf = (id: string | null) => {
    const contact = world.contacts.get(id ?? '');
    return contact ? calledBy(contact) : ANA.name;
  };
  return {
    chat: chatView(world, chat),
    participants: chat.participants.map(({ contactId, account, status }) => {
      return { id: contactId, called: nameOf(contactId), account, status };
    }),
    messages: chat.lines.map(({ id, from, text, at }) => ({
      id,
      from: from === null ? 'agent' : 'contact',
      author: { id: from ?? ANA.id, name: nameOf(from), named: true, label: nameOf(from) },
      html: escapeHtml(text),
      at,
    })),
  };
}
