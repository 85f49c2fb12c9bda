// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { Popup } from '../../../components/popup/popup';
import type { RecordId } from '../../../utils/consoles/types';
import type { BlockView, BlockViewState } from '../../../utils/messaging/protocol';
import { block, blocked, connection, type FakePort, fakePort, now } from './fake-port';
import { type Screen, show } from './screen';

const minute = 60_000;
const day = 86_400_000;
const said = (at: number) => `<${new Date(at).toISOString()}>`;

let screen: Screen;
afterEach(() => screen.close());

async function open(...blocks: readonly BlockView[]): Promise<FakePort> {
  const port = fakePort({ connections: [connection()], blocks });
  screen = await show(<Popup port={port} />);
  return port;
}

const row = () => screen.root.querySelector('.rows li');
// What is said of a block has tests of its own.
const offered = () =>
  [...(row()?.querySelectorAll('button') ?? [])]
    .map((button) => button.getAttribute('aria-label'))
    .filter((name) => !name?.startsWith('Reason and note'));
const change = 'Change end of block of Alex Morgan';

describe('a standing block', () => {
  it.each<[string, BlockViewState, string, Partial<BlockView>?]>([
    [
      'that Cordon ends',
      blocked({ endedBy: 'cordon' }),
      `Blocked until ${said(now + day)}. This browser lifts it when it next runs after that.`,
    ],
    [
      'that Cordon ends and the console does not list yet',
      blocked({ endedBy: 'cordon', seen: false }),
      `Blocked until ${said(now + day)}: accepted, not yet seen on the console. This browser lifts it`,
    ],
    [
      'that a person is to end',
      blocked({ endedBy: 'you' }),
      `Blocked. From ${said(now + day)} on, Cordon asks you whether to lift it.`,
    ],
    [
      'that a person is to end and the console does not tell of',
      blocked({ endedBy: 'you', seen: false }),
      `Blocked: accepted, not yet seen on the console. From ${said(now + day)} on, Cordon asks you`,
    ],
    [
      'that is overdue',
      blocked({ endedBy: 'cordon', overdue: true }),
      `Its time was over at ${said(now - day)}; this browser lifts it as soon as it can.`,
      { until: now - day },
    ],
    ['that nobody ends', blocked({ endedBy: 'nobody' }), 'Blocked for good: you kept it when its time was over.'],
    [
      'that was wanted for good, on a console that ends none',
      blocked({ endedBy: 'nobody' }),
      'Blocked for good, until somebody lifts it.',
      { forGood: true },
    ],
    [
      'that was wanted for good, and the console does not tell of',
      blocked({ endedBy: 'nobody', seen: false }),
      'Blocked for good, until somebody lifts it: accepted, not seen on the console yet.',
      { forGood: true },
    ],
    [
      'that was made late',
      blocked({ sentAt: now + 2 * minute + 1 }),
      `The block was made late, at ${said(now + 2 * minute + 1)}.`,
    ],
    [
      'whose end was not changed',
      blocked({ notChanged: { code: 'no-network' } }),
      'The end was not changed: The console could not be reached; check your network.',
    ],
    [
      'that was not checked lately',
      blocked({ checkedAt: now - 11 * minute }),
      `Last checked ${said(now - 11 * minute)}`,
    ],
  ])('%s says so', async (_what, state, sentence, changes = {}) => {
    await open(block(state, changes));
    expect(row()?.textContent).toContain(sentence);
    expect(offered()).toEqual([change, 'Lift block of Alex Morgan']);
  });

  it('with nothing to tell says when it ends, and no more', async () => {
    await open(block(blocked({ sentAt: now + 2 * minute, checkedAt: now - 10 * minute })));
    expect([...(row()?.querySelectorAll('.row-state') ?? [])].map((line) => line.textContent)).toEqual([
      `Blocked until ${said(now + day)}`,
    ]);
  });

  it.each<[string, BlockView, string]>([
    [
      'was lifted on the console',
      block({ kind: 'lifted', at: now, elsewhere: true }),
      'Not blocked any more: lifted on the console.',
    ],
    [
      'came to its end on the console',
      block({ kind: 'lifted', at: now, elsewhere: true }, { until: now - minute }),
      'Ended',
    ],
  ])('that %s is told apart from one that Cordon lifted', async (_what, view, sentence) => {
    await open(view);
    expect(row()?.querySelector('.row-state')?.textContent).toBe(sentence);
  });
});

describe('a held block', () => {
  it.each<[string, BlockViewState, string, readonly string[]]>([
    [
      'for its connection',
      { kind: 'held', of: 'block', error: { code: 'bad-key' } },
      'Block waits: The console refused the API key; use another one.',
      ['Try again to block Alex Morgan', 'Undo block of Alex Morgan'],
    ],
    [
      'whose lift waits',
      { kind: 'held', of: 'lift', error: { code: 'no-access' } },
      'Lift waits: Cordon may not reach this console yet; allow access.',
      ['Try again to lift the block of Alex Morgan', 'Undo lift of Alex Morgan'],
    ],
    [
      'for too many presses',
      { kind: 'held', of: 'block', error: { code: 'braked' } },
      'Block waits until you release it, under Needs you.',
      ['Undo block of Alex Morgan'],
    ],
  ])('%s says why, and what can be done', async (_what, state, sentence, buttons) => {
    await open(block(state));
    expect(row()?.querySelector('.row-state')?.textContent).toBe(sentence);
    expect(offered()).toEqual(buttons);
  });

  it('is tried again on a press', async () => {
    const port = await open(block({ kind: 'held', of: 'block', error: { code: 'no-key' } }));
    await screen.press('Try again to block Alex Morgan');
    expect(port.sent('retry')).toEqual([{ blockId: 'b1' }]);
  });
});

describe('Change end', () => {
  it('shows the quick choices, and sends the one that is pressed', async () => {
    const port = await open(block(blocked()));
    expect(screen.button(change).getAttribute('aria-expanded')).toBe('false');
    await screen.press(change);
    expect(screen.button(change).getAttribute('aria-expanded')).toBe('true');
    await screen.press('7 days');
    expect(port.sent('change-end')).toEqual([{ blockId: 'b1', end: '7d' }]);
    expect(screen.button(change).getAttribute('aria-expanded')).toBe('false');
    expect(document.activeElement).not.toBe(document.body);
  });

  it('takes a time of one’s own, and none that has passed', async () => {
    const port = await open(block(blocked()));
    await screen.press(change);
    await screen.press('Until…');
    const field = document.activeElement as HTMLInputElement;
    expect(new Date(field.value).getTime()).toBe(now + day);
    await screen.type(labelOf(field), '2026-11-19T10:00');
    await screen.press('Set end');
    expect(screen.text()).toContain('This time has passed or is less than a minute away');
    expect(port.sent('change-end')).toEqual([]);
    await screen.type(labelOf(field), '2026-11-25T10:00');
    await screen.press('Set end');
    expect(port.sent('change-end')).toEqual([{ blockId: 'b1', end: { until: new Date(2026, 10, 25, 10).getTime() } }]);
  });

  it('says why it could not be sent', async () => {
    const port = await open(block(blocked()));
    port.answers['change-end'] = () => ({ ok: false, error: { code: 'not-stored' } });
    await screen.press(change);
    await screen.press('1 hour');
    expect(row()?.textContent).toContain('The browser could not store this');
  });

  it('is offered for no block that does not stand', async () => {
    await open(block({ kind: 'sending', of: 'block' }));
    expect(offered()).toEqual([]);
  });

  function labelOf(field: HTMLElement): string {
    return document.querySelector(`label[for="${field.id}"]`)?.textContent ?? '';
  }
});

describe('too many presses at once', () => {
  const braked = (count: number) =>
    Array.from({ length: count }, (_none, index) =>
      block(
        { kind: 'held', of: 'block', error: { code: 'braked' } },
        { id: `b${index}`, name: `Contact ${index + 1}.` },
      ),
    );
  const names = () => [...screen.root.querySelectorAll('.questions .plain-list li')].map((item) => item.textContent);

  it('wait under Needs you with their names, until they are released', async () => {
    const port = await open(...braked(3));
    expect(screen.text()).toContain('Needs you (1)');
    expect(screen.text()).toContain('Too many presses at once; these wait until you release them.');
    expect(names()).toEqual(['Contact 1.', 'Contact 2.', 'Contact 3.']);
    await screen.press('Release 3 waiting');
    expect(port.sent('release')).toEqual([{}]);
    expect(screen.said()).toContain('Released: 3.');
  });

  it('stand before the questions', async () => {
    await open(block({ kind: 'needs-you', of: 'block', error: { code: 'overdue' } }), ...braked(1));
    expect(screen.text()).toContain('Needs you (2)');
    const [first] = screen.root.querySelectorAll('.questions > li');
    expect(first?.textContent).toContain('Release 1 waiting');
  });

  it('name the first dozen', async () => {
    await open(...braked(15));
    expect(names()).toHaveLength(13);
    expect(names().at(-1)).toBe('and 3 more');
  });

  it('can each be undone', async () => {
    const port = await open(...braked(2));
    await screen.press('Undo block of Contact 2.');
    expect(port.sent('undo')).toEqual([{ blockId: 'b1' }]);
  });

  it('say why they could not be released', async () => {
    const port = await open(...braked(1));
    port.answers.release = () => ({ ok: false, error: { code: 'newer-data' } });
    await screen.press('Release 1 waiting');
    expect(screen.said()).toContain('A newer version of Cordon');
  });
});

describe('a question about an end', () => {
  const theirs = (until: number) => ({
    id: '1' as RecordId,
    rule: 'contact' as const,
    values: [],
    until,
    ours: false,
  });
  const asked = (code: 'overdue' | 'end-not-ours' | 'already-blocked', until: number, records = [theirs(now + day)]) =>
    open(block({ kind: 'needs-you', of: 'block', error: { code }, records }, { until }));
  const words = () => [...screen.root.querySelectorAll('.question button')].map((button) => button.textContent);

  it('keeps somebody else’s block at least until the wished end', async () => {
    const port = await asked('already-blocked', now + 2 * day);
    expect(screen.text()).toContain(`Already blocked by someone else until ${said(now + day)}`);
    await screen.press(`Keep at least until ${said(now + 2 * day)}`);
    expect(port.sent('answer')).toMatchObject([{ blockId: 'b1', yes: true }]);
  });

  it.each([
    ['ends as late', now + day, [theirs(now + day)]],
    ['ends a minute sooner', now + day + minute, [theirs(now + day)]],
    ['ends later', now + day, [theirs(now), theirs(now + 2 * day)]],
    ['has no known end', now + day, []],
  ])('offers nothing but OK where somebody else’s block %s', async (_what, until, records) => {
    await asked('already-blocked', until, records);
    expect(words()).toEqual(['OK']);
  });

  it.each([
    ['overdue', [], `The block of Alex Morgan should have ended on ${said(now - 9 * day)}; lift it now?`],
    [
      'end-not-ours',
      [],
      'The time you chose for Alex Morgan is over, but it is not certain that the block is only Cordon’s. Lift it?',
    ],
  ] as const)('that is over asks before it lifts: %s', async (code, records, sentence) => {
    const port = await asked(code, now - 9 * day, [...records]);
    expect(screen.text()).toContain(sentence);
    expect(words()).toEqual(['Lift', 'Keep']);
    await screen.press('Lift');
    await screen.press('Keep');
    expect(port.sent('answer')).toMatchObject([{ yes: true }, { yes: false }]);
  });

  it('says that all is lifted where the console lists the blocks of others too', async () => {
    await asked('end-not-ours', now - day);
    expect(words()).toEqual(['Lift all', 'Keep all']);
  });
});
