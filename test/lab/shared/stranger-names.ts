import type { SeededRandom } from './seeded-random';

// biome-ignore format: lists of names
const FIRST_NAMES = [
  'Aaliyah', 'Adrien', 'Aiko', 'Amara', 'Anders', 'Beatriz', 'Bram', 'Camille', 'Chidi', 'Daniel', 'Elif', 'Emeka',
  'Fatima', 'Filip', 'Freya', 'Giulia', 'Hana', 'Hassan', 'Ines', 'Ivan', 'Jada', 'Jakub', 'Joanna', 'Kaito', 'Karim',
  'Lars', 'Lucía', 'Malik', 'Marta', 'Mei', 'Nadia', 'Nils', 'Olga', 'Paulo', 'Quentin', 'Rania', 'Rosa', 'Søren',
  'Tariq', 'Ulrike', 'Valeria', 'Wanjiru', 'Xenia', 'Yusuf', 'Zofia', 'Dmitri', 'Élodie', 'Thandiwe',
] as const;
// biome-ignore format: lists of names
const LAST_NAMES = [
  'Abbott', 'Almeida', 'Bergström', 'Bianchi', 'Castillo', 'Chen', 'Dąbrowski', 'Delgado', 'Dubois', 'Eriksen',
  'Fischer', 'Garcia', 'Haddad', 'Hughes', 'Ivanova', 'Jansen', 'Kaya', 'Kimura', 'Kowalska', 'Larsen', 'Mbeki',
  'Moreau', 'Müller', 'Nakamura', "O'Brien", 'Okonkwo', 'Ortega', 'Patel', 'Quiroga', 'Rossi', 'Santos', 'Schmidt',
  'Silva', 'Tanaka', 'Torres', 'Usman', 'van Dijk', 'Vasquez', 'Weber', 'Yilmaz', 'Zielinski', 'Fitzgerald',
] as const;
// biome-ignore format: lists of names
const OTHER_SCRIPTS = [
  '田中 美咲', '王小明', '김서연', 'Иван Соколов', 'Ольга Кузнецова', 'Αλέξης Παπαδόπουλος', 'อนงค์ ศรีสุข',
  'अनिता शर्मा', 'Nguyễn Thị Hạnh', 'Gülşah Öztürk', 'Þórdís Ævarsdóttir', 'Σοφία Νικολάου',
] as const;

/** An ordinary name that is not in `used` yet, and now is; now and then one of another script. */
export function unusedName(random: SeededRandom, used: Set<string>): string {
  for (;;) {
    const name = random.chance(0.06)
      ? random.pick(OTHER_SCRIPTS)
      : `${random.pick(FIRST_NAMES)} ${random.pick(LAST_NAMES)}`;
    if (!used.has(name)) {
      used.add(name);
      return name;
    }
    // All names of other scripts may be taken; the next draw is then most likely a Latin one.
  }
}
