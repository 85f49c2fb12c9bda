import { describe, expect, it } from 'vitest';
import { checkEvery } from '../../../utils/blocking/checks';
import { createConsoleLists } from '../../../utils/blocking/console-lists';
import { createKeptApis } from '../../../utils/consoles/kept-apis';
import type { ConsoleApi, ConsoleRecord, ContactId, RecordId } from '../../../utils/consoles/types';
import { type CordonError, cordonError } from '../../../utils/errors';
import { fail, ok } from '../../../utils/result';
import { createFakeConsole } from '../helpers/fake-console';
import { aRecord, pressedAt, until } from './a-block';

const demo = 'acquire:demo';

/** The lists over a memory that outlives the background, and a console that lists `records`. */
function bench(records: readonly ConsoleRecord[] = [aRecord('2', { by: 'David Guetta', reason: 'Spam' })]) {
  const state = {
    now: pressedAt,
    records,
    refusal: undefined as CordonError | undefined,
    open: undefined as { error: CordonError } | undefined,
    hasKey: true,
    /** A list is answered after it. */
    gate: undefined as Promise<void> | undefined,
    full: false,
    reads: 0,
    changed: 0,
  };
  const stored = new Map<string, string>();
  const failed: CordonError[] = [];
  const api: Pick<ConsoleApi, 'listRecords'> = {
    listRecords: async () => {
      state.reads += 1;
      const answer = state.refusal ? fail(state.refusal) : ok(state.records);
      await state.gate;
      return answer;
    },
  };
  const start = () =>
    createConsoleLists({
      clock: { now: () => state.now },
      memory: {
        get: async (name) => (stored.has(name) ? { [name]: JSON.parse(stored.get(name) ?? '') } : {}),
        set: async (items) => {
          if (state.full) throw new DOMException('full', 'QuotaExceededError');
          for (const [name, value] of Object.entries(items)) stored.set(name, JSON.stringify(value));
        },
        remove: async (name) => void stored.delete(name),
      },
      apiOf: async () => (state.hasKey ? (api as ConsoleApi) : undefined),
      changed: () => {
        state.changed += 1;
      },
      circuits: {
        open: async () => state.open,
        failed: async (_, error) => {
          failed.push(error);
          return undefined;
        },
        succeeded: async () => {},
        close: async () => {},
      },
    });
  return { state, stored, failed, start, lists: start() };
}

/** No list is answered until what this gives back is called. */
function hold(state: ReturnType<typeof bench>['state']): () => void {
  let answer = () => {};
  state.gate = new Promise((resolve) => {
    answer = resolve;
  });
  return answer;
}

const lifted = { ok: true, value: null } as const;
const second = '2' as RecordId;

describe('a record that Cordon lifted', () => {
  const two = [aRecord('2'), aRecord('3', { contactId: '828' as ContactId })];
  const ids = async (lists: ReturnType<typeof createConsoleLists>) =>
    (await lists.of(demo))?.blocks.map(({ id }) => String(id));

  it('is in the list no more, without another reading, also for a background that starts anew', async () => {
    const { lists, state, start } = bench(two);
    await lists.look(demo);
    await lists.liftAnswered(demo, second, lifted);
    expect([await ids(lists), await ids(start()), state.reads]).toEqual([['3'], ['3'], 1]);
  });

  it('is not brought back by a reading that was under way', async () => {
    const { lists, state } = bench(two);
    const answer = hold(state);
    const looking = lists.look(demo);
    await expect.poll(() => state.reads).toBe(1);
    await lists.liftAnswered(demo, second, lifted);
    answer();
    await looking;
    expect(await ids(lists)).toEqual(['3']);
  });

  it('is not brought back by a reading that was under way and failed', async () => {
    const { lists, state } = bench(two);
    await lists.look(demo);
    state.now += checkEvery;
    state.refusal = cordonError('not-json');
    const answer = hold(state);
    const looking = lists.look(demo);
    await expect.poll(() => state.reads).toBe(2);
    await lists.liftAnswered(demo, second, lifted);
    answer();
    await looking;
    expect(await ids(lists)).toEqual(['3']);
  });

  it('is there again where a list that was read since says so', async () => {
    const { lists, state } = bench(two);
    await lists.look(demo);
    await lists.liftAnswered(demo, second, lifted);
    state.now += checkEvery;
    await lists.look(demo);
    expect(await ids(lists)).toEqual(['2', '3']);
  });

  it('is no matter of another connection, nor of one whose list was never read', async () => {
    const { lists, stored } = bench(two);
    await lists.look(demo);
    await lists.liftAnswered('acquire:acme', second, lifted);
    expect([await ids(lists), stored.size]).toEqual([['2', '3'], 1]);
  });

  it.each([
    ['nothing-lifted', ['3']],
    ['gone', ['3']],
    ['unknown-outcome', ['3']],
    ['timeout', ['3']],
    ['no-permission', ['2', '3']],
    ['rate-limited', ['2', '3']],
    ['locked', ['2', '3']],
  ] as const)('or may have: the answer %s leaves %o', async (code, left) => {
    const { lists } = bench(two);
    await lists.look(demo);
    await lists.liftAnswered(demo, second, fail(cordonError(code)));
    expect(await ids(lists)).toEqual(left);
  });

  it('is lifted, whatever becomes of the list', async () => {
    const { lists, state } = bench(two);
    await lists.look(demo);
    state.full = true;
    await expect(lists.liftAnswered(demo, second, lifted)).resolves.toBeUndefined();
  });

  it('is out of the list by the time that whoever lifted it hears of it', async () => {
    const { lists, state } = bench();
    const console_ = createFakeConsole(() => state.now);
    const id = console_.record({ rule: 'contact', contactId: '827' as ContactId, until });
    const apiOf = createKeptApis(
      async () => console_.api,
      { now: () => state.now },
      (...lift) => lists.liftAnswered(...lift),
    );
    state.records = console_.records;
    await lists.look(demo);
    expect(await ids(lists)).toEqual([id]);
    expect(await (await apiOf(demo))?.liftRecord(id)).toEqual(lifted);
    expect(await ids(lists)).toEqual([]);
  });
});

describe('a console’s own list', () => {
  it('is known once it was read: who is blocked, until when, by whom and why', async () => {
    const { lists, state } = bench();
    expect(await lists.of(demo)).toBeUndefined();
    await lists.look(demo);
    expect(await lists.of(demo)).toEqual({
      triedAt: pressedAt,
      readAt: pressedAt,
      blocks: [{ id: '2', contactId: '827', until, by: 'David Guetta', reason: 'Spam' }],
    });
    expect(state.changed).toBe(1);
  });

  it('keeps nothing of rules for e-mails and addresses, of ended blocks, and no contact’s name', async () => {
    const { lists, stored } = bench([
      aRecord('1', { rule: 'email', contactId: undefined, values: ['carl@spam.example'] }),
      aRecord('2', { until: pressedAt }),
      aRecord('3', { name: 'Hugo Lindqvist' }),
    ]);
    await lists.look(demo);
    expect((await lists.of(demo))?.blocks).toEqual([{ id: '3', contactId: '827', until }]);
    expect([...stored.values()].join()).not.toMatch(/Hugo|carl/);
  });

  it('is read at most once in ten minutes, however often it is looked at, also by a background that was stopped', async () => {
    const { lists, start, state } = bench();
    await Promise.all([lists.look(demo), lists.look(demo)]);
    await lists.look(demo);
    state.now += checkEvery - 1;
    const next = start();
    await next.look(demo);
    expect(state.reads).toBe(1);
    expect((await next.of(demo))?.blocks).toHaveLength(1);
    state.now += 1;
    await next.look(demo);
    expect([state.reads, state.changed]).toEqual([2, 1]);
  });

  it('tells that it changed', async () => {
    const { lists, state } = bench();
    await lists.look(demo);
    state.records = [];
    state.now += checkEvery;
    await lists.look(demo);
    expect([state.changed, (await lists.of(demo))?.blocks]).toEqual([2, []]);
  });

  it('is not read while the connection is paused, and read at once when it is not', async () => {
    const { lists, state } = bench();
    state.open = { error: cordonError('rate-limited') };
    await lists.look(demo);
    expect([state.reads, await lists.of(demo)]).toEqual([0, undefined]);
    state.open = undefined;
    await lists.look(demo);
    expect(state.reads).toBe(1);
  });

  it('that cannot be read leaves what was known, is not asked for again at once, and is no error', async () => {
    const { lists, state, failed } = bench();
    await lists.look(demo);
    state.refusal = cordonError('not-json');
    state.now += checkEvery;
    await lists.look(demo);
    await lists.look(demo);
    expect([state.reads, failed.map(({ code }) => code)]).toEqual([2, ['not-json']]);
    expect((await lists.of(demo))?.blocks).toHaveLength(1);
  });

  it('claims nothing once it is too old', async () => {
    const { lists, state } = bench();
    await lists.look(demo);
    state.now += 3 * checkEvery;
    expect(await lists.of(demo)).toBeUndefined();
  });

  it.each<[string, Partial<ReturnType<typeof bench>['state']>]>([
    ['the connection has none', { hasKey: false }],
    ['there is no key', { refusal: cordonError('no-key') }],
    ['Cordon is locked', { refusal: cordonError('locked') }],
    ['access was taken', { refusal: cordonError('no-access') }],
  ])('is forgotten where %s, and read as soon as that is over', async (_what, change) => {
    const { lists, state, stored, failed } = bench();
    await lists.look(demo);
    state.now += checkEvery;
    Object.assign(state, change);
    await lists.look(demo);
    expect([stored.size, failed]).toEqual([0, []]);
    Object.assign(state, { hasKey: true, refusal: undefined });
    await lists.look(demo);
    expect((await lists.of(demo))?.blocks).toHaveLength(1);
  });

  it('is forgotten with its connection, and what is no list is none', async () => {
    const { lists, stored } = bench();
    await lists.look(demo);
    await lists.forget(demo);
    expect(stored.size).toBe(0);
    stored.set(`console-list:${demo}`, '{"blocks":"all"}');
    expect(await lists.of(demo)).toBeUndefined();
  });

  it.each([undefined, cordonError('not-json')])(
    'is not kept for a connection that went while it was read (%o)',
    async (refusal) => {
      const { lists, state, stored } = bench();
      const answer = hold(state);
      state.refusal = refusal;
      const looking = lists.look(demo);
      await expect.poll(() => state.reads).toBe(1);
      await lists.forget(demo);
      answer();
      await looking;
      expect(stored.size).toBe(0);
    },
  );

  it('that breaks breaks nothing', async () => {
    const { state, start } = bench();
    state.open = undefined;
    const lists = start();
    Object.defineProperty(state, 'records', {
      get() {
        throw new TypeError('not expected');
      },
    });
    await expect(lists.look(demo)).resolves.toBeUndefined();
  });
});
