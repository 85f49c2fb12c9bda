import { describe, expect, it } from 'vitest';
import { keysOf } from '../../lab/featurebase/keys';
import { createLabConsole } from '../../lab/featurebase/lab-console';

describe('Featurebase on trial', () => {
  const console_ = createLabConsole({}, []);
  const trial = console_.onTrial();
  const world = console_.worlds.get('demo');

  it('has people enough for every fault and every other test', () => {
    expect(trial.people.length).toBeGreaterThan(trial.faults.length + 8);
    expect(new Set(trial.people.map(({ name }) => name)).size).toBe(trial.people.length);
  });

  it('leads to the conversation of each, and to no other', () => {
    for (const person of trial.people) {
      const id = /\/dashboard\/inbox\/conversation\/(\d+)$/.exec(trial.pageOf(person))?.[1] ?? '';
      expect(world?.conversations.get(id)?.participants[0]).toBe(person.id);
      expect(trial.isBlocked(person)).toBe(false);
    }
  });

  it('has the key of the account that is typed', () => {
    expect(trial.typed).toMatchObject({ address: 'demo', key: keysOf('demo').full });
  });
});
