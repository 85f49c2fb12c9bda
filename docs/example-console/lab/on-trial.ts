import { type ConsoleOnTrial, networkFaults, statusFaults, type Trialist } from '../console-on-trial';
import { blockOf, type HelplineWorld, keyOf } from './world';

/** The imitated Helpline for the tests of every console. */
export function helplineOnTrial(world: HelplineWorld): ConsoleOnTrial {
  const site = `https://${world.account}.helpline.example`;
  const blockPath = ({ id }: Trialist) => `/api/contacts/${id}/block`;
  const ticketOf = ({ id }: Trialist) => [...world.tickets].find(([, contactId]) => contactId === id)?.[0];
  return {
    id: 'helpline',
    name: 'Helpline',
    typed: { addressField: 'Account', address: world.account, key: world.key },
    badKeys: [{ what: 'never issued', key: keyOf(world.account, 'unknown'), says: /refused the API key/ }],
    endsBlocks: true,
    undoWindow: { first: 5_000, usual: 5_000 },
    people: [...world.contacts.values()].filter(({ name }) => /^[A-Z][a-z]+ [A-Z][a-z]+$/.test(name)),
    pageOf: ({ id }) => `${site}/contacts/${id}`,
    conversationPageOf: (person) => `${site}/tickets/${ticketOf(person)}`,
    listPage: `${site}/contacts`,
    rename({ id }, name) {
      const contact = world.contacts.get(id);
      if (contact) world.contacts.set(id, { ...contact, name });
    },
    isBlocked: ({ id }) => blockOf(world, id) !== undefined,
    requests: world.requests,
    isBlockOf: ({ method, path }, person) => method === 'POST' && path === blockPath(person),
    fail: (kind, times) => world.switches.faults.push({ method: 'POST', path: '/api/contacts/', times, kind }),
    heal: () => {
      world.switches.faults.length = 0;
    },
    faults: [...Object.values(statusFaults), ...networkFaults],
  };
}
