import { describe, expect, it } from 'vitest';
import { acquireRecipe } from '../../../utils/consoles/acquire/recipe';
import type { ContactId, Reference } from '../../../utils/consoles/types';
import { cordonError } from '../../../utils/errors';
import { connectionOf } from '../connections/connection-fixture';
import { acmePage, contact, conversation, createPageBench, demoOtherTab, demoPage } from './page-bench';

const day = 86_400_000;
const refused = (code: string) => ({ ok: false, error: { code } });

describe('a page that wakes the background', () => {
  it('learns its connection, how names stand in this console, and the choice for the next press', async () => {
    const { page } = createPageBench([connectionOf('demo', { end: '7d', nextEnd: 'for-good' })]);
    expect(await page.wake({}, demoPage)).toEqual({
      ok: true,
      value: {
        connectionId: 'acquire:demo',
        recipe: acquireRecipe,
        end: 'for-good',
        sentences: {
          does: 'console_acquire_does',
          doesNot: 'console_acquire_does_not',
          blockedBy: 'console_acquire_blocked_by',
        },
        endsBlocks: true,
        firstUse: true,
        forGood: true,
        liftFromPage: true,
        reasons: [],
        reasonRequired: false,
        listTabStops: true,
        handshake: 'handshake-name',
        passphrase: false,
        locked: false,
      },
    });
  });

  it('learns no choice that a press would not take any more', async () => {
    const until = createPageBench().heart.now() + day;
    const { page, heart } = createPageBench([connectionOf('demo', { end: '7d', nextEnd: { until } })]);
    const end = async () => {
      const woken = await page.wake({}, demoPage);
      return woken.ok && woken.value.end;
    };
    expect(await end()).toEqual({ until });
    await heart.pass(day + 300_000);
    expect(await end()).toBe('7d');
  });

  it('learns whether a button of its connection was used before', async () => {
    const { page } = createPageBench([connectionOf('demo'), connectionOf('acme')]);
    const firstUse = async () => {
      const reply = await page.wake({}, demoPage);
      return reply.ok && reply.value.firstUse;
    };
    expect(await firstUse()).toBe(true);
    await page.block({ pressId: 'p', reference: contact('827'), name: 'Alex Morgan', seen: true }, acmePage);
    expect(await firstUse()).toBe(true);
    await page.block({ pressId: 'q', reference: contact('827'), name: 'Alex Morgan', seen: true }, demoPage);
    expect(await firstUse()).toBe(false);
    expect(await firstUse()).toBe(false);
  });

  it('learns nothing where it belongs to no connection', async () => {
    const { page } = createPageBench([]);
    const reference = contact('827');
    expect(await page.wake({}, demoPage)).toEqual(refused('no-connection'));
    expect(await page.block({ pressId: 'p', reference, name: 'Alex Morgan', seen: true }, demoPage)).toEqual(
      refused('no-connection'),
    );
    expect(await page.undo({ blockId: 'p' }, demoPage)).toEqual(refused('no-connection'));
    expect(await page.lift({ blockId: 'p', seen: true }, demoPage)).toEqual(refused('no-connection'));
    expect(await page.status({ references: [reference] }, demoPage)).toEqual(refused('no-connection'));
  });
});

describe('a page whose address several connections share', () => {
  const portal = 'https://portal.example';
  const sharing = { pages: [`${portal}/*`], hosts: [`${portal}/*`] };
  const north = connectionOf('north', { ...sharing, label: 'North' });
  const south = connectionOf('south', { ...sharing, label: 'South', end: '8h' });
  const page7 = { origin: portal, tabId: 7, frameId: 0 };
  const page8 = { ...page7, tabId: 8 };
  const reference = contact('827');

  it('can do nothing at all until one is chosen for its tab', async () => {
    const { heart, page, chosen, taken, reports, scripts } = createPageBench([north, south]);
    chosen.set(8, south.id);
    const press = { pressId: 'p', reference, name: 'Alex Morgan', seen: true };
    expect([
      await page.wake({}, page7),
      await page.block(press, page7),
      await page.undo({ blockId: 'p' }, page7),
      await page.lift({ blockId: 'p', seen: true }, page7),
      await page['change-end']({ blockId: 'p', end: '1d', seen: true }, page7),
      await page.status({ references: [reference] }, page7),
      await page.report({ names: 1, buttons: 1, references: 1 }, page7),
      await page.discovery({}, page7),
      await page.menu({}, page7),
      await page.news({ atButtons: [], read: [] }, page7),
    ]).toEqual(Array.from({ length: 10 }, () => refused('choose-connection')));
    await heart.pass(10_000);
    expect([heart.console.calls, taken, reports, scripts, await heart.engine().all()]).toEqual([[], [], [], [], []]);
  });

  it('then learns which one it is, and its name for the button', async () => {
    const { page, chosen } = createPageBench([north, south]);
    chosen.set(7, south.id);
    expect(await page.wake({}, page7)).toMatchObject({
      ok: true,
      value: { connectionId: south.id, connectionLabel: 'South', end: '8h' },
    });
  });

  it('presses for the chosen one only, and sees nothing of the other', async () => {
    const { page, chosen, taken, press, see } = createPageBench([north, south]);
    chosen.set(7, south.id).set(8, north.id);
    const { id, connectionId } = await press(reference, 'Alex Morgan', page7);
    expect([connectionId, taken]).toEqual([south.id, [south.id]]);
    expect(await see(reference, page7)).toMatchObject({ id });
    expect(await see(reference, page8)).toBeNull();
    for (const answer of [
      await page.undo({ blockId: id }, page8),
      await page.lift({ blockId: id, seen: true }, page8),
      await page['change-end']({ blockId: id, end: '7d', seen: true }, page8),
    ])
      expect(answer).toEqual(refused('unknown-block'));
  });

  it('that is not shared is not named on the button', async () => {
    const { page } = createPageBench();
    expect(await page.wake({}, demoPage)).toMatchObject({ value: { connectionLabel: undefined } });
  });
});

describe('a press in a page', () => {
  it('is of the page’s own connection, with the choice of that connection', async () => {
    const { heart, page, taken } = createPageBench([connectionOf('demo', { end: '8h' })]);
    const reply = await page.block(
      { pressId: 'p', reference: contact('827'), name: 'Alex Morgan', seen: true },
      demoPage,
    );
    expect(reply).toMatchObject({
      ok: true,
      value: {
        id: 'p',
        connectionId: 'acquire:demo',
        until: heart.now() + day / 3,
        state: { kind: 'waiting', of: 'block' },
      },
    });
    expect(taken).toEqual(['acquire:demo']);
  });

  it('that joins a block, or is refused, leaves what was chosen for one block', async () => {
    const { page, taken, press } = createPageBench([connectionOf('demo', { end: '8h' })]);
    const { id } = await press(contact('827'));
    expect(await press(contact('827'))).toMatchObject({ id });
    await page.block({ pressId: 'p', reference: contact('0'), name: 'x', seen: true }, demoPage);
    expect(taken).toEqual(['acquire:demo']);
  });

  it('has the window of its connection, and what follows the usual one', async () => {
    const { heart, page, windows } = createPageBench();
    windows.set('acquire:demo', 10_000);
    const press = { pressId: 'p', reference: contact('827'), name: 'Alex Morgan', seen: true };
    expect(await page.block(press, demoPage)).toMatchObject({ value: { state: { sendsAt: heart.now() + 10_000 } } });
    await heart.pass(20_000);
    expect(await page.lift({ blockId: 'p', seen: true }, demoPage)).toMatchObject({
      value: { state: { of: 'lift', sendsAt: heart.now() + 5_000 } },
    });
  });

  it('with an end of its own does not use up the choice of the connection', async () => {
    const { heart, page, taken } = createPageBench();
    const press = { pressId: 'p', reference: contact('827'), name: 'Alex Morgan', end: '7d', seen: true } as const;
    expect(await page.block(press, demoPage)).toMatchObject({ value: { until: heart.now() + 7 * day } });
    expect(taken).toEqual([]);
  });

  it.each<Reference>([
    contact('0'),
    contact('007'),
    contact('abc'),
    contact('CTT-1234-5678-9012'),
    contact('9'.repeat(13)),
    conversation('x30'),
    { kind: 'words', words: '' },
    { kind: 'words', words: ' \t' },
  ])('on %o, which is no reference of this console, makes nothing', async (reference) => {
    const { heart, page, taken } = createPageBench();
    expect(await page.block({ pressId: 'p', reference, name: 'Alex Morgan', seen: true }, demoPage)).toEqual(
      refused('no-reference'),
    );
    await heart.pass(10_000);
    expect([heart.console.calls, taken, await heart.engine().all()]).toEqual([[], [], []]);
  });

  it('never counts as confirmed: another name is a question', async () => {
    const { heart, press, see } = createPageBench();
    await press(contact('827'), 'Somebody Else');
    await heart.pass(day);
    expect(heart.console.blocks()).toBe(0);
    expect(await see(contact('827'))).toMatchObject({ state: { kind: 'needs-you', error: { code: 'names-differ' } } });
  });
});

describe('undo in a page', () => {
  it('takes back what was pressed in this tab and is shown in this frame', async () => {
    const { heart, page, press, see } = createPageBench();
    const { id } = await press(contact('827'));
    const frame = { ...demoPage, frameId: 3 };
    expect(await page.undo({ blockId: id }, frame)).toEqual(refused('unknown-block'));
    await see(contact('827'), frame);
    expect(await page.undo({ blockId: id }, frame)).toMatchObject({ value: { state: { kind: 'undone' } } });
    await heart.pass(day);
    expect(heart.console.blocks()).toBe(0);
  });

  it('takes nothing back that was pressed in another tab', async () => {
    const { heart, page, press, see } = createPageBench();
    const { id } = await press(contact('827'));
    await see(contact('827'), demoOtherTab);
    expect(await page.undo({ blockId: id }, demoOtherTab)).toEqual(refused('not-allowed'));
    await heart.pass(10_000);
    expect(heart.console.blocks()).toBe(1);
  });

  it('takes no lift back that was pressed in another tab', async () => {
    const { heart, page, press, see } = createPageBench();
    const { id } = await press(contact('827'));
    await heart.pass(10_000);
    await see(contact('827'), demoOtherTab);
    await page.lift({ blockId: id, seen: true }, demoOtherTab);
    expect(await page.undo({ blockId: id }, demoPage)).toEqual(refused('not-allowed'));
    await heart.pass(10_000);
    expect(heart.console.records).toEqual([]);
  });

  it('of a block that is not there says only that', async () => {
    const { page } = createPageBench();
    expect(await page.undo({ blockId: 'other' }, demoPage)).toEqual(refused('unknown-block'));
    expect(await page.lift({ blockId: 'other', seen: true }, demoPage)).toEqual(refused('unknown-block'));
  });
});

describe('a page of another connection', () => {
  it('can neither undo nor lift a block, nor learn that it is there', async () => {
    const { heart, page, press } = createPageBench();
    const { id } = await press(contact('827'));
    const from = { ...acmePage, tabId: demoPage.tabId };
    expect(await page.undo({ blockId: id }, from)).toEqual(refused('unknown-block'));
    await heart.pass(10_000);
    expect(await page.lift({ blockId: id, seen: true }, from)).toEqual(refused('unknown-block'));
    expect(await page.undo({ blockId: id }, from)).toEqual(refused('unknown-block'));
    await heart.pass(10_000);
    expect(heart.console.records).toHaveLength(1);
  });

  it('does not see it, though contacts there have the same ids', async () => {
    const { heart, press, see } = createPageBench();
    await press(contact('827'));
    await heart.pass(10_000);
    expect(await see(contact('827'), acmePage)).toBeNull();
    expect(await see(contact('827'), demoPage)).toMatchObject({ state: { kind: 'blocked' } });
  });

  it('cannot get hold of it by pressing under its id', async () => {
    const { heart, page, press } = createPageBench();
    const { id } = await press(contact('827'));
    const reply = await page.block(
      { pressId: id, reference: contact('5'), name: 'x', seen: true, end: 'for-good' },
      acmePage,
    );
    expect(reply.ok).toBe(false);
    await heart.pass(10_000);
    expect(heart.console.records).toMatchObject([{ contactId: '827', until: heart.now() - 10_000 + day }]);
  });

  it('makes a block of its own by pressing on the same number', async () => {
    const { heart, press } = createPageBench();
    const ours = await press(contact('827'));
    const theirs = await press(contact('827'), 'Alex Morgan', acmePage);
    expect(theirs.id).not.toBe(ours.id);
    expect((await heart.engine().all()).map(({ connectionId }) => connectionId).sort()).toEqual([
      'acquire:acme',
      'acquire:demo',
    ]);
  });
});

describe('a status', () => {
  it('answers each question in its place', async () => {
    const { heart, page, press } = createPageBench();
    heart.console.add({ id: '5', name: 'Priya' });
    const alex = await press(contact('827'));
    const references = [contact('5'), contact('827'), contact('404'), contact('827')];
    const reply = await page.status({ references }, demoPage);
    expect(reply.ok && reply.value.map((view) => view?.id)).toEqual([undefined, alex.id, undefined, alex.id]);
    expect(await page.status({ references: [] }, demoPage)).toEqual({ ok: true, value: [] });
  });

  it('of what is no reference of this console is nothing, and asks the console nothing', async () => {
    const { heart, press, see } = createPageBench();
    await press(contact('827'));
    await heart.pass(10_000);
    heart.console.calls.length = 0;
    for (const id of ['abc', '0', '9'.repeat(20), 'x-1']) {
      expect(await see(conversation(id))).toBeNull();
      expect(await see(contact(id))).toBeNull();
    }
    await heart.settle();
    expect(heart.console.calls).toEqual([]);
  });

  it('of a conversation shows the block of its contact once that is known', async () => {
    const { heart, press, see } = createPageBench();
    heart.console.converse('30', '827');
    await press(contact('827'));
    await heart.pass(10_000);
    await see(conversation('30'));
    await heart.settle();
    expect(await see(conversation('30'))).toMatchObject({ contactId: '827', state: { kind: 'blocked' } });
    expect(await see(contact('30'))).toBeNull();
  });
});

describe('a question that a page asks to see', () => {
  it('is shown, and nothing else happens', async () => {
    const { heart, page, press, shown } = createPageBench();
    const { id } = await press(contact('827'), 'Somebody Else');
    await heart.pass(10_000);
    const before = await heart.engine().all();
    const reply = await page.show({ blockId: id }, demoOtherTab);
    expect(reply).toMatchObject({ ok: true, value: { id, state: { kind: 'needs-you' } } });
    expect(JSON.stringify(reply)).not.toContain('secret.example');
    expect(shown).toEqual([id]);
    expect(await heart.engine().all()).toEqual(before);
    await heart.pass(day);
    expect(heart.console.blocks()).toBe(0);
  });

  it('is not shown where the page belongs to another connection', async () => {
    const { heart, page, press, shown } = createPageBench();
    const { id } = await press(contact('827'), 'Somebody Else');
    await heart.pass(10_000);
    expect(await page.show({ blockId: id }, acmePage)).toEqual(refused('unknown-block'));
    expect(shown).toEqual([]);
  });

  it('is not shown where nothing is asked', async () => {
    const { heart, page, press, shown } = createPageBench();
    const { id } = await press(contact('827'));
    expect(await page.show({ blockId: id }, demoPage)).toEqual(refused('unknown-block'));
    await heart.pass(10_000);
    expect(await page.show({ blockId: id }, demoPage)).toEqual(refused('unknown-block'));
    expect(await page.show({ blockId: 'other' }, demoPage)).toEqual(refused('unknown-block'));
    expect(shown).toEqual([]);
  });

  it('is none where something went wrong: the page says so itself, and another press tries again', async () => {
    const { heart, press, see, shown } = createPageBench();
    heart.console.failNext('block', cordonError('no-permission', { status: 403 }));
    await press(contact('827'));
    await heart.pass(10_000);
    const failed = await see(contact('827'));
    expect(failed?.state).toEqual({ kind: 'failed', of: 'block', error: { code: 'no-permission', status: 403 } });
    const again = await press(contact('827'));
    expect(again.state.kind).toBe('waiting');
    await heart.pass(10_000);
    expect(heart.console.records).toHaveLength(1);
    expect(shown).toEqual([]);
  });

  it('is shown to who presses again on the same contact, from wherever', async () => {
    const { heart, press, shown } = createPageBench();
    const { id } = await press(contact('827'), 'Somebody Else');
    await heart.pass(10_000);
    expect(shown).toEqual([]);
    expect(await press(contact('827'), 'Somebody Else', demoOtherTab)).toMatchObject({ id });
    expect(shown).toEqual([id]);
  });
});

describe('while Cordon is locked, a page', () => {
  function createLockedBench() {
    const bench = createPageBench();
    Object.assign(bench.lock, { passphrase: true, locked: true });
    bench.heart.console.ways.refusal = { code: 'locked' };
    return bench;
  }

  it('learns that, and nothing more of the lock', async () => {
    const { page, lock } = createLockedBench();
    Object.assign(lock, { locksAt: 7 });
    const reply = await page.wake({}, demoPage);
    expect(reply).toMatchObject({ ok: true, value: { passphrase: true, locked: true } });
    expect(JSON.stringify(reply)).not.toContain('locksAt');
  });

  it('has its press kept, and the window opens to unlock', async () => {
    const { press, see, shown, heart } = createLockedBench();
    const { id } = await press(contact('827'));
    expect(shown).toEqual([id]);
    await heart.settle();
    expect((await see(contact('827')))?.state).toEqual({
      kind: 'held',
      of: 'block',
      error: { code: 'locked' },
      undoable: true,
    });
  });

  it('opens the window again by another press, and by asking for it', async () => {
    const { page, press, shown, heart } = createLockedBench();
    const { id } = await press(contact('827'));
    await heart.settle();
    await press(contact('827'));
    expect(await page.show({ blockId: id }, demoPage)).toMatchObject({ ok: true, value: { id } });
    expect(shown).toEqual([id, id, id]);
  });

  it('opens it for a lift and for another end, and not for a press that asks nothing of the console', async () => {
    const { page, press, shown, heart, lock } = createPageBench();
    const { id } = await press(contact('827'));
    await heart.pass(60_000);
    Object.assign(lock, { passphrase: true, locked: true });
    heart.console.ways.refusal = { code: 'locked' };
    await press(contact('827'));
    expect(shown).toEqual([]);
    await page['change-end']({ blockId: id, end: '7d', seen: true }, demoPage);
    expect(shown).toEqual([id]);
    await page.undo({ blockId: id }, demoPage);
    await page.lift({ blockId: id, seen: true }, demoPage);
    expect(shown).toEqual([id, id]);
  });

  it('opens no window once it is unlocked', async () => {
    const { press, shown, lock } = createPageBench();
    lock.passphrase = true;
    await press(contact('827'));
    expect(shown).toEqual([]);
  });
});

describe('reports and scripts', () => {
  it('go on with who sent them', async () => {
    const { page, reports, scripts } = createPageBench();
    const report = { names: 3, buttons: 2, references: 1 };
    expect(await page.report(report, demoPage)).toEqual({ ok: true, value: null });
    expect(await page.discovery({}, demoPage)).toEqual({ ok: true, value: null });
    expect(await page.menu({}, demoOtherTab)).toEqual({ ok: true, value: null });
    expect([reports, scripts]).toEqual([
      [[demoPage, report]],
      [
        [demoPage, 'discovery.js'],
        [demoOtherTab, 'menu.js'],
      ],
    ]);
  });
});

describe('a lift in a page', () => {
  it('has the window of a block, and ends the block', async () => {
    const { heart, page, press } = createPageBench();
    const { id } = await press(contact('827'));
    await heart.pass(10_000);
    expect(await page.lift({ blockId: id, seen: true }, demoPage)).toMatchObject({
      value: { state: { kind: 'waiting', of: 'lift' } },
    });
    await heart.pass(4_000);
    expect(heart.console.records).toHaveLength(1);
    await heart.pass(2_000);
    expect(heart.console.records).toEqual([]);
  });

  it('asks before it removes what Cordon did not make', async () => {
    const { heart, page, press } = createPageBench();
    const { id } = await press(contact('827'));
    await heart.pass(10_000);
    heart.console.record({ rule: 'contact', contactId: '827' as ContactId, until: heart.now() + day, by: 'David' });
    await page.lift({ blockId: id, seen: true }, demoPage);
    await heart.pass(day / 2);
    expect(heart.console.records).toHaveLength(2);
  });
});

describe('a page while Cordon is paused', () => {
  it('is told nothing, and no press in it is taken but one that takes a press back', async () => {
    const bench = createPageBench();
    const pressed = await bench.press(contact('827'));
    bench.pause.holds = true;
    const again = { pressId: 'q', reference: contact('827'), name: 'Alex Morgan', seen: true };
    expect(await bench.page.wake({}, demoPage)).toEqual(refused('paused'));
    expect(await bench.page.block(again, demoPage)).toEqual(refused('paused'));
    expect(await bench.page['change-end']({ blockId: pressed.id, end: '7d', seen: true }, demoPage)).toEqual(
      refused('paused'),
    );
    expect(await bench.page.lift({ blockId: pressed.id, seen: true }, demoPage)).toEqual(refused('paused'));
    expect(await bench.page.undo({ blockId: pressed.id }, demoPage)).toMatchObject({
      value: { state: { kind: 'undone' } },
    });
    bench.pause.holds = false;
    expect(await bench.page.block(again, demoPage)).toMatchObject({ ok: true });
  });

  it('does not hold up what was pressed before', async () => {
    const bench = createPageBench();
    const pressed = await bench.press(contact('827'));
    bench.pause.holds = true;
    await bench.heart.pass(60_000);
    const [block] = await bench.heart.engine().all();
    expect(block).toMatchObject({ id: pressed.id, state: { kind: 'blocked' } });
  });
});
