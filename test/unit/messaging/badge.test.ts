import { describe, expect, it } from 'vitest';
import type { Block, BlockState } from '../../../utils/blocking/block';
import { cordonError } from '../../../utils/errors';
import { createBadge } from '../../../utils/messaging/badge';
import { aBlock, everyState } from '../blocking/a-block';
import { createHeart } from '../helpers/heart';

const hour = 3_600_000;

/** The badge over the real engine. */
function createBench(options: Parameters<typeof createHeart>[0] = {}) {
  const heart = createHeart(options);
  const state = { locked: false, failures: 0, text: '', title: '', paused: undefined as string | undefined };
  const badge = createBadge({
    action: {
      setBadgeBackgroundColor: async () => undefined,
      setBadgeText: async ({ text }) => {
        state.text = text ?? '';
      },
      setTitle: async ({ title }) => {
        state.title = title ?? '';
      },
    },
    pausedTitle: async () => state.paused,
    title: 'Cordon',
    blocks: () => heart.engine().all(),
    unseenFailures: async () => state.failures,
    isLocked: async () => state.locked,
    clock: { now: heart.now },
  });
  return {
    heart,
    state,
    press: async (id: string, name: string, end: '1h' | '1d' = '1d') =>
      heart.press({ kind: 'contact', contactId: heart.console.add({ id, name: 'Alex Morgan' }) }, { name, end }),
    /** The number after a change. */
    async count() {
      badge();
      for (let round = 0; round < 5; round += 1) await new Promise((resolve) => setImmediate(resolve));
      return state.text;
    },
  };
}

async function shownFor(...states: readonly BlockState[]): Promise<string> {
  const blocks = states.map((state, index): Block => aBlock({ id: `b${index}`, state }));
  return new Promise((resolve) => {
    createBadge({
      action: {
        setBadgeText: async ({ text }) => resolve(text ?? ''),
        setBadgeBackgroundColor: async () => {},
        setTitle: async () => {},
      },
      pausedTitle: async () => undefined,
      title: 'Cordon',
      blocks: async () => blocks,
      unseenFailures: async () => 0,
      isLocked: async () => false,
      clock: { now: () => 0 },
    })();
  });
}

describe('the badge', () => {
  it('R4 R7 R8 counts what waits for a person: questions, trouble, and what is held, for want of a key or otherwise', async () => {
    const waiting: readonly BlockState[] = [
      { kind: 'held', error: cordonError('no-key') },
      { kind: 'held', error: cordonError('bad-key') },
      { kind: 'held', error: cordonError('braked') },
      { kind: 'needs-you', error: cordonError('names-differ') },
      { kind: 'needs-you', error: cordonError('no-permission') },
    ];
    expect(await shownFor(...waiting)).toBe('5');
  });

  it('counts nothing else, and is empty then', async () => {
    const others = everyState.filter(({ kind }) => kind !== 'held' && kind !== 'needs-you');
    expect(await shownFor(...others)).toBe('');
    expect(await shownFor()).toBe('');
  });

  it('counts failures until somebody has seen them', async () => {
    const bench = createBench();
    bench.state.failures = 2;
    await bench.press('827', 'Somebody Else');
    await bench.heart.pass(hour);
    expect(await bench.count()).toBe('3');
    bench.state.failures = 0;
    expect(await bench.count()).toBe('1');
  });

  it('is empty where nothing waits for the person', async () => {
    const bench = createBench();
    await bench.press('827', 'Alex Morgan');
    expect(await bench.count()).toBe('');
    await bench.heart.pass(hour);
    expect(await bench.count()).toBe('');
  });

  it('counts questions, and what is held until a person has seen to it', async () => {
    const bench = createBench();
    await bench.press('827', 'Somebody Else');
    await bench.heart.pass(hour);
    expect(await bench.count()).toBe('1');
    bench.heart.console.ways.refusal = cordonError('locked');
    await bench.press('828', 'Alex Morgan');
    await bench.heart.settle();
    expect(await bench.count()).toBe('2');
    bench.heart.console.ways.refusal = cordonError('no-access');
    await bench.press('829', 'Alex Morgan');
    await bench.heart.pass(hour);
    expect(await bench.count()).toBe('3');
  });

  it('says a pause, unless something waits for the person', async () => {
    const bench = createBench();
    bench.state.paused = 'paused until 14:00';
    expect(await bench.count()).toBe('||');
    expect(bench.state.title).toBe('paused until 14:00');
    await bench.press('827', 'Somebody Else');
    await bench.heart.pass(hour);
    expect(await bench.count()).toBe('1');
    expect(bench.state.title).toBe('paused until 14:00');
    bench.state.paused = undefined;
    await bench.count();
    expect(bench.state.title).toBe('Cordon');
  });

  it('counts a block whose time is over only while it is the lock that keeps it', async () => {
    const bench = createBench({ endsBlocks: false });
    await bench.press('827', 'Alex Morgan', '1h');
    await bench.heart.pass(hour / 2);
    bench.heart.console.ways.refusal = cordonError('locked');
    bench.state.locked = true;
    expect(await bench.count()).toBe('');
    await bench.heart.pass(hour);
    expect(await bench.count()).toBe('1');
    bench.state.locked = false;
    expect(await bench.count()).toBe('');
  });
});
