const dayLength = 86_400_000;

/**
 * Says a time as short as it stays clear: `14:00` today, `Tue 14:00` within six days, else with the date, and with the year
 * where it is another. `at` and `now` are epoch milliseconds, `language` is a BCP 47 tag.
 */
export function sayTime(at: number, now: number, language: string): string {
  return say(at, now, language, clockOf(language));
}

/** Says the day of a time alone: `Tue` within six days, else the date. Of today it says the time, `14:00`. As `sayTime` takes it. */
export function sayDay(at: number, now: number, language: string): string {
  return say(at, now, language, {});
}

function say(at: number, now: number, language: string, time: Intl.DateTimeFormatOptions): string {
  const date = new Date(at);
  const today = new Date(now);
  const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(language, options).format(date);
  if (date.toDateString() === today.toDateString()) return format(clockOf(language));
  if (Math.abs(at - now) < 6 * dayLength) return format({ ...time, weekday: 'short' });
  if (date.getFullYear() === today.getFullYear()) return format({ ...time, day: 'numeric', month: 'short' });
  return format({ day: 'numeric', month: 'short', year: 'numeric' });
}

/** How a language writes the time of day: with a zero before hours of one digit only where the clock has 24 of them. */
export function clockOf(language: string): Intl.DateTimeFormatOptions {
  const { hour12 } = new Intl.DateTimeFormat(language, { hour: 'numeric' }).resolvedOptions();
  return { hour: hour12 ? 'numeric' : '2-digit', minute: '2-digit' };
}

/** The same without a place to break the line, but for behind a comma where no year follows. */
export function unbroken(time: string): string {
  return time.replace(/(?<![,،]) | (?=\p{Nd}{4}$)/gu, '\u00a0');
}
