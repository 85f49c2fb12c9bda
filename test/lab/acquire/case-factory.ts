import type { SeededRandom } from '../shared/seeded-random';
import { CAST } from './cast';
import { AGENT_MESSAGES, HOSTILE_MESSAGES, ORDINARY_MESSAGES } from './hostile-messages';
import { HOSTILE_NAMES } from './hostile-names';
import type { LabCase, LabContact, LabMessage } from './world';

const MINUTE = 60_000;
/** Cases with the ids 1 to this one; two more have ids of their own. */
const NUMBERED_CASES = 118;
const LONG_CASE = 44;

/** Whose the cases are that have a part of their own, by case id. */
function castCases(): Map<number, number> {
  const [first, second, third] = CAST.alexes;
  const owners = new Map<number, number>([
    [CAST.priyaCase, CAST.priya],
    [31, CAST.priya],
    [CAST.wesCase, CAST.wes],
    [7, CAST.innocent],
    [8, CAST.tomas],
    [9, first],
    [10, second],
    [11, third],
    [13, CAST.unnamed],
    [CAST.unnamed, CAST.wes],
    [15, CAST.renamed],
    [16, CAST.onceBlocked],
    [18, CAST.blockedByDavid],
    [20, CAST.blockedByEmail],
    [21, CAST.blockedByIp],
  ]);
  HOSTILE_NAMES.forEach((_, index) => {
    // One off, so that the case of a hostile contact carries the id of the next one.
    owners.set(CAST.firstHostile + index + 1, CAST.firstHostile + index);
  });
  return owners;
}

function ownerOf(caseId: number, contacts: readonly LabContact[], random: SeededRandom): number {
  for (;;) {
    const { id } = random.pick(contacts);
    // Never its own id: taking a case for a contact must always be seen.
    if (id !== caseId) return id;
  }
}

interface Clock {
  readonly now: number;
  nextMessageId: number;
}

function messagesOf(caseId: number, random: SeededRandom, clock: Clock): LabMessage[] {
  const count = caseId === LONG_CASE ? 150 : 1 + random.below(9);
  const messages: LabMessage[] = [];
  let at = clock.now - (2 + random.below(4_000)) * MINUTE - count * 7 * MINUTE;
  for (let index = 0; index < count; index += 1) {
    const from = index > 0 && random.chance(0.4) ? 'agent' : 'contact';
    const hostile = from === 'contact' && (index === 0 ? caseId % 4 === 0 : random.chance(0.1));
    const html = random.pick(hostile ? HOSTILE_MESSAGES : from === 'agent' ? AGENT_MESSAGES : ORDINARY_MESSAGES);
    at += (1 + random.below(6)) * MINUTE;
    messages.push({ id: clock.nextMessageId, from, html, at });
    clock.nextMessageId += 1;
  }
  return messages;
}

/** About 120 cases; no case has the id of its own contact, and most case ids are the id of somebody else. */
export function makeCases(contacts: readonly LabContact[], random: SeededRandom, now: number): LabCase[] {
  const owners = castCases();
  for (let id = 1; id <= NUMBERED_CASES; id += 1) {
    if (!owners.has(id)) owners.set(id, ownerOf(id, contacts, random));
  }
  const clock: Clock = { now, nextMessageId: 1 };
  return [...owners].map(([id, contactId]) => {
    const status = random.pick(['active', 'active', 'pending', 'closed'] as const);
    const channel = random.pick(['chat', 'chat', 'chat', 'email', 'phone'] as const);
    const messages = messagesOf(id, random, clock);
    const unread = status === 'active' && messages.at(-1)?.from === 'contact' ? 1 + random.below(3) : 0;
    // The two that the demo presses first stand open, in chat.
    const shown = id === CAST.priyaCase || id === CAST.wesCase;
    return { id, contactId, channel: shown ? 'chat' : channel, status: shown ? 'active' : status, unread, messages };
  });
}
