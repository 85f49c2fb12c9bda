const LOCALE = 'en-GB';
const DAY = 86_400_000;

const clock = new Intl.DateTimeFormat(LOCALE, { hour: '2-digit', minute: '2-digit' });
const weekday = new Intl.DateTimeFormat(LOCALE, { weekday: 'short' });
const dayMonth = new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'short' });
const longDay = new Intl.DateTimeFormat(LOCALE, { weekday: 'long', day: 'numeric', month: 'long' });
const full = new Intl.DateTimeFormat(LOCALE, {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});

function daysAgo(at) {
  return Math.round((new Date().setHours(0, 0, 0, 0) - new Date(at).setHours(0, 0, 0, 0)) / DAY);
}

export function clockTime(at) {
  return clock.format(at);
}

export function listTime(at) {
  if (!at) return '';
  const days = daysAgo(at);
  if (days <= 0) return clock.format(at);
  if (days === 1) return 'Yesterday';
  return days < 7 ? weekday.format(at) : dayMonth.format(at);
}

export function dayTitle(at) {
  const days = daysAgo(at);
  return days <= 0 ? 'Today' : days === 1 ? 'Yesterday' : longDay.format(at);
}

export function fullTime(at) {
  return at ? full.format(at) : '–';
}

export function seenTime(at) {
  if (!at) return 'Never';
  const minutes = Math.floor((Date.now() - at) / 60_000);
  if (minutes < 1) return 'Just now';
  if (minutes < 60) return `${minutes} min ago`;
  return daysAgo(at) === 0 ? `Today ${clock.format(at)}` : daysAgo(at) === 1 ? 'Yesterday' : dayMonth.format(at);
}

/** One or two letters for an avatar; `#` for contacts without a name. */
export function initials(name, named) {
  if (!named) return '#';
  const words = name.normalize('NFC').match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu) ?? [];
  const letters = (words.length > 1 ? [words[0], words.at(-1)] : words).map((word) => [...word][0].toUpperCase());
  return letters.join('') || '?';
}
