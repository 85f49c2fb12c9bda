import { beforeEach, describe, expect, it } from 'vitest';
import type { Reference } from '../../../utils/consoles/types';
import type { PageSender } from '../../../utils/messaging/receive';
import { createShownBlocks } from '../../../utils/messaging/shown-blocks';
import { database, emptyDatabase } from '../connections/fresh-database';
import { contact, createPageBench, demoOtherTab, demoPage } from './page-bench';

const refused = (code: string) => ({ ok: false, error: { code } });
const asText = (id: string): Reference => ({ ...contact(id), fromText: true }) as Reference;
const five = asText('5');

/** Contact 5 is blocked from the list, where the console itself wrote the id; somebody else calls himself `#5`. */
async function withFiveBlocked() {
  const bench = createPageBench();
  bench.heart.console.add({ id: '5', name: 'Priya Raman' });
  const { id } = await bench.press(contact('5'), 'Priya Raman');
  await bench.heart.pass(10_000);
  return { ...bench, id };
}

describe('what a document was not told of', () => {
  it.each(['lift', 'undo'] as const)('it cannot %s, though it knows the id', async (what) => {
    const { heart, page, id } = await withFiveBlocked();
    for (const from of [demoOtherTab, { ...demoPage, frameId: 2 }, { ...demoPage, documentId: 'next' }])
      expect(await page[what]({ blockId: id, seen: true }, from)).toEqual(refused('unknown-block'));
    await heart.pass(10_000);
    expect(heart.console.records).toHaveLength(1);
  });

  it('it gives no other end', async () => {
    const { heart, page, id } = await withFiveBlocked();
    expect(await page['change-end']({ blockId: id, end: '1h', seen: true }, demoOtherTab)).toEqual(
      refused('unknown-block'),
    );
    await heart.pass(10_000);
    expect(heart.console.records).toHaveLength(1);
  });

  it('it can lift once it was told', async () => {
    const { heart, page, id, see } = await withFiveBlocked();
    await see(contact('5'), demoOtherTab);
    expect(await page.lift({ blockId: id, seen: true }, demoOtherTab)).toMatchObject({ ok: true });
    await heart.pass(10_000);
    expect(heart.console.records).toEqual([]);
  });
});

describe('an id that stands in the place of a name', () => {
  it('shows nothing of the block of the contact with that id', async () => {
    const { see } = await withFiveBlocked();
    expect(await see(contact('5'))).toMatchObject({ state: { kind: 'blocked' } });
    expect(await see(five)).toBeNull();
    expect(await see(five, demoOtherTab)).toBeNull();
  });

  it('gives no power over that block', async () => {
    const { heart, page, id, see } = await withFiveBlocked();
    await see(five, demoOtherTab);
    expect(await page.lift({ blockId: id, seen: true }, demoOtherTab)).toEqual(refused('unknown-block'));
    await heart.pass(10_000);
    expect(heart.console.records).toHaveLength(1);
  });

  it('joins no block of that contact, and neither changes nor takes back anything of it', async () => {
    const { heart, page, id } = await withFiveBlocked();
    await page.lift({ blockId: id, seen: true }, demoPage);
    const before = await heart.engine().all();
    const press = { pressId: 'p', reference: five, name: '#5', seen: true, end: 'for-good' } as const;
    expect(await page.block(press, demoPage)).toEqual(refused('id-as-name'));
    expect(await heart.engine().all()).toEqual(before);
  });

  it('shows the block that was pressed there, in every page, and undoes it', async () => {
    const { heart, page, press, see } = createPageBench();
    heart.console.add({ id: '5' });
    const { id } = await press(five, '#5');
    expect(await press(five, '#5')).toMatchObject({ id });
    expect(await see(five)).toMatchObject({ id, state: { kind: 'needs-you', error: { code: 'id-as-name' } } });
    expect(await see(five, demoOtherTab)).toMatchObject({ id });
    expect(await page.undo({ blockId: id }, demoPage)).toMatchObject({ value: { state: { kind: 'undone' } } });
  });

  it('shows what was pressed and confirmed there, in the document of the press only', async () => {
    const { heart, press, see } = createPageBench();
    heart.console.add({ id: '5', email: 'five@secret.example' });
    const { id } = await press(five, '#5');
    await heart.pass(10_000);
    await heart.engine().answer(id, true, undefined, 5_000);
    await heart.pass(10_000);
    expect(await see(five)).toMatchObject({ id, state: { kind: 'blocked' } });
    expect(await see(five, demoOtherTab)).toBeNull();
    expect(await see(contact('5'), demoOtherTab)).toMatchObject({ id });
  });

  it('can be pressed again where the block of that contact is over', async () => {
    const { heart, press, page, id } = await withFiveBlocked();
    await page.lift({ blockId: id, seen: true }, demoPage);
    await heart.pass(10_000);
    expect(await press(five, '#5')).toMatchObject({ state: { kind: 'waiting' } });
    await heart.pass(10_000);
    expect(heart.console.records).toEqual([]);
  });
});

describe('what was shown', () => {
  const page: PageSender = { origin: 'https://demo.acquire.io', tabId: 7, frameId: 0, documentId: 'one' };
  let session = 'first';
  const kept = () => createShownBlocks(database, async () => session);

  beforeEach(async () => {
    session = 'first';
    await emptyDatabase();
  });

  it('is known to a background that was stopped meanwhile', async () => {
    await kept().tell(page, ['a', 'b']);
    await kept().tell(page, ['c'], true);
    const again = kept();
    expect(await Promise.all(['a', 'b', 'c', 'd'].map((id) => again.was(page, id)))).toEqual([true, true, true, false]);
    expect(await again.byText(page)).toEqual(['c']);
  });

  it('ends with its document, its tab and the run of the browser', async () => {
    const shown = kept();
    await shown.tell(page, ['a']);
    await shown.tell({ ...page, documentId: 'two' }, ['b']);
    expect([await shown.was(page, 'a'), await shown.was(page, 'b')]).toEqual([false, false]);
    await shown.left(7);
    expect(await shown.was({ ...page, documentId: 'two' }, 'b')).toBe(false);
    await shown.tell(page, ['a']);
    session = 'second';
    expect(await kept().was(page, 'a')).toBe(false);
  });

  it('is of a frame where the browser names no documents', async () => {
    const nameless = { ...page, documentId: undefined };
    const shown = kept();
    await shown.tell(nameless, ['a']);
    expect(await kept().was(nameless, 'a')).toBe(true);
    expect(await shown.was({ ...nameless, frameId: 1 }, 'a')).toBe(false);
  });

  it('is not kept without end', async () => {
    const shown = kept();
    const ids = Array.from({ length: 1_200 }, (_, index) => `b${index}`);
    await shown.tell(page, ids);
    expect([await shown.was(page, 'b0'), await shown.was(page, 'b1199')]).toEqual([false, true]);
    for (let tabId = 0; tabId < 220; tabId += 1) await shown.tell({ ...page, tabId }, ['a']);
    expect([await shown.was({ ...page, tabId: 0 }, 'a'), await shown.was({ ...page, tabId: 219 }, 'a')]).toEqual([
      false,
      true,
    ]);
  });
});
