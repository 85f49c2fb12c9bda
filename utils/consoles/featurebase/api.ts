import type * as z from 'zod/mini';
import { type CordonError, cordonError } from '../../errors';
import type { Clock } from '../../platform/clock';
import { fail, ok, type Result } from '../../result';
import { serverTimeOf } from '../answer';
import { lastDate } from '../last-date';
import type {
  ApiRequest,
  ConsoleApi,
  ConsoleRecord,
  Contact,
  ContactId,
  ConversationId,
  FoundContacts,
  KeyCheck,
  RecordId,
  Send,
} from '../types';
import { isAlreadySo, isUndecided, readFeaturebase } from './answers';
import { isResting, restAfter } from './rate-limit';
import { blockAnswer, contactList, contactSchema, conversationList, conversationSchema, unblockAnswer } from './schema';

// The endpoints below exist only in this version and newer; without the header an organisation's own default would count.
const version = { 'Featurebase-Version': '2026-01-01.nova' };

const mostSearchHits = 20;

/** How many of a contact's conversations are looked at for their state. */
const mostLookedAt = 3;

/** How many of those who take part in a conversation are read (requests: one each), and how many at a time. */
const mostParticipants = 50;
const readTogether = 5;

const objectIdShape = /^[0-9a-f]{24}$/;

/** Who or what may take part in a conversation (featurebase-node, `conversations.ts`). */
const participantTypes: readonly string[] = ['customer', 'lead', 'admin', 'bot', 'guest', 'integration'];

interface Read<T> {
  readonly value: T;
  /** The console's own clock (epoch milliseconds). */
  readonly serverNow: number | undefined;
}

/** Featurebase's API v2 (docs.featurebase.app, help.featurebase.app/api-reference) in Cordon's terms. */
export function createApi(send: Send, clock: Clock): ConsoleApi {
  /** Nothing may be sent before (epoch milliseconds): the console counted the last request that it allows. */
  let restUntil = 0;

  async function read<T>(request: ApiRequest, schema: z.ZodMiniType<T>): Promise<Result<Read<T>, CordonError>> {
    if (isResting(restUntil, clock.now())) return fail(cordonError('rate-limited', { notBefore: restUntil }));
    const sent = await send({ ...request, headers: version });
    if (!sent.ok) return sent;
    restUntil = restAfter(sent.value, clock.now()) ?? restUntil;
    const value = readFeaturebase(sent.value, schema, clock.now());
    return value.ok ? ok({ value: value.value, serverNow: serverTimeOf(sent.value) }) : value;
  }

  async function ask<T>(request: ApiRequest, schema: z.ZodMiniType<T>): Promise<Result<T, CordonError>> {
    const answer = await read(request, schema);
    return answer.ok ? ok(answer.value.value) : answer;
  }

  async function getContact(id: ContactId): Promise<Result<Contact, CordonError>> {
    const answer = await ask({ method: 'GET', path: `/v2/contacts/${objectIdOf(id)}` }, contactSchema);
    if (!answer.ok) return answer;
    return answer.value.id === id ? ok(contactOf(answer.value)) : fail(cordonError('bad-answer'));
  }

  /** Reads these contacts; `partly` says that there are others. */
  async function readContacts(ids: readonly ContactId[], partly: boolean): Promise<Result<FoundContacts, CordonError>> {
    const contacts: Contact[] = [];
    let gone: CordonError | undefined;
    for (let at = 0; at < ids.length; at += readTogether) {
      for (const contact of await Promise.all(ids.slice(at, at + readTogether).map(getContact))) {
        if (contact.ok) contacts.push(contact.value);
        else if (contact.error.code === 'gone') gone = contact.error;
        else {
          const { error } = contact;
          return fail(error.code === 'no-permission' ? { ...error, code: 'cannot-read-contact' } : error);
        }
      }
    }
    if (gone && contacts.length === 0) return fail(gone);
    // The name on the page may be that of one who is gone, and another's would be taken for it.
    return ok({ contacts, ...((partly || gone) && { partly: true }) });
  }

  function readConversation(id: ConversationId) {
    return read({ method: 'GET', path: `/v2/conversations/${conversationIdOf(id)}` }, conversationSchema);
  }

  /**
   * Whether a contact is blocked, where one of its own conversations tells. Assumption: `isBlocked` ("Whether the user is blocked")
   * is true of the moment, and of whoever takes part from outside, so only a conversation with one such contact is asked.
   */
  async function readBlocked(id: ContactId): Promise<Result<Read<boolean | undefined>, CordonError>> {
    const found = await read(
      {
        method: 'POST',
        path: '/v2/conversations/search',
        body: { query: { field: 'participantId', operator: '=', value: objectIdOf(id) }, limit: mostSearchHits },
      },
      conversationList,
    );
    if (!found.ok) return found;
    const { serverNow } = found.value;
    const rows = found.value.value.data.filter((row) => isOnlyOf(row, id)).slice(0, mostLookedAt);
    for (const { id: conversation } of rows) {
      // A row of a search is documented without the field, and comes from an index that may lag: the conversation itself is asked.
      const whole = await readConversation(String(conversation) as ConversationId);
      if (!whole.ok && whole.error.code === 'gone') continue;
      if (!whole.ok) return whole;
      const { value, serverNow: then } = whole.value;
      const tells = typeof value.isBlocked === 'boolean' && isOnlyOf(value, id);
      return ok({ value: tells ? value.isBlocked === true : undefined, serverNow: then });
    }
    return ok({ value: undefined, serverNow });
  }

  return {
    endsBlocks: false,
    getContact,

    async findContacts(words) {
      const text = words.trim();
      const isEmail = /^[^\s@]+@[^\s@]+$/.test(text);
      const query = isEmail
        ? { field: 'email', operator: '=', value: text }
        : { field: 'name', operator: '~', value: text };
      const body = { query, limit: mostSearchHits };
      const answer = await ask({ method: 'POST', path: '/v2/contacts/search', body }, contactList);
      if (!answer.ok) return answer;
      const { data, nextCursor } = answer.value;
      return ok({ contacts: data.map(contactOf), ...(nextCursor && { partly: true }) });
    },

    async contactsOf(conversation) {
      const answer = await readConversation(conversation);
      if (!answer.ok) return answer;
      const { value } = answer.value;
      if (String(value.id) !== conversation) return fail(cordonError('bad-answer'));
      const { ids, unread } = blockableIn(value);
      return readContacts(ids.slice(0, mostParticipants), unread || ids.length > mostParticipants);
    },

    async readState(contact) {
      const answer = await readBlocked(contact.id);
      if (!answer.ok) return answer;
      const { value: blocked, serverNow } = answer.value;
      return ok({
        blocked,
        records: blocked ? [markOf(contact.id)] : [],
        rules: [],
        ...(serverNow === undefined ? {} : { serverNow }),
      });
    },

    async block(id) {
      const answer = await ask({ method: 'POST', path: `/v2/contacts/${objectIdOf(id)}/block` }, blockAnswer);
      if (!answer.ok) return fail(changeError(answer.error, 'already-blocked'));
      return answer.value.id === id ? ok({ recordId: markOf(id).id }) : fail(cordonError('bad-answer'));
    },

    async getRecord(id) {
      const contact = id as string as ContactId;
      const answer = await readBlocked(contact);
      if (!answer.ok) return answer;
      const { value: blocked } = answer.value;
      if (blocked) return ok(markOf(contact));
      return fail(cordonError(blocked === false ? 'gone' : 'bad-answer'));
    },

    async liftRecord(id) {
      const answer = await ask({ method: 'POST', path: `/v2/contacts/${objectIdOf(id)}/unblock` }, unblockAnswer);
      if (!answer.ok) return fail(changeError(answer.error, 'nothing-lifted'));
      return answer.value.id === String(id) ? ok(null) : fail(cordonError('bad-answer'));
    },

    // There is no list of blocked contacts, and no filter for them (docs.featurebase.app, featurebase-node 0.14.1).
    async listRecords() {
      return ok([]);
    },

    async testKey() {
      const query = { limit: '1' };
      const contacts = await ask({ method: 'GET', path: '/v2/contacts', query }, contactList);
      const first = checkOf('contacts', contacts);
      if (first.error && first.error.code !== 'no-permission') return [first];
      return [
        first,
        checkOf('conversations', await ask({ method: 'GET', path: '/v2/conversations', query }, conversationList)),
      ];
    },
  };
}

/** What the error of a block or unblock means; `soAlready` is what it is called where the contact is so already. */
function changeError(error: CordonError, soAlready: 'already-blocked' | 'nothing-lifted'): CordonError {
  if (isAlreadySo(error)) return { ...error, code: soAlready };
  return isUndecided(error) ? { ...error, code: 'unknown-outcome' } : error;
}

function checkOf(what: KeyCheck['what'], answer: Result<unknown, CordonError>): KeyCheck {
  if (answer.ok) return { what };
  // Both lists are there for every workspace: that one is not found says nothing of a contact.
  return { what, error: answer.error.code === 'gone' ? { ...answer.error, code: 'refused' } : answer.error };
}

function contactOf({ id, name, email }: z.infer<typeof contactSchema>): Contact {
  return { id: id as ContactId, name: name ?? undefined, email: email ?? undefined };
}

/**
 * Customers and leads can be blocked. Nothing says so of a `guest`; the other participants are no contacts. `unread`: somebody takes
 * part of whom it cannot be told who or what it is.
 */
function blockableIn({ participants }: z.infer<typeof conversationSchema>) {
  const blockable = participants.filter(({ type }) => type === 'customer' || type === 'lead');
  const ids = blockable.flatMap(({ id }) => (id && objectIdShape.test(id) ? [id as ContactId] : []));
  const unread = ids.length < blockable.length || participants.some(({ type }) => !participantTypes.includes(type));
  return { ids: [...new Set(ids)], unread };
}

/** Whether this contact is "the user" of a conversation for certain: nobody else from outside takes part. */
function isOnlyOf(conversation: z.infer<typeof conversationSchema>, id: ContactId): boolean {
  const others = conversation.participants.some(({ type }) => type === 'guest');
  const { ids, unread } = blockableIn(conversation);
  return !others && !unread && ids.length === 1 && ids[0] === id;
}

/** The one mark of a blocked contact: it has no id but the contact's, and no end. */
function markOf(contact: ContactId): ConsoleRecord {
  return { id: contact as string as RecordId, rule: 'contact', contactId: contact, values: [], until: lastDate };
}

function objectIdOf(id: ContactId | RecordId): string {
  if (!objectIdShape.test(id)) throw new RangeError('not an id of Featurebase');
  return id;
}

function conversationIdOf(id: ConversationId): string {
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(id)) throw new RangeError('not a conversation of Featurebase');
  return id;
}
