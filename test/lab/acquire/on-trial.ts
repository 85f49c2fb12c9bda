import { type ConsoleOnTrial, networkFaults, statusFaults, type TrialFault } from '../console-on-trial';
import type { ErrorCode } from './api-answer';
import { keysOf } from './keys';
import type { AcquireWorld } from './world';

/** The codes that the documents have for 400 beside the plain one, and maintenance. */
const ownFaults: readonly TrialFault[] = [
  { ...documented('ERROR_INVALID_INPUT'), says: statusFaults[400].says },
  { ...documented('ERROR_RECORD_NOT_FOUND'), says: statusFaults[404].says },
  { ...documented('ERROR_DUPLICATE_RECORD_FOUND'), asks: true, says: /needs you: Already blocked by someone else/ },
  { what: '503', kind: { status: 503 }, waitsFor: 'itself', says: statusFaults[500].says },
];

function documented(code: ErrorCode): Pick<TrialFault, 'what' | 'kind'> {
  return { what: `400 ${code}`, kind: { status: 400, body: { error: { code, message: 'An error occurred' } } } };
}

const blockPath = '/api/v1/crm/block-visitor';

/** The imitated Acquire for the tests of every console. */
export function acquireOnTrial(world: AcquireWorld): ConsoleOnTrial {
  const site = `https://${world.account}.acquire.io`;
  const keys = keysOf(world.account);
  const all = [...world.contacts.values()];
  const caseOf = (id: string) => [...world.cases.values()].find(({ contactId }) => String(contactId) === id);
  return {
    id: 'acquire',
    name: 'Acquire',
    typed: { addressField: 'Account', address: world.account, key: keys.full },
    badKeys: [
      { what: 'never issued', key: keys.unknown, says: /refused the API key/ },
      { what: 'without the permission', key: keys.contactsOnly, says: /The API key may not do this/ },
    ],
    endsBlocks: true,
    undoWindow: { first: 5_000, usual: 5_000 },
    people: all.flatMap(({ id, name, formerName }) =>
      id > 100 &&
      name &&
      !formerName &&
      /^[A-Z][a-z]+ [A-Z][a-z]+$/.test(name) &&
      all.filter((other) => other.name === name).length === 1 &&
      caseOf(String(id))
        ? [{ id: String(id), name }]
        : [],
    ),
    pageOf: ({ id }) => `${site}/contacts/${id}`,
    conversationPageOf: ({ id }) => `${site}/conversations/case/${caseOf(id)?.id}`,
    listPage: `${site}/conversations`,
    rename({ id }, name) {
      const contact = world.contacts.get(Number(id));
      if (!contact) return;
      contact.name = name;
      delete contact.firstName;
      delete contact.lastName;
    },
    isBlocked: ({ id }) =>
      world.records.some(({ contactId, blockTill }) => contactId === Number(id) && Date.parse(blockTill) > world.now()),
    requests: world.requests,
    isBlockOf: ({ method, path, body }, { id }) =>
      method === 'POST' && path === blockPath && (body as { data: number[] }).data.includes(Number(id)),
    fail: (kind, times) => world.switches.faults.push({ method: 'POST', path: blockPath, times, kind }),
    heal: () => {
      world.switches.faults.length = 0;
    },
    // 429 is no documented answer of Acquire; a gateway before it may give one.
    faults: [...Object.values(statusFaults), ...ownFaults, ...networkFaults],
  };
}
