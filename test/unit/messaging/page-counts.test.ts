import { describe, expect, it, vi } from 'vitest';
import type { Tabs } from 'webextension-polyfill';
import { createPageCounts } from '../../../utils/messaging/page-counts';

const ten = { names: 10, buttons: 8, references: 9 };
const two = { names: 2, buttons: 2, references: 2 };

function bench() {
  let now = 1_000_000;
  const gone = new Set<number>();
  const asked: unknown[] = [];
  const changed = vi.fn();
  const tabs = {
    sendMessage: async (tabId: number, message: unknown, options?: { frameId?: number }): Promise<never> => {
      asked.push([tabId, message, options?.frameId]);
      if (options?.frameId !== undefined && gone.has(options.frameId)) throw new Error('Receiving end does not exist.');
      return undefined as never;
    },
  } as unknown as Pick<Tabs.Static, 'sendMessage'>;
  const counts = createPageCounts({ tabs, clock: { now: () => now }, changed });
  return {
    counts,
    changed,
    gone,
    asked,
    async pass(time: number) {
      now += time;
      await Promise.resolve();
      await Promise.resolve();
    },
  };
}

describe('the counts of a tab', () => {
  it('are the sum over its frames, as each counted last', () => {
    const { counts } = bench();
    counts.note(7, 0, two);
    counts.note(7, 3, two);
    counts.note(7, 0, ten);
    counts.note(8, 0, two);
    expect(counts.of(7)).toEqual({ names: 12, buttons: 10, references: 11 });
    expect(counts.of(8)).toEqual(two);
  });

  it('end with the page', () => {
    const { counts } = bench();
    counts.note(7, 0, ten);
    counts.note(7, 3, two);
    counts.forget(7);
    expect(counts.of(7)).toBeUndefined();
    counts.note(7, 0, two);
    expect(counts.of(7)).toEqual(two);
  });

  it('are asked of the whole tab where a background that was stopped knows none', () => {
    const { counts, asked } = bench();
    expect(counts.of(7)).toBeUndefined();
    expect(asked).toEqual([[7, { type: 'changed' }, undefined]]);
  });

  it('lose the frames that are gone', async () => {
    const { counts, gone, changed, asked, pass } = bench();
    counts.note(7, 0, ten);
    counts.note(7, 3, two);
    gone.add(3);
    changed.mockClear();
    counts.of(7);
    await pass(0);
    expect(asked).toEqual([
      [7, { type: 'changed' }, 0],
      [7, { type: 'changed' }, 3],
    ]);
    expect(changed).toHaveBeenCalledTimes(1);
    expect(counts.of(7)).toEqual(ten);
    gone.add(0);
    await pass(5_000);
    counts.of(7);
    await pass(0);
    expect(counts.of(7)).toBeUndefined();
  });

  it('are asked every five seconds at most', async () => {
    const { counts, asked, pass } = bench();
    counts.note(7, 0, ten);
    for (let round = 0; round < 4; round += 1) {
      counts.of(7);
      await pass(2_500);
    }
    expect(asked).toHaveLength(2);
  });

  it('tell of every other sum, and of no repetition', () => {
    const { counts, changed } = bench();
    counts.note(7, 0, ten);
    counts.note(7, 0, { ...ten });
    expect(changed).toHaveBeenCalledTimes(1);
    counts.note(7, 1, two);
    expect(changed).toHaveBeenCalledTimes(2);
  });
});
