import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Block } from '../../../utils/blocking/block';
import { type BlockStore, createBlockStore, NewerDataError } from '../../../utils/blocking/block-store';
import { type JournalEntry, journalBounds } from '../../../utils/blocking/journal';
import type { CordonDatabase } from '../../../utils/platform/database';
import { database, dumpDatabase, emptyDatabase } from '../connections/fresh-database';
import { createHeart } from '../helpers/heart';
import { aBlock, pressedAt } from './a-block';

const store = createBlockStore(database);

beforeEach(async () => {
  vi.spyOn(console, 'warn').mockImplementation(() => {});
  await emptyDatabase();
});

async function putRaw(key: string, value: unknown): Promise<void> {
  await (await database()).put('blocks', value, key);
}

function put(...blocks: readonly Block[]): Promise<void> {
  return store.step(() => ({ put: blocks, result: undefined }));
}

function entry(fields: Partial<JournalEntry> = {}): JournalEntry {
  return { at: pressedAt, blockId: 'b', connectionId: 'acquire:demo', what: 'blocked', ...fields };
}

function write(on: BlockStore, notes: readonly JournalEntry[]): Promise<void> {
  return on.step(() => ({ note: notes, result: undefined }));
}

/** A database whose disk is full for so many writes of blocks. */
function fullDatabase(times: number): { open: () => Promise<CordonDatabase>; refused: () => number } {
  let refused = 0;
  const open = async () =>
    new Proxy(await database(), {
      get(db, name) {
        if (name !== 'transaction') return Reflect.get(db, name);
        return (...args: Parameters<CordonDatabase['transaction']>) => {
          const transaction = db.transaction(...args);
          if (!Array.from(args[0]).includes('blocks') || refused >= times) return transaction;
          refused += 1;
          let aborted = false;
          return new Proxy(transaction, {
            get(target, field) {
              if (field === 'error') return new DOMException('full', 'QuotaExceededError');
              if (field === 'done' && !aborted) target.abort();
              if (field === 'done') aborted = true;
              const value = Reflect.get(target, field);
              return typeof value === 'function' ? value.bind(target) : value;
            },
          });
        };
      },
    });
  return { open, refused: () => refused };
}

describe('a step', () => {
  it('is one after the other, however many come at once', async () => {
    await put(aBlock({ rev: 0 }));
    const other = createBlockStore(database);
    const steps = Array.from({ length: 200 }, (_, index) =>
      (index % 2 === 0 ? store : other).step((blocks) => ({
        put: blocks.map((block) => ({ ...block, rev: block.rev + 1 })),
        result: undefined,
      })),
    );
    await Promise.all(steps);
    expect((await store.get('block-1'))?.rev).toBe(200);
  });

  it('writes all or nothing', async () => {
    await put(aBlock());
    const unstorable = { ...aBlock({ id: 'bad' }), pageName: () => {} } as unknown as Block;
    const step = store.step(() => ({
      put: [aBlock({ rev: 7 }), unstorable],
      drop: ['block-1'],
      note: [entry()],
      result: undefined,
    }));
    await expect(step).rejects.toThrow();
    expect(await store.all()).toEqual([aBlock()]);
    expect(await store.journal()).toEqual([]);
  });

  it('that cannot decide leaves everything as it was', async () => {
    await put(aBlock());
    const step = store.step(() => {
      throw new Error('undecided');
    });
    await expect(step).rejects.toThrow('undecided');
    expect(await store.all()).toEqual([aBlock()]);
  });

  it('sees what the one before it wrote, and resolves when it is written', async () => {
    await put(aBlock());
    expect(await store.step((blocks) => ({ drop: ['block-1'], result: blocks.length }))).toBe(1);
    expect(await (await database()).count('blocks')).toBe(0);
  });
});

describe('R22 values that cannot be read', () => {
  const junk: readonly unknown[] = [undefined, null, 0, 'block', [], {}, { schema: 2 }, { ...aBlock(), state: 'odd' }];

  it('are not listed, and keep nothing else from working', async () => {
    for (const [index, value] of junk.entries()) await putRaw(`junk-${index}`, value);
    await put(aBlock());
    expect(await store.all()).toEqual([aBlock()]);
    expect(await store.get('junk-3')).toBeUndefined();
    expect(await (await database()).count('blocks')).toBe(junk.length + 1);
  });

  it('are set apart by tidying, as they were, and no valid block is touched', async () => {
    for (const [index, value] of junk.entries()) await putRaw(`junk-${index}`, value);
    await put(aBlock());
    await store.tidy(pressedAt);
    const db = await database();
    expect(await db.getAllKeys('blocks')).toEqual(['block-1']);
    expect(await db.getAll('quarantine')).toEqual(junk);
  });

  it('are set apart up to fifty; what is over is kept where it is', async () => {
    for (let index = 0; index < 70; index += 1) await putRaw(`junk-${index}`, { schema: 2, index });
    await store.tidy(pressedAt);
    await store.tidy(pressedAt);
    const db = await database();
    expect(await db.count('quarantine')).toBe(50);
    expect(await db.count('blocks')).toBe(20);
    await put(aBlock());
    expect(await store.all()).toEqual([aBlock()]);
  });

  it('of a thousand kinds never stop the store', async () => {
    const fields = Object.keys(aBlock());
    for (let index = 0; index < 1_000; index += 1) {
      const field = fields[index % fields.length] ?? 'id';
      await putRaw(`mutant-${index}`, { ...aBlock(), [field]: junk[index % junk.length] });
    }
    await put(aBlock({ id: 'whole' }));
    await store.tidy(pressedAt);
    expect((await store.all()).some(({ id }) => id === 'whole')).toBe(true);
  });
});

describe('R23 data of a newer Cordon', () => {
  const newer = { schema: 3, id: 'newer', whatever: true };

  it('make every step fail, and nothing is changed', async () => {
    await put(aBlock());
    await putRaw('newer', newer);
    const step = store.step(() => ({ put: [aBlock({ rev: 9 })], drop: ['newer'], note: [entry()], result: undefined }));
    await expect(step).rejects.toBeInstanceOf(NewerDataError);
    const db = await database();
    expect(await db.get('blocks', 'newer')).toEqual(newer);
    expect(await store.all()).toEqual([aBlock()]);
    expect(await store.journal()).toEqual([]);
  });

  it('are not set apart', async () => {
    await putRaw('newer', newer);
    await store.tidy(pressedAt);
    const db = await database();
    expect(await db.getAllKeys('blocks')).toEqual(['newer']);
    expect(await db.count('quarantine')).toBe(0);
  });

  it('are said to the person who presses, and the engine does not run in a circle', async () => {
    const heart = createHeart();
    heart.console.add({ id: '827', name: 'Alex Morgan' });
    const alex = aBlock().reference;
    await heart.press(alex);
    heart.store.onStep = () => {
      throw new NewerDataError();
    };
    expect(await heart.press({ kind: 'words', words: 'x' })).toEqual({ ok: false, error: { code: 'newer-data' } });
    await heart.pass(600_000);
    expect(heart.console.blocks()).toBe(0);
    expect(heart.console.calls.length).toBeLessThan(50);
  });
});

describe('R21 a full disk', () => {
  it('takes room from the journal, once, and the block is stored', async () => {
    await write(
      store,
      Array.from({ length: 900 }, (_, at) => entry({ at })),
    );
    const full = fullDatabase(1);
    await createBlockStore(full.open).step(() => ({ put: [aBlock()], result: undefined }));
    expect(full.refused()).toBe(1);
    expect(await store.all()).toEqual([aBlock()]);
    const kept = await store.journal();
    expect(kept).toHaveLength(journalBounds.count / 10);
    expect(kept[0]?.at).toBe(899);
  });

  it('that stays full makes the step fail, and what was stored stays', async () => {
    await put(aBlock());
    const full = fullDatabase(Number.POSITIVE_INFINITY);
    const step = createBlockStore(full.open).step(() => ({ put: [aBlock({ rev: 9 })], result: undefined }));
    await expect(step).rejects.toMatchObject({ name: 'QuotaExceededError' });
    expect(full.refused()).toBe(2);
    expect(await store.all()).toEqual([aBlock()]);
  });

  it('says "not stored" to the person who presses, and nothing is sent', async () => {
    const heart = createHeart();
    heart.console.add({ id: '827', name: 'Alex Morgan' });
    heart.store.broken = true;
    expect(await heart.press(aBlock().reference)).toEqual({ ok: false, error: { code: 'not-stored' } });
    await heart.pass(600_000);
    expect(heart.console.calls).toEqual([]);
  });

  it('in the middle of the work sends nothing that was not stored, and does not run in a circle', async () => {
    const heart = createHeart();
    heart.console.add({ id: '827', name: 'Alex Morgan' });
    await heart.press(aBlock().reference);
    heart.store.broken = true;
    await heart.pass(600_000);
    expect(heart.console.blocks()).toBe(0);
    expect(heart.console.calls.length).toBeLessThan(50);
    heart.store.broken = false;
    await heart.pass(60_000);
    expect(heart.console.blocks()).toBe(1);
  });
});

describe('the journal', () => {
  it('is given newest first', async () => {
    await write(store, [entry({ at: 1 }), entry({ at: 2 }), entry({ at: 3 })]);
    expect((await store.journal()).map(({ at }) => at)).toEqual([3, 2, 1]);
  });

  it('keeps two thousand entries and ninety days', async () => {
    const now = pressedAt + journalBounds.age;
    const young = Array.from({ length: journalBounds.count + 30 }, (_, index) => entry({ at: now - 5_000 + index }));
    await write(store, [entry({ at: pressedAt - 1 }), ...young]);
    await store.tidy(now);
    const kept = await store.journal();
    expect(kept).toHaveLength(journalBounds.count);
    expect(Math.min(...kept.map(({ at }) => at))).toBe(now - 5_000 + 30);
  });

  it('forgets what is too old, also where there is little', async () => {
    const now = pressedAt + journalBounds.age;
    await write(store, [entry({ at: pressedAt - 1 }), entry({ at: pressedAt })]);
    await store.tidy(now);
    expect((await store.journal()).map(({ at }) => at)).toEqual([pressedAt]);
  });

  it('passes over what is no entry', async () => {
    await (await database()).add('journal', { at: 'yesterday' });
    await write(store, [entry()]);
    expect(await store.journal()).toEqual([entry()]);
  });

  it('holds no name, e-mail or word of a page, whatever happens', async () => {
    const heart = createHeart();
    heart.console.add({ id: '827', name: 'Alex Secret', email: 'alex@secret.example' });
    await heart.press(aBlock().reference, { name: 'Alex Secret' });
    await heart.pass(60_000);
    const [block] = await heart.engine().all();
    await heart.engine().lift(block?.id ?? '', 0);
    await heart.pass(60_000);
    await heart.press({ kind: 'words', words: 'Alex Secret' }, { name: 'Alex Secret' });
    await heart.pass(60_000);
    await write(store, await heart.engine().journal());
    expect((await store.journal()).map(({ what }) => what)).toEqual(['blocked', 'lifted', 'blocked']);
    expect(await dumpDatabase()).not.toMatch(/secret/i);
  });
});
