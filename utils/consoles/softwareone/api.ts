import type * as z from 'zod/mini';
import { type CordonError, cordonError } from '../../errors';
import type { Clock } from '../../platform/clock';
import { fail, ok, type Result } from '../../result';
import { readAnswer } from '../answer';
import type {
  ApiRequest,
  ConsoleApi,
  ConsoleRecord,
  Contact,
  ContactId,
  FoundContacts,
  KeyCheck,
  RecordId,
  Send,
} from '../types';
import { contactOf, hasStatus, recordOf } from './contact';
import { fieldsOf } from './problem';
import { containing, isSearchable, quoted } from './rql';
import { contactSchema, listAnswer, participantSchema, type RawContact } from './schema';
import { chatShape, contactShape } from './shapes';

const contactsPath = '/public/v1/notifications/contacts';
const chatsPath = '/public/v1/helpdesk/chats';

const mostSearchHits = 20;
/** The largest page that the documents allow. */
const pageSize = 100;
/** How many pages of blocked contacts, and of those who take part in a chat, are read at most. */
const mostPages = 50;
const mostParticipantPages = 3;

// Left out of every answer unless it is asked for (vendor's canon, "Omitted by default").
const withAudit = 'select=+audit';
const blockedOnly = 'eq(status,Blocked)';

/**
 * Makes the client of the SoftwareOne Marketplace API (docs.platform.softwareone.com, "Notifications API" and "Helpdesk API") in
 * Cordon's terms. A block is a status of the contact: the record of a block has the contact's own id.
 */
export function createApi(send: Send, clock: Clock): ConsoleApi {
  async function ask<T>(request: ApiRequest, schema: z.ZodMiniType<T>) {
    const sent = await send(request);
    if (!sent.ok) return sent;
    const read = readAnswer(sent.value, schema, clock.now(), fieldsOf(sent.value));
    if (!read.ok) return read;
    const serverNow = Date.parse(sent.value.header('date') ?? '');
    return ok({ body: read.value, serverNow: Number.isNaN(serverNow) ? undefined : serverNow });
  }

  async function read(id: string) {
    const answer = await ask({ method: 'GET', path: pathOf(id), rawQuery: withAudit }, contactSchema);
    if (!answer.ok) return answer;
    if (answer.value.body.id !== id) return fail(cordonError('bad-answer'));
    return hasStatus(answer.value.body, 'deleted') ? fail(cordonError('gone')) : answer;
  }

  async function readPage<T>(path: string, query: readonly string[], schema: z.ZodMiniType<T>) {
    const answer = await ask({ method: 'GET', path, rawQuery: query.join('&') }, listAnswer);
    if (!answer.ok) return answer;
    const { $meta, data } = answer.value.body;
    return ok({ rows: readRows(data, schema), count: data.length, total: $meta?.pagination?.total ?? undefined });
  }

  /** Reads a list to its end, in `most` pages at the most. `partly`: there are more, or a row was none. */
  async function readAll<T>(path: string, query: readonly string[], schema: z.ZodMiniType<T>, most: number) {
    const rows: T[] = [];
    let seen = 0;
    for (let page = 0; page < most; page += 1) {
      const answer = await readPage(path, [...query, `limit=${pageSize}`, `offset=${seen}`], schema);
      if (!answer.ok) return answer;
      const { count, total } = answer.value;
      rows.push(...answer.value.rows);
      seen += count;
      const ended = total === undefined ? count < pageSize : seen >= total;
      if (count === 0 || ended) return ok({ rows, partly: rows.length < seen || !ended });
    }
    return ok({ rows, partly: true });
  }

  /** Block or unblock. The answered contact is what is believed: another id or status is no success. */
  async function change(id: string, action: 'block' | 'unblock'): Promise<Result<null, CordonError>> {
    const answer = await ask({ method: 'POST', path: `${pathOf(id)}/${action}` }, contactSchema);
    if (!answer.ok) return fail(await whyRefused(id, action, answer.error));
    const { body } = answer.value;
    const done = body.id === id && hasStatus(body, action === 'block' ? 'blocked' : 'active');
    return done ? ok(null) : fail(cordonError('bad-answer'));
  }

  async function whyRefused(id: string, action: 'block' | 'unblock', error: CordonError): Promise<CordonError> {
    if (error.code === 'no-permission') return { ...error, code: 'may-not-block' };
    if (error.code !== 'refused' || (error.status !== 400 && error.status !== 409)) return error;
    // Assumption: an unknown id and a contact that is so already are 400 or 409; no document says, so the contact tells.
    const now = await read(id);
    if (!now.ok) return now.error.code === 'gone' ? { ...error, code: 'gone' } : error;
    const isBlocked = hasStatus(now.value.body, 'blocked');
    if (action === 'block') return isBlocked ? { ...error, code: 'already-blocked' } : error;
    return isBlocked ? error : { ...error, code: 'nothing-lifted' };
  }

  return {
    endsBlocks: false,

    async getContact(id) {
      const answer = await read(id);
      return answer.ok ? ok(contactOf(answer.value.body)) : answer;
    },

    async findContacts(words) {
      if (!isSearchable(words)) return ok({ contacts: [] });
      const text = words.trim();
      const filter = `or(eq(email,${quoted(text)}),ilike(name,${containing(text)}))`;
      const answer = await readPage(contactsPath, [filter, `limit=${mostSearchHits}`, 'offset=0'], contactSchema);
      if (!answer.ok) return answer;
      const { rows, count, total = count < mostSearchHits ? count : count + 1 } = answer.value;
      return ok(living(rows, rows.length < total));
    },

    async contactsOf(conversation) {
      if (!chatShape.test(conversation)) throw new RangeError('not an id of a chat');
      const path = `${chatsPath}/${conversation}/participants`;
      const answer = await readAll(path, [], participantSchema, mostParticipantPages);
      if (!answer.ok) return answer;
      const { rows, partly } = answer.value;
      // Those of Operations are the agents.
      const others = rows.filter(({ account }) => account?.type.toLowerCase() !== 'operations');
      const guests = others.flatMap(({ account, contact }) =>
        contact && ['client', 'vendor'].includes(account?.type.toLowerCase() ?? '') ? [contact] : [],
      );
      return ok(living(guests, partly || guests.length < others.length));
    },

    async readState({ id }) {
      const answer = await read(id);
      if (!answer.ok) return answer;
      const { body, serverNow } = answer.value;
      const record = recordOf(body);
      return ok({ blocked: contactOf(body).blocked, records: record ? [record] : [], rules: [], serverNow });
    },

    async block(id) {
      const changed = await change(id, 'block');
      return changed.ok ? ok({ recordId: String(id) as RecordId }) : changed;
    },

    async getRecord(id) {
      const answer = await read(id);
      if (!answer.ok) return answer;
      const record = recordOf(answer.value.body);
      return record ? ok(record) : fail(cordonError('gone'));
    },

    liftRecord: (id) => change(id, 'unblock'),

    async listRecords() {
      const found = new Map<string, ConsoleRecord>();
      const answer = await readAll(contactsPath, [blockedOnly, withAudit], contactSchema, mostPages);
      if (!answer.ok) return answer;
      for (const row of answer.value.rows) {
        const record = recordOf(row);
        const { name, email } = contactOf(row);
        if (record) found.set(record.id, { ...record, name: name?.trim() ? name : email });
      }
      return ok([...found.values()].sort((a, b) => (b.madeAt ?? 0) - (a.madeAt ?? 0)));
    },

    async testKey() {
      // Whether the token may block, no read can tell: only the first block proves it (`keyUntested` of the console's sentences).
      const contacts = await check('contacts', ['limit=1', 'offset=0']);
      return contacts.error
        ? [contacts]
        : [contacts, await check('blocks', [blockedOnly, 'limit=1', 'offset=0', withAudit])];
    },
  };

  async function check(what: KeyCheck['what'], query: readonly string[]): Promise<KeyCheck> {
    const answer = await readPage(contactsPath, query, contactSchema);
    if (answer.ok) return { what };
    return { what, error: answer.error.code === 'gone' ? { ...answer.error, code: 'unknown-account' } : answer.error };
  }
}

function pathOf(id: string): string {
  if (!contactShape.test(id)) throw new RangeError('not an id of a contact');
  return `${contactsPath}/${id}`;
}

function readRows<T>(rows: readonly unknown[], schema: z.ZodMiniType<T>): readonly T[] {
  return rows.flatMap((row) => {
    const parsed = schema.safeParse(row);
    return parsed.success ? [parsed.data] : [];
  });
}

function living(rows: readonly RawContact[], partly: boolean): FoundContacts {
  const found = new Map<ContactId, Contact>();
  for (const raw of rows) if (!hasStatus(raw, 'deleted')) found.set(raw.id as ContactId, contactOf(raw));
  return { contacts: [...found.values()], ...(partly && { partly }) };
}
