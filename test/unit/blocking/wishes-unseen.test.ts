import { describe, expect, it } from 'vitest';
import { answerQuestion } from '../../../utils/blocking/answers';
import { asksInPage } from '../../../utils/blocking/block';
import { wishBlock } from '../../../utils/blocking/press';
import { wishEnd, wishLift } from '../../../utils/blocking/wishes';
import { blockOf, DAY, liftOf, NOW, pressOf, standing, states, WINDOW } from './block-fixture';

const id = 'press-1';
const unseen = { kind: 'needs-you', error: { code: 'not-seen' } };
const longer = { until: NOW + 7 * DAY, forGood: false };

function made(wished: ReturnType<typeof wishBlock>) {
  const { result } = wished;
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}

describe('a press that may not have been seen', () => {
  it('is a question, which the Cordon window shows, and no window runs', () => {
    const wished = wishBlock([], pressOf({ seen: false }), NOW, WINDOW);
    expect(made(wished).state).toEqual(unseen);
    expect(asksInPage(made(wished))).toBe(true);
    expect(wished.note).toMatchObject([{ what: 'asked', code: 'not-seen' }]);
  });

  it('is asked about too where the brakes would hold it: released, it would be done unasked', () => {
    const many = Array.from({ length: 12 }, (_, index) => blockOf({ id: `other-${index}` }));
    const press = pressOf({ seen: false, reference: { kind: 'words', words: 'somebody else' } });
    expect(made(wishBlock(many, press, NOW, WINDOW)).state).toEqual(unseen);
  });

  it('becomes a block by a yes, with a window, and nothing by a no', () => {
    const asked = made(wishBlock([], pressOf({ seen: false }), NOW, WINDOW));
    const yes = made(answerQuestion([asked], id, { yes: true }, NOW + 60_000, WINDOW));
    expect(yes.state).toEqual({ kind: 'waiting', sendsAt: NOW + 60_000 + WINDOW });
    expect(made(answerQuestion([asked], id, { yes: false }, NOW, WINDOW)).state.kind).toBe('undone');
  });

  it.each([
    ['in its window', blockOf()],
    ['being lifted', liftOf(states.waiting)],
    ['held', blockOf({ state: states.held })],
  ])('changes nothing of a block that is %s', (_what, current) => {
    const wished = wishBlock([current], pressOf({ id: 'p2', seen: false, endChosen: true, end: longer }), NOW, WINDOW);
    expect(wished).toEqual({ result: { ok: true, value: current } });
  });
});

describe('a lift that may not have been seen', () => {
  it('is a question in the tab of the press, and the block stands', () => {
    const asked = made(wishLift([standing()], id, NOW, WINDOW, 7, false));
    expect(asked).toMatchObject({ state: unseen, tabId: 7, previous: { state: states.blocked } });
    expect(asksInPage(asked)).toBe(true);
    const kept = made(answerQuestion([asked], id, { yes: false }, NOW, WINDOW));
    expect(kept).toMatchObject({ state: states.blocked, wish: standing().wish });
  });

  it('goes on by a yes, with a window', () => {
    const asked = made(wishLift([standing()], id, NOW, WINDOW, 7, false));
    expect(made(answerQuestion([asked], id, { yes: true }, NOW, WINDOW))).toMatchObject({
      state: { kind: 'waiting', sendsAt: NOW + WINDOW },
      wish: { kind: 'not-blocked' },
      othersToo: false,
    });
  });

  it.each(['waiting', 'sending', 'retrying', 'held', 'failed', 'lifted', 'undone'] as const)(
    'of a block that is %s changes nothing',
    (kind) => {
      const block = blockOf({ state: states[kind], sent: true });
      expect(wishLift([block], id, NOW, WINDOW, 7, false)).toEqual({
        result: { ok: false, error: { code: 'unknown-block' } },
      });
    },
  );
});

describe('another end that may not have been seen chosen', () => {
  it('is a question, and the block stands as it did by a no', () => {
    const asked = made(wishEnd([standing()], id, longer, NOW, WINDOW, 7, false));
    expect(asked.state).toEqual(unseen);
    expect(made(answerQuestion([asked], id, { yes: false }, NOW, WINDOW))).toMatchObject({
      state: states.blocked,
      wish: standing().wish,
    });
  });

  it('is asked of the console by a yes, with a window', () => {
    const asked = made(wishEnd([standing()], id, longer, NOW, WINDOW, 7, false));
    expect(made(answerQuestion([asked], id, { yes: true }, NOW, WINDOW))).toMatchObject({
      state: { kind: 'waiting', sendsAt: NOW + WINDOW },
      wish: { kind: 'blocked', ...longer },
      previous: { state: states.blocked },
    });
  });

  it('is noted by a yes, and nothing is sent, where Cordon ends the block', () => {
    const ours = standing({ state: { ...states.blocked, endedBy: 'cordon' } });
    const asked = made(wishEnd([ours], id, longer, NOW, WINDOW, 7, false));
    expect(made(answerQuestion([asked], id, { yes: true }, NOW, WINDOW))).toMatchObject({
      state: { kind: 'blocked', endedBy: 'cordon' },
      wish: { kind: 'blocked', ...longer },
    });
  });

  it('that is past is said at once', () => {
    expect(wishEnd([standing()], id, { until: NOW, forGood: false }, NOW, WINDOW, 7, false)).toEqual({
      result: { ok: false, error: { code: 'too-late' } },
    });
  });
});
