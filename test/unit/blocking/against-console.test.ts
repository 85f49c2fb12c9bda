import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Block } from '../../../utils/blocking/block';
import { createCircuits } from '../../../utils/blocking/circuits';
import { createEngine, type Engine } from '../../../utils/blocking/engine';
import type { ConsoleApi, Reference } from '../../../utils/consoles/types';
import { CAST } from '../../lab/acquire/cast';
import type { AcquireSwitches, LabFault } from '../../lab/acquire/world';
import { type Bench, startBench } from '../consoles/acquire-bench';
import { createMemoryCircuits } from '../helpers/memory-circuits';
import { createMemoryStore } from '../helpers/memory-store';
import { byContact, byConversation, DAY, NOW, pressOf, WINDOW } from './block-fixture';

const blockVisitor = '/api/v1/crm/block-visitor';

/** The real heart over the real client, against the simulator; only the clock is turned by hand. */
function createWhole(bench: Bench) {
  let now = NOW;
  let waking: number | undefined;
  let asking = 0;
  const api = new Proxy(bench.api, {
    get(target, name) {
      const call: unknown = Reflect.get(target, name);
      if (typeof call !== 'function') return call;
      return async (...values: unknown[]) => {
        asking += 1;
        try {
          return await call(...values);
        } finally {
          asking -= 1;
        }
      };
    },
  });
  bench.world.now = () => now;
  const store = createMemoryStore();
  const engine: Engine = createEngine({
    clock: { now: () => now },
    store,
    circuits: createCircuits(createMemoryCircuits(), { now: () => now }, () => {}),
    online: () => true,
    apiOf: async (): Promise<ConsoleApi> => api,
    changed: () => {},
    random: () => 0.5,
    wakeAt: (at) => {
      waking = at;
    },
  });
  /** Time stands still while the engine is at work: between two of its requests it needs no more than a few turns. */
  async function rest(): Promise<void> {
    for (let turns = 0; turns < 20; turns += 1) {
      if (asking > 0) turns = 0;
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
  /** Lets the engine work until it waits for nothing any more, or for longer than a day. */
  async function finish(): Promise<Block> {
    await rest();
    while (waking !== undefined && waking < NOW + DAY) {
      now = Math.max(now, waking);
      await engine.drive();
      await rest();
    }
    const [only, ...more] = await engine.all();
    if (!only || more.length > 0) throw new Error('expected one block');
    return only;
  }
  return {
    engine,
    async block(reference: Reference, pageName: string): Promise<Block> {
      await engine.block(pressOf({ reference, pageName }), WINDOW);
      return finish();
    },
    async lift(): Promise<Block> {
      await engine.lift('press-1', WINDOW);
      return finish();
    },
  };
}

let bench: Bench;
let whole: ReturnType<typeof createWhole>;

beforeEach(async () => {
  bench = await startBench();
  whole = createWhole(bench);
});

afterEach(() => bench.close());

const recordsOf = (id: number) => bench.world.records.filter((record) => record.contactId === id);
const posts = () => bench.writes().filter(({ method }) => method === 'POST');
const fault = (kind: LabFault['kind'], times: number, method = 'POST') =>
  bench.world.switches.faults.push({ method, path: blockVisitor, times, kind });

describe('a block on a console', () => {
  it.each<[string, Partial<AcquireSwitches>, object]>([
    ['that says true', {}, { seen: true }],
    ['that says which record', { addAnswer: 'records' }, { seen: true }],
    ['that says which ids', { addAnswer: 'records', addRecordData: 'ids' }, { seen: true }],
    ['with a bare list', { listShape: 'bare' }, { seen: true }],
    ['that drops what has ended', { expiredStayListed: false }, { seen: true }],
    ['that shows fields only if asked', { fieldsOnlyIfAsked: true }, { seen: true }],
    ['that takes no second block', { repeat: 'refuse-duplicate' }, { seen: true }],
    ['whose list lags', { listLag: true }, { seen: false }],
    ['that cuts ends to whole seconds', { storedEnd: 'whole-seconds' }, { seen: true, storedUntil: undefined }],
    [
      'that blocks to the end of the day',
      { storedEnd: 'end-of-day' },
      { storedUntil: Date.UTC(2026, 10, 21, 23, 59, 59) },
    ],
  ])('%s is one record, and is shown as what it is', async (_, switches, state) => {
    bench.set(switches);
    const block = await whole.block(byContact('5'), 'Priya Raman');
    expect(block.state).toMatchObject({ kind: 'blocked', ...state });
    expect(recordsOf(CAST.priya)).toHaveLength(1);
    expect(posts()).toHaveLength(1);
    expect(bench.world.requests.filter(({ refusal }) => refusal !== undefined)).toEqual([]);
  });

  it.each<[string, LabFault['kind'], number]>([
    ['is cut before the work', { cut: 'before-work' }, 1],
    ['is cut after the work', { cut: 'after-work' }, 1],
    ['is cut in the middle of the answer', { cut: 'mid-body' }, 1],
    ['is cut after the work three times', { cut: 'after-work' }, 3],
    ['answers 500', { status: 500 }, 1],
    ['answers 503 five times', { status: 503 }, 5],
    ['answers 429 for a while', { status: 429, headers: { 'retry-after': '600' } }, 1],
  ])('that first %s is still exactly one record', async (_, kind, times) => {
    fault(kind, times);
    const block = await whole.block(byContact('5'), 'Priya Raman');
    expect(block.state).toMatchObject({ kind: 'blocked', seen: true });
    expect(recordsOf(CAST.priya)).toHaveLength(1);
  });

  it('that asks for a pause gets nothing before it is over', async () => {
    fault({ status: 429, headers: { 'retry-after': '600' } }, 1);
    await whole.block(byContact('5'), 'Priya Raman');
    const [first, second] = posts();
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(600_000);
  });

  it.each<[string, LabFault['kind']]>([
    ['400', { status: 400 }],
    ['401', { status: 401 }],
    ['403', { status: 403 }],
    ['404', { status: 404 }],
    ['429 for ten days', { status: 429, headers: { 'retry-after': '864000' } }],
    ['500 for ever', { status: 500 }],
    ['a sign-in page', { html: '<h1>Sign in</h1>' }],
    ['a redirect', { redirect: '/login' }],
    ['nothing', { status: 200, body: '' }],
    ['no record', { status: 200, body: { data: [] } }],
    ['success in other words', { status: 200, body: { ok: true } }],
    [
      'another contact',
      {
        status: 200,
        body: { data: [{ id: 9, type: 'contact', data: { id: 30 }, blockTill: '2027-01-01T00:00:00.000Z' }] },
      },
    ],
  ])('that answers %s is never claimed', async (_, kind) => {
    fault(kind, 1_000);
    const block = await whole.block(byContact('5'), 'Priya Raman');
    expect(['failed', 'held', 'needs-you', 'retrying']).toContain(block.state.kind);
    expect(recordsOf(CAST.priya)).toEqual([]);
    expect(posts().length).toBeGreaterThan(0);
    expect(posts().length).toBeLessThanOrEqual(8);
  });

  it.each<[string, Reference, string, string]>([
    ['names that differ', byContact('5'), 'Grace Okafor', 'names-differ'],
    ['a contact who has another name by now', byContact(String(CAST.renamed)), 'Sam Lee', 'names-differ'],
    ['three of one name', { kind: 'words', words: 'Alex Morgan' }, 'Alex Morgan', 'several-contacts'],
    ['someone blocked by a colleague', byContact(String(CAST.blockedByDavid)), 'Hugo Lindqvist', 'already-blocked'],
    ['a case taken for its contact', byContact('30'), 'Priya Raman', 'names-differ'],
  ])('asks about %s, and sends nothing', async (_, reference, name, code) => {
    const block = await whole.block(reference, name);
    expect(block.state).toMatchObject({ kind: 'needs-you', error: { code } });
    expect(posts()).toEqual([]);
  });

  it('of a case meets its contact, and never the contact of the same number', async () => {
    const block = await whole.block(byConversation(String(CAST.priyaCase)), 'Priya Raman');
    expect(block.state.kind).toBe('blocked');
    expect([recordsOf(CAST.priya).length, recordsOf(CAST.innocent).length]).toEqual([1, 0]);
  });

  it('of a contact that is gone says so', async () => {
    const block = await whole.block(byContact(String(CAST.gone)), 'Nobody');
    expect(block.state).toMatchObject({ kind: 'failed', error: { code: 'gone' } });
    expect(posts()).toEqual([]);
  });
});

describe('a lift on a console', () => {
  it.each<[string, Partial<AcquireSwitches>]>([
    ['that counts what it deleted', {}],
    ['that always counts none', { deleteCounts: 'always-zero' }],
    ['with a bare list', { listShape: 'bare' }],
  ])('%s removes Cordon’s record, and no other', async (_, switches) => {
    bench.set(switches);
    await whole.block(byContact('5'), 'Priya Raman');
    const block = await whole.lift();
    expect(block.state).toMatchObject({ kind: 'lifted', rules: [] });
    expect(bench.world.records.map(({ id }) => id)).toEqual([1, 2, 3, 4]);
  });

  it.each<[string, LabFault['kind']]>([
    ['403', { status: 403 }],
    ['500', { status: 500 }],
    ['a page', { html: '<h1>Sign in</h1>' }],
    ['that nothing was affected', { status: 200, body: { data: { deleted: { affected: 0 } } } }],
  ])('that answers %s is never claimed', async (_, kind) => {
    await whole.block(byContact('5'), 'Priya Raman');
    fault(kind, 1_000, 'DELETE');
    const block = await whole.lift();
    expect(['failed', 'held', 'needs-you', 'retrying']).toContain(block.state.kind);
    expect(recordsOf(CAST.priya)).toHaveLength(1);
  });

  it.each<LabFault['kind']>([{ cut: 'before-work' }, { cut: 'after-work' }, { cut: 'mid-body' }, { status: 503 }])(
    'that first fails with %o is tried again, and ends in none',
    async (kind) => {
      await whole.block(byContact('5'), 'Priya Raman');
      fault(kind, 1, 'DELETE');
      const block = await whole.lift();
      expect(block.state.kind).toBe('lifted');
      expect(recordsOf(CAST.priya)).toEqual([]);
    },
  );
});
