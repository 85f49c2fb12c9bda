// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Popup } from '../../../components/popup/popup';
import { lastDate } from '../../../utils/consoles/last-date';
import type { RecordId } from '../../../utils/consoles/types';
import type { BlockViewState, RecordView } from '../../../utils/messaging/protocol';
import { block, blocked, connection, contactId, type FakePort, fakePort, now } from './fake-port';
import { type Screen, settle, show } from './screen';

let screen: Screen;
afterEach(() => {
  screen.close();
  vi.useRealTimers();
});

async function open(port: FakePort) {
  screen = await show(<Popup port={port} />);
}

function withState(state: BlockViewState) {
  return fakePort({ connections: [connection()], blocks: [block(state)] });
}

const record = (changes: Partial<RecordView>): RecordView => ({
  id: '1' as RecordId,
  rule: 'contact',
  values: [],
  until: now + 1000,
  ours: false,
  ...changes,
});
const end = `<${new Date(now + 86_400_000).toISOString()}>`;

describe('Recent blocks', () => {
  it.each<[string, BlockViewState, string, string | undefined]>([
    [
      'waits',
      { kind: 'waiting', of: 'block', sendsAt: now + 4000 },
      'Waiting – sends in 4 s',
      'Undo block of Alex Morgan',
    ],
    ['is sent', { kind: 'sending', of: 'block' }, 'Blocking…', undefined],
    [
      'is tried again',
      { kind: 'retrying', of: 'block', at: now + 9000, error: { code: 'no-network' } },
      'Tries again in 9 s',
      'Undo block of Alex Morgan',
    ],
    [
      'is tried again after its request left',
      { kind: 'retrying', of: 'block', at: now + 9000, error: { code: 'timeout' }, undoable: false },
      'Tries again in 9 s',
      'Lift block of Alex Morgan',
    ],
    [
      'gets another end',
      { kind: 'waiting', of: 'change', sendsAt: now + 4000 },
      `Blocked – changes the end to ${end} in 4 s`,
      'Undo change of the end for Alex Morgan',
    ],
    [
      'has another end on its way',
      { kind: 'sending', of: 'change' },
      `Blocked – changing the end to ${end}…`,
      undefined,
    ],
    [
      'has another end that waits',
      { kind: 'held', of: 'change', error: { code: 'no-access' }, undoable: false },
      'Blocked – the change of its end waits: Cordon may not',
      'Try again to change the end for Alex Morgan',
    ],
    [
      'was given up, and may be made',
      { kind: 'failed', of: 'block', error: { code: 'gone' }, unknown: true },
      'Not known whether blocked: ',
      'Lift block of Alex Morgan',
    ],
    [
      'was to be lifted, and may be',
      { kind: 'failed', of: 'lift', error: { code: 'timeout' }, unknown: true },
      'Not known whether lifted: ',
      'Try again to lift the block of Alex Morgan',
    ],
    ['is in force', blocked(), `Blocked until ${end}`, 'Lift block of Alex Morgan'],
    [
      'is not seen yet',
      blocked({ seen: false }),
      'accepted, not yet seen in the console’s list',
      'Lift block of Alex Morgan',
    ],
    ['has another end', blocked({ asked: now }), 'the console’s own end; you asked for', 'Lift block of Alex Morgan'],
    [
      'failed',
      { kind: 'failed', of: 'block', error: { code: 'no-permission' } },
      'Not blocked: The API key may not',
      'Try again to block Alex Morgan',
    ],
    ['failed for good', { kind: 'failed', of: 'block', error: { code: 'gone' } }, 'Not blocked: ', undefined],
    ['is being lifted', { kind: 'sending', of: 'lift' }, 'Lifting…', undefined],
    [
      'waits to be lifted',
      { kind: 'waiting', of: 'lift', sendsAt: now + 4000 },
      'Lift waiting – sends in 4 s',
      'Undo lift of Alex Morgan',
    ],
    ['is lifted', { kind: 'lifted', at: now, elsewhere: false }, 'Lifted', undefined],
    ['is undone', { kind: 'undone', at: now }, 'Undone', undefined],
    ['ended', { kind: 'expired', at: now }, 'Ended', undefined],
  ])('says that a block %s', async (_what, state, sentence, button) => {
    await open(withState(state));
    const list = [...screen.root.querySelectorAll('ul')].find(
      (one) => document.getElementById(one.getAttribute('aria-labelledby') ?? '')?.textContent === 'Recent blocks',
    );
    const item = list?.querySelector('li');
    expect(document.getElementById(item?.getAttribute('aria-labelledby') ?? '')?.textContent).toBe('Alex Morgan');
    expect(item?.textContent).toContain(sentence);
    // What is said of a block has tests of its own.
    const offered = [...(item?.querySelectorAll('button') ?? [])].map((one) => one.getAttribute('aria-label'));
    expect(offered.filter((name) => !name?.startsWith('Reason and note'))).toEqual([
      ...(state.kind === 'blocked' ? ['Change end of block of Alex Morgan'] : []),
      ...(button ? [button] : []),
    ]);
  });

  it('says what is to be known of an error on that console alone', async () => {
    const hint = 'On SoftwareOne, only a token of an Operations account may block.';
    const failed: BlockViewState = { kind: 'failed', of: 'block', error: { code: 'may-not-block' } };
    const ember = connection({ id: 'ember:e-77', consoleId: 'ember' });
    const ofEmber = block(failed, { connectionId: ember.id });
    await open(fakePort({ connections: [connection(), ember], blocks: [ofEmber] }));
    expect(screen.text()).toContain(hint);
    screen.close();
    await open(fakePort({ connections: [connection(), ember], blocks: [block(failed)] }));
    expect(screen.text()).toContain('may look contacts up, but not block');
    expect(screen.text()).not.toContain(hint);
  });

  it('says by which rule a lifted contact is still blocked', async () => {
    await open(
      withState({
        kind: 'lifted',
        at: now,
        rules: [record({ rule: 'email', values: ['a@example.com'] })],
        elsewhere: false,
      }),
    );
    expect(screen.text()).toContain('Lifted, but a rule for a@example.com still blocks until');
  });

  it('says nothing of a rule whose end is over, and names the one that still holds', async () => {
    const over = record({ id: '8' as RecordId, rule: 'email', values: ['a@example.com'], until: now });
    await open(withState({ kind: 'lifted', at: now, rules: [over], elsewhere: false }));
    expect(screen.text()).not.toContain('still blocks');
    const holds = record({ rule: 'ip', values: ['198.51.100.7'], until: now + 1 });
    await open(withState({ kind: 'lifted', at: now, rules: [over, holds], elsewhere: false }));
    expect(screen.text()).toContain('Lifted, but a rule for 198.51.100.7 still blocks until');
  });

  it('counts down each second without saying it', async () => {
    vi.useFakeTimers();
    let time = now;
    const port = { ...withState({ kind: 'waiting', of: 'block', sendsAt: now + 4000 }), now: () => time };
    await open(port);
    time = now + 1100;
    vi.advanceTimersByTime(1100);
    await settle();
    expect(screen.text()).toContain('sends in 3 s');
    expect(screen.said()).toBe('');
  });

  it('says a new state once, with the name', async () => {
    const port = withState({ kind: 'sending', of: 'block' });
    await open(port);
    port.overview = { ...port.overview, blocks: [block(blocked())] };
    port.tell();
    await settle();
    expect(screen.said()).toBe(`Alex Morgan: Blocked until ${end}`);
  });

  it('undoes, and keeps the focus at the block when its button goes', async () => {
    const port = withState({ kind: 'waiting', of: 'block', sendsAt: now + 4000 });
    port.answers.undo = () => {
      port.overview = { ...port.overview, blocks: [block({ kind: 'undone', at: now })] };
      return { ok: true, value: block({ kind: 'undone', at: now }) };
    };
    await open(port);
    await screen.press('Undo block of Alex Morgan');
    expect(port.sent('undo')).toEqual([{ blockId: 'b1' }]);
    expect(screen.text()).toContain('Undone');
    expect(document.activeElement?.tagName).toBe('LI');
  });

  it('says why an undo came too late', async () => {
    const port = withState({ kind: 'waiting', of: 'block', sendsAt: now + 100 });
    port.answers.undo = () => ({ ok: false, error: { code: 'too-late-to-undo' } });
    await open(port);
    await screen.press('Undo block of Alex Morgan');
    expect(screen.said()).toContain('The request had already left');
    expect(screen.root.querySelector('li')?.textContent).toContain('The request had already left');
  });
});

describe('Needs you', () => {
  const question = (
    state: Omit<Extract<BlockViewState, { kind: 'needs-you' }>, 'kind' | 'of'>,
    of: 'block' | 'lift' = 'block',
  ) => withState({ kind: 'needs-you', of, ...state });
  const alexandra = { id: contactId('750940'), name: 'Alexandra M', email: 'alex@example.com' };
  const answered = (port: FakePort) => port.sent('answer');

  it('shows both names, e-mail and id where the names differ', async () => {
    const port = question({ error: { code: 'names-differ' }, contacts: [alexandra] });
    await open(port);
    expect(screen.text()).toContain('Needs you (1)');
    expect(screen.text()).toContain('On the pageAlex Morgan');
    expect(screen.text()).toContain('On the consoleAlexandra Malex@example.com · #750940');
    const [, yes] = screen.buttons('Block');
    yes?.click();
    await settle();
    expect(answered(port)).toEqual([{ blockId: 'b1', yes: true, contactId: undefined, rev: 1 }]);
  });

  it('lets it be on Cancel', async () => {
    const port = question({ error: { code: 'names-differ' }, contacts: [alexandra] });
    await open(port);
    await screen.press('Cancel');
    expect(answered(port)).toEqual([{ blockId: 'b1', yes: false, contactId: undefined, rev: 1 }]);
  });

  it('answers with the contact that was chosen among several', async () => {
    const other = { id: contactId('9'), name: 'Alex M', email: 'm@example.com' };
    const port = question({ error: { code: 'several-contacts' }, contacts: [alexandra, other] });
    await open(port);
    expect(screen.buttons('Block')).toHaveLength(1);
    await screen.press('Block Alex M');
    expect(answered(port)).toEqual([{ blockId: 'b1', yes: true, contactId: '9', rev: 1 }]);
  });

  it('names the blocks of others before a lift removes them', async () => {
    const records = [record({ by: 'Ana Ruiz' }), record({ id: '2' as RecordId, by: 'Cordon', ours: true })];
    const port = question({ error: { code: 'others-blocks' }, records }, 'lift');
    await open(port);
    expect(screen.text()).toContain('By Ana Ruiz, until');
    expect(screen.text()).not.toContain('By Cordon');
    await screen.press('Lift all');
    expect(answered(port)).toEqual([{ blockId: 'b1', yes: true, contactId: undefined, rev: 1 }]);
  });

  it('keeps the blocks of others on Keep all', async () => {
    const port = question({ error: { code: 'others-blocks' }, records: [record({})] }, 'lift');
    await open(port);
    await screen.press('Keep all');
    expect(answered(port)).toMatchObject([{ yes: false }]);
  });

  it('tells an end that is not Cordon’s', async () => {
    const port = question({ error: { code: 'already-blocked' }, records: [record({ until: now + 86_400_000 })] });
    await open(port);
    expect(screen.text()).toContain(`Already blocked by someone else until ${end}`);
    await screen.press('OK');
    expect(answered(port)).toMatchObject([{ yes: false }]);
  });

  it('says of a block without an end who made it, when and why, and names no end', async () => {
    const theirs = record({ until: lastDate, by: 'Ana Ruiz', madeAt: now, reason: 'Threats' });
    await open(question({ error: { code: 'already-blocked' }, records: [theirs] }));
    expect(screen.text()).toContain('Already blocked by someone else, so nothing was sent');
    expect(screen.text()).toContain('By Ana Ruiz, until somebody lifts it');
    expect(screen.text()).toContain('Reason: Threats');
    expect(screen.text()).toContain(`since <${new Date(now).toISOString()}>`);
    expect(screen.text()).not.toContain('275760');
  });

  it('offers a block that was never made, from now on', async () => {
    const port = question({ error: { code: 'too-late' } });
    await open(port);
    expect(screen.text()).toContain('The block of Alex Morgan was never made; its time is over. Block now?');
    await screen.press('Block now');
    expect(answered(port)).toEqual([{ blockId: 'b1', yes: true, contactId: undefined, rev: 1 }]);
  });

  it('says what went wrong, and tries it again or lets it be', async () => {
    const port = question({ error: { code: 'no-permission' }, trouble: 'wished', unknown: false });
    await open(port);
    expect(screen.text()).toContain('Not blocked: The API key may not do this');
    await screen.press('Try again');
    await screen.press('OK');
    expect(answered(port)).toMatchObject([{ yes: true }, { yes: false }]);
  });

  it.each([
    ['block', true, 'Not known whether blocked: '],
    ['lift', false, 'Not lifted: '],
    ['lift', true, 'Not known whether lifted: '],
  ] as const)('says of a %s that may be done (%s) what is true', async (of, unknown, words) => {
    await open(question({ error: { code: 'bad-answer' }, trouble: 'wished', unknown }, of));
    expect(screen.text()).toContain(words);
  });

  it('lets a lift of Cordon’s own be by keeping the block', async () => {
    const port = question({ error: { code: 'server-error' }, trouble: 'own', unknown: true }, 'lift');
    await open(port);
    await screen.press('Keep');
    expect(answered(port)).toMatchObject([{ yes: false }]);
  });

  it('names whose block it may be whose time is over', async () => {
    await open(question({ error: { code: 'end-not-ours' }, records: [record({ by: 'Ana Ruiz' })] }));
    expect(screen.text()).toContain('By Ana Ruiz, until');
  });

  it('is not shown without a question', async () => {
    await open(withState({ kind: 'sending', of: 'block' }));
    expect(screen.text()).not.toContain('Needs you');
  });
});
