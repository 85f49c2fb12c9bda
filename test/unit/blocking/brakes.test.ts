import { describe, expect, it } from 'vitest';
import type { Block } from '../../../utils/blocking/block';
import { brakes, isBraked } from '../../../utils/blocking/brakes';
import type { ContactId } from '../../../utils/consoles/types';
import { createHeart } from '../helpers/heart';
import { aBlock, everyState } from './a-block';

const now = Date.UTC(2026, 10, 20, 12);
const minute = 60_000;
const day = 86_400_000;

function pressedAgo(...agos: readonly number[]): readonly Block[] {
  return agos.map((ago, index) => aBlock({ id: `b${index}`, pressedAt: now - ago, fromPage: true }));
}

describe('the brakes', () => {
  it('let ten presses a minute through and hold the eleventh', () => {
    expect(isBraked(pressedAgo(...Array.from({ length: brakes.perMinute - 1 }, () => 1_000)), now)).toBe(false);
    expect(isBraked(pressedAgo(...Array.from({ length: brakes.perMinute }, () => 1_000)), now)).toBe(true);
  });

  it('let a hundred presses a day through and hold the next', () => {
    const spread = Array.from({ length: brakes.perDay }, (_, index) => 2 * minute + index * 8 * minute);
    expect(isBraked(pressedAgo(...spread.slice(1)), now)).toBe(false);
    expect(isBraked(pressedAgo(...spread), now)).toBe(true);
  });

  it('forget presses that are a minute, or a day, ago', () => {
    expect(isBraked(pressedAgo(...Array.from({ length: 50 }, () => minute)), now)).toBe(false);
    expect(isBraked(pressedAgo(...Array.from({ length: 500 }, () => day)), now)).toBe(false);
  });

  it('count nothing that was pressed in Cordon’s own window, and nothing that was undone', () => {
    const many = pressedAgo(...Array.from({ length: 200 }, () => 1_000));
    expect(
      isBraked(
        many.map((block) => ({ ...block, fromPage: false })),
        now,
      ),
    ).toBe(false);
    const undone = many.map((block): Block => ({ ...block, state: { kind: 'undone', at: now } }));
    expect(isBraked(undone, now)).toBe(false);
  });

  it.each(everyState.filter(({ kind }) => kind !== 'undone'))('count a press that is now $kind', (state) => {
    const blocks = pressedAgo(...Array.from({ length: 10 }, () => 1_000)).map((block) => ({ ...block, state }));
    expect(isBraked(blocks, now)).toBe(true);
  });

  it('do not hold for years what was pressed while the clock was wrong', () => {
    expect(isBraked(pressedAgo(...Array.from({ length: 200 }, () => -365 * day)), now)).toBe(false);
  });

  it('keep the eleventh until a person releases it', async () => {
    const heart = createHeart();
    for (let index = 1; index <= 12; index += 1) {
      const contactId = heart.console.add({ id: String(index), name: 'Alex Morgan' });
      await heart.press({ kind: 'contact', contactId }, { tabId: 7 });
    }
    await heart.pass(3_600_000);
    expect(heart.console.records).toHaveLength(10);
    const held = (await heart.engine().all()).filter(({ state }) => state.kind === 'held');
    expect(held.map(({ state }) => state.kind === 'held' && state.error.code)).toEqual(['braked', 'braked']);
    await heart.engine().connectionReady('acquire:demo');
    await heart.pass(60_000);
    expect(heart.console.records).toHaveLength(10);
    await heart.engine().releaseBraked();
    await heart.pass(60_000);
    expect(heart.console.records).toHaveLength(12);
  });
});

describe('the brakes on lifts and changed ends', () => {
  async function standing(many: number, endsBlocks = true) {
    const heart = createHeart({ endsBlocks });
    for (let index = 1; index <= many; index += 1) {
      const contactId = heart.console.add({ id: String(index), name: 'Alex Morgan' });
      await heart.press({ kind: 'contact', contactId }, { name: 'Alex Morgan' });
    }
    await heart.pass(2 * minute);
    return { heart, ids: (await heart.engine().all()).map(({ id }) => id) };
  }

  it.each([true, false])(
    'hold the eleventh lift of a page, and let it go when a person releases it (%s)',
    async (ends) => {
      const { heart, ids } = await standing(12, ends);
      for (const id of ids) expect((await heart.engine().lift(id, 5_000, 7)).ok).toBe(true);
      await heart.pass(minute / 2);
      expect(heart.console.records).toHaveLength(2);
      const held = (await heart.engine().all()).filter(({ state }) => state.kind === 'held');
      expect(held).toHaveLength(2);
      await heart.engine().releaseBraked();
      await heart.pass(minute);
      expect(heart.console.records).toEqual([]);
    },
  );

  it.each([true, false])('hold the eleventh changed end of a page, the shorter ones too (%s)', async (ends) => {
    const { heart, ids } = await standing(11, ends);
    const end = { until: heart.now() + 2 * 3_600_000, forGood: false };
    for (const id of ids) await heart.engine().changeEnd(id, end, 5_000, 7);
    await heart.pass(minute / 2);
    const blocks = await heart.engine().all();
    expect(blocks.filter(({ state }) => state.kind === 'held')).toHaveLength(1);
    await heart.engine().releaseBraked();
    await heart.pass(minute);
    for (const { state, wish } of await heart.engine().all()) {
      expect([state.kind, wish.kind === 'blocked' && wish.until]).toEqual(['blocked', end.until]);
    }
  });

  it('count presses that end a block earlier, as lifts', async () => {
    const { heart } = await standing(11);
    for (let index = 1; index <= 11; index += 1) {
      const contactId = String(index) as ContactId;
      await heart.press({ kind: 'contact', contactId }, { tabId: 7, end: '1h', chosen: true });
    }
    const blocks = await heart.engine().all();
    expect(blocks.filter(({ state }) => state.kind === 'held')).toHaveLength(1);
  });

  it('count nothing that is lifted in Cordon’s own window, which also lets go what they hold', async () => {
    const { heart, ids } = await standing(12);
    for (const id of ids) await heart.engine().lift(id, 5_000, 7);
    const held = (await heart.engine().all()).filter(({ state }) => state.kind === 'held');
    for (const { id } of held) await heart.engine().lift(id, 5_000);
    await heart.pass(minute / 2);
    expect(heart.console.records).toEqual([]);
    const { heart: other, ids: its } = await standing(12);
    for (const id of its) await other.engine().lift(id, 5_000);
    await other.pass(minute / 2);
    expect(other.console.records).toEqual([]);
  });

  it('let go what they hold for a press in Cordon’s own window', async () => {
    const heart = createHeart();
    for (let index = 1; index <= 11; index += 1) {
      const contactId = heart.console.add({ id: String(index), name: 'Alex Morgan' });
      await heart.press({ kind: 'contact', contactId }, { tabId: 7 });
    }
    const last = { kind: 'contact', contactId: '11' as ContactId } as const;
    expect(await heart.press(last, { tabId: 7 })).toMatchObject({ ok: true, value: { state: { kind: 'held' } } });
    const pressed = await heart.press(last, { confirmed: true, end: '7d', chosen: true });
    expect(pressed).toMatchObject({ ok: true, value: { state: { kind: 'waiting' } } });
    await heart.pass(minute / 2);
    expect(heart.console.records).toHaveLength(11);
  });
});
