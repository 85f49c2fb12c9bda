import { type ConsoleOnTrial, networkFaults, statusFaults, type TrialFault } from '../console-on-trial';
import { errorAnswer } from './api-answer';
import { isContact } from './changes';
import { keysOf } from './keys';
import type { FeaturebaseWorld } from './world';

const blockOf = (id: string) => `/v2/contacts/${id}/block`;

function documented(status: number, code: string, says: RegExp): TrialFault {
  return { what: `${status} ${code}`, kind: { status, body: errorAnswer(status, code).body }, says };
}

const notKnown = /was not blocked: The console does not know this contact/;

/** The errors that the documents of block name, and the limit without any word but its headers. */
const ownFaults: readonly TrialFault[] = [
  documented(400, 'invalid_id', notKnown),
  documented(404, 'contact_not_found', notKnown),
  documented(410, 'contact_deleted', notKnown),
  {
    what: '409 that says nothing more',
    kind: { status: 409 },
    // Sent once more, and then a person is asked.
    says: /was not blocked: The console says that something else is in the way/,
  },
  {
    what: '429 that says only when the window ends',
    kind: { status: 429, headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '3' } },
    waitsFor: 'itself',
    says: /is waiting: /,
  },
];

/** The imitated Featurebase for the tests of every console. */
export function featurebaseOnTrial(world: FeaturebaseWorld): ConsoleOnTrial {
  const site = `https://${world.organisation}.featurebase.app`;
  const keys = keysOf(world.organisation);
  const all = [...world.people.values()];
  const conversations = [...world.conversations.values()];
  const conversationOf = (id: string) => conversations.find(({ participants }) => participants[0] === id);
  // Only then does the conversation tell whether this contact is blocked.
  const isAlone = (id: string) =>
    conversationOf(id)?.participants.every((other) => other === id || world.people.get(other)?.type === 'admin');
  const pageOf = ({ id }: { readonly id: string }) => `${site}/dashboard/inbox/conversation/${conversationOf(id)?.id}`;
  return {
    id: 'featurebase',
    name: 'Featurebase',
    typed: { addressField: 'Organisation', address: world.organisation, key: keys.full },
    // A key that may only read passes the test: nothing but a block shows it.
    badKeys: [
      { what: 'never issued', key: keys.unknown, says: /refused the API key/ },
      { what: 'deleted', key: keys.deleted, says: /refused the API key/ },
    ],
    endsBlocks: false,
    undoWindow: { first: 5_000, usual: 5_000 },
    people: all.flatMap((person) =>
      isContact(person) &&
      !person.formerName &&
      !world.blocked.has(person.id) &&
      /^[A-Z][a-z]+ [A-Z][a-z]+$/.test(person.name) &&
      all.filter(({ name }) => name === person.name).length === 1 &&
      conversations.filter(({ participants }) => participants.includes(person.id)).length === 1 &&
      isAlone(person.id) &&
      conversationOf(person.id)?.state === 'open'
        ? [{ id: person.id, name: person.name }]
        : [],
    ),
    pageOf,
    conversationPageOf: pageOf,
    listPage: `${site}/dashboard/inbox`,
    rename({ id }, name) {
      const person = world.people.get(id);
      if (person) person.name = name;
    },
    isBlocked: ({ id }) => world.blocked.has(id),
    requests: world.requests,
    isBlockOf: ({ method, path }, { id }) => method === 'POST' && path === blockOf(id),
    // Not those of unblock: Cordon lifts by itself while the tests go on.
    fail: (kind, times) => world.switches.faults.push({ method: 'POST', path: /\/block$/, times, kind }),
    heal: () => {
      world.switches.faults.length = 0;
    },
    faults: [...Object.values(statusFaults), ...ownFaults, ...networkFaults],
  };
}
