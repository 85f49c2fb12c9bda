import { describe, expect, it } from 'vitest';
import { errorCodes } from '../../../utils/errors';
import type { BlockView, BlockViewState } from '../../../utils/messaging/protocol';
import { faceOf, type Situation } from '../../../utils/page/wording';
import { english } from '../components/english';

const now = new Date(2026, 10, 16, 10, 30).getTime();
const tuesday = new Date(2026, 10, 17, 14, 0).getTime();

type Standing = Extract<BlockViewState, { kind: 'blocked' }>;

const standing = (changes: Partial<Standing> = {}): Standing => ({
  kind: 'blocked',
  seen: true,
  checkedAt: now,
  sentAt: now,
  endedBy: 'console',
  overdue: false,
  ...changes,
});

function faced(state: BlockViewState, changes: Partial<Situation> = {}, until = tuesday) {
  const view: BlockView = {
    id: 'b1',
    connectionId: 'acquire:demo',
    reference: { kind: 'words', words: 'x' },
    name: 'A. Morgan',
    until,
    forGood: false,
    pressedAt: now,
    state,
  };
  return faceOf(
    {
      name: 'Alex Morgan',
      view,
      saving: undefined,
      refused: undefined,
      gone: false,
      end: '1d',
      endsBlocks: true,
      connectionLabel: undefined,
      now,
      language: 'en-GB',
      ...changes,
    },
    english.t,
  );
}

describe('a held block', () => {
  // What waits for unlocking is undone elsewhere: a press unlocks.
  it.each(errorCodes.filter((code) => code !== 'locked').map((code) => [code]))(
    'says why it waits, and can be undone: %s',
    (code) => {
      const why = english.errorSentence({ code });
      expect(faced({ kind: 'held', of: 'block', error: { code } })).toMatchObject({
        label: `Block of Alex Morgan is waiting: ${why}`,
        words: 'Waiting',
        press: 'undo',
      });
      expect(faced({ kind: 'held', of: 'lift', error: { code } })).toMatchObject({
        label: `Lift of Alex Morgan is waiting: ${why}`,
        press: 'undo',
      });
    },
  );
});

describe('a blocked contact', () => {
  const label = 'Alex Morgan, blocked until Tue 14:00';

  it.each<[string, Partial<Standing>, string]>([
    ['the console ends it', {}, 'by you'],
    ['Cordon ends it', { endedBy: 'cordon' }, 'by you · this browser lifts it when it next runs after that'],
    [
      'Cordon should have ended it',
      { endedBy: 'cordon', overdue: true },
      'by you · its time is over; this browser lifts it as soon as it can',
    ],
    [
      'Cordon ends it and the console does not list it yet',
      { endedBy: 'cordon', seen: false },
      'by you · accepted, not yet seen in its list · this browser lifts it when it next runs after that',
    ],
    [
      'the console stored another end',
      { asked: new Date(2026, 10, 18, 9, 0).getTime() },
      'by you · the console stored another end; you asked for Wed 09:00',
    ],
    [
      'another end did not come to be',
      { notChanged: { code: 'no-network' } },
      'by you · The end was not changed: The console could not be reached; check your network.',
    ],
  ])('says so in the description where %s', (_what, changes, description) => {
    expect(faced(standing(changes))).toMatchObject({ label, description, press: 'menu', style: 'blocked' });
  });

  it('is blocked for good where nobody ends it, not until a time that has passed', () => {
    expect(faced(standing({ endedBy: 'nobody' }), {}, now - 1)).toMatchObject({
      label: 'Alex Morgan, blocked for good',
      description: 'by you',
      words: 'for good',
      press: 'menu',
    });
  });
});

describe('a contact who was found not blocked any more', () => {
  it('can be blocked again, and the description says both', () => {
    expect(faced({ kind: 'lifted', at: now, elsewhere: true })).toMatchObject({
      label: 'Block Alex Morgan',
      description: 'not blocked any more · for 1 day',
      press: 'block',
    });
  });
});

describe('a contact whose block was lifted', () => {
  it('and whom a rule still catches can be blocked, and the description says both', () => {
    expect(faced({ kind: 'lifted', at: now, elsewhere: false, ruled: true })).toMatchObject({
      label: 'Block Alex Morgan',
      description: 'a rule for an e-mail or IP address still blocks them · for 1 day',
      press: 'block',
    });
    expect(faced({ kind: 'lifted', at: now, elsewhere: false, ruled: false }).description).toBe('for 1 day');
  });
});

describe('a contact whom somebody else has blocked', () => {
  const asked = { kind: 'needs-you', of: 'block', error: { code: 'already-blocked' } } as const;

  it('is a question about that block, with its end where it has one', () => {
    expect(faced({ ...asked, until: tuesday })).toMatchObject({
      label:
        'Block of Alex Morgan needs you: Already blocked by someone else until Tue 14:00, so nothing was sent; see whether that is enough.',
      press: 'question',
    });
    expect(faced(asked).label).toBe(
      'Block of Alex Morgan needs you: Already blocked by someone else, so nothing was sent; see whether that is enough.',
    );
  });
});

describe('a press that was not taken', () => {
  const error = { code: 'not-stored' } as const;
  const refused = { what: 'block', error } as const;
  const why = english.errorSentence(error);

  it.each<BlockViewState>([
    standing(),
    { kind: 'waiting', of: 'block', sendsAt: now + 1_000 },
    { kind: 'sending', of: 'lift' },
  ])('leaves what is true on the button where a block is $kind, and says why', (state) => {
    const { label, description: before } = faced(state);
    const description = [why, before].filter(Boolean).join(' · ');
    const aloud = state.kind === 'sending' ? undefined : `${label} · ${description}`;
    expect(faced(state, { refused })).toEqual({ ...faced(state), aloud, description });
  });

  it.each<BlockViewState>([
    { kind: 'lifted', at: now, elsewhere: false },
    { kind: 'undone', at: now },
    { kind: 'expired', at: now },
    { kind: 'failed', of: 'block', error: { code: 'timeout' } },
  ])('was one for a block where one is $kind', (state) => {
    expect(faced(state, { refused })).toMatchObject({
      label: `Alex Morgan was not blocked: ${why}`,
      press: 'block',
    });
    expect(faced(state, { refused: { what: 'lift', error } }).label).not.toBe(`Alex Morgan was not blocked: ${why}`);
  });
});
