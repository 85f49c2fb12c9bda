import { FIRST_HOSTILE_ID, HOSTILE_NAMES } from './hostile-names';
import type { LabContact } from './world';

/** The ids that tests and the demo go by. Contact ids and case ids overlap on purpose: every mix-up hits someone real. */
export const CAST = {
  /** Priya Raman, an ordinary contact; case 30 is hers (vendor-apis §1.6: case 30, contact 5). */
  priya: 5,
  priyaCase: 30,
  /** Grace Okafor, who did nothing: her contact id is the id of Priya's case. */
  innocent: 30,
  /** Tomás Herrera: his contact id is the id of a case of contact 12. */
  tomas: 827,
  /** Wes Calloway, abusive, in case 827. */
  wes: 12,
  wesCase: 827,
  /** Three people of one name; the first two also share an e-mail address. */
  alexes: [41, 112, 208],
  alexEmail: 'alex.morgan@mail.example',
  /** Has no name: the console shows `#750940`. Case 750940 is someone else's. */
  unnamed: 750_940,
  /** Was called Sam Lee; older rows may still say so. */
  renamed: 33,
  /** Had a block that has ended (record 1). */
  onceBlocked: 14,
  /** Is blocked by David for a year (record 2). */
  blockedByDavid: 23,
  /** Is blocked by an e-mail rule (record 3) and has no contact record. */
  blockedByEmail: 17,
  /** Is blocked by an IP rule (record 4) and has no contact record. */
  blockedByIp: 19,
  firstHostile: FIRST_HOSTILE_ID,
  /** No such contact: merged away long ago, and still written in an old bookmark. */
  gone: 404_404,
} as const;

const alex = (id: number, email: string, ip: string): LabContact => ({ id, name: 'Alex Morgan', email, ip });

function hostileContacts(): LabContact[] {
  return HOSTILE_NAMES.map(({ name }, index) => {
    const id = FIRST_HOSTILE_ID + index;
    return { id, name, email: `guest${id}@mail.example`, ip: `203.0.113.${id}` };
  });
}

/** The contacts with a part of their own; the same in every account. */
export function castContacts(): LabContact[] {
  const [first, second, third] = CAST.alexes;
  return [
    {
      id: CAST.priya,
      name: 'Priya Raman',
      email: 'priya.raman@mail.example',
      phone: '+1 202 555 0143',
      ip: '192.0.2.5',
    },
    { id: CAST.wes, name: 'Wes Calloway', email: 'wes.c@mail.example', ip: '198.51.100.12' },
    { id: CAST.onceBlocked, name: 'Irina Petrova', email: 'irina@mail.example', ip: '192.0.2.14' },
    { id: CAST.blockedByEmail, name: 'Carl Voss', email: 'carl.voss@spam.example', ip: '192.0.2.17' },
    { id: CAST.blockedByIp, name: 'Dee Marsh', email: 'dee.marsh@mail.example', ip: '198.51.100.45' },
    { id: CAST.blockedByDavid, name: 'Hugo Lindqvist', email: 'hugo@mail.example', ip: '2001:db8::17' },
    { id: CAST.innocent, name: 'Grace Okafor', email: 'grace.okafor@mail.example', ip: '192.0.2.30' },
    { id: CAST.renamed, name: 'Samantha Lee', formerName: 'Sam Lee', email: 'sam.lee@mail.example', ip: '192.0.2.33' },
    alex(first, CAST.alexEmail, '192.0.2.41'),
    alex(second, CAST.alexEmail, '2001:db8::70'),
    alex(third, 'alex@morgan-design.example', '203.0.113.208'),
    { id: CAST.tomas, name: 'Tomás Herrera', email: 'tomas.herrera@mail.example', ip: '192.0.2.127' },
    { id: CAST.unnamed, ip: '2001:db8:2a1f::7509' },
    ...hostileContacts(),
  ];
}
