const dayLength = 86_400_000;
const clock: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit' };

/**
 * Says a time as short as it stays clear: `14:00` today, `Tue 14:00` within six days, else with the date, and with the year
 * where it is another. `at` and `now` are epoch milliseconds, `language` is a BCP 47 tag.
 */
export function sayTime(at: number, now: number, language: string): string {
  return say(at, now, language, clock);
}

/** Says the day of a time alone: `Tue` within six days, else the date. Of today it says the time, `14:00`. As `sayTime` takes it. */
export function sayDay(at: number, now: number, language: string): string {
  return say(at, now, language, {});
}

function say(at: number, now: number, language: string, time: Intl.DateTimeFormatOptions): string {
  const date = new Date(at);
  const today = new Date(now);
  const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(language, options).format(date);
  if (date.toDateString() === today.toDateString()) return format(clock);
  if (Math.abs(at - now) < 6 * dayLength) return format({ ...time, weekday: 'short' });
  if (date.getFullYear() === today.getFullYear()) return format({ ...time, day: 'numeric', month: 'short' });
  return format({ day: 'numeric', month: 'short', year: 'numeric' });
}
