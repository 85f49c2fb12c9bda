import { describe, expect, it } from 'vitest';
import type { BlockView, BlockViewState } from '../../../utils/messaging/protocol';
import { faceOf, type Saving, type Situation } from '../../../utils/page/wording';
import { english } from '../components/english';

const now = new Date(2026, 10, 16, 10, 30).getTime();
const tuesday = new Date(2026, 10, 17, 14, 0).getTime();
const noNetwork = { code: 'no-network' } as const;
const noNetworkSentence = 'The console could not be reached; check your network.';

const idle: Situation = {
  name: 'Alex Morgan',
  view: undefined,
  saving: undefined,
  refused: undefined,
  gone: false,
  end: '1d',
  endsBlocks: true,
  connectionLabel: undefined,
  now,
  language: 'en-GB',
};

function viewOf(state: BlockViewState, changes: Partial<BlockView> = {}): BlockView {
  const reference: BlockView['reference'] = { kind: 'words', words: 'x' };
  const common = { id: 'b1', connectionId: 'acquire:demo', reference, name: 'A. Morgan', until: tuesday };
  return { ...common, forGood: false, pressedAt: now, state, ...changes };
}

function faced(changes: Partial<Situation>, state?: BlockViewState, forGood = false) {
  return faceOf({ ...idle, view: state && viewOf(state, { forGood }), ...changes }, english.t);
}

const waits = { kind: 'waiting', sendsAt: now + 3_000 } as const;
const browserLifts = 'this browser lifts it when it next runs after that';

describe('while a press is on its way', () => {
  it.each<[Saving, string, string]>([
    ['block', 'Blocking Alex Morgan', 'Blocking'],
    ['lift', 'Lifting the block of Alex Morgan', 'Lifting'],
    ['change', 'Changing the end of the block of Alex Morgan', 'Changing'],
    ['undo', 'Undoing for Alex Morgan', 'Undoing'],
  ])('the button says what is going on: %s', (saving, label, words) => {
    expect(faced({ saving })).toMatchObject({ label, words, press: 'nothing' });
  });
});

describe('what was pressed in another tab', () => {
  it.each([
    ['block', 'Blocking Alex Morgan', 'until Tue 14:00', 'Blocking'],
    ['lift', 'Lifting the block of Alex Morgan', '', 'Lifting'],
    ['change', 'Changing the end of the block of Alex Morgan', 'until Tue 14:00', 'Changing'],
  ] as const)('is on the way, and is not undone here: %s', (of, label, description, words) => {
    expect(faced({}, { ...waits, of, undoable: false })).toMatchObject({
      ...{ label, description, words, style: 'sending', press: 'menu' },
    });
  });
});

describe('a changed end', () => {
  it('in its window can be undone, and the button says what that undoes', () => {
    expect(faced({}, { ...waits, of: 'change' })).toMatchObject({
      label: 'Undo change for Alex Morgan',
      description: 'until Tue 14:00',
      words: 'Undo',
      left: '3',
      press: 'undo',
    });
  });

  it.each<[BlockViewState, string]>([
    [{ kind: 'sending', of: 'change' }, 'Changing the end of the block of Alex Morgan'],
    [{ kind: 'retrying', of: 'change', at: now, error: noNetwork }, 'Change for Alex Morgan is waiting: '],
    [{ kind: 'held', of: 'change', error: noNetwork }, 'Change for Alex Morgan is waiting: '],
    [{ kind: 'needs-you', of: 'change', error: noNetwork }, 'Change for Alex Morgan needs you: '],
  ])('is never called a block or a lift: %j', (state, label) => {
    const why = state.kind === 'sending' ? '' : noNetworkSentence;
    expect(faced({}, state).label).toBe(label + why);
  });

  it('that failed says that the end was not changed, and offers the menu', () => {
    expect(faced({}, { kind: 'failed', of: 'change', error: noNetwork })).toMatchObject({
      label: `The end was not changed: ${noNetworkSentence}`,
      press: 'menu',
    });
  });
});

describe.each(['retrying', 'held'] as const)('what is %s', (kind) => {
  const state = (undoable: boolean): BlockViewState =>
    kind === 'held'
      ? { kind, of: 'block', error: noNetwork, undoable }
      : { kind, of: 'block', at: now, error: noNetwork, undoable };

  it('says that a press undoes it, as long as one does', () => {
    expect(faced({}, state(true))).toMatchObject({ description: 'press to undo', press: 'undo' });
  });

  it('says nothing of it where a request may have left, and opens the menu with its lift', () => {
    const view = viewOf(state(false), { menu: { lifts: true, ends: 'none' } });
    expect(faced({ view })).toMatchObject({ description: '', press: 'menu' });
  });

  it('does nothing where there is nothing to be done', () => {
    const view = viewOf(state(false), { menu: { lifts: false, ends: 'none' } });
    expect(faced({ view })).toMatchObject({ description: '', press: 'nothing' });
  });
});

describe('on a console that ends no blocks', () => {
  const lifts = { endsBlocks: false };

  it('the button says who lifts, before the press and in its window', () => {
    expect(faced(lifts).description).toBe(`for 1 day · ${browserLifts}`);
    expect(faced(lifts, { ...waits, of: 'block' }).description).toBe(`until Tue 14:00 · ${browserLifts}`);
    expect(faced(lifts, { ...waits, of: 'change' }).description).toBe(`until Tue 14:00 · ${browserLifts}`);
  });

  it('a block for good is lifted by nobody', () => {
    expect(faced({ ...lifts, end: 'for-good' }).description).toBe('for good');
    expect(faced(lifts, { ...waits, of: 'block' }, true).description).toBe('for good');
  });

  it('one that ends them itself needs no word of it', () => {
    expect(faced({}).description).toBe('for 1 day');
    expect(faced({}, { ...waits, of: 'block' }).description).toBe('until Tue 14:00');
  });
});

describe('where several connections share an address', () => {
  it('the button names the one that was chosen', () => {
    expect(faced({ connectionLabel: 'Support EU' }).description).toBe('for 1 day, in Support EU');
    expect(faced({ connectionLabel: 'Support EU', end: 'for-good' }).description).toBe(
      'for good (ten years here), in Support EU',
    );
  });
});

describe('in the window', () => {
  it.each([
    ['a quick choice', { until: now + 86_400_000 }, '1 day'],
    ['a date', { until: now + 100_000_000 }, /^until /],
    ['for good', { until: now + 315_000_000_000, forGood: true }, 'For good'],
  ])('the time that was chosen and the seconds are seen behind the word: %s', (_, chosen, more) => {
    const view = { ...viewOf({ ...waits, of: 'block' }), pressedAt: now, ...chosen };
    const face = faced({ view });
    expect(face).toMatchObject({ words: 'Undo', left: '3' });
    expect(face.more).toMatch(more);
  });
});
