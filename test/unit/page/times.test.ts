import { describe, expect, it } from 'vitest';
import { sayDay, sayTime, unbroken } from '../../../utils/platform/times';

// Local times throughout: the sentence is for whoever sits at this machine.
const now = new Date(2026, 10, 20, 10, 30).getTime();
const at = (month: number, day: number, hour = 14, minute = 0, year = 2026) =>
  new Date(year, month - 1, day, hour, minute).getTime();

describe('a time', () => {
  it.each([
    { what: 'today', time: at(11, 20), says: '14:00' },
    { what: 'this minute', time: now, says: '10:30' },
    { what: 'at the start of today', time: at(11, 20, 0, 0), says: '00:00' },
    { what: 'at the end of today', time: at(11, 20, 23, 59), says: '23:59' },
    { what: 'tomorrow', time: at(11, 21, 0, 0), says: 'Sat 00:00' },
    { what: 'yesterday', time: at(11, 19, 23, 59), says: 'Thu 23:59' },
    { what: 'just within six days', time: at(11, 26, 10, 29), says: 'Thu 10:29' },
    {
      what: 'six days on, where the weekday could be taken for the last one',
      time: at(11, 26, 10, 30),
      says: '26 Nov, 10:30',
    },
    { what: 'six days ago', time: at(11, 14, 10, 30), says: '14 Nov, 10:30' },
    { what: 'later this year', time: at(12, 31, 9, 5), says: '31 Dec, 09:05' },
    { what: 'soon, in another year', time: at(1, 2, 9, 5, 2027), says: '2 Jan 2027' },
    { what: 'in ten years', time: at(11, 20, 23, 59, 2036), says: '20 Nov 2036' },
  ])('$what', ({ time, says }) => {
    expect(sayTime(time, now, 'en-GB')).toBe(says);
  });

  it('is said in the language that is asked for', () => {
    expect(sayTime(at(11, 21, 9, 0), now, 'de')).toMatch(/^Sa\.?, 09:00$/);
    expect(sayTime(at(11, 20, 14, 0), now, 'en-US')).toMatch(/^2:00\sPM$/u);
    expect(sayTime(at(11, 20, 14, 0), now, 'ar-EG')).toMatch(/^٢:٠٠/);
  });

  it('keeps the weekday over the turn of the year', () => {
    expect(sayTime(at(1, 1, 8, 0, 2027), at(12, 30), 'en-GB')).toBe('Fri 08:00');
  });
});

describe('a day', () => {
  it.each([
    ['14:00', at(11, 20)],
    ['Sat', at(11, 21)],
    ['26 Nov', at(11, 26, 10, 30)],
    ['2 Jan 2027', at(1, 2, 9, 5, 2027)],
  ])('is said without its time, but for today: %s', (says, time) => {
    expect(sayDay(time, now, 'en-GB')).toBe(says);
  });
});

describe('a time that is kept together', () => {
  it('breaks behind a comma alone, of either kind, and not before a year', () => {
    expect(unbroken('26 Nov, 10:30')).toBe('26\u00a0Nov, 10:30');
    expect(unbroken('Dec 25, 2027')).toBe('Dec\u00a025,\u00a02027');
    expect(unbroken('Sat 11:00 AM')).toBe('Sat\u00a011:00\u00a0AM');
    expect(unbroken('20 ديسمبر، 11:00 ص')).toBe('20\u00a0ديسمبر، 11:00\u00a0ص');
  });
});
