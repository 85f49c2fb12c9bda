import { rememberedFor } from '../consoles/kept-apis';
import type { ConsoleApi, Contact, FoundContacts, Reference } from '../consoles/types';
import { type CordonError, cordonError } from '../errors';
import { fail, ok, type Result } from '../result';
import type { Block } from './block';
import { isOnlyText, namesAgree } from './names-agree';

/** Why a contact is not certain: the error, and whom a person may choose from. */
export interface Unresolved {
  readonly error: CordonError;
  readonly contacts?: readonly Contact[];
}

/**
 * Finds out from the API who a block is about, and holds that against the name the person saw. Several contacts are narrowed by that
 * name only; what stays open is a question, never a guess.
 */
export async function resolveContact(block: Block, api: ConsoleApi): Promise<Result<Contact, Unresolved>> {
  const found = await candidates(block, api);
  if (!found.ok) return unread(block, readError(found.error, block.reference));
  const { contacts, partly } = found.value;
  const [first, ...others] = contacts;
  if (!first) return fail({ error: cordonError(partly ? 'bad-answer' : 'no-contact-found') });
  if (block.confirmed && others.length === 0 && !partly) return ok(first);
  const isNamed = (contact: Contact) => namesAgree(block.pageName, contact, block.reference, api.unnamed);
  // Somebody who could not be read may be called the same: a person chooses, or takes the popup.
  if (partly) return fail({ error: cordonError('several-contacts'), contacts: contacts.toSorted(byFirst(isNamed)) });
  const [only, ...more] = contacts.filter(isNamed);
  if (only && more.length === 0 && (block.reference.kind !== 'words' || others.length === 0)) return ok(only);
  const doubt = isOnlyText(block.reference) ? 'id-as-name' : 'names-differ';
  if (others.length === 0) return fail({ error: cordonError(doubt), contacts: [first] });
  return fail({ error: cordonError('several-contacts'), contacts: contacts.toSorted(byFirst(isNamed)) });
}

function byFirst(isFirst: (contact: Contact) => boolean) {
  return (one: Contact, other: Contact) => Number(isFirst(other)) - Number(isFirst(one));
}

/**
 * The key may not read who this is. An id that the console itself wrote can be blocked all the same (design §10), once a person has
 * heard that its name cannot be checked.
 */
function unread({ reference, confirmed }: Block, error: CordonError): Result<Contact, Unresolved> {
  const written = reference.kind === 'contact' && !isOnlyText(reference) ? { id: reference.contactId } : undefined;
  if (!written || error.code !== 'cannot-read-contact') return fail({ error });
  return confirmed ? ok(written) : fail({ error: cordonError('names-unchecked'), contacts: [written] });
}

async function candidates(block: Block, api: ConsoleApi): Promise<Result<FoundContacts, CordonError>> {
  // The name is held against the page for when the block leaves: what is remembered must not be too old then.
  const readSince = block.state.kind === 'waiting' ? block.state.sendsAt - rememberedFor : undefined;
  switch (block.reference.kind) {
    case 'contact':
      return asList(await api.getContact(block.reference.contactId, readSince));
    case 'conversation':
      return api.contactsOf(block.reference.conversationId, readSince);
    case 'words':
      return withCutId(await api.findContacts(block.reference.words), block.reference);
  }
}

/** Of what an e-mail found, those whose e-mail it is and whose own id begins as the one beside it on the page does. */
function withCutId(found: Result<FoundContacts, CordonError>, reference: Reference): typeof found {
  if (!found.ok || reference.kind !== 'words' || reference.idBegins === undefined) return found;
  const { words, idBegins } = reference;
  const isMeant = ({ id, email }: Contact) =>
    id.startsWith(idBegins) && email?.trim().toLowerCase() === words.trim().toLowerCase();
  return ok({ ...found.value, contacts: found.value.contacts.filter(isMeant) });
}

function asList(contact: Result<Contact, CordonError>): Result<FoundContacts, CordonError> {
  return contact.ok ? ok({ contacts: [contact.value] }) : contact;
}

/** A key that may block but not read cannot compare names: that is another sentence than "may not block". */
function readError(error: CordonError, reference: Reference): CordonError {
  if (error.code !== 'no-permission') return error;
  return { ...error, code: reference.kind === 'conversation' ? 'cannot-read-conversation' : 'cannot-read-contact' };
}
