import type { SeededRandom } from '../shared/seeded-random';
import { unusedName } from '../shared/stranger-names';
import type { LabContact } from './world';

const COMPANIES = ['Northwind', 'Bluebird Travel', 'Kestrel Labs', 'Harbor & Sons', 'Lumen Foods'] as const;

/** How many contacts an account has in all, the cast included. */
export const CONTACT_COUNT = 300;

function slug(name: string, id: number): string {
  const plain = name.normalize('NFKD').replace(/[^\x20-\x7e]/g, '');
  const words = plain.toLowerCase().match(/[a-z]{2,}/g);
  return words ? `${words.join('.')}${id}` : `contact${id}`;
}

function stranger(id: number, random: SeededRandom, used: Set<string>): LabContact {
  const contact: LabContact = { id, ip: `192.0.2.${1 + random.below(254)}` };
  // About one visitor in ten never said who they are.
  if (random.chance(0.1)) return contact;
  const name = unusedName(random, used);
  contact.name = name;
  if (random.chance(0.85)) contact.email = `${slug(name, id)}@mail.example`;
  if (random.chance(0.3)) contact.phone = `+1 202 555 0${100 + random.below(100)}`;
  if (random.chance(0.25)) contact.company = random.pick(COMPANIES);
  if (random.chance(0.1)) {
    contact.firstName = name.split(' ')[0] ?? name;
    contact.lastName = name.split(' ').slice(1).join(' ');
  }
  return contact;
}

/** Ordinary contacts on the lowest free ids, so that with `taken` there are CONTACT_COUNT. No two have one name. */
export function crowd(taken: ReadonlySet<number>, random: SeededRandom): LabContact[] {
  const contacts: LabContact[] = [];
  const used = new Set<string>();
  for (let id = 1; contacts.length < CONTACT_COUNT - taken.size; id += 1) {
    if (!taken.has(id)) contacts.push(stranger(id, random, used));
  }
  return contacts;
}
