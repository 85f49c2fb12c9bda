import { describe, expect, it } from 'vitest';
import type { ListedBlock } from '../../../utils/blocking/console-lists';
import { lastDate } from '../../../utils/consoles/last-date';
import type { ContactId, RecordId, Reference } from '../../../utils/consoles/types';
import { connectionOf } from '../connections/connection-fixture';
import { acmePage, contact, conversation, createPageBench, demoPage } from './page-bench';

const demo = 'acquire:demo';
const day = 86_400_000;

/** The bench, with a list that was read a minute ago: contact 827 is blocked by David. */
function withList(changes: Partial<ListedBlock> = {}, ago = 60_000) {
  const bench = createPageBench();
  const listed = (fields: Partial<ListedBlock> = {}): ListedBlock => ({
    id: '2' as RecordId,
    contactId: '827' as ContactId,
    until: bench.heart.now() + day,
    by: 'David Guetta',
    ...fields,
  });
  const list = (blocks: readonly ListedBlock[], readAt = bench.heart.now() - ago) =>
    bench.lists.set(demo, { readAt, blocks });
  list([listed(changes)]);
  return { ...bench, listed, list };
}

describe('a contact whom others have blocked', () => {
  it('is told to a page by the console’s own list, with what the list tells and nothing to lift', async () => {
    const { see, heart, looked } = withList({ reason: 'Spam' });
    expect(await see(contact('827'))).toMatchObject({
      id: 'record 2',
      contactId: '827',
      name: '',
      until: heart.now() + day,
      by: 'David Guetta',
      reason: 'Spam',
      state: { kind: 'blocked', endedBy: 'console', seen: true },
      menu: { lifts: false, ends: 'block' },
    });
    expect(looked).toEqual([demo]);
    expect(heart.console.calls).toEqual([]);
  });

  it('is told in words that are fit to be shown', async () => {
    const { see } = withList({ by: 'David\u202e\nGuetta' });
    expect(await see(contact('827'))).toMatchObject({ by: 'David Guetta' });
  });

  it('is told with the latest end of several', async () => {
    const { see, list, listed, heart } = withList();
    const later = heart.now() + 2 * day;
    list([listed(), listed({ id: '3' as RecordId, until: later, by: undefined }), listed({ id: '4' as RecordId })]);
    expect(await see(contact('827'))).toMatchObject({ until: later, by: '' });
  });

  it('has no end where the console keeps none', async () => {
    const { see } = withList({ until: lastDate });
    expect(await see(contact('827'))).toMatchObject({ state: { endedBy: 'nobody' } });
  });

  it('is told of contact ids that the console wrote, and of nothing else', async () => {
    const { see } = withList();
    const others: readonly Reference[] = [
      contact('828'),
      conversation('827'),
      { ...contact('827'), fromText: true } as Reference,
      { kind: 'words', words: '827' },
    ];
    for (const reference of others) expect(await see(reference)).toBeNull();
  });

  it('is not told once the end has passed', async () => {
    const { see, heart } = withList();
    await heart.pass(day);
    expect(await see(contact('827'))).toBeNull();
  });

  it('is no secret of another connection', async () => {
    const { see, looked } = withList();
    expect(await see(contact('827'), acmePage)).toBeNull();
    expect(looked).toEqual(['acquire:acme']);
  });

  it('can be neither lifted nor given another end nor shown by what the page was told', async () => {
    const { page, see } = withList();
    const view = await see(contact('827'));
    const blockId = view?.id ?? '';
    const refused = { ok: false, error: { code: 'unknown-block' } };
    expect(await page.lift({ blockId, seen: true }, demoPage)).toEqual(refused);
    expect(await page['change-end']({ blockId, end: '7d', seen: true }, demoPage)).toEqual(refused);
    expect(await page.undo({ blockId }, demoPage)).toEqual(refused);
    expect(await page.show({ blockId }, demoPage)).toEqual(refused);
  });

  it('asks, where Block is pressed all the same, and nothing is sent', async () => {
    const { press, see, heart } = withList();
    heart.console.record({ rule: 'contact', contactId: '827' as ContactId, until: heart.now() + day, by: 'David' });
    await press(contact('827'));
    await heart.pass(10_000);
    const view = await see(contact('827'));
    expect(view?.state).toMatchObject({ kind: 'needs-you', error: { code: 'already-blocked' } });
    expect(view?.by).toBeUndefined();
    expect(heart.console.blocks()).toBe(0);
  });
});

describe('a block of Cordon’s own', () => {
  it('is what is told, whatever the list says, until it is over and the list was read since', async () => {
    const { press, see, page, list, listed, heart } = withList();
    const { id } = await press(contact('827'));
    expect(await see(contact('827'))).toMatchObject({ id, state: { kind: 'waiting' } });
    await heart.pass(10_000);
    expect(await see(contact('827'))).toMatchObject({ id, state: { kind: 'blocked' } });
    await page.lift({ blockId: id, seen: true }, demoPage);
    await heart.pass(10_000);
    expect(await see(contact('827'))).toMatchObject({ id, state: { kind: 'lifted' } });
    await heart.pass(60_000);
    list([listed()], heart.now());
    expect(await see(contact('827'))).toMatchObject({ id: 'record 2', by: 'David Guetta' });
    list([], heart.now());
    expect(await see(contact('827'))).toMatchObject({ id, state: { kind: 'lifted' } });
  });

  it('that was undone hides nobody else’s', async () => {
    const { press, see, page } = withList();
    const { id } = await press(contact('827'));
    await page.undo({ blockId: id }, demoPage);
    expect(await see(contact('827'))).toMatchObject({ by: 'David Guetta' });
  });

  it('is not taken for another’s by its record', async () => {
    const { press, see, list, listed, heart } = withList();
    await press(contact('827'));
    await heart.pass(10_000);
    const [own] = heart.console.records;
    // By another way to the same contact, where no block of Cordon's is found.
    heart.console.add({ id: '900', name: 'Alex Morgan' });
    list([listed({ id: own?.id ?? ('' as RecordId), contactId: '900' as ContactId })], heart.now());
    expect(await see(contact('900'))).toBeNull();
  });
});

describe('nothing is read or told of others’ blocks', () => {
  it('while Cordon is locked', async () => {
    const { see, lock, looked } = withList();
    Object.assign(lock, { passphrase: true, locked: true });
    expect(await see(contact('827'))).toBeNull();
    expect(looked).toEqual([]);
  });

  it('where the console has no list', async () => {
    const bench = createPageBench([connectionOf('demo', { consoleId: 'featurebase' })]);
    await bench.see(contact('0123456789abcdef01234567'));
    expect(bench.looked).toEqual([]);
  });

  it('for a tab that nobody looks at; what is known is told all the same', async () => {
    const { see, behind, looked } = withList();
    behind.add(demoPage.tabId);
    expect(await see(contact('827'))).toMatchObject({ by: 'David Guetta' });
    expect(looked).toEqual([]);
  });
});
