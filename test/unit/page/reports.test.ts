import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createReports } from '../../../utils/page/reports';

const some = { names: 3, buttons: 3, references: 3 };
const more = { names: 4, buttons: 3, references: 3 };

describe('what a page counts', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('is told once a second at most, as it then is', () => {
    const send = vi.fn();
    const reports = createReports(send);
    reports.note(some);
    reports.note(more);
    expect(send).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1_000);
    reports.note(some);
    expect(send.mock.calls).toEqual([[more]]);
    vi.advanceTimersByTime(1_000);
    expect(send.mock.calls).toEqual([[more], [some]]);
  });

  it('is not told sooner for having changed often', () => {
    const send = vi.fn();
    const reports = createReports(send);
    reports.note(some);
    vi.advanceTimersByTime(500);
    reports.note(more);
    vi.advanceTimersByTime(700);
    reports.note(some);
    vi.advanceTimersByTime(999);
    expect(send.mock.calls).toEqual([[more]]);
    vi.advanceTimersByTime(1);
    expect(send.mock.calls).toEqual([[more], [some]]);
  });

  it('is not told again where it is the same', () => {
    const send = vi.fn();
    const reports = createReports(send);
    for (let second = 0; second < 5; second += 1) {
      reports.note({ ...some });
      vi.advanceTimersByTime(1_000);
    }
    expect(send.mock.calls).toEqual([[some]]);
  });

  it('is told again where it is asked again', () => {
    const send = vi.fn();
    const reports = createReports(send);
    reports.note(some);
    vi.advanceTimersByTime(1_000);
    reports.askedAgain();
    reports.note(some);
    vi.advanceTimersByTime(1_000);
    expect(send.mock.calls).toEqual([[some], [some]]);
  });
});
