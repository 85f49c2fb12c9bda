import type { SeededRandom } from '../shared/seeded-random';
import { DAVID } from './tokens';
import type { LabContact } from './world';

// biome-ignore format: lists of names
const FIRST_NAMES = [
  'Aaliyah', 'Adrien', 'Aiko', 'Amara', 'Anders', 'Beatriz', 'Camille', 'Chidi', 'Elif', 'Emeka', 'Fatima', 'Freya',
  'Giulia', 'Hassan', 'Jakub', 'Karim', 'Lucía', 'Mei', 'Nils', 'Søren', 'Tariq', 'Ulrike', 'Yusuf', 'Zofia',
] as const;
// biome-ignore format: lists of names
const LAST_NAMES = [
  'Abbott', 'Almeida', 'Bergström', 'Bianchi', 'Castillo', 'Chen', 'Dąbrowski', 'Eriksen', 'Fischer', 'Haddad',
  'Jansen', 'Kaya', 'Larsen', 'Mbeki', 'Müller', "O'Brien", 'Okonkwo', 'Ortega', 'Rossi', 'Silva', 'van Dijk',
] as const;

const DAY = 86_400_000;

/** How many contacts the platform has in all, the cast included. */
export const CONTACT_COUNT = 400;

function slug(name: string): string {
  const plain = name.normalize('NFKD').replace(/[^\x20-\x7e]/g, '');
  return (plain.toLowerCase().match(/[a-z]+/g) ?? []).join('.');
}

/** Ordinary contacts, so that with the cast there are CONTACT_COUNT; every eighth has an id of three groups, every ninth no name. */
export function crowd(taken: number, random: SeededRandom, now: number): LabContact[] {
  return Array.from({ length: CONTACT_COUNT - taken }, (_, index) => {
    const digits = String(index + 1).padStart(4, '0');
    const id = index % 8 === 7 ? `CTT-8${digits.slice(1)}-${digits}-0001` : `CTT-9000-${digits}`;
    const name = `${random.pick(FIRST_NAMES)} ${random.pick(LAST_NAMES)}`;
    const email = `${slug(name)}.${index + 1}@mail.example`;
    const named = index % 9 !== 8;
    const [firstName = name, ...rest] = name.split(' ');
    const at = new Date(now - (30 + random.below(600)) * DAY).toISOString();
    return {
      id,
      name: named ? name : null,
      email,
      status: random.chance(0.05) ? 'New' : 'Active',
      blockedReason: null,
      user: named ? { id: `USR-9000-${digits}`, name, firstName, lastName: rest.join(' '), email } : null,
      audit: { created: { at, by: DAVID }, activated: { at, by: DAVID } },
      account: random.chance(0.8) ? 'Client' : 'Vendor',
    } as const;
  });
}
