import { quietServing } from '../shared/api-log';
import { createSeededRandom, seedOf } from '../shared/seeded-random';
import { castContacts } from './cast';
import { notifyChange } from './changes';
import { crowd } from './crowd';
import { makeChats, makeMessages } from './post';
import { issuedTokens } from './tokens';
import type { SoftwareoneSwitches, SoftwareoneWorld } from './world';

/** The likeliest reading of the documents: each value is an assumption of vendor-apis §3 and §5 with its reason. */
export function defaultSwitches(): SoftwareoneSwitches {
  return {
    // The seed and the specification v4 have it; v5 was only seen in excerpts.
    generation: 'v4',
    // Assumption: the specification lists 400 and no 404 for block; 404 is what other actions of the platform give.
    unknownId: '404',
    // Assumption: other objects of the platform reject transitions that their diagram does not have.
    repeat: '400',
    blockNew: '200',
    deletedGet: '200',
    errors: 'map',
    errorBody: 'problem+json',
    // Payloads and the vendor's own tests.
    statusCase: 'Blocked',
    textCase: 'ignore',
    // "Omitted by default; request via select=+audit", as of other objects of the platform.
    auditOmitted: true,
    tellsTotal: true,
    // The page on errors: a token without the right gets 403.
    forbidden: '403',
    ...quietServing(),
  };
}

/** Puts a world back to its first state, in place: followers, request log array and clock stay the same objects. */
export function resetSoftwareoneWorld(
  world: SoftwareoneWorld,
  seed: number = seedOf(`softwareone/${world.account}`),
): void {
  const random = createSeededRandom(seed);
  const now = world.now();
  const cast = castContacts(now);
  const contacts = [...cast, ...crowd(cast.length, random, now)];
  world.contacts.clear();
  for (const contact of contacts) world.contacts.set(contact.id, contact);
  world.messages.splice(0, world.messages.length, ...makeMessages(contacts, random, now));
  world.chats.clear();
  for (const chat of makeChats(contacts, random, now)) world.chats.set(chat.id, chat);
  world.tokens.splice(0, world.tokens.length, ...issuedTokens(world.account));
  world.requests.length = 0;
  Object.assign(world.switches, defaultSwitches());
  notifyChange(world);
}

/** The imitated platform as one account sees it, with its cast: 400 contacts, 300 messages, chats and seven tokens. `now` is epoch milliseconds. */
export function createSoftwareoneWorld({
  account = 'demo',
  seed,
  now = Date.now,
}: {
  account?: string;
  seed?: number;
  now?: () => number;
} = {}): SoftwareoneWorld {
  const world: SoftwareoneWorld = {
    account,
    contacts: new Map(),
    messages: [],
    chats: new Map(),
    tokens: [],
    requests: [],
    switches: defaultSwitches(),
    now,
    onChange: new Set(),
  };
  resetSoftwareoneWorld(world, seed);
  return world;
}
