import { quietServing } from '../shared/api-log';
import { createSeededRandom, seedOf } from '../shared/seeded-random';
import { makeCases } from './case-factory';
import { CAST, castContacts } from './cast';
import { notifyChange, wholeSeconds } from './changes';
import { crowd } from './crowd';
import { ANA, DAVID, issuedKeys } from './keys';
import type { AcquireSwitches, AcquireWorld, LabRecord } from './world';

const DAY = 86_400_000;

/** What is needed to make a world; the same account, seed and time make the same world. */
export interface WorldOptions {
  readonly account: string;
  /** Without one, a seed of the account's own. */
  readonly seed?: number;
  /** Epoch milliseconds; the system's clock without it. */
  readonly now?: () => number;
}

/** The likeliest reading of the documents: each value is an assumption of vendor-apis §1 and §5 with its reason. */
export function defaultSwitches(): AcquireSwitches {
  return {
    // S1, the page that documents type `contact`, shows `true`; the records of S0 are of type `email`.
    addAnswer: 'true',
    // Assumption: the created record looks as it does in List.
    addRecordData: 'contact',
    // Assumption: record 6 of the documented list ends a year before it was made, so a past end was stored.
    pastDate: 'accept',
    // Assumption: nothing documents a check, and the documented list has no key but its own id.
    repeat: 'new-record',
    // Assumption: the table of errors gives ERROR_RECORD_NOT_FOUND with 400.
    unknownContact: '400',
    unknownRecordGet: '400',
    // Assumption: "Returns JSON with the error message" is all the documents say.
    errorBody: 'code-object',
    listShape: 'wrapped',
    // Assumption: no parameter for pages is documented, so there are none.
    listLimit: 0,
    // Assumption: the same record 6 is listed although it has ended.
    expiredStayListed: true,
    storedEnd: 'as-asked',
    listLag: false,
    // Assumption: only "NO" was ever seen.
    blockedWord: 'YES',
    // The documented single contact has no `isBlocked`, and has `fields`.
    contactShowsBlocked: false,
    fieldsOnlyIfAsked: false,
    // Assumption: the documented body asks for page 0 with a limit of 0; its rows are matches, and the count stands beside them.
    searchLimit: 0,
    searchCounts: 'rows',
    searchFirstPage: 0,
    // Assumption: the zeros of the documented example come from an id that was not there.
    deleteCounts: 'real',
    ...quietServing(),
  };
}

function endOfDay(epochMs: number): string {
  return `${new Date(epochMs).toISOString().slice(0, 10)}T23:59:59.000Z`;
}

// Their ids, like those of the records to come, are the ids of contacts too: deleting by contact id lifts a stranger's block.
function firstRecords(now: number): LabRecord[] {
  const made = (daysAgo: number) => ({ blockBy: DAVID, dateCreated: wholeSeconds(now - daysAgo * DAY) });
  return [
    { id: 1, type: 'contact', contactId: CAST.onceBlocked, blockTill: endOfDay(now - 3 * DAY), ...made(368) },
    { id: 2, type: 'contact', contactId: CAST.blockedByDavid, blockTill: endOfDay(now + 345 * DAY), ...made(20) },
    { id: 3, type: 'email', values: ['carl.voss@spam.example'], blockTill: endOfDay(now + 90 * DAY), ...made(9) },
    { id: 4, type: 'ip', values: ['198.51.100.45', '198.51.100.46'], blockTill: endOfDay(now + 30 * DAY), ...made(2) },
  ];
}

/** Puts a world back to its first state, in place: followers, request log array and clock stay the same objects. */
export function resetAcquireWorld(world: AcquireWorld, seed: number = seedOf(world.account)): void {
  const random = createSeededRandom(seed);
  const now = world.now();
  const cast = castContacts();
  const strangers = crowd(new Set(cast.map(({ id }) => id)), random);
  const contacts = [...cast, ...strangers].sort((a, b) => a.id - b.id);
  world.contacts.clear();
  for (const contact of contacts) world.contacts.set(contact.id, contact);
  world.cases.clear();
  for (const item of makeCases(strangers, random, now)) world.cases.set(item.id, item);
  world.users.clear();
  // Ana first: the practice console takes the first user as the agent who sits at it.
  world.users.set(ANA, { id: ANA, name: 'Ana Lima', email: `ana.lima@${world.account}.example` });
  world.users.set(DAVID, { id: DAVID, name: 'David Guetta', email: `david.guetta@${world.account}.example` });
  world.keys.splice(0, world.keys.length, ...issuedKeys(world.account));
  world.records.splice(0, world.records.length, ...firstRecords(now));
  world.nextRecordId = world.records.length + 1;
  world.requests.length = 0;
  Object.assign(world.switches, defaultSwitches());
  notifyChange(world);
}

/** An imitated Acquire account with its cast: 300 contacts, 120 cases, two users, five keys and four block records. */
export function createAcquireWorld({ account, seed, now = Date.now }: WorldOptions): AcquireWorld {
  const world: AcquireWorld = {
    account,
    contacts: new Map(),
    cases: new Map(),
    records: [],
    users: new Map(),
    keys: [],
    requests: [],
    switches: defaultSwitches(),
    nextRecordId: 1,
    now,
    onChange: new Set(),
  };
  resetAcquireWorld(world, seed);
  return world;
}
