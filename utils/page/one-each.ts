import { type Reference, referenceKey } from '../consoles/types';
import { contains } from './dom';
import { type Candidate, type Discovery, type FoundName, sources } from './found';
import { rowOf } from './rows';

/** One contact a row and one name a contact in it; a row or an element that gives several ids, or one cut off, gives none. */
export function oneEach(all: readonly Candidate[]): Discovery {
  const groups = new Map<Element, Candidate[]>();
  for (const candidate of all) {
    const key = rowOf(candidate.element) ?? outermost(candidate, all);
    groups.set(key, [...(groups.get(key) ?? []), candidate]);
  }
  const names: FoundName[] = [];
  let ambiguous = 0;
  for (const group of groups.values()) {
    const strongest = sources
      .map((source) => group.filter((candidate) => candidate.source === source))
      .find((some) => some.length > 0);
    const ids = new Set(strongest?.map((candidate) => referenceKey(candidate.reference)));
    const named = strongest?.filter(({ name }) => name !== '') ?? [];
    const unclear = ids.size > 1 || strongest?.some(({ cut }) => cut) === true;
    if (named.length > 0 && unclear) ambiguous += 1;
    if (unclear) continue;
    // An avatar with initials may carry the same hint as the name, and stand before it.
    const chosen = named.find(({ name }) => name.length > 2) ?? named.toSorted(byLength)[0] ?? nameOfRow(group);
    if (chosen && strongest?.[0])
      names.push({ ...innermost(chosen, group), reference: surest(strongest[0].reference, group) });
  }
  return { names, ambiguous };
}

/** The same reference from where the console itself wrote it, if it did: text in the place of a name proves nothing alone. */
function surest(reference: Reference, group: readonly Candidate[]): Reference {
  const key = referenceKey(reference);
  const alike = group.map((candidate) => candidate.reference).filter((other) => referenceKey(other) === key);
  return alike.find((other) => other.kind !== 'contact' || !other.fromText) ?? reference;
}

/** A row whose contact's id stands on a part without a name has its name beside the link to the conversation. */
function nameOfRow(group: readonly Candidate[]): Candidate | undefined {
  return group.find(({ source, name }) => source === 'conversation' && name !== '');
}

function byLength(one: FoundName, other: FoundName): number {
  return other.name.length - one.name.length;
}

function innermost(chosen: Candidate, group: readonly Candidate[]): FoundName {
  const inner = group.find(
    (other) => other !== chosen && other.name === chosen.name && contains(chosen.element, other.element),
  );
  return { ...chosen, element: (inner ?? chosen).element };
}

function outermost(candidate: Candidate, all: readonly Candidate[]): Element {
  const outer = all.find((other) => other !== candidate && contains(other.element, candidate.element));
  return outer?.element ?? candidate.element;
}
