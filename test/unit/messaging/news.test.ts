import { describe, expect, it } from 'vitest';
import type { Block, BlockState } from '../../../utils/blocking/block';
import { cordonError } from '../../../utils/errors';
import { createNews } from '../../../utils/messaging/news';
import type { CordonDatabase } from '../../../utils/platform/database';
import { aBlock, everyState, pressedAt, standing } from '../blocking/a-block';
import { acmePage, contact, createPageBench, demoOtherTab, demoPage } from './page-bench';

const demo = 'acquire:demo';
const question: BlockState = { kind: 'needs-you', error: cordonError('names-differ') };
const failure: BlockState = { kind: 'failed', error: cordonError('refused') };
const pressTab = 7;
/** A page in another tab than that of the press. */
const page = { tabId: 8, atButtons: [], read: [] };
const third = { tabId: 9, atButtons: [], read: [] };
/** The page of the press, with the buttons in sight for a while. */
const ofPress = { tabId: pressTab, atButtons: ['b0', 'b1'], read: ['b0', 'b1'] };

/** News over these blocks, and a store that outlives the background and the browser. */
function bench(...states: readonly (BlockState | Partial<Block>)[]) {
  const blocks: Block[] = states.map((state, index) =>
    aBlock({
      id: `b${index}`,
      tabId: pressTab,
      ...('kind' in state ? { state: state as BlockState } : (state as object)),
    }),
  );
  const stored = new Map<string, unknown>();
  const database = {
    get: async (_: string, name: string) => stored.get(name),
    put: async (_: string, value: unknown, name: string) => void stored.set(name, structuredClone(value)),
  } as unknown as CordonDatabase;
  const told = { changed: 0 };
  const start = () =>
    createNews({
      database: async () => database,
      blocks: async () => blocks,
      clock: { now: () => pressedAt },
      changed: () => {
        told.changed += 1;
      },
    });
  const become = (index: number, changes: Partial<Block>) => {
    const block = blocks[index];
    if (block) blocks[index] = { ...block, ...changes };
  };
  return { news: start(), start, stored, told, become };
}

describe('news', () => {
  it.each<[string, BlockState | Partial<Block>, object]>([
    ['a question', question, { kind: 'needs-you', of: 'block', shows: true }],
    ['a failure', failure, { kind: 'failed', of: 'block', shows: false }],
    [
      'trouble that a person has to see to',
      { kind: 'needs-you', error: cordonError('no-permission') },
      { kind: 'failed', of: 'block', shows: true },
    ],
    [
      'a failure that may be done all the same',
      { state: failure, sent: true },
      { kind: 'failed', of: 'block', unknown: true, shows: false },
    ],
    ['a lift that failed', { state: failure, wish: { kind: 'not-blocked' } }, { kind: 'failed', of: 'lift' }],
    [
      'an end that was not changed',
      standing({ notChanged: cordonError('no-network') }),
      { kind: 'failed', of: 'change', shows: false },
    ],
  ])('is %s, without a name', async (_what, state, told) => {
    const { news } = bench(state);
    const next = await news.next(demo, page);
    expect(next).toMatchObject({ blockId: 'b0', ...told });
    expect(JSON.stringify(next)).not.toMatch(/Alex|827/);
  });

  it('is nothing else', async () => {
    const { news } = bench(...everyState.filter(({ kind }) => !['needs-you', 'failed', 'held'].includes(kind)));
    expect(await news.next(demo, page)).toBeNull();
  });

  it('is told once, one after the other, also by a background or browser that was started again', async () => {
    const { news, start } = bench(question, failure);
    expect(await news.next(demo, page)).toMatchObject({ blockId: 'b0' });
    const next = start();
    expect(await next.next(demo, page)).toMatchObject({ blockId: 'b1' });
    expect(await next.next(demo, page)).toBeNull();
    expect(await start().next(demo, third)).toBeNull();
  });

  it('is told to one of two tabs that ask at once', async () => {
    const { news } = bench(question);
    const both = await Promise.all([news.next(demo, page), news.next(demo, third)]);
    expect(both.filter((one) => one !== null)).toHaveLength(1);
  });

  it('is told anew where the block raises something else', async () => {
    const { news, become } = bench(question);
    await news.next(demo, page);
    become(0, { state: failure, rev: 2 });
    expect(await news.next(demo, page)).toMatchObject({ kind: 'failed' });
  });

  it('is told where the block was pressed in no page', async () => {
    const { news } = bench({ state: failure, tabId: undefined });
    expect(await news.next(demo, page)).toMatchObject({ blockId: 'b0' });
  });

  it('is not told by the page of the press while its button says it, nor elsewhere after that', async () => {
    const { news } = bench(question);
    expect(await news.next(demo, ofPress)).toBeNull();
    expect(await news.next(demo, page)).toBeNull();
    expect(await news.next(demo, { ...ofPress, atButtons: [], read: [] })).toBeNull();
  });

  it('is told in the tab of the press to somebody who has moved on to another contact', async () => {
    const { news } = bench(question);
    expect(await news.next(demo, { ...ofPress, atButtons: ['b7'], read: [] })).toMatchObject({ blockId: 'b0' });
    expect(await news.next(demo, page)).toBeNull();
  });

  it('is told to somebody who has moved on before it could be read', async () => {
    const { news } = bench(question);
    expect(await news.next(demo, { ...ofPress, read: [] })).toBeNull();
    expect(await news.next(demo, { ...ofPress, atButtons: [], read: [] })).toMatchObject({ blockId: 'b0' });
  });

  it('is one for all that wait for the same, and another for what comes after', async () => {
    const held = (code: 'bad-key' | 'locked'): BlockState => ({ kind: 'held', error: cordonError(code) });
    const { news, become } = bench(held('bad-key'), held('bad-key'), held('locked'), { kind: 'undone', at: pressedAt });
    expect(await news.next(demo, page)).toEqual({ blockId: 'b0', kind: 'needs-you', of: 'block', shows: false });
    expect(await news.next(demo, page)).toMatchObject({ blockId: 'b2', shows: true });
    expect(await news.next(demo, page)).toBeNull();
    become(3, { state: held('bad-key') });
    // While it is on the screen, it tells of these too.
    expect(await news.next(demo, page, 'b0')).toMatchObject({ blockId: 'b0' });
    expect(await news.next(demo, page)).toBeNull();
    expect(await news.unseenFailures()).toBe(0);
    // What it told of first is over, and the rest still waits.
    become(0, { state: { kind: 'undone', at: pressedAt } });
    expect(await news.next(demo, page, 'b0')).toMatchObject({ blockId: 'b1' });
  });

  it('is told by the page of another tab, whatever its buttons say: nobody has pressed there', async () => {
    const { news } = bench(question);
    expect(await news.next(demo, { ...ofPress, tabId: page.tabId })).toMatchObject({ blockId: 'b0' });
  });

  it('is not told of another connection, and stays for its own', async () => {
    const { news } = bench(question);
    expect(await news.next('acquire:acme', page, 'b0')).toBeNull();
    expect(await news.next(demo, page)).toMatchObject({ blockId: 'b0' });
  });

  it('that is on the screen stays what it is until it is over or was seen', async () => {
    const { news, become, told } = bench(question);
    const first = await news.next(demo, page);
    expect(await news.next(demo, page, 'b0')).toEqual(first);
    await news.see();
    expect(told.changed).toBe(1);
    expect(await news.next(demo, page, 'b0')).toBeNull();
    become(0, { rev: 2 });
    expect(await news.next(demo, page)).not.toBeNull();
    become(0, { state: { kind: 'undone', at: pressedAt } });
    expect(await news.next(demo, page, 'b0')).toBeNull();
  });

  it('that was seen in the list is not told any more, and seeing it twice is no change', async () => {
    const { news, told } = bench(question, failure);
    await news.see();
    await news.see();
    expect(await news.next(demo, page)).toBeNull();
    expect(told.changed).toBe(1);
  });

  it('keeps ids, revisions and codes, and of what is over nothing', async () => {
    const { news, stored, become } = bench(question, failure);
    await news.see();
    become(0, { state: { kind: 'undone', at: pressedAt } });
    become(1, { rev: 2 });
    await news.next(demo, page);
    expect(JSON.stringify(stored.get('news'))).toBe(
      '{"session":"every run","items":[{"key":"b1 2 refused","seen":false}]}',
    );
  });
});

describe('failures that nobody has seen', () => {
  it('are counted until the list was looked at; questions are counted by themselves', async () => {
    const { news, start } = bench(question, failure, standing({ notChanged: cordonError('no-network') }));
    expect(await news.unseenFailures()).toBe(2);
    await news.next(demo, page);
    await news.next(demo, ofPress);
    expect(await news.unseenFailures()).toBe(2);
    await news.see();
    expect(await start().unseenFailures()).toBe(0);
  });

  it('are seen one by one where a person lets one be', async () => {
    const { news } = bench(failure, failure);
    await news.see('b1');
    expect(await news.unseenFailures()).toBe(1);
    expect(await news.next(demo, page)).toMatchObject({ blockId: 'b0' });
  });
});

describe('a page that asks for news', () => {
  async function withQuestion() {
    const made = createPageBench();
    await made.press(contact('827'), 'Somebody Else');
    await made.heart.pass(10_000);
    return made;
  }

  it('hears of its own connection, where it is looked at and in its topmost frame', async () => {
    const { page, behind } = await withQuestion();
    const none = { ok: true, value: null };
    behind.add(demoOtherTab.tabId);
    expect(await page.news({ atButtons: [], read: [] }, demoOtherTab)).toEqual(none);
    behind.clear();
    expect(await page.news({ atButtons: [], read: [] }, acmePage)).toEqual(none);
    expect(await page.news({ atButtons: [], read: [] }, { ...demoOtherTab, frameId: 2 })).toEqual(none);
    const told = await page.news({ atButtons: [], read: [] }, demoOtherTab);
    expect(told).toMatchObject({ ok: true, value: { kind: 'needs-you', of: 'block', shows: true } });
    expect(await page.news({ atButtons: [], read: [] }, demoOtherTab)).toEqual(none);
  });

  it('can show it, and do nothing else to it', async () => {
    const { page, shown } = await withQuestion();
    const told = await page.news({ atButtons: [], read: [] }, demoOtherTab);
    const blockId = (told.ok && told.value?.blockId) || '';
    expect(await page.lift({ blockId, seen: true }, demoOtherTab)).toMatchObject({ ok: false });
    expect(await page.undo({ blockId }, demoOtherTab)).toMatchObject({ ok: false });
    expect(await page.show({ blockId }, demoOtherTab)).toMatchObject({ ok: true });
    expect(shown).toEqual([blockId]);
  });

  it('learns nothing that the button of the press says', async () => {
    const { page, heart } = await withQuestion();
    const atButtons = (await heart.engine().all()).map(({ id }) => id);
    expect(await page.news({ atButtons, read: [] }, demoPage)).toEqual({ ok: true, value: null });
  });
});
