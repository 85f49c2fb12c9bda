import { describe, expect, it } from 'vitest';
import { answerQuestion } from '../../../utils/blocking/answers';
import type { BlockState } from '../../../utils/blocking/block';
import { retryWish, undoWish, wishLift } from '../../../utils/blocking/wishes';
import type { ContactId } from '../../../utils/consoles/types';
import { cordonError, type ErrorCode } from '../../../utils/errors';
import {
  blockOf,
  byContact,
  byConversation,
  contactOf,
  DAY,
  liftOf,
  NOW,
  record,
  standing,
  states,
  WINDOW,
} from './block-fixture';

const refused = (code: ErrorCode) => ({ result: { ok: false, error: { code } } });
const id = 'press-1';
const kinds = Object.keys(states) as BlockState['kind'][];

describe('undo', () => {
  const undo = (block: ReturnType<typeof blockOf>) => undoWish([block], id, NOW);

  it.each(['waiting', 'retrying', 'needs-you', 'sending'] as const)(
    'of a block that is %s and has sent nothing ends it',
    (kind) => {
      const block = blockOf({ state: states[kind] });
      const { put, result } = undo(block);
      expect(result).toEqual({ ok: true, value: { ...block, rev: 2, state: { kind: 'undone', at: NOW } } });
      expect(put).toEqual(result.ok ? [result.value] : []);
    },
  );

  it.each(['waiting', 'retrying', 'needs-you', 'sending'] as const)(
    'of a lift that is %s leaves the block standing',
    (kind) => {
      const { result } = undo(liftOf(states[kind]));
      const { wish, state } = standing();
      expect(result).toMatchObject({ ok: true, value: { rev: 2, wish, state, ours: [record.id] } });
      expect(result.ok && result.value.previous).toBeUndefined();
    },
  );

  it.each(['waiting', 'retrying', 'needs-you', 'sending'] as const)(
    'of a changed end or a lift that is %s is too late once it may have left',
    (kind) => {
      const previous = { wish: standing().wish, state: standing().state };
      expect(undo(blockOf({ state: states[kind], sent: true, previous }))).toEqual(refused('too-late-to-undo'));
      expect(undo(liftOf(states[kind], { sent: true }))).toEqual(refused('too-late-to-undo'));
    },
  );

  it.each(['sending', 'needs-you'] as const)('of a block that is %s is too late once it may have left', (kind) => {
    expect(undo(blockOf({ state: states[kind], sent: true }))).toEqual(refused('too-late-to-undo'));
  });

  it.each(['retrying', 'held'] as const)('of a block that is %s after it left lifts it, as soon as it may', (kind) => {
    const block = blockOf({ state: states[kind], sent: true });
    expect(undo(block).result).toMatchObject({
      ok: true,
      value: { wish: { kind: 'not-blocked' }, state: states[kind], sent: false, previous: { state: states[kind] } },
    });
    expect(undo(blockOf({ state: states[kind], sent: true, doubt: false })).result).toMatchObject({
      ok: true,
      value: { state: { kind: 'undone' } },
    });
  });

  it.each(['failed', 'blocked', 'lifted'] as const)('of a block that is %s is too late', (kind) => {
    expect(undo(blockOf({ state: states[kind] }))).toEqual(refused('too-late-to-undo'));
  });

  it('twice is once', () => {
    const block = blockOf({ state: states.undone });
    expect(undo(block)).toEqual({ result: { ok: true, value: block } });
  });

  it('of what is not there is refused', () => {
    expect(undoWish([blockOf()], 'other', NOW)).toEqual(refused('unknown-block'));
  });
});

describe('a lift', () => {
  const lift = (block: ReturnType<typeof blockOf>, tabId?: number) => wishLift([block], id, NOW, WINDOW, tabId);

  it('of a block that stands waits for its window, and remembers what was', () => {
    const block = standing({ othersToo: true });
    const { result } = lift(block, 8);
    expect(result).toMatchObject({
      ok: true,
      value: {
        rev: 2,
        wish: { kind: 'not-blocked' },
        state: { kind: 'waiting', sendsAt: NOW + WINDOW },
        sent: false,
        tabId: 8,
        othersToo: false,
        ours: [record.id],
        previous: { wish: block.wish, state: block.state },
      },
    });
  });

  it.each(['waiting', 'sending', 'retrying', 'needs-you'] as const)(
    'of what is being lifted (%s) already changes nothing',
    (kind) => {
      const block = liftOf(states[kind]);
      expect(lift(block)).toEqual({ result: { ok: true, value: block } });
    },
  );

  it('that failed can be wished again, and still knows the block behind it', () => {
    const block = liftOf(states.failed, { sent: true, doubt: false });
    const { result } = lift(block);
    expect(result).toMatchObject({
      ok: true,
      value: { rev: 2, state: { kind: 'waiting' }, sent: false, previous: block.previous },
    });
  });

  it.each(['waiting', 'sending', 'retrying', 'needs-you', 'failed', 'lifted', 'undone'] as const)(
    'of a block that is %s, and does not stand, is refused',
    (kind) => {
      expect(lift(blockOf({ state: states[kind] }))).toEqual(refused('unknown-block'));
    },
  );

  it('undone, then wished again, leads back to the block again', () => {
    const first = lift(standing()).result;
    const undone = first.ok ? undoWish([first.value], id, NOW).result : first;
    const second = undone.ok ? wishLift([undone.value], id, NOW + 1_000, WINDOW).result : undone;
    const back = second.ok ? undoWish([second.value], id, NOW).result : second;
    expect(back).toMatchObject({ ok: true, value: { rev: 5, wish: standing().wish, state: standing().state } });
  });
});

describe('the answer to a question', () => {
  const asking = (code: ErrorCode, changes: Partial<Extract<BlockState, { kind: 'needs-you' }>> = {}) =>
    blockOf({ state: { kind: 'needs-you', error: cordonError(code), ...changes } });
  const answer = (block: ReturnType<typeof blockOf>, yes: boolean, contactId?: string) =>
    answerQuestion([block], id, { yes, contactId: contactId as ContactId | undefined }, NOW, WINDOW);

  it.each([true, false])('%s to a question that is not asked any more changes nothing', (yes) => {
    const block = asking('names-differ', { contacts: [contactOf('827')] });
    const to = (rev: number) => answerQuestion([block], id, { yes, rev }, NOW, WINDOW);
    expect(to(block.rev - 1)).toEqual(refused('question-changed'));
    expect(to(block.rev + 1)).toEqual(refused('question-changed'));
    expect(to(block.rev).result).toMatchObject({ ok: true, value: { rev: block.rev + 1 } });
  });

  it.each(['names-differ', 'several-contacts', 'already-blocked'] as const)(
    'no to %s ends the block: nothing was sent',
    (code) => {
      const { result } = answer(asking(code, { contacts: [contactOf('827'), contactOf('828')] }), false);
      expect(result).toMatchObject({
        ok: true,
        value: { rev: 2, state: { kind: 'undone', at: NOW }, confirmed: false },
      });
    },
  );

  it('no to a lift leaves the block standing', () => {
    const block = liftOf({ kind: 'needs-you', error: cordonError('others-blocks'), records: [record] });
    expect(answer(block, false).result).toMatchObject({
      ok: true,
      value: { state: standing().state, wish: standing().wish },
    });
  });

  it('yes to names that differ means the contact that was shown, and nobody else', () => {
    const block = { ...asking('names-differ', { contacts: [contactOf('5', 'Sam')] }), reference: byConversation('30') };
    for (const contactId of [undefined, '5']) {
      expect(answer(block, true, contactId).result).toMatchObject({
        ok: true,
        value: {
          rev: 2,
          confirmed: true,
          reference: byContact('5'),
          aliases: ['conversation 30'],
          state: { kind: 'waiting', sendsAt: NOW + WINDOW },
        },
      });
    }
  });

  it.each(['names-differ', 'several-contacts'] as const)(
    'yes to %s for someone who was not shown is refused',
    (code) => {
      const contacts = code === 'names-differ' ? [contactOf('827')] : [contactOf('827'), contactOf('829')];
      expect(answer(asking(code, { contacts }), true, '828')).toEqual(refused('bad-contact'));
    },
  );

  it('yes to several contacts needs the one that is meant', () => {
    const block = {
      ...asking('several-contacts', { contacts: [contactOf('41'), contactOf('112')] }),
      reference: byConversation('30'),
    };
    expect(answer(block, true)).toEqual(refused('bad-contact'));
    expect(answer(block, true, '112').result).toMatchObject({
      ok: true,
      value: { confirmed: true, reference: byContact('112'), aliases: ['conversation 30'] },
    });
  });

  it('yes to someone else’s block keeps it at least until the wished end, beside theirs; no lets it be', () => {
    const question = asking('already-blocked', { records: [record] });
    expect(answer(question, true).result).toMatchObject({
      ok: true,
      value: { othersToo: true, state: { kind: 'waiting', sendsAt: NOW + WINDOW } },
    });
    expect(answer(question, false).result).toMatchObject({ ok: true, value: { state: { kind: 'undone' } } });
  });

  it('yes to lifting what others made goes out at once, and confirms no name', () => {
    const block = liftOf({ kind: 'needs-you', error: cordonError('others-blocks'), records: [record] });
    expect(answer(block, true).result).toMatchObject({
      ok: true,
      value: { named: [{ id: record.id }], confirmed: false, state: { kind: 'waiting', sendsAt: NOW } },
    });
  });

  it('yes to any other question confirms no name', () => {
    expect(answer(asking('rate-limited'), true).result).toMatchObject({ ok: true, value: { confirmed: false } });
  });

  it.each(kinds.filter((kind) => kind !== 'needs-you'))('of a block that is %s is refused', (kind) => {
    for (const yes of [true, false])
      expect(answer(blockOf({ state: states[kind] }), yes)).toEqual(refused('unknown-block'));
  });
});

describe('trying again', () => {
  const retry = (block: ReturnType<typeof blockOf>, now = NOW) => retryWish([block], id, now);

  it('what failed goes out at once, as what it is', () => {
    expect(retry(blockOf({ state: states.failed, sent: true })).result).toMatchObject({
      ok: true,
      value: { rev: 2, sent: true, wish: { kind: 'blocked' }, state: { kind: 'retrying', at: NOW } },
    });
    expect(retry(blockOf({ state: states.held })).result).toMatchObject({
      ok: true,
      value: { rev: 2, state: { kind: 'waiting', sendsAt: NOW } },
    });
    expect(retry(liftOf(states.failed)).result).toMatchObject({ ok: true, value: { wish: { kind: 'not-blocked' } } });
  });

  it('what waits for its next try has it now, with the attempts it had', () => {
    const { result } = retry(blockOf({ state: states.retrying }));
    expect(result).toMatchObject({ ok: true, value: { rev: 1, state: { ...states.retrying, at: NOW } } });
  });

  it('is never before the console allows', () => {
    const error = cordonError('rate-limited', { notBefore: NOW + 30_000 });
    const { result } = retry(blockOf({ state: { ...states.retrying, error } }));
    expect(result).toMatchObject({ ok: true, value: { state: { at: NOW + 30_000 } } });
  });

  it('a block whose time is over is asked about, and refused where it may be there; a lift is not', () => {
    const late = retry(blockOf({ state: states.failed }), NOW + DAY - 59_999).result;
    expect(late).toMatchObject({ ok: true, value: { state: { kind: 'needs-you', error: { code: 'too-late' } } } });
    const perhaps = blockOf({ state: states.failed, sent: true });
    expect(retry(perhaps, NOW + DAY - 59_999)).toEqual(refused('too-late'));
    expect(retry(blockOf({ state: states.failed }), NOW + DAY - 60_000).result.ok).toBe(true);
    expect(retry(liftOf(states.failed), NOW + 2 * DAY).result.ok).toBe(true);
  });

  it.each(kinds.filter((kind) => !['failed', 'held', 'retrying'].includes(kind)))(
    'a block that is %s is refused',
    (kind) => {
      expect(retry(blockOf({ state: states[kind] }))).toEqual(refused('unknown-block'));
    },
  );
});
