import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Block } from '../../../utils/blocking/block';
import { createCircuits } from '../../../utils/blocking/circuits';
import { createEngine, type Engine } from '../../../utils/blocking/engine';
import type { ConsoleApi } from '../../../utils/consoles/types';
import { CAST } from '../../lab/featurebase/cast';
import { type Bench, startBench } from '../consoles/featurebase-bench';
import { createMemoryCircuits } from '../helpers/memory-circuits';
import { createMemoryStore } from '../helpers/memory-store';
import { byConversation, DAY, NOW, pressOf, WINDOW } from './block-fixture';

const HOUR = 3_600_000;

/** The real heart over the real client, against the simulator of Featurebase; only the clock is turned by hand. */
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
  const engine: Engine = createEngine({
    clock: { now: () => now },
    store: createMemoryStore(),
    circuits: createCircuits(createMemoryCircuits(), { now: () => now }, () => {}),
    online: () => true,
    apiOf: async (): Promise<ConsoleApi> => api,
    changed: () => {},
    random: () => 0.5,
    wakeAt: (at) => {
      waking = at;
    },
  });
  async function rest(): Promise<void> {
    for (let turns = 0; turns < 20; turns += 1) {
      if (asking > 0) turns = 0;
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
  /** Lets the engine work until this time. */
  async function until(end: number): Promise<Block> {
    await rest();
    for (let turns = 0; waking !== undefined && waking <= end && turns < 200; turns += 1) {
      now = Math.max(now, waking);
      await engine.drive();
      await rest();
    }
    const [only, ...more] = await engine.all();
    if (!only || more.length > 0) throw new Error('expected one block');
    return only;
  }
  return {
    until,
    async press(conversation: string, pageName: string, end = NOW + HOUR): Promise<Block> {
      const wanted = { connectionId: 'featurebase:demo', reference: byConversation(conversation), pageName };
      await engine.block(pressOf({ ...wanted, end: { until: end, forGood: false } }), WINDOW);
      return until(NOW + 60_000);
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

describe('a block on Featurebase', () => {
  it.each([NOW + HOUR, NOW + HOUR + 1, NOW + HOUR + 999])(
    'is made, and lifted at its end and not before (%i)',
    async (end) => {
      const block = await whole.press(CAST.priyaConversation, 'Priya Raman', end);
      expect(block.state).toMatchObject({ kind: 'blocked', endedBy: 'cordon' });
      expect(bench.world.blocked.has(CAST.priya)).toBe(true);
      await whole.until(end - 1);
      expect(bench.world.blocked.has(CAST.priya)).toBe(true);
      const ended = await whole.until(end + 60_000);
      expect(ended.state).toMatchObject({ kind: 'lifted', elsewhere: false });
      expect(bench.world.blocked.has(CAST.priya)).toBe(false);
      expect(bench.writes().map(({ path }) => path.split('/').at(-1))).toEqual(['block', 'unblock']);
      expect(bench.world.requests.filter(({ refusal }) => refusal)).toEqual([]);
    },
  );

  it('that somebody else made is left alone', async () => {
    const block = await whole.press(CAST.blockedByDavidConversation, 'Hugo Lindqvist');
    expect(block.state).toMatchObject({ kind: 'needs-you', error: { code: 'already-blocked' } });
    expect(bench.writes()).toEqual([]);
  });

  it('of one of several is of the one who was named', async () => {
    await whole.press(CAST.severalConversation, 'Tomás Herrera');
    expect([...bench.world.blocked.keys()]).toEqual([CAST.blockedByDavid, CAST.tomas]);
  });

  it('of one of two who are called alike is a question', async () => {
    const block = await whole.press(CAST.alexesConversation, 'Alex Morgan');
    expect(block.state).toMatchObject({ kind: 'needs-you', error: { code: 'several-contacts' } });
    expect(bench.writes()).toEqual([]);
  });

  it.each([
    ['of many is found by the name', 30, 'Tomás Herrera', 'blocked'],
    ['of more than are read is a question with those who were', 60, 'Tomás Herrera', 'needs-you'],
  ])('%s', async (_, count, name, kind) => {
    const strangers = [...bench.world.people.values()].filter((one) => one.userId && one.name !== name);
    const participants = bench.world.conversations.get(CAST.severalConversation)?.participants ?? [];
    for (let id = 0; participants.length < count; id += 1) {
      const person = strangers[id] ?? { id: String(id).padStart(24, '0'), type: 'lead', name: `Lead ${id}` };
      bench.world.people.set(person.id, person);
      if (!participants.includes(person.id)) participants.push(person.id);
    }
    const { state } = await whole.press(CAST.severalConversation, name);
    expect(state.kind).toBe(kind);
    const asked = state.kind === 'needs-you' ? (state.contacts ?? []) : undefined;
    expect(asked?.length).toBe(kind === 'needs-you' ? 50 : undefined);
    expect(asked?.[0]?.id).toBe(kind === 'needs-you' ? CAST.tomas : undefined);
    expect(bench.world.blocked.has(CAST.tomas)).toBe(kind === 'blocked');
  });

  it('waits where the answer before used the limit up, and nothing is turned away', async () => {
    bench.world.limits.key = 1;
    const { state } = await whole.press(CAST.priyaConversation, 'Priya Raman');
    expect(state).toMatchObject({ kind: 'retrying', error: { code: 'rate-limited' } });
    bench.world.limits.key = 2_000;
    const ended = await whole.until(NOW + 5 * 60_000);
    expect(ended.state).toMatchObject({ kind: 'blocked' });
    expect(bench.world.requests.filter(({ status }) => status !== 200)).toEqual([]);
  });

  it('waits for the window of the limit, and is then one request more', async () => {
    bench.world.switches.faults.push({ path: `/v2/contacts/${CAST.priya}/block`, times: 1, kind: { status: 429 } });
    const block = await whole.press(CAST.priyaConversation, 'Priya Raman');
    expect(block.state).toMatchObject({ kind: 'retrying', error: { code: 'rate-limited' } });
    expect((await whole.until(NOW + 5 * 60_000)).state).toMatchObject({ kind: 'blocked' });
    expect(bench.writes()).toHaveLength(2);
  });

  it.each(['block', 'unblock'])(
    'whose %s met another request is looked up, and then sent once more',
    async (action) => {
      bench.world.switches.faults.push({
        path: `/v2/contacts/${CAST.priya}/${action}`,
        times: 1,
        kind: { status: 409 },
      });
      await whole.press(CAST.priyaConversation, 'Priya Raman');
      const blocked = await whole.until(NOW + HOUR - 1);
      expect(blocked.state).toMatchObject({ kind: 'blocked', endedBy: 'cordon' });
      const ended = await whole.until(NOW + HOUR + 5 * 60_000);
      expect(ended.state).toMatchObject({ kind: 'lifted', elsewhere: false });
      const made = bench.writes().map(({ path }) => path.split('/').at(-1));
      expect(made).toEqual(action === 'block' ? ['block', 'block', 'unblock'] : ['block', 'unblock', 'unblock']);
    },
  );

  it('that was made though the answer was 409 is found there, and not sent again', async () => {
    const block = bench.api.block;
    let answered = false;
    Object.assign(bench.api, {
      async block(...values: Parameters<typeof block>) {
        const made = await block(...values);
        if (answered) return made;
        answered = true;
        return { ok: false, error: { code: 'unknown-outcome', status: 409 } };
      },
    });
    await whole.press(CAST.priyaConversation, 'Priya Raman');
    expect((await whole.until(NOW + 10 * 60_000)).state).toMatchObject({ kind: 'blocked', seen: true });
    expect(bench.writes()).toHaveLength(1);
  });

  it('whose state nothing tells is never claimed to be seen, and never lifted unasked', async () => {
    bench.set({ isBlocked: 'nowhere' });
    const block = await whole.press(CAST.priyaConversation, 'Priya Raman');
    expect(['blocked', 'needs-you', 'retrying']).toContain(block.state.kind);
    await whole.until(NOW + DAY);
    expect(bench.writes().filter(({ path }) => path.endsWith('/unblock'))).toEqual([]);
  });
});
