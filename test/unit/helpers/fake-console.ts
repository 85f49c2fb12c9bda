import type {
  ConsoleApi,
  ConsoleRecord,
  ConsoleState,
  Contact,
  ContactId,
  ConversationId,
  RecordId,
} from '../../../utils/consoles/types';
import { type CordonError, cordonError } from '../../../utils/errors';
import { fail, ok, type Result } from '../../../utils/result';
import { createFlights } from './fake-flights';

/** The last date that there is: the end of a block on a console that ends none. */
const lastDate = 8_640_000_000_000_000;

/** What kind of console is imitated. */
export interface FakeConsoleOptions {
  /** A console that ends no blocks has no list of them: one mark per contact, whose id is the contact's. */
  readonly endsBlocks?: boolean;
  /** Whether it tells at all who is blocked; some consoles never do. */
  readonly tellsState?: boolean;
  /** The console's own clock, where it names it. */
  readonly serverNow?: () => number;
  /** The time as it passes, whatever the machine's clock says. */
  readonly time?: () => number;
}

/** A console in memory, for the heart's tests: it does what it is told, and fails on command. Times are epoch milliseconds. */
export function createFakeConsole(now: () => number, options: FakeConsoleOptions = {}) {
  const { endsBlocks = true, tellsState = true, serverNow, time = now } = options;
  const contacts = new Map<string, Contact>();
  const conversations = new Map<string, string>();
  const records: ConsoleRecord[] = [];
  const made = new Set<string>();
  const listedAt = new Map<string, number>();
  const calls: string[] = [];
  const failures: { call: string; error: CordonError | Error; after: boolean }[] = [];
  const flights = createFlights(time);
  const ways = {
    /** How long after its making a record appears in the list (milliseconds). */
    lag: 0,
    /** The end that is stored for the end that was asked. */
    end: (until: number) => until,
    /** The next block makes two records: the browser itself has sent the request again. */
    doubleNext: false,
    /** Whether a block is answered with its record's id. */
    tellsIds: true,
    /** Whether the console says when a record was made, and by whom. */
    tellsMade: true,
    /** Whether the state of a contact is told. */
    tellsState,
    /** What every request is answered with. */
    refusal: undefined as CordonError | undefined,
    /** Hears of every request as it leaves. */
    onCall: (_call: string) => {},
    /** Hears of every contact for whom a record was made by Cordon. */
    onMade: (_id: string) => {},
    /** Hears of every contact with two records from one request. */
    onDouble: (_id: string) => {},
    /** Hears of every contact whose state was asked for, and not told. */
    onUntold: (_id: string) => {},
    /** Hears of every error that a background has heard. */
    onRefused: (_error: CordonError) => {},
    /** Hears of every request whose work may be done, and whose answer does not say so. */
    onLost: (_call: string, _error?: CordonError) => {},
  };
  let nextId = 100;

  async function step<T>(call: string, work: () => Result<T, CordonError>): Promise<Result<T, CordonError>> {
    ways.onCall(call);
    calls.push(call);
    await flights.gate;
    const at = failures.findIndex((failure) => call.startsWith(failure.call));
    const failure = at < 0 ? undefined : failures.splice(at, 1)[0];
    const thrown = failure?.error instanceof Error ? failure.error : undefined;
    if (thrown && !failure?.after) throw thrown;
    const planned = failure?.error instanceof Error ? undefined : failure?.error;
    const refusal = ways.refusal ?? (failure?.after ? undefined : planned);
    if (refusal) return fail(refusal);
    const answer = await flights.fly(work);
    if (thrown || planned || !answer.ok) ways.onLost(call, planned);
    if (thrown) throw thrown;
    return planned ? fail(planned) : answer;
  }

  function make(contactId: ContactId, until: number, by: 'cordon' | 'other', fields: Partial<ConsoleRecord> = {}) {
    const standing = endsBlocks ? undefined : records.find(({ id }) => String(id) === contactId);
    if (standing) return standing.id;
    nextId += 1;
    const id = (endsBlocks ? String(nextId) : contactId) as RecordId;
    const end = endsBlocks ? until : lastDate;
    const told = ways.tellsMade ? { madeAt: time(), ...(by === 'cordon' && { by: 'The API key' }) } : {};
    records.push({ rule: 'contact', contactId, values: [], ...told, ...fields, id, until: end });
    listedAt.set(id, time() + ways.lag);
    if (by === 'cordon') {
      made.add(id);
      ways.onMade(contactId);
    } else made.delete(id);
    return id;
  }

  function remove(id: string): boolean {
    const at = records.findIndex((record) => record.id === id);
    if (at >= 0) records.splice(at, 1);
    return at >= 0;
  }

  const isListed = (record: ConsoleRecord) => record.until > now() && (listedAt.get(record.id) ?? 0) <= time();

  const api: ConsoleApi = {
    endsBlocks,
    getContact: (id) =>
      step(`contact ${id}`, () => {
        const found = contacts.get(id);
        return found ? ok(found) : fail(cordonError('gone', { status: 404 }));
      }),
    findContacts: (words) =>
      step(`find ${words}`, () =>
        ok({ contacts: [...contacts.values()].filter(({ name, email }) => name === words || email === words) }),
      ),
    contactsOf: (id) =>
      step(`conversation ${id}`, () => {
        const contact = contacts.get(conversations.get(id) ?? '');
        return ok({ contacts: contact ? [contact] : [] });
      }),
    readState: (contact) =>
      step<ConsoleState>(`state ${contact.id}`, () => {
        if (!ways.tellsState) {
          ways.onUntold(contact.id);
          return ok({ blocked: undefined, records: [], rules: [], ...(serverNow && { serverNow: serverNow() }) });
        }
        const own = records.filter((record) => record.contactId === contact.id && isListed(record));
        const rules = records.filter(
          (record) => record.rule === 'email' && isListed(record) && record.values.includes(contact.email ?? ''),
        );
        return ok({ blocked: own.length > 0, records: own, rules, ...(serverNow && { serverNow: serverNow() }) });
      }),
    block: (id, until) =>
      step(`block ${id}`, () => {
        const recordId = make(id, ways.end(until), 'cordon');
        if (ways.doubleNext) {
          make(id, ways.end(until), 'cordon');
          ways.onDouble(id);
        }
        ways.doubleNext = false;
        return ok(ways.tellsIds ? { recordId } : {});
      }),
    getRecord: (id) =>
      step(`record ${id}`, () => {
        const record = records.find((candidate) => candidate.id === id);
        return record ? ok(record) : fail(cordonError('gone', { status: 400 }));
      }),
    liftRecord: (id) => step(`lift ${id}`, () => (remove(id) ? ok(null) : fail(cordonError('nothing-lifted')))),
    listRecords: () => step('list', () => ok(records)),
    testKey: async () => [],
  };

  return {
    api,
    calls,
    records,
    ways,
    flights,
    /** Whether Cordon made this record. */
    isCordons: (id: string) => made.has(id),
    /** How often the console was asked to block. */
    blocks: () => calls.filter((call) => call.startsWith('block ')).length,
    add(contact: { id: string; name?: string; email?: string; firstName?: string; lastName?: string }): ContactId {
      contacts.set(contact.id, { ...contact, id: contact.id as ContactId });
      return contact.id as ContactId;
    },
    converse(conversation: string, contact: string): ConversationId {
      conversations.set(conversation, contact);
      return conversation as ConversationId;
    },
    /** Somebody else blocks. */
    record(record: Omit<ConsoleRecord, 'id' | 'values'> & { values?: string[] }): RecordId {
      return make(record.contactId ?? ('nobody' as ContactId), record.until, 'other', {
        ...record,
        contactId: record.contactId,
      });
    },
    /** Somebody else lifts. */
    remove,
    /** The next call that begins so fails; with `after` it has done its work all the same. */
    failNext(call: string, error: CordonError, after = false): void {
      failures.push({ call, error, after });
    },
    /** The next call that begins so throws what nobody expects. */
    throwNext(call: string, after = false): void {
      failures.push({ call, error: new TypeError('not expected'), after });
    },
    /** Takes back all failures to come. */
    heal(): void {
      failures.length = 0;
      ways.refusal = undefined;
      ways.lag = 0;
      ways.tellsState = tellsState;
      ways.doubleNext = false;
      for (const { id } of records) listedAt.set(id, 0);
    },
    /** Holds every call until released. */
    hold: flights.hold,
  };
}

/** The console of the tests. */
export type FakeConsole = ReturnType<typeof createFakeConsole>;
