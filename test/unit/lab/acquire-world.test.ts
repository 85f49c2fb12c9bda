import { describe, expect, it } from 'vitest';
import { CAST } from '../../lab/acquire/cast';
import { mergeContact, renameContact } from '../../lab/acquire/changes';
import { HOSTILE_MESSAGES } from '../../lab/acquire/hostile-messages';
import { HOSTILE_NAMES } from '../../lab/acquire/hostile-names';
import { ACME_KEYS, DEMO_KEYS } from '../../lab/acquire/keys';
import { createAcquireWorld, defaultSwitches, resetAcquireWorld } from '../../lab/acquire/world-factory';

const NOW = Date.UTC(2026, 10, 20, 12);
const make = (account = 'demo', seed?: number) =>
  createAcquireWorld({ account, now: () => NOW, ...(seed === undefined ? {} : { seed }) });
const state = ({ contacts, cases, records, users, keys }: ReturnType<typeof make>) => ({
  contacts: [...contacts.values()],
  cases: [...cases.values()],
  records,
  users: [...users.values()],
  keys,
});

describe('the world of an account', () => {
  it('is the same in every run', () => {
    expect(state(make())).toEqual(state(make()));
    expect(state(make('demo', 7))).toEqual(state(make('demo', 7)));
  });

  it('has other people in another account, or with another seed', () => {
    const one = make().contacts.get(1);
    expect(make('acme').contacts.get(1)).not.toEqual(one);
    expect(make('demo', 7).contacts.get(1)).not.toEqual(one);
  });

  it('has 300 contacts, 120 cases, two users and four records', () => {
    const { contacts, cases, users, records } = make();
    expect([contacts.size, cases.size, users.size, records.length]).toEqual([300, 120, 2, 4]);
    expect([...users.values()].map(({ id, name }) => [id, name])).toEqual([
      [2, 'Ana Lima'],
      [1, 'David Guetta'],
    ]);
  });

  it('has no two people of one name but the three of that name', () => {
    const names = [...make().contacts.values()].flatMap(({ name }) => (name?.trim() ? [name] : []));
    const seen = new Set<string>();
    const repeated = names.filter((name) => seen.size === seen.add(name).size);
    expect(repeated).toEqual(['Alex Morgan', 'Alex Morgan']);
  });

  it('has a case for everyone with a part, and no case with the id of its own contact', () => {
    const cases = [...make().cases.values()];
    expect(cases.filter(({ id, contactId }) => id === contactId)).toEqual([]);
    const owners = new Set(cases.map(({ contactId }) => contactId));
    const withParts = [CAST.priya, CAST.wes, CAST.innocent, CAST.tomas, CAST.unnamed, CAST.renamed, ...CAST.alexes];
    expect(withParts.filter((id) => !owners.has(id))).toEqual([]);
    expect(HOSTILE_NAMES.map((_, index) => CAST.firstHostile + index).filter((id) => !owners.has(id))).toEqual([]);
  });

  it('gives most cases the id of somebody else', () => {
    const { cases, contacts } = make();
    expect([...cases.keys()].filter((id) => contacts.has(id)).length).toBeGreaterThan(100);
  });

  it('lets contacts write hostile messages, none of which loads anything from elsewhere', () => {
    const written = new Set([...make().cases.values()].flatMap(({ messages }) => messages.map(({ html }) => html)));
    expect(HOSTILE_MESSAGES.filter((html) => written.has(html)).length).toBeGreaterThan(8);
    expect(HOSTILE_MESSAGES.filter((html) => /\b(?:src|srcset|data|poster)\s*=|url\(/i.test(html))).toEqual([]);
  });

  it('writes messages in order, all of them in the past', () => {
    for (const { messages } of make().cases.values()) {
      const times = messages.map(({ at }) => at);
      expect(times).toEqual([...times].sort((a, b) => a - b));
      expect(Math.max(...times)).toBeLessThan(NOW);
    }
  });

  it('issues keys in the vendor’s shape, none of them twice', () => {
    const all = [...Object.values(DEMO_KEYS), ...Object.values(ACME_KEYS)];
    expect(new Set(all).size).toBe(all.length);
    expect(all.filter((key) => !/^(?:demo|acme):eyJhbGciOiJIUzI1NiJ9\.bGFi\.[\w-]{43}$/.test(key))).toEqual([]);
  });
});

describe('changes', () => {
  it('keeps the former name of a contact', () => {
    const world = make();
    renameContact(world, CAST.priya, 'Someone Else');
    expect(world.contacts.get(CAST.priya)).toMatchObject({ name: 'Someone Else', formerName: 'Priya Raman' });
  });

  it('merges: the id is gone, the cases have moved', () => {
    const world = make();
    mergeContact(world, CAST.alexes[1], CAST.alexes[0]);
    expect(world.contacts.has(CAST.alexes[1])).toBe(false);
    expect([...world.cases.values()].filter(({ contactId }) => contactId === CAST.alexes[1])).toEqual([]);
    expect(world.cases.get(10)?.contactId).toBe(CAST.alexes[0]);
  });
});

describe('reset', () => {
  it('brings back the first state in the same objects, and tells the followers', () => {
    const world = make();
    const { contacts, requests, switches } = world;
    let told = 0;
    world.onChange.add(() => {
      told += 1;
    });
    world.contacts.clear();
    world.records.length = 0;
    world.switches.repeat = 'extend';
    world.switches.faults.push({ times: 1, kind: { status: 500 } });
    resetAcquireWorld(world);
    expect(state(world)).toEqual(state(make()));
    expect(world.switches).toEqual(defaultSwitches());
    expect(told).toBe(1);
    expect([world.contacts === contacts, world.requests === requests, world.switches === switches]).toEqual([
      true,
      true,
      true,
    ]);
  });
});
