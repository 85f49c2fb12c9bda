import { describe, expect, it } from 'vitest';
import type { BlockView, BlockViewState } from '../../../utils/messaging/protocol';
import { type Face, faceOf, type Situation } from '../../../utils/page/wording';
import { english } from '../components/english';

const now = new Date(2026, 10, 16, 10, 30).getTime();
const tuesday = new Date(2026, 10, 17, 14, 0).getTime();
const inTenYears = new Date(2036, 10, 16, 14, 0).getTime();

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
  return {
    id: 'b1',
    connectionId: 'acquire:demo',
    reference: { kind: 'words', words: 'x' },
    // What the API calls the contact; the button speaks of the name on the page.
    name: 'A. Morgan',
    until: tuesday,
    forGood: false,
    pressedAt: now,
    state,
    ...changes,
  };
}

const faced = (changes: Partial<Situation>): Face => faceOf({ ...idle, ...changes }, english.t);
const inState = (state: BlockViewState, changes: Partial<BlockView> = {}) => faced({ view: viewOf(state, changes) });

const seen = {
  kind: 'blocked',
  seen: true,
  checkedAt: now,
  sentAt: now,
  endedBy: 'console',
  overdue: false,
} as const;
const noNetwork = { code: 'no-network' } as const;
const noNetworkSentence = 'The console could not be reached; check your network.';

describe('the button says, and a press does', () => {
  it.each<{ what: string; face: Face; label: string; description?: string; words: string; press: Face['press'] }>([
    {
      what: 'Cordon is locked',
      face: faced({ passphrase: true, locked: true }),
      label: 'Block Alex Morgan',
      description: 'for 1 day · Cordon is locked: a press waits until you unlock it',
      words: 'Block',
      press: 'block',
    },
    {
      what: 'only an unlocked Cordon lifts it',
      face: faced({ passphrase: true, locked: false, endsBlocks: false }),
      label: 'Block Alex Morgan',
      description: 'for 1 day · this browser lifts it when it next runs and is unlocked after that',
      words: 'Block',
      press: 'block',
    },
    {
      what: 'a block waits until Cordon is unlocked',
      face: inState({ kind: 'held', of: 'block', error: { code: 'locked' }, undoable: true }),
      label: 'Block of Alex Morgan is waiting: Not blocked yet: unlock Cordon',
      description: 'Press to unlock in Cordon’s window.',
      words: 'Not blocked yet: unlock Cordon',
      press: 'question',
    },
    {
      what: 'a lift waits until Cordon is unlocked',
      face: inState({ kind: 'held', of: 'lift', error: { code: 'locked' }, undoable: true }),
      label: 'Lift of Alex Morgan is waiting: unlock Cordon',
      description: 'Press to unlock in Cordon’s window.',
      words: 'Waiting: unlock Cordon',
      press: 'question',
    },
    {
      what: 'a block stands that only an unlocked Cordon lifts',
      face: faced({ passphrase: true, view: viewOf({ ...seen, endedBy: 'cordon' }) }),
      label: 'Alex Morgan, blocked until Tue 14:00',
      description: 'by you · this browser lifts it when it next runs and is unlocked after that',
      words: 'until Tue 14:00',
      press: 'menu',
    },
    {
      what: 'a block is overdue since Cordon is locked',
      face: faced({ passphrase: true, locked: true, view: viewOf({ ...seen, endedBy: 'cordon', overdue: true }) }),
      label: 'Alex Morgan, blocked until Tue 14:00',
      description: 'by you · its time is over; this browser lifts it once Cordon is unlocked',
      words: 'until Tue 14:00',
      press: 'menu',
    },
    {
      what: 'nothing has happened',
      face: faced({}),
      label: 'Block Alex Morgan',
      description: 'for 1 day',
      words: 'Block',
      press: 'block',
    },
    {
      what: 'a block waits',
      face: inState({ kind: 'waiting', of: 'block', sendsAt: now + 4_200 }),
      label: 'Undo block of Alex Morgan',
      description: 'until Tue 14:00',
      words: 'Undo',
      press: 'undo',
    },
    {
      what: 'a block for good waits',
      face: inState({ kind: 'waiting', of: 'block', sendsAt: now + 1 }, { until: inTenYears, forGood: true }),
      label: 'Undo block of Alex Morgan',
      description: 'for good (ten years here) · until 16 Nov 2036',
      words: 'Undo',
      press: 'undo',
    },
    {
      what: 'a block has waited and is being resolved',
      face: inState({ kind: 'waiting', of: 'block', sendsAt: now - 10_000 }),
      label: 'Undo block of Alex Morgan',
      description: 'until Tue 14:00',
      words: 'Undo',
      press: 'undo',
    },
    {
      what: 'a lift waits',
      face: inState({ kind: 'waiting', of: 'lift', sendsAt: now + 3_000 }),
      label: 'Undo lift of Alex Morgan',
      words: 'Undo',
      press: 'undo',
    },
    {
      what: 'a press is on its way to the background',
      face: faced({ saving: 'block' }),
      label: 'Blocking Alex Morgan',
      words: 'Blocking',
      press: 'nothing',
    },
    {
      what: 'a block is on its way',
      face: inState({ kind: 'sending', of: 'block' }),
      label: 'Blocking Alex Morgan',
      words: 'Blocking',
      press: 'nothing',
    },
    {
      what: 'a lift is on its way',
      face: inState({ kind: 'sending', of: 'lift' }),
      label: 'Lifting the block of Alex Morgan',
      words: 'Lifting',
      press: 'nothing',
    },
    {
      what: 'a block is tried again',
      face: inState({ kind: 'retrying', of: 'block', at: now + 9_000, error: noNetwork }),
      label: `Block of Alex Morgan is waiting: ${noNetworkSentence}`,
      description: 'press to undo',
      words: 'Waiting',
      press: 'undo',
    },
    {
      what: 'a lift is tried again',
      face: inState({ kind: 'retrying', of: 'lift', at: now + 9_000, error: noNetwork }),
      label: `Lift of Alex Morgan is waiting: ${noNetworkSentence}`,
      description: 'press to undo',
      words: 'Waiting',
      press: 'undo',
    },
    {
      what: 'a block needs the person',
      face: inState({ kind: 'needs-you', of: 'block', error: { code: 'names-differ' } }),
      label:
        'Block of Alex Morgan needs you: The name on the page is not the name on the console; make sure who is meant.',
      description: 'Press to answer in Cordon’s window.',
      words: 'Needs you',
      press: 'question',
    },
    {
      what: 'a lift needs the person',
      face: inState({ kind: 'needs-you', of: 'lift', error: { code: 'others-blocks' } }),
      label:
        'Lift of Alex Morgan needs you: Others have blocked this contact too; lift all of these blocks, or keep them all.',
      description: 'Press to answer in Cordon’s window.',
      words: 'Needs you',
      press: 'question',
    },
    {
      what: 'a block failed',
      face: inState({ kind: 'failed', of: 'block', error: { code: 'no-permission', status: 403 } }),
      label:
        'Alex Morgan was not blocked: The API key may not do this; give it the permission on the console, or use another key.',
      words: 'Not blocked',
      press: 'block',
    },
    {
      what: 'a lift failed',
      face: inState({ kind: 'failed', of: 'lift', error: noNetwork }),
      label: `The block of Alex Morgan was not lifted: ${noNetworkSentence}`,
      words: 'Not lifted',
      press: 'menu',
    },
    {
      what: 'a press was not taken',
      face: faced({ refused: { what: 'block', error: { code: 'contact-changed' } } }),
      label: 'Alex Morgan was not blocked: The page moved on to another contact; press again.',
      words: 'Not blocked',
      press: 'block',
    },
    {
      what: 'the contact is blocked',
      face: inState(seen),
      label: 'Alex Morgan, blocked until Tue 14:00',
      description: 'by you',
      words: 'until Tue 14:00',
      press: 'menu',
    },
    {
      what: 'the contact is blocked for good, which the console stores as ten years',
      face: inState(seen, { until: inTenYears, forGood: true }),
      label: 'Alex Morgan, blocked until 16 Nov 2036',
      description: 'by you',
      words: 'until 16 Nov 2036',
      press: 'menu',
    },
    {
      what: 'the console does not list the block yet',
      face: inState({ ...seen, seen: false }),
      label: 'Alex Morgan, blocked until Tue 14:00',
      description: 'by you · accepted, not yet seen in its list',
      words: 'until Tue 14:00',
      press: 'menu',
    },
    {
      what: 'the extension was updated',
      face: faced({ gone: true }),
      label: 'Extension updated: reload this page',
      words: 'Extension updated: reload this page',
      press: 'nothing',
    },
  ])('where $what', ({ face, label, description = '', words, press }) => {
    expect(face).toMatchObject({ label, description, words, press });
  });

  it.each<readonly [BlockViewState, string]>([
    [{ kind: 'lifted', at: now, elsewhere: false }, 'Lifted'],
    [{ kind: 'undone', at: now }, 'Undone'],
  ])('what it said before, where a block is $kind, and aloud what came of a press', (state, aloud) => {
    expect(inState(state)).toEqual({ ...faced({}), aloud });
  });
});

describe('what is true now comes before what was', () => {
  const view = viewOf(seen);
  const refused = { what: 'block', error: { code: 'not-stored' } } as const;

  it('an update hides everything, since no press works any more', () => {
    expect(faced({ gone: true, saving: 'block', refused, view })).toEqual(faced({ gone: true }));
  });

  it('a press on its way hides the refusal before it', () => {
    expect(faced({ saving: 'block', refused, view })).toEqual(faced({ saving: 'block' }));
  });
});

describe('only a confirmed block', () => {
  const others: readonly BlockViewState[] = [
    { kind: 'waiting', of: 'block', sendsAt: now + 1_000 },
    { kind: 'sending', of: 'block' },
    { kind: 'retrying', of: 'block', at: now, error: noNetwork },
    { kind: 'held', of: 'block', error: noNetwork },
    { kind: 'needs-you', of: 'block', error: noNetwork },
    { kind: 'failed', of: 'block', error: noNetwork },
    { kind: 'lifted', at: now, elsewhere: false },
    { kind: 'undone', at: now },
    { kind: 'expired', at: now },
  ];

  it.each(others)('is called blocked, never one that is $kind', (state) => {
    const { label, words, style } = inState(state);
    expect(`${label} ${words}`).not.toMatch(/, blocked|^blocked/i);
    expect(style).not.toBe('blocked');
  });

  it('looks like one', () => {
    expect(inState(seen).style).toBe('blocked');
  });
});

describe('for how long a press blocks', () => {
  it.each([
    ['1h', 'for 1 hour'],
    ['8h', 'for 8 hours'],
    ['1d', 'for 1 day'],
    ['7d', 'for 7 days'],
    ['30d', 'for 30 days'],
    ['for-good', 'for good (ten years here)'],
    [{ until: tuesday }, 'until Tue 14:00'],
  ] as const)('%j: %s', (end, says) => {
    expect(faced({ end }).description).toBe(says);
  });
});

describe('the menu beside the button', () => {
  it('is called by the contact in every state', () => {
    expect(faced({}).menu).toBe('Block options for Alex Morgan');
    expect(inState(seen).menu).toBe('Block options for Alex Morgan');
  });
});

describe('a hostile name', () => {
  it.each(['$1', '$NAME$', '$&', '<b>x</b>', 'Undo block of Ana Lima', '__proto__'])('%s is said as it is', (name) => {
    expect(faced({ name }).label).toBe(`Block ${name}`);
    expect(faced({ name, view: viewOf(seen) }).label).toBe(`${name}, blocked until Tue 14:00`);
  });
});
