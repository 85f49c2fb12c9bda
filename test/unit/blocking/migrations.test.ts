import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readStored } from '../../../utils/blocking/block-schema';
import { currentSchema, migrate } from '../../../utils/blocking/migrations';

type StoredBlock = Record<string, unknown> & { id: string; state: { kind: string } };

// Written by version 1, and never to be changed: what people have stored does not change either.
const version1: readonly StoredBlock[] = JSON.parse(
  readFileSync(new URL('../../fixtures/blocks/v1.json', import.meta.url), 'utf8'),
);

function migrated(id: string): unknown {
  const found = readStored(version1.find((stored) => stored.id === id));
  return found.kind === 'block' ? found.block : found;
}

describe('version 1', () => {
  it.each(version1.map((stored) => [stored.id, stored] as const))('%s is a block of today', (id, stored) => {
    expect(readStored(stored)).toMatchObject({ kind: 'block', block: { schema: currentSchema, id } });
  });

  it('is there in every state it had', () => {
    const kinds = new Set(version1.map(({ state }) => state.kind));
    expect([...kinds].sort()).toEqual(
      ['blocked', 'failed', 'lifted', 'needs-you', 'retrying', 'sending', 'undone', 'waiting'].sort(),
    );
  });

  it('migrated twice is the same as migrated once', () => {
    for (const stored of version1) {
      const once = migrate(stored, 1);
      expect(migrate(once as object, 1)).toEqual(once);
      expect(migrate(once as object, currentSchema)).toEqual(once);
    }
  });

  it('is left as it was by its migration', () => {
    const before = JSON.stringify(version1);
    for (const stored of version1) migrate(stored, 1);
    expect(JSON.stringify(version1)).toBe(before);
  });

  it('loses nothing that it knew', () => {
    for (const stored of version1) {
      const { schema: _, state: __, previous: ___, ...rest } = stored;
      expect(migrate(stored, 1)).toMatchObject(rest);
    }
  });

  it('knew Acquire alone, which ends its blocks itself', () => {
    expect(migrated('blocked')).toMatchObject({ state: { endedBy: 'console', sentAt: 1_790_000_000_000 } });
    expect(migrated('lifting')).toMatchObject({ previous: { state: { kind: 'blocked', endedBy: 'console' } } });
    expect(migrated('lifted')).toMatchObject({ state: { elsewhere: false } });
  });

  it('counts a press in a tab as one in a page', () => {
    expect(migrated('waiting')).toMatchObject({ fromPage: true });
    expect(migrated('waiting-typed')).toMatchObject({ fromPage: false });
  });
});

describe('what is not a block', () => {
  it.each([
    undefined,
    null,
    7,
    'block',
    [],
    {},
    { schema: 0 },
    { schema: '1' },
    { schema: 1.5 },
    { schema: Number.NaN },
    { schema: 1 },
    { schema: 1, state: null, previous: [] },
    { schema: currentSchema },
  ])('%j is corrupt, and nothing is thrown', (stored) => {
    expect(readStored(stored)).toEqual({ kind: 'corrupt' });
  });

  it('a block with any one field of the wrong type is corrupt', () => {
    const whole = migrate(version1.find(({ id }) => id === 'needs-you-others') ?? {}, 1) as Record<string, unknown>;
    const optional = new Set(['contact', 'tabId', 'before', 'accepted', 'previous']);
    for (const field of Object.keys(whole)) {
      expect(readStored({ ...whole, [field]: Symbol.iterator }).kind).not.toBe('block');
      if (!optional.has(field)) expect(readStored({ ...whole, [field]: undefined }).kind).not.toBe('block');
    }
  });

  it('a later version is newer, whatever it looks like', () => {
    expect(readStored({ schema: currentSchema + 1 })).toEqual({ kind: 'newer' });
    expect(readStored({ schema: 99, id: 'x', state: { kind: 'unheard-of' } })).toEqual({ kind: 'newer' });
  });
});
