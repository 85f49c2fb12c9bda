import { describe, expect, it } from 'vitest';
import type { ContactId, RecordId } from '../../../utils/consoles/types';
import { cordonError } from '../../../utils/errors';
import { pageViewOf } from '../../../utils/messaging/page-view';
import { aBlock } from '../blocking/a-block';
import { contact, createPageBench, demoOtherTab, demoPage } from './page-bench';

const alex = contact('827');
const day = 86_400_000;

/** A block of Alex that stands. */
async function standing() {
  const bench = createPageBench();
  const { id } = await bench.press(alex);
  await bench.heart.pass(10_000);
  return { ...bench, id };
}

describe('a page in another tab', () => {
  it('sees what is in its window as on the way, and may choose another end', async () => {
    const { press, see } = createPageBench();
    await press(alex);
    expect(await see(alex)).toMatchObject({ state: { kind: 'waiting' }, menu: { lifts: false, ends: 'block' } });
    expect((await see(alex))?.state).not.toHaveProperty('undoable');
    expect(await see(alex, demoOtherTab)).toMatchObject({
      ...{ state: { kind: 'waiting', of: 'block', undoable: false }, menu: { lifts: false, ends: 'block' } },
    });
  });

  it('sees a lift in its window the same way', async () => {
    const { page, id, see } = await standing();
    await page.lift({ blockId: id, seen: true }, demoPage);
    expect((await see(alex))?.state).toMatchObject({ kind: 'waiting', of: 'lift' });
    expect((await see(alex, demoOtherTab))?.state).toMatchObject({ kind: 'waiting', of: 'lift', undoable: false });
  });

  it('does not undo what waits there for the connection', async () => {
    const { heart, page, press, see } = createPageBench();
    heart.console.ways.refusal = cordonError('no-key');
    const { id } = await press(alex);
    await heart.pass(10_000);
    expect(await see(alex)).toMatchObject({ state: { kind: 'held', undoable: true } });
    expect(await see(alex, demoOtherTab)).toMatchObject({
      ...{ state: { kind: 'held', undoable: false }, menu: { lifts: false, ends: 'block' } },
    });
    expect(await page.undo({ blockId: id }, demoOtherTab)).toMatchObject({ error: { code: 'not-allowed' } });
  });
});

describe('what was pressed in the popup', () => {
  it('is undone there, not in a page', async () => {
    const { heart, page, see } = createPageBench();
    await heart.press(alex, { name: '', confirmed: true });
    const view = await see(alex);
    expect(view?.state).toMatchObject({ kind: 'waiting', undoable: false });
    expect(await page.undo({ blockId: view?.id ?? '' }, demoPage)).toMatchObject({ error: { code: 'not-allowed' } });
  });
});

describe('what a page learns of other blocks', () => {
  const david = { rule: 'contact', contactId: '827' as ContactId, by: 'David' } as const;

  it('is when the last of them ends', async () => {
    const { heart, press, see } = createPageBench();
    heart.console.record({ ...david, until: heart.now() + day });
    heart.console.record({ ...david, until: heart.now() + 2 * day });
    const until = heart.now() + 2 * day;
    await press(alex);
    await heart.pass(10_000);
    expect((await see(alex))?.state).toEqual({
      ...{ kind: 'needs-you', of: 'block', error: { code: 'already-blocked' }, until },
    });
  });

  it('after a lift is that a rule still catches the contact, until it ends', async () => {
    const { heart, page, id, see } = await standing();
    heart.console.record({ rule: 'email', values: ['alex@secret.example'], until: heart.now() + day });
    await page.lift({ blockId: id, seen: true }, demoPage);
    await heart.pass(10_000);
    expect((await see(alex))?.state).toMatchObject({ kind: 'lifted', ruled: true });
    await heart.pass(day);
    expect((await see(alex))?.state).toMatchObject({ kind: 'lifted', ruled: false });
  });

  it.each([
    ['email', true],
    ['ip', true],
    ['other', false],
  ] as const)('is of rules by e-mail and address: %s %s', (rule, ruled) => {
    const record = { id: '9' as RecordId, rule, values: ['alex@secret.example'], until: day };
    const state = { kind: 'lifted', at: 0, rules: [record], elsewhere: false } as const;
    expect(pageViewOf(aBlock({ state }), 0, 7).state).toEqual({ kind: 'lifted', at: 0, elsewhere: false, ruled });
  });
});

describe('the menu', () => {
  it('of a block that stands lifts it and changes its end', async () => {
    const { see } = await standing();
    expect(await see(alex)).toMatchObject({ state: { kind: 'blocked' }, menu: { lifts: true, ends: 'change' } });
  });

  it('of a lift that failed lifts again', async () => {
    const { heart, page, id, see } = await standing();
    heart.console.failNext('lift', cordonError('refused', { status: 400 }));
    await page.lift({ blockId: id, seen: true }, demoPage);
    await heart.pass(10_000);
    expect(await see(alex)).toMatchObject({
      ...{ state: { kind: 'failed', of: 'lift' }, menu: { lifts: true, ends: 'change' } },
    });
    await page.lift({ blockId: id, seen: true }, demoPage);
    await heart.pass(10_000);
    expect(await see(alex)).toMatchObject({ state: { kind: 'lifted' }, menu: { lifts: false, ends: 'block' } });
    expect(heart.console.records).toEqual([]);
  });

  it('of a block that was given up and may be made lifts it, or blocks', async () => {
    const { heart, page, press, see } = createPageBench();
    heart.console.failNext('block', cordonError('bad-answer', { status: 200 }));
    const { id } = await press(alex);
    await heart.pass(10_000);
    expect(await see(alex)).toMatchObject({
      ...{
        state: { kind: 'failed', of: 'block', unknown: true },
        menu: { lifts: true, ends: 'block' },
      },
    });
    await page.lift({ blockId: id, seen: true }, demoPage);
    await heart.pass(10_000);
    expect(await see(alex)).toMatchObject({ state: { kind: 'lifted' } });
  });

  it('of a block that the console refused blocks', async () => {
    const { heart, press, see } = createPageBench();
    heart.console.failNext('block', cordonError('refused', { status: 400 }));
    await press(alex);
    await heart.pass(10_000);
    expect(await see(alex)).toMatchObject({ state: { kind: 'failed' }, menu: { lifts: false, ends: 'block' } });
  });

  it('of what waits after its request left lifts it, and takes no other end', async () => {
    const { heart, page, press, see } = createPageBench();
    const notBefore = heart.now() + 3_600_000;
    heart.console.failNext('block', cordonError('server-error', { status: 503, notBefore }), true);
    const { id } = await press(alex);
    await heart.pass(10_000);
    expect(await see(alex)).toMatchObject({
      ...{ state: { kind: 'retrying', undoable: false }, menu: { lifts: true, ends: 'none' } },
    });
    expect(await page.lift({ blockId: id, seen: true }, demoPage)).toMatchObject({ ok: true });
    await heart.pass(7_200_000);
    expect(heart.console.records).toEqual([]);
  });

  it('of what is being sent has nothing', async () => {
    const { heart, press, see } = createPageBench();
    await press(alex);
    await heart.pass(4_000);
    heart.console.hold();
    await heart.pass(1_500);
    expect(await see(alex)).toMatchObject({ state: { kind: 'sending' }, menu: { lifts: false, ends: 'none' } });
  });
});
