import { describe, expect, it } from 'vitest';
import { isUndoPress } from '../../../utils/page/press';

describe('a press on a waiting block', () => {
  it.each([
    { what: 'a first click, long after', count: 1, since: 700, undo: true },
    { what: 'a first click, much later', count: 1, since: 3_600_000, undo: true },
    { what: 'the keyboard, long after', count: 0, since: 700, undo: true },
    { what: 'the keyboard, too soon', count: 0, since: 699, undo: false },
    { what: 'a first click, too soon', count: 1, since: 699, undo: false },
    { what: 'the second of a double click', count: 2, since: 120, undo: false },
    { what: 'a slow double click', count: 2, since: 700, undo: false },
    { what: 'the third of a triple click', count: 3, since: 5_000, undo: false },
    { what: 'a press at the very moment', count: 1, since: 0, undo: false },
    { what: 'a clock that was turned back', count: 1, since: -5_000, undo: false },
  ])('$what: Undo is $undo', ({ count, since, undo }) => {
    expect(isUndoPress(count, since)).toBe(undo);
  });
});
