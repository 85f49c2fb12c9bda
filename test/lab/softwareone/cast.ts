import { HOSTILE_NAMES } from '../shared/hostile-names';
import { DAVID } from './tokens';
import type { LabContact, LabUser } from './world';

const DAY = 86_400_000;

/** The ids that tests and the demo go by. */
export const CAST = {
  /** Priya Raman, an ordinary contact of a client; chat `priyaChat` is hers. */
  priya: 'CTT-1000-0005',
  priyaChat: 'CHT-1000-0030',
  /** Grace Okafor, who did nothing. Her id has the digits of Priya's chat. */
  innocent: 'CTT-1000-0030',
  /** Wes Calloway, abusive, of a vendor; in `wesChat` with Priya and an agent. */
  wes: 'CTT-1000-0012',
  wesChat: 'CHT-1000-0827',
  /** Two people of one name. */
  alexes: ['CTT-1000-0041', 'CTT-1000-0112'],
  alexEmails: ['alex.morgan@mail.example', 'alex@morgan-design.example'],
  /** Has no name, and is shown by the e-mail. */
  unnamed: 'CTT-7509-4000',
  unnamedEmail: 'purchasing@northwind.example',
  /** Was called Sam Lee; older messages still say so. */
  renamed: 'CTT-1000-0033',
  /** Is blocked by David, with a reason. */
  blockedByDavid: 'CTT-1000-0023',
  blockedReason: 'Sent abuse to the invoicing team',
  /** Was deleted. */
  deleted: 'CTT-1000-0014',
  /** Never confirmed the address. */
  fresh: 'CTT-1000-0017',
  /** Has an id of three groups, which the narrow columns cut off. */
  cutOff: 'CTT-1234-9876-1234',
  /** Has an id whose first two groups are the id of someone else. */
  longTwin: 'CTT-1000-0005-0001',
  /** An agent of Operations, who is a contact too. */
  agent: 'CTT-1000-0002',
  firstHostile: 'CTT-2000-0001',
  /** No such contact. */
  gone: 'CTT-4044-0404',
} as const;

function userOf(number: number, name: string, email: string): LabUser {
  const [firstName = name, ...rest] = name.split(' ');
  return { id: `USR-2000-${String(number).padStart(4, '0')}`, name, firstName, lastName: rest.join(' '), email };
}

function contact(
  now: number,
  id: string,
  name: string | null,
  email: string,
  more: Partial<LabContact> = {},
): LabContact {
  const at = (daysAgo: number) => new Date(now - daysAgo * DAY).toISOString();
  const by = { id: 'USR-1001-0009', name: 'Platform' };
  return {
    id,
    name,
    email,
    status: 'Active',
    blockedReason: null,
    user: name === null ? null : userOf(Number(id.slice(-4)), name, email),
    audit: { created: { at: at(400), by }, activated: { at: at(399), by } },
    account: 'Client',
    ...more,
  };
}

/** The contacts with a part of their own; `now` is epoch milliseconds. */
export function castContacts(now: number): LabContact[] {
  const daysAgo = (days: number) => new Date(now - days * DAY).toISOString();
  const created = { at: daysAgo(90), by: DAVID };
  const [first, second] = CAST.alexes;
  const [firstEmail, secondEmail] = CAST.alexEmails;
  return [
    contact(now, CAST.priya, 'Priya Raman', 'priya.raman@mail.example'),
    contact(now, CAST.longTwin, 'Paul Raman', 'paul.raman@mail.example'),
    contact(now, CAST.wes, 'Wes Calloway', 'wes.c@mail.example', { account: 'Vendor' }),
    contact(now, CAST.innocent, 'Grace Okafor', 'grace.okafor@mail.example'),
    contact(now, first, 'Alex Morgan', firstEmail),
    contact(now, second, 'Alex Morgan', secondEmail),
    contact(now, CAST.unnamed, null, CAST.unnamedEmail),
    contact(now, CAST.renamed, 'Samantha Lee', 'sam.lee@mail.example', { formerName: 'Sam Lee' }),
    contact(now, CAST.blockedByDavid, 'Hugo Lindqvist', 'hugo@mail.example', {
      status: 'Blocked',
      blockedReason: CAST.blockedReason,
      audit: { created, activated: { at: daysAgo(80), by: DAVID }, blocked: { at: daysAgo(20), by: DAVID } },
    }),
    contact(now, CAST.deleted, 'Irina Petrova', 'irina@mail.example', {
      status: 'Deleted',
      audit: { created, deleted: { at: daysAgo(3), by: DAVID } },
    }),
    contact(now, CAST.fresh, 'Carl Voss', 'carl.voss@mail.example', { status: 'New', audit: { created } }),
    contact(now, CAST.cutOff, 'Will Smith', 'will.smith@mail.example'),
    contact(now, CAST.agent, 'Ana Lima', 'ana.lima@softwareone.example', { account: 'Operations' }),
    ...HOSTILE_NAMES.map(({ name }, index) => {
      const number = String(index + 1).padStart(4, '0');
      return contact(now, `CTT-2000-${number}`, name, `guest${number}@mail.example`, { user: null });
    }),
  ];
}
