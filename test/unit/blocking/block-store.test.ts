import { beforeEach, describe, expect, it } from 'vitest';
import type { Block } from '../../../utils/blocking/block';
import { readStored } from '../../../utils/blocking/block-schema';
import { createBlockStore, NewerDataError } from '../../../utils/blocking/block-store';
import { wishBlock } from '../../../utils/blocking/press';
import { closeWindows } from '../../../utils/blocking/recovery';
import type { ContactId, RecordId } from '../../../utils/consoles/types';
import { cordonError } from '../../../utils/errors';
import { database, emptyDatabase } from '../connections/fresh-database';
import {
  blockOf,
  byContact,
  byConversation,
  contactOf,
  liftOf,
  NOW,
  pressOf,
  record,
  standing,
  states,
  WINDOW,
} from './block-fixture';

const store = createBlockStore(database);
/** Another context over the same database. */
const other = createBlockStore(database);

beforeEach(emptyDatabase);

const put = (...blocks: readonly Block[]) => store.step(() => ({ put: blocks, result: undefined }));

async function putRaw(id: string, value: unknown): Promise<void> {
  await (await database()).put('blocks', value, id);
}

async function raw(id: string): Promise<unknown> {
  return (await database()).get('blocks', id);
}

describe('a block', () => {
  const full = blockOf({
    reference: byConversation('30'),
    aliases: ['contact 827', 'words Alex'],
    contact: { ...contactOf('827'), firstName: 'Alex', lastName: 'M', email: 'a@b', ip: '::1', blocked: true },
    before: ['1'] as RecordId[],
    ours: ['9'] as RecordId[],
    previous: { wish: { kind: 'blocked', until: NOW, forGood: true }, state: states.blocked },
  });
  const details = { status: 429, vendorCode: 'X', notBefore: NOW };
  const variants: readonly [string, Block][] = [
    ['with everything in it', full],
    ['by words', blockOf({ reference: { kind: 'words', words: '\u202e<b>' } })],
    ['by an e-mail', blockOf({ reference: { kind: 'words', words: 'a@b.example', idBegins: 'CTT-1234' } })],
    ['without a tab', blockOf({ tabId: undefined })],
    ...Object.values(states).map((state): [string, Block] => [`that is ${state.kind}`, blockOf({ state })]),
    ...Object.values(states).map((state): [string, Block] => [`whose lift is ${state.kind}`, liftOf(state)]),
    [
      'with all details of an error',
      blockOf({ state: { kind: 'failed', error: cordonError('rate-limited', details) } }),
    ],
    [
      'with a question about records',
      liftOf({ kind: 'needs-you', error: cordonError('others-blocks'), records: [record] }),
    ],
    ['with the console’s own end', standing({ state: { ...states.blocked, seen: false, storedUntil: NOW } })],
    [
      'caught by a rule',
      standing({
        state: {
          kind: 'lifted',
          elsewhere: false,
          at: NOW,
          rules: [{ ...record, rule: 'ip', values: ['::1'], by: 'D', madeAt: 1, reason: 'Threats' }],
        },
      }),
    ],
  ];

  it.each(variants)('%s comes back as it was put', async (_, block) => {
    await put(block);
    expect(await store.get(block.id)).toEqual(block);
    expect(await other.all()).toEqual([block]);
  });

  it('that is not there is undefined', async () => {
    expect(await store.get('press-1')).toBeUndefined();
    expect(await store.all()).toEqual([]);
  });
});

describe('a step', () => {
  it('is alone: none of two hundred at once, from two contexts, is lost', async () => {
    await put(blockOf({ rev: 0 }));
    const seen: number[] = [];
    const add = (blocks: readonly Block[]) => {
      const [block] = blocks;
      if (!block) return { result: 0 };
      seen.push(block.rev);
      return { put: [{ ...block, rev: block.rev + 1 }], result: block.rev };
    };
    const results = await Promise.all(Array.from({ length: 200 }, (_, turn) => (turn % 2 ? store : other).step(add)));
    expect((await store.get('press-1'))?.rev).toBe(200);
    expect([...results].sort((a, b) => a - b)).toEqual(Array.from({ length: 200 }, (_, index) => index));
    expect(seen).toHaveLength(200);
  });

  it('makes one block of fifty presses at once on the same contact', async () => {
    const press = (turn: number) => pressOf({ id: `press-${turn}` });
    const turns = Array.from({ length: 50 }, (_, turn) => turn);
    const results = await Promise.all(
      turns.map((turn) => (turn % 2 ? store : other).step((blocks) => wishBlock(blocks, press(turn), NOW, WINDOW))),
    );
    const [only, ...more] = await store.all();
    expect(more).toEqual([]);
    expect(new Set(results.map((result) => result.ok && result.value.id))).toEqual(new Set([only?.id]));
  });

  it('puts and drops together', async () => {
    await put(blockOf({ id: 'old' }), blockOf({ id: 'kept', reference: byContact('5') }));
    const made = blockOf({ id: 'new' });
    const result = await store.step(() => ({ put: [made], drop: ['old', 'unknown'], result: 'done' }));
    expect(result).toBe('done');
    expect((await store.all()).map(({ id }) => id).sort()).toEqual(['kept', 'new']);
  });

  it('is stored by the time that it is answered', async () => {
    await store.step((blocks) => wishBlock(blocks, pressOf(), NOW, WINDOW));
    expect(await other.get('press-1')).toBeDefined();
  });

  it('that throws leaves everything as it was, and the next one works', async () => {
    await put(blockOf());
    const broken = store.step(() => {
      throw new RangeError('not today');
    });
    await expect(broken).rejects.toThrow('not today');
    expect(await store.get('press-1')).toEqual(blockOf());
    await store.step((blocks) => closeWindows(blocks, NOW + 1));
    expect((await store.get('press-1'))?.state).toEqual({ kind: 'waiting', sendsAt: NOW + 1 });
  });

  it('of which one part cannot be stored stores none of it', async () => {
    await put(blockOf());
    const bad = { ...blockOf({ id: 'bad' }), pageName: (() => {}) as unknown as string };
    const mixed = store.step(() => ({ put: [blockOf({ id: 'good' }), bad], drop: ['press-1'], result: undefined }));
    await expect(mixed).rejects.toThrow();
    expect((await store.all()).map(({ id }) => id)).toEqual(['press-1']);
  });
});

describe('what cannot be read', () => {
  const good = blockOf({ id: 'press-1', contact: { id: '827' as ContactId } });
  const needed = Object.keys(blockOf()).filter((name) => name !== 'tabId') as (keyof Block)[];
  const broken: readonly [string, unknown][] = [
    ['nothing', null],
    ['a text', 'block'],
    ['a list', []],
    ['an empty object', {}],
    ['a schema that is none', { ...good, schema: 'two' }],
    ['an unknown state', { ...good, state: { kind: 'gone' } }],
    ['an unknown wish', { ...good, wish: { kind: 'muted' } }],
    ['an unknown reference', { ...good, reference: { kind: 'email', email: 'a@b' } }],
    ['an unknown error', { ...good, state: { kind: 'failed', error: { code: 'x' } } }],
    ['a time that is none', { ...good, pressedAt: Number.NaN }],
    ['an end that is none', { ...good, wish: { kind: 'blocked', until: Number.POSITIVE_INFINITY, forGood: false } }],
    ['a contact without an id', { ...good, contact: { name: 'Alex' } }],
    ...needed.map((name): [string, unknown] => [`${name} missing`, { ...good, [name]: undefined }]),
    ...needed.map((name): [string, unknown] => [`${name} of another kind`, { ...good, [name]: [null] }]),
  ];

  it.each(broken)('(%s) is not listed, not changed and not deleted, and the others work', async (_, value) => {
    const well = blockOf({ id: 'well', reference: byContact('5') });
    await putRaw('press-1', value);
    await put(well);
    expect(await store.all()).toEqual([well]);
    expect(await store.get('press-1')).toBeUndefined();
    const listed = await store.step((blocks) => ({
      put: blocks.map((block) => ({ ...block, rev: 7 })),
      result: blocks,
    }));
    expect(listed).toEqual([well]);
    expect((await store.get('well'))?.rev).toBe(7);
    expect(await raw('press-1')).toEqual(value);
  });

  it('but was written by a newer Cordon keeps everything from being changed', async () => {
    const well = blockOf({ id: 'well', reference: byContact('5') });
    const newer = { ...good, schema: 3 };
    await putRaw('press-1', newer);
    await putRaw('well', well);
    expect(await store.all()).toEqual([well]);
    await expect(store.step((blocks) => ({ drop: ['well'], result: blocks }))).rejects.toThrow(NewerDataError);
    expect(await raw('press-1')).toEqual(newer);
    expect(await raw('well')).toEqual(well);
  });

  it('is told by the reading alone', () => {
    expect(readStored(good)).toEqual({ kind: 'block', block: good });
    expect(readStored(undefined)).toEqual({ kind: 'corrupt' });
  });
});
