import { createHash } from 'node:crypto';
import { HOSTILE_NAMES } from '../shared/hostile-names';
import type { LabPerson, PersonType } from './world';

/** An id of 24 hex digits that is the same in every run, and tells nothing. */
export function objectId(seed: string): string {
  return createHash('sha256').update(`featurebase:${seed}`).digest('hex').slice(0, 24);
}

/** The ids that tests and the demo go by; people by their 24 hex digits, conversations by their short ids. */
export const CAST = {
  /** Priya Raman, an ordinary customer, alone in her conversation. */
  priya: objectId('priya'),
  priyaConversation: '12345',
  /** Wes Calloway, a lead, abusive. He has two conversations. */
  wes: objectId('wes'),
  wesConversation: '12350',
  wesOtherConversation: '12351',
  /** Three people of one name; the first two also share an e-mail address. */
  alexes: [objectId('alex-1'), objectId('alex-2'), objectId('alex-3')],
  alexConversations: ['12360', '12361', '12362'],
  alexEmail: 'alex.morgan@mail.example',
  /** Two of that name take part in one conversation. */
  alexesConversation: '12363',
  /** Said neither a name nor an e-mail address. */
  unnamed: objectId('unnamed'),
  unnamedConversation: '12370',
  /** Was called Sam Lee; older rows may still say so. */
  renamed: objectId('renamed'),
  renamedConversation: '12371',
  /** Was blocked by David before Cordon came. */
  blockedByDavid: objectId('blocked'),
  blockedByDavidConversation: '12372',
  /** Grace Okafor began it; Tomás Herrera was added, and David answers. */
  grace: objectId('grace'),
  tomas: objectId('tomas'),
  severalConversation: '12380',
  /** Grace alone. */
  graceConversation: '12381',
  /** Only a guest takes part from outside; nothing says that guests can be blocked. */
  guest: objectId('guest'),
  guestConversation: '12382',
  /** Irina Petrova, and a guest whom she brought. */
  irina: objectId('irina'),
  withGuestConversation: '12383',
  /** Has no conversation at all: only the popup finds her. */
  silent: objectId('silent'),
  /** Was deleted or merged; still takes part in a conversation. */
  gone: objectId('gone'),
  goneConversation: '12390',
  /** No such conversation. */
  noConversation: '99999',
  firstHostileConversation: 12_500,
} as const;

/** The agents of the organisation; the first one sits at the practice console. */
export const ANA = objectId('ana');
export const DAVID = objectId('david');

/** The id of the hostile contact with this index in `HOSTILE_NAMES`. */
export function hostileId(index: number): string {
  return objectId(`hostile-${index}`);
}

function person(id: string, type: PersonType, name: string, email?: string, company?: string): LabPerson {
  const userId = type === 'customer' ? `user_${id.slice(0, 6)}` : undefined;
  return { id, type, name, ...(email && { email }), ...(company && { company }), ...(userId && { userId }) };
}

/** The people with a part of their own; the same in every organisation. */
export function castPeople(organisation: string): LabPerson[] {
  const [first, second, third] = CAST.alexes;
  return [
    person(ANA, 'admin', 'Ana Lima', `ana.lima@${organisation}.example`),
    person(DAVID, 'admin', 'David Guetta', `david.guetta@${organisation}.example`),
    person(CAST.priya, 'customer', 'Priya Raman', 'priya.raman@mail.example', 'Northwind'),
    person(CAST.wes, 'lead', 'Wes Calloway', 'wes.c@mail.example'),
    person(first, 'customer', 'Alex Morgan', CAST.alexEmail),
    person(second, 'lead', 'Alex Morgan', CAST.alexEmail),
    person(third, 'customer', 'Alex Morgan', 'alex@morgan-design.example', 'Morgan Design'),
    person(CAST.unnamed, 'lead', ''),
    { ...person(CAST.renamed, 'customer', 'Samantha Lee', 'sam.lee@mail.example'), formerName: 'Sam Lee' },
    person(CAST.blockedByDavid, 'customer', 'Hugo Lindqvist', 'hugo@mail.example'),
    person(CAST.grace, 'customer', 'Grace Okafor', 'grace.okafor@mail.example', 'Kestrel Labs'),
    person(CAST.tomas, 'customer', 'Tomás Herrera', 'tomas.herrera@mail.example', 'Kestrel Labs'),
    person(CAST.irina, 'customer', 'Irina Petrova', 'irina@mail.example'),
    person(CAST.guest, 'guest', 'Dee Marsh', 'dee.marsh@mail.example'),
    person(CAST.silent, 'lead', 'Carla Voss', 'carla.voss@mail.example'),
    ...HOSTILE_NAMES.map(({ name }, index) =>
      person(hostileId(index), index % 2 === 0 ? 'lead' : 'customer', name, `guest${index}@mail.example`),
    ),
  ];
}

/** Who takes part in the conversations that have a part of their own, by conversation. */
export function castConversations(): [string, string[]][] {
  const [first, second, third] = CAST.alexes;
  const [one, two, three] = CAST.alexConversations;
  return [
    [CAST.priyaConversation, [CAST.priya]],
    [CAST.wesConversation, [CAST.wes, ANA]],
    [CAST.wesOtherConversation, [CAST.wes]],
    [one, [first]],
    [two, [second, ANA]],
    [three, [third]],
    [CAST.alexesConversation, [first, third, ANA]],
    [CAST.unnamedConversation, [CAST.unnamed]],
    [CAST.renamedConversation, [CAST.renamed, DAVID]],
    [CAST.blockedByDavidConversation, [CAST.blockedByDavid, DAVID]],
    [CAST.severalConversation, [CAST.grace, CAST.tomas, DAVID]],
    [CAST.graceConversation, [CAST.grace]],
    [CAST.guestConversation, [CAST.guest, ANA]],
    [CAST.withGuestConversation, [CAST.irina, CAST.guest]],
    [CAST.goneConversation, [CAST.gone]],
    ...HOSTILE_NAMES.map((_, index): [string, string[]] => [
      String(CAST.firstHostileConversation + index),
      [hostileId(index)],
    ]),
  ];
}
