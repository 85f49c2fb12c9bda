import type { FeaturebaseWorld, PersonType } from '../world';

/** A person as the page gets to know them: without any id, since the page shows none. */
export interface PersonView {
  readonly name: string;
  readonly named: boolean;
  readonly type: PersonType | 'deleted';
  readonly email: string | null;
  readonly company: string | null;
  /** Whether the messenger takes no more messages of them. */
  readonly isBlocked: boolean;
  /** Epoch milliseconds of their last message. */
  readonly lastSeen: number | null;
}

function lastSeen(world: FeaturebaseWorld, id: string): number | null {
  const times = [...world.conversations.values()].flatMap(({ messages }) =>
    messages.filter(({ authorId }) => authorId === id).map(({ at }) => at),
  );
  return times.length === 0 ? null : Math.max(...times);
}

/** What the console shows of a person: their name, else their e-mail address, else that they said neither. */
export function personView(world: FeaturebaseWorld, id: string): PersonView {
  const person = world.people.get(id);
  const seen = { isBlocked: world.blocked.has(id), lastSeen: lastSeen(world, id) };
  if (!person) return { name: 'Deleted user', named: false, type: 'deleted', email: null, company: null, ...seen };
  const { name, type, email = null, company = null } = person;
  const shown = name.trim() === '' ? (email ?? 'Anonymous') : name;
  return { name: shown, named: name.trim() !== '', type, email, company, ...seen };
}
