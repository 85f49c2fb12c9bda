import type * as z from 'zod/mini';
import { type CordonError, cordonError } from '../../errors';
import type { Clock } from '../../platform/clock';
import { fail, ok, type Result } from '../../result';
import { readAnswer } from '../answer';
import type { ApiRequest, ConsoleApi, ConsoleRecord, Contact, ContactId, KeyCheck, RecordId, Send } from '../types';
import { contactId, ticketId } from './recipe';
import { blockList, blockSchema, contactList, contactSchema, liftAnswer, ticketSchema } from './schema';

/** Helpline's API (docs, "API") in Cordon's terms. A contact has one block at most, so the record of it has the contact's id. */
export function createApi(send: Send, clock: Clock): ConsoleApi {
  async function ask<T>(request: ApiRequest, schema: z.ZodMiniType<T>): Promise<Result<T, CordonError>> {
    const sent = await send(request);
    return sent.ok ? readAnswer(sent.value, schema, clock.now()) : sent;
  }

  async function getContact(id: ContactId): Promise<Result<Contact, CordonError>> {
    const answer = await ask({ method: 'GET', path: contactPath(id) }, contactSchema);
    if (!answer.ok) return answer;
    return answer.value.id === id ? ok(contactOf(answer.value)) : fail(cordonError('bad-answer'));
  }

  async function listRecords(): Promise<Result<readonly ConsoleRecord[], CordonError>> {
    const answer = await ask({ method: 'GET', path: '/api/blocks' }, blockList);
    if (!answer.ok) return answer;
    return ok(answer.value.blocks.map(recordOf).sort((a, b) => (b.madeAt ?? 0) - (a.madeAt ?? 0)));
  }

  async function check<T>(what: KeyCheck['what'], request: ApiRequest, schema: z.ZodMiniType<T>): Promise<KeyCheck> {
    const answer = await ask(request, schema);
    // That a ticket is not found proves that the key may look; that a list is not there proves that this is no account.
    if (answer.ok || (what === 'conversations' && answer.error.code === 'gone')) return { what };
    return { what, error: answer.error.code === 'gone' ? { ...answer.error, code: 'unknown-account' } : answer.error };
  }

  return {
    endsBlocks: true,
    getContact,
    listRecords,

    async findContacts(words) {
      const answer = await ask({ method: 'GET', path: '/api/contacts', query: { search: words.trim() } }, contactList);
      return answer.ok ? ok({ contacts: answer.value.contacts.map(contactOf) }) : answer;
    },

    async contactsOf(conversation) {
      const path = `/api/tickets/${checked(conversation, ticketId)}`;
      const answer = await ask({ method: 'GET', path }, ticketSchema);
      if (!answer.ok) return answer;
      if (answer.value.id !== conversation) return fail(cordonError('bad-answer'));
      const contact = await getContact(answer.value.contact as ContactId);
      return contact.ok ? ok({ contacts: [contact.value] }) : contact;
    },

    async readState({ id }) {
      const listed = await listRecords();
      if (!listed.ok) return listed;
      const records = listed.value.filter(({ contactId, until }) => contactId === id && until > clock.now());
      return ok({ blocked: records.length > 0, until: records[0]?.until, records, rules: [] });
    },

    async block(id, until) {
      const body = { until: new Date(until).toISOString() };
      const answer = await ask({ method: 'POST', path: `${contactPath(id)}/block`, body }, blockSchema);
      // Assumption: a second block moves the end of the first. The documents do not say; a 409 could only mean that one is there.
      if (!answer.ok) return answer.error.status === 409 ? fail({ ...answer.error, code: 'already-blocked' }) : answer;
      const record = recordOf(answer.value);
      return record.contactId === id ? ok({ recordId: record.id }) : fail(cordonError('bad-answer'));
    },

    async getRecord(id) {
      const listed = await listRecords();
      if (!listed.ok) return listed;
      const found = listed.value.find((record) => record.id === id);
      return found ? ok(found) : fail(cordonError('gone'));
    },

    async liftRecord(id) {
      const answer = await ask({ method: 'DELETE', path: `${contactPath(id)}/block` }, liftAnswer);
      if (!answer.ok) return answer;
      if (answer.value.contact !== String(id)) return fail(cordonError('bad-answer'));
      return answer.value.lifted ? ok(null) : fail(cordonError('nothing-lifted'));
    },

    async testKey() {
      const blocks = await check('blocks', { method: 'GET', path: '/api/blocks' }, blockList);
      if (blocks.error && blocks.error.code !== 'no-permission') return [blocks];
      const search = { search: 'cordon key test' };
      return [
        blocks,
        await check('contacts', { method: 'GET', path: '/api/contacts', query: search }, contactList),
        await check('conversations', { method: 'GET', path: '/api/tickets/t1' }, ticketSchema),
      ];
    },
  };
}

/** An id that may stand in a path. One of another shape is a mistake of Cordon's own: it never reaches the console. */
function checked(id: string, shape: string): string {
  if (!new RegExp(`^${shape}$`).test(id)) throw new RangeError('not an id of Helpline');
  return id;
}

function contactPath(id: ContactId | RecordId): string {
  return `/api/contacts/${checked(id, contactId)}`;
}

function contactOf({ id, name, email }: z.infer<typeof contactSchema>): Contact {
  return { id: id as ContactId, name: name ?? undefined, email: email ?? undefined };
}

function recordOf({ contact, until, madeAt, by }: z.infer<typeof blockSchema>): ConsoleRecord {
  return {
    id: contact as RecordId,
    rule: 'contact',
    contactId: contact as ContactId,
    values: [],
    until: Date.parse(until),
    madeAt: Date.parse(madeAt),
    by: by ?? undefined,
  };
}
