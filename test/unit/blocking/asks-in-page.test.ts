import { describe, expect, it } from 'vitest';
import { asksInPage } from '../../../utils/blocking/block';
import { cordonError, type ErrorCode } from '../../../utils/errors';
import { aBlock, everyState } from './a-block';

const asking = (code: ErrorCode) => ({ kind: 'needs-you', error: cordonError(code) }) as const;
const lift = { wish: { kind: 'not-blocked' } } as const;

describe('a question that a page raised', () => {
  it.each(['names-differ', 'several-contacts', 'already-blocked'] as const)(
    'is %s of a block that was pressed in one, also when its tab is gone',
    (code) => {
      expect(asksInPage(aBlock({ fromPage: true, tabId: 7, state: asking(code) }))).toBe(true);
      expect(asksInPage(aBlock({ fromPage: true, state: asking(code) }))).toBe(true);
      expect(asksInPage(aBlock({ fromPage: false, state: asking(code) }))).toBe(false);
    },
  );

  it('is that about a lift which was pressed in one, wherever the block was made', () => {
    const state = asking('others-blocks');
    expect(asksInPage(aBlock({ ...lift, fromPage: false, tabId: 7, state }))).toBe(true);
    expect(asksInPage(aBlock({ ...lift, fromPage: true, tabId: undefined, state }))).toBe(false);
  });

  it.each(['overdue', 'end-not-ours', 'too-late'] as const)('is never %s, which only time raised', (code) => {
    expect(asksInPage(aBlock({ fromPage: true, tabId: 7, state: asking(code) }))).toBe(false);
  });

  it.each(['no-permission', 'bad-answer', 'server-error', 'no-network'] as const)(
    'is never %s, which the page itself says',
    (code) => {
      expect(asksInPage(aBlock({ fromPage: true, tabId: 7, state: asking(code) }))).toBe(false);
    },
  );

  it('is never about a lift that nobody pressed', () => {
    const state = asking('others-blocks');
    expect(asksInPage(aBlock({ ...lift, automatic: true, tabId: 7, state }))).toBe(false);
  });

  it('is open only while a person is asked', () => {
    const open = everyState.filter((state) => asksInPage(aBlock({ fromPage: true, tabId: 7, state })));
    expect(open.map(({ kind }) => kind)).toEqual(['needs-you']);
  });
});
