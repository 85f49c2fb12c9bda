import { createHash } from 'node:crypto';
import { type LabRequest, quietServing, type ServedWorld, type ServingSwitches } from '../shared/api-log';
import { createSeededRandom, seedOf } from '../shared/seeded-random';
import { unusedName } from '../shared/stranger-names';

/** One account of the imitated Helpline. The API and the practice pages both read and change it. */
export interface HelplineWorld extends ServedWorld {
  readonly account: string;
  /** The one key that was issued. */
  readonly key: string;
  readonly contacts: Map<string, LabContact>;
  /** The contact of each ticket, by the ticket's id. */
  readonly tickets: ReadonlyMap<string, string>;
  /** By the contact's id. */
  readonly blocks: Map<string, LabBlock>;
  readonly requests: LabRequest[];
  readonly switches: HelplineSwitches;
}

/** Somebody who wrote in. */
export interface LabContact {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

/** A block; times are epoch milliseconds. */
export interface LabBlock {
  readonly until: number;
  readonly madeAt: number;
}

/** One switch for each behaviour that the documents leave open. */
export interface HelplineSwitches extends ServingSwitches {
  /** What the block of somebody who is blocked does: it moves the end, or is refused. */
  repeat: 'moves-end' | 'refuse-409';
}

const people = 40;

function defaultSwitches(): HelplineSwitches {
  return { repeat: 'moves-end', ...quietServing() };
}

/** A key of the right shape for each account and use. Made, not written down, so that no scanner takes it for a leaked one. */
export function keyOf(account: string, use = 'issued'): string {
  return `hlp_${createHash('sha256').update(`helpline/${account}/${use}`).digest('hex').slice(0, 32)}`;
}

function castOf(account: string): LabContact[] {
  const [random, used] = [createSeededRandom(seedOf(`helpline/${account}`)), new Set<string>()];
  return Array.from({ length: people }, (_, index) => {
    return { id: `c${101 + index}`, name: unusedName(random, used), email: `person${index}@mail.example` };
  });
}

/** An account with its cast of 40, who have one ticket each. `now` is epoch milliseconds. */
export function createHelplineWorld(account: string, now: () => number = Date.now): HelplineWorld {
  const cast = castOf(account);
  return {
    account,
    key: keyOf(account),
    contacts: new Map(cast.map((contact) => [contact.id, contact])),
    // The number of a ticket is also that of another contact: who confuses the two blocks the wrong person.
    tickets: new Map(cast.map(({ id }, index) => [`t${100 + cast.length - index}`, id])),
    blocks: new Map(),
    requests: [],
    switches: defaultSwitches(),
    now,
  };
}

/** Puts a world back to its first state, in place. */
export function resetHelplineWorld(world: HelplineWorld): void {
  world.contacts.clear();
  for (const contact of castOf(world.account)) world.contacts.set(contact.id, contact);
  world.blocks.clear();
  world.requests.length = 0;
  Object.assign(world.switches, defaultSwitches());
}

/** The block of a contact that has not ended. */
export function blockOf({ blocks, now }: HelplineWorld, contactId: string): LabBlock | undefined {
  const block = blocks.get(contactId);
  return block && block.until > now() ? block : undefined;
}
