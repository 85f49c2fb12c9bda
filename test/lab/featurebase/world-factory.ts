import { quietServing } from '../shared/api-log';
import { AGENT_MESSAGES, ORDINARY_MESSAGES } from '../shared/messages';
import { createSeededRandom, type SeededRandom, seedOf } from '../shared/seeded-random';
import { unusedName } from '../shared/stranger-names';
import { ANA, CAST, castConversations, castPeople, objectId } from './cast';
import { isContact, notifyChange } from './changes';
import { issuedKeys } from './keys';
import { HOSTILE_MESSAGES } from './messages';
import type { FeaturebaseSwitches, FeaturebaseWorld, LabConversation, LabMessage, LabPerson } from './world';

const MINUTE = 60_000;
const STRANGERS = 60;
const FIRST_STRANGER_CONVERSATION = 12_600;

/** What is needed to make a world; the same organisation, seed and time make the same world. */
export interface WorldOptions {
  readonly organisation: string;
  /** Without one, a seed of the organisation's own. */
  readonly seed?: number;
  /** Epoch milliseconds; the system's clock without it. */
  readonly now?: () => number;
}

/** The likeliest reading of the documents: each value is an assumption of vendor-apis §2 and §5 with its reason. */
export function defaultSwitches(): FeaturebaseSwitches {
  return {
    // The vendor's types have the field on a single conversation, and call the rows of a search slim.
    isBlocked: 'in-one',
    stateLags: false,
    // Assumption: the documented answers are "always true".
    repeat: 'same-answer',
    // Assumption: "only available in API version …", so elsewhere the path is not there.
    oldVersion: '404',
    codes: 'words',
    // Assumption: the endpoint names customers and leads, and a guest is neither.
    guests: '404',
    // Assumption: the most common of the three.
    reset: 'epoch-seconds',
    // Assumption: the copy of the page that was read ends before it; the vendor's client obeys one where there is one.
    retryAfter: 'absent',
    conversationId: 'text',
    ...quietServing(),
  };
}

/** The documented limits, requests a minute. */
const LIMITS = { workspace: 3_000, key: 2_000 };

function strangers(random: SeededRandom): LabPerson[] {
  const used = new Set<string>();
  return Array.from({ length: STRANGERS }, (_, index) => {
    const name = unusedName(random, used);
    const id = objectId(`stranger-${index}`);
    const isLead = random.chance(0.4);
    const words = name
      .normalize('NFKD')
      .toLowerCase()
      .match(/[a-z]{2,}/g) ?? ['contact'];
    const email = `${words.join('.')}${index}@mail.example`;
    return {
      id,
      type: isLead ? 'lead' : 'customer',
      name,
      ...(isLead && random.chance(0.3) ? {} : { email }),
      ...(isLead ? {} : { userId: `user_${id.slice(0, 6)}` }),
    };
  });
}

interface Clock {
  readonly now: number;
  nextMessageId: number;
}

function messagesOf(participants: readonly string[], outside: readonly string[], random: SeededRandom, clock: Clock) {
  const count = 1 + random.below(8);
  const messages: LabMessage[] = [];
  let at = clock.now - (2 + random.below(3_000)) * MINUTE - count * 6 * MINUTE;
  for (let index = 0; index < count; index += 1) {
    const agents = participants.filter((id) => !outside.includes(id));
    const isAgent = index > 0 && agents.length > 0 && random.chance(0.4);
    // Everybody who takes part says something, where there are messages enough.
    const authorId = (isAgent ? agents[0] : outside[index % outside.length]) ?? ANA;
    const hostile = !isAgent && random.chance(0.12);
    const html = random.pick(hostile ? HOSTILE_MESSAGES : isAgent ? AGENT_MESSAGES : ORDINARY_MESSAGES);
    at += (1 + random.below(5)) * MINUTE;
    messages.push({ id: clock.nextMessageId, authorId, html, at });
    clock.nextMessageId += 1;
  }
  return messages;
}

function makeConversations(world: FeaturebaseWorld, crowd: readonly LabPerson[], random: SeededRandom) {
  const clock: Clock = { now: world.now(), nextMessageId: 1 };
  const wanted = castConversations();
  crowd.forEach(({ id }, index) => {
    const agents = random.chance(0.5) ? [ANA] : [];
    wanted.push([String(FIRST_STRANGER_CONVERSATION + index), [id, ...agents]]);
  });
  for (const [id, participants] of wanted) {
    // One who is gone wrote once too.
    const outside = participants.filter((personId) => world.people.get(personId)?.type !== 'admin');
    const shown = id === CAST.priyaConversation || id === CAST.wesConversation;
    const state = random.pick(['open', 'open', 'open', 'snoozed', 'closed'] as const);
    const channel = random.pick(['desktop', 'desktop', 'ios', 'email'] as const);
    const messages = messagesOf(participants, outside, random, clock);
    const isUnread = outside.includes(messages.at(-1)?.authorId ?? '') && random.chance(0.4);
    const conversation: LabConversation = {
      id,
      participants,
      channel: shown ? 'desktop' : channel,
      // The two that the demo presses first stand open.
      state: shown ? 'open' : state,
      unread: isUnread && (shown || state === 'open') ? 1 + random.below(3) : 0,
      messages,
    };
    world.conversations.set(id, conversation);
  }
}

/** Puts a world back to its first state, in place: followers, request log array and clock stay the same objects. */
export function resetFeaturebaseWorld(world: FeaturebaseWorld, seed: number = seedOf(world.organisation)): void {
  const random = createSeededRandom(seed);
  const crowd = strangers(random);
  world.people.clear();
  for (const person of [...castPeople(world.organisation), ...crowd]) world.people.set(person.id, person);
  world.conversations.clear();
  makeConversations(world, crowd, random);
  world.blocked.clear();
  world.blocked.set(CAST.blockedByDavid, 'David Guetta');
  world.keys.splice(0, world.keys.length, ...issuedKeys(world.organisation));
  world.requests.length = 0;
  Object.assign(world.limits, LIMITS);
  Object.assign(world.switches, defaultSwitches());
  notifyChange(world);
}

/** How many contacts a world has. */
export function contactCount(world: FeaturebaseWorld): number {
  return [...world.people.values()].filter(isContact).length;
}

/** An imitated Featurebase organisation with its cast. */
export function createFeaturebaseWorld({ organisation, seed, now = Date.now }: WorldOptions): FeaturebaseWorld {
  const world: FeaturebaseWorld = {
    organisation,
    organisationId: objectId(`organisation-${organisation}`),
    people: new Map(),
    conversations: new Map(),
    blocked: new Map(),
    keys: [],
    requests: [],
    switches: defaultSwitches(),
    limits: { ...LIMITS },
    now,
    onChange: new Set(),
  };
  resetFeaturebaseWorld(world, seed);
  return world;
}
