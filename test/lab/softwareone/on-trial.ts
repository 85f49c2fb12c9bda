import { type ConsoleOnTrial, networkFaults, statusFaults, type TrialFault } from '../console-on-trial';
import { CAST } from './cast';
import { KEYS, TOKEN_IDS } from './tokens';
import type { LabContact, SoftwareoneWorld } from './world';

const portal = 'https://portal.platform.softwareone.com';
const contacts = '/public/v1/notifications/contacts';

/** The statuses of the documents (page "Errors", and the specification of block) beside those that every console has. */
const ownFaults: readonly TrialFault[] = [
  {
    what: '403',
    kind: { status: 403 },
    says: /was not blocked: The API key may look contacts up, but not block; use one that may/,
  },
  { what: '409', kind: { status: 409 }, says: /was not blocked: The console refused the request/ },
  { what: '415', kind: { status: 415 }, says: /was not blocked: The console refused the request/ },
  ...[501, 504].map(
    (status): TrialFault => ({
      what: String(status),
      kind: { status },
      waitsFor: 'itself',
      says: statusFaults[500].says,
    }),
  ),
];

function isTrialist({ name, status, account }: LabContact, all: readonly LabContact[]): boolean {
  const isOrdinary = status === 'Active' && account !== 'Operations' && /^[A-Z][a-z]+ [A-Z][a-z]+$/.test(name ?? '');
  const isCalled = (other: LabContact) => [other.name, other.formerName, other.user?.name].includes(name ?? '');
  return isOrdinary && all.filter(isCalled).length === 1;
}

/** The imitated SoftwareOne Marketplace, as the account `demo` has it, for the tests of every console. */
export function softwareoneOnTrial(world: SoftwareoneWorld): ConsoleOnTrial {
  const pages = `${portal}/administration/accounts/contacts`;
  const all = [...world.contacts.values()];
  const { 400: refused, 401: badKey, 404: gone, 500: serverError } = statusFaults;
  // The grid begins with the cast, and the test of the grid takes somebody whom it shows: the others first.
  const people = all.filter((contact) => isTrialist(contact, all)).reverse();
  return {
    id: 'softwareone',
    name: 'SoftwareOne Marketplace',
    typed: { addressField: 'Token id', address: TOKEN_IDS.ops, key: KEYS.ops },
    badKeys: [{ what: 'never issued', key: `idt:${TOKEN_IDS.ops}:not-the-secret`, says: /refused the API key/ }],
    endsBlocks: false,
    undoWindow: { first: 10_000, usual: 5_000 },
    people: people.map(({ id, name }) => ({ id, name: name ?? '' })),
    pageOf: ({ id }) => `${pages}/${id}`,
    // A block does not stop a chat, so nobody can be blocked there.
    conversationPageOf: () => undefined,
    conversationWithoutButton: { address: `${portal}/helpdesk/chats/${CAST.wesChat}`, shows: 'Wes Calloway' },
    listPage: pages,
    rename({ id }, name) {
      const contact = world.contacts.get(id);
      // No follower is told, so that an open grid keeps its rows.
      if (contact) world.contacts.set(id, { ...contact, name, user: null });
    },
    isBlocked: ({ id }) => world.contacts.get(id)?.status === 'Blocked',
    requests: world.requests,
    isBlockOf: ({ method, path }, { id }) => method === 'POST' && path === `${contacts}/${id}/block`,
    fail: (kind, times) => world.switches.faults.push({ method: 'POST', path: /\/block$/, times, kind }),
    heal: () => {
      world.switches.faults.length = 0;
    },
    faults: [refused, badKey, gone, serverError, ...ownFaults, ...networkFaults],
  };
}
