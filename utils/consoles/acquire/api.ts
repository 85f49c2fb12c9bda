import type * as z from 'zod/mini';
import { type CordonError, cordonError } from '../../errors';
import type { Clock } from '../../platform/clock';
import { fail, ok, type Result } from '../../result';
import { readAnswer } from '../answer';
import type {
  ApiAnswer,
  ApiRequest,
  ConsoleApi,
  ConsoleRecord,
  ConsoleState,
  Contact,
  ContactId,
  ConversationId,
  KeyCheck,
  RecordId,
  Send,
} from '../types';
import {
  addAnswer,
  caseAnswer,
  contactAnswer,
  type contactSchema,
  deleteAnswer,
  getAnswer,
  hintSchema,
  listAnswer,
  ownerSchema,
  recordSchema,
  searchAnswer,
} from './schema';

// The documented URL of "Block Contact" ends in an invisible U+200B; these paths were typed by hand.
const blockPath = '/api/v1/crm/block-visitor';
const contactPath = '/api/v1/crm/objects/contact';
const searchPath = '/api/v1/crm/contact/list';
const casePath = '/api/v1/crm/objects/case';

const mostSearchHits = 20;
const mostSearchPages = 5;

/** Sizes that a page of a list may have. A bare list of such a size, which counts nothing, may be only the first one. */
const pageSizes: readonly number[] = [10, 15, 20, 25, 30, 40, 50, 100, 200, 250, 500, 1_000];

// The shape of an error's body is not documented, its codes are: they are looked for anywhere in the text.
const vendorCodes =
  /ERROR_(?:INVALID_INPUT|RECORD_NOT_FOUND|DUPLICATE_RECORD_FOUND|UNAUTHORIZED_ACCESS|UNAUTHORIZED|SERVER_ERROR)/;

/** Acquire's API (developer.acquire.io, "Block Visitor", "Contact", "Cases") in Cordon's terms. */
export function createApi(send: Send, clock: Clock): ConsoleApi {
  async function ask<T>(request: ApiRequest, schema: z.ZodMiniType<T>): Promise<Result<T, CordonError>> {
    const sent = await send(request);
    return sent.ok ? readAcquire(sent.value, schema, clock.now()) : sent;
  }

  async function getContact(id: ContactId): Promise<Result<Contact, CordonError>> {
    // The documented example has the fields by default, but does not show what was asked: so ask.
    const query = { relations: 'fields' };
    const answer = await ask({ method: 'GET', path: `${contactPath}/${integerOf(id)}`, query }, contactAnswer);
    if (!answer.ok) return answer;
    const contact = contactOf(answer.value.data);
    return contact.id === id ? ok(contact) : fail(cordonError('bad-answer'));
  }

  async function readList(): Promise<Result<Listed, CordonError>> {
    const answer = await ask({ method: 'GET', path: blockPath }, listAnswer);
    if (!answer.ok) return answer;
    const { data } = answer.value;
    const rows = Array.isArray(data) ? data : data.data;
    const records = rows.map(recordOf).filter((record) => record !== undefined);
    return ok({
      records: records.sort((a, b) => (b.madeAt ?? 0) - (a.madeAt ?? 0)),
      unread: rows.filter((row) => isUncertain(recordOf(row))),
      cut: Array.isArray(data) ? pageSizes.includes(rows.length) : (data.count ?? 0) > rows.length,
    });
  }

  async function listRecords(): Promise<Result<readonly ConsoleRecord[], CordonError>> {
    const listed = await readList();
    return listed.ok ? ok(listed.value.records) : listed;
  }

  return {
    endsBlocks: true,
    getContact,
    listRecords,

    async findContacts(words) {
      const found = new Map<ContactId, Contact>();
      const rows = new Set<string>();
      let whole = false;
      let readable = true;
      // Assumption: pages count from 0 or from 1, and hold 20 rows or fewer. What was read twice counts once.
      for (let page = 0; page < mostSearchPages && !whole && found.size < mostSearchHits; page += 1) {
        const body = { payload: {}, page, limit: mostSearchHits, search: words };
        const answer = await ask({ method: 'POST', path: searchPath, body }, searchAnswer);
        if (!answer.ok) return answer;
        const { list, counts } = answer.value.data;
        for (const row of list) {
          const id = row.mainContactId ?? row.contactId;
          readable &&= id !== undefined && id !== null;
          rows.add(`${id ?? row.id} ${String(row.key)}`);
          if (id) found.set(String(id) as ContactId, contactOf({ id, fields: row.fields }));
        }
        const count = counts?.filteredCount ?? undefined;
        // Assumption: rows are counted, or contacts. Without a count a page that is not full is the last.
        whole = count === undefined ? list.length < mostSearchHits : rows.size === count || found.size >= count;
        // Whatever was counted: behind what was read there is nothing.
        whole ||= list.length === 0 && rows.size > 0;
      }
      // Several are chosen from by a person. Of one or none it must be certain that there are no others.
      if (!whole && found.size <= 1) return fail(cordonError('bad-answer'));
      return ok({ contacts: [...found.values()], ...(!(whole && readable) && { partly: true }) });
    },

    async contactsOf(conversation) {
      const path = `${casePath}/${integerOf(conversation)}`;
      const answer = await ask({ method: 'GET', path, query: { relations: 'contact' } }, caseAnswer);
      if (!answer.ok) return answer;
      const { id, contact, contactId } = answer.value.data;
      if (String(id) !== conversation) return fail(cordonError('bad-answer'));
      const found = contact?.id ?? contactId;
      if (!found) return ok({ contacts: [] });
      // The contact inside a case may lack its name: read it by its own id.
      const full = await getContact(String(found) as ContactId);
      if (full.ok) return ok({ contacts: [full.value] });
      const { error } = full;
      return error.code === 'no-permission' ? fail({ ...error, code: 'cannot-read-contact' }) : full;
    },

    async readState(contact) {
      const listed = await readList();
      return listed.ok ? ok(stateOf(contact, listed.value, clock.now())) : listed;
    },

    async block(id, until) {
      const body = { data: [integerOf(id)], type: 'contact', blockTill: new Date(until).toISOString() };
      const answer = await ask({ method: 'POST', path: blockPath, body }, addAnswer);
      if (!answer.ok) return answer;
      const { data } = answer.value;
      if (data === true) return ok({});
      const records = data.map(recordOf).filter((record) => record !== undefined);
      const named = records.filter((record) => record.contactId !== undefined);
      const own = named.find((record) => record.contactId === id);
      if (named.length > 0 && !own) return fail(cordonError('bad-answer'));
      return ok({ recordId: own?.id });
    },

    async getRecord(id) {
      const answer = await ask({ method: 'GET', path: `${blockPath}/${integerOf(id)}` }, getAnswer);
      if (!answer.ok) return answer;
      const record = recordOf(answer.value.data);
      return record?.id === id ? ok(record) : fail(cordonError('bad-answer'));
    },

    async liftRecord(id) {
      // The page's prose calls the id a path parameter; its URL and table show a query parameter.
      const answer = await ask(
        { method: 'DELETE', path: blockPath, query: { id: String(integerOf(id)) } },
        deleteAnswer,
      );
      if (!answer.ok) return answer;
      return answer.value.data.deleted.affected > 0 ? ok(null) : fail(cordonError('nothing-lifted'));
    },

    async testKey() {
      const checks: KeyCheck[] = [];
      const check = async (what: KeyCheck['what'], request: ApiRequest, schema: z.ZodMiniType<unknown>) => {
        const answer = await ask(request, schema);
        // A well-formed refusal to find a record proves that the key may look.
        const error = answer.ok || (what !== 'blocks' && answer.error.code === 'gone') ? undefined : answer.error;
        checks.push(
          error ? { what, error: error.code === 'gone' ? { ...error, code: 'unknown-account' } : error } : { what },
        );
        return error;
      };
      const first = await check('blocks', { method: 'GET', path: blockPath }, listAnswer);
      const hopeless = first && first.code !== 'no-permission';
      if (hopeless) return checks;
      const nobody = { payload: {}, page: 0, limit: 1, search: 'cordon key test' };
      await check('contacts', { method: 'POST', path: searchPath, body: nobody }, searchAnswer);
      await check(
        'conversations',
        { method: 'GET', path: `${casePath}/1`, query: { relations: 'contact' } },
        caseAnswer,
      );
      return checks;
    },
  };
}

function readAcquire<T>(answer: ApiAnswer, schema: z.ZodMiniType<T>, now: number): Result<T, CordonError> {
  const vendorCode = answer.status >= 400 ? vendorCodes.exec(answer.text)?.[0] : undefined;
  const read = readAnswer(answer, schema, now, vendorCode);
  if (read.ok || read.error.status !== 400) return read;
  // Acquire answers 400, not 404, for a record it does not have (docs, error codes).
  if (vendorCode === 'ERROR_RECORD_NOT_FOUND') return fail({ ...read.error, code: 'gone' });
  if (vendorCode === 'ERROR_DUPLICATE_RECORD_FOUND') return fail({ ...read.error, code: 'already-blocked' });
  return read;
}

function integerOf(id: ContactId | ConversationId | RecordId): number {
  const integer = Number(id);
  if (!/^[1-9]\d{0,11}$/.test(id)) throw new RangeError('not an id of Acquire');
  return integer;
}

function contactOf(
  raw: z.infer<typeof contactSchema> | { id: number; fields?: z.infer<typeof contactSchema>['fields'] },
): Contact {
  const flat: Partial<z.infer<typeof contactSchema>> = raw;
  const pick = (name: 'name' | 'firstName' | 'lastName' | 'email' | 'ip') =>
    raw.fields?.[name] ?? flat[name] ?? undefined;
  const { isBlocked } = flat;
  return {
    id: String(raw.id) as ContactId,
    name: pick('name'),
    firstName: pick('firstName'),
    lastName: pick('lastName'),
    email: pick('email'),
    ip: pick('ip'),
    // Only "NO" was ever seen; "YES" is an assumption, so any other word counts as blocked.
    blocked: isBlocked === undefined || isBlocked === null ? undefined : !/^(?:no|false)$/i.test(String(isBlocked)),
  };
}

function recordOf(raw: unknown): ConsoleRecord | undefined {
  const parsed = recordSchema.safeParse(raw);
  if (!parsed.success) return undefined;
  const { id, type, data, blockTill, dateCreated, user } = parsed.data;
  const until = Date.parse(blockTill);
  if (Number.isNaN(until)) return undefined;
  const rule = type === 'contact' || type === 'email' || type === 'ip' ? type : 'other';
  const only = Array.isArray(data) && data.length === 1 ? data[0] : undefined;
  const contactId = Array.isArray(data) ? (typeof only === 'number' ? only : undefined) : data.id;
  const madeAt = dateCreated ? Date.parse(dateCreated) : Number.NaN;
  return {
    id: String(id) as RecordId,
    rule,
    contactId: rule === 'contact' && contactId !== undefined ? (String(contactId) as ContactId) : undefined,
    values: Array.isArray(data) && rule !== 'contact' ? data.map(String) : [],
    until,
    madeAt: Number.isNaN(madeAt) ? undefined : madeAt,
    by: user?.name ?? undefined,
  };
}

/** The list as it could be read. */
interface Listed {
  readonly records: readonly ConsoleRecord[];
  /** Entries of no known form. */
  readonly unread: readonly unknown[];
  /** The console counts more entries than it gave. Assumption: `count` is that of the whole list; no paging is documented. */
  readonly cut: boolean;
}

/** Whether it is not known whom an entry blocks: it could not be read, or is one record of several contacts. */
function isUncertain(record: ConsoleRecord | undefined): boolean {
  return !record || (record.rule === 'contact' && record.contactId === undefined);
}

/** Whether an entry that could not be read may be a block of this contact: it says neither another kind nor another contact. */
function mayHide(raw: unknown, contact: Contact): boolean {
  const parsed = hintSchema.safeParse(raw);
  if (!parsed.success) return true;
  const { type, data } = parsed.data;
  if (typeof type === 'string' && type !== 'contact') return false;
  const owner = ownerSchema.safeParse(data);
  if (!owner.success) return true;
  const owners = Array.isArray(owner.data) ? owner.data : [owner.data.id];
  return owners.length === 0 || owners.map(String).includes(contact.id);
}

function stateOf(contact: Contact, { records: all, unread, cut }: Listed, now: number): ConsoleState {
  const alive = all.filter((record) => record.until > now);
  const records = alive.filter((record) => record.rule === 'contact' && record.contactId === contact.id);
  const caught = [contact.email, contact.ip]
    .map((value) => value?.toLowerCase())
    .filter((value) => value !== undefined);
  const rules = alive.filter(
    (record) => record.rule !== 'contact' && record.values.some((value) => caught.includes(value.toLowerCase())),
  );
  const until = records.length > 0 ? Math.max(...records.map((record) => record.until)) : undefined;
  const whole = !cut && !unread.some((raw) => mayHide(raw, contact));
  // A list that could not be read whole does not prove that the contact is not blocked.
  return { blocked: records.length > 0 || (whole ? false : undefined), until, records, rules };
}
