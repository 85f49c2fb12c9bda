/** The latest time that a `datetime-local` field takes: with more digits in its year, Chromium's field grows. */
export const latestField = '9999-12-31T23:59';

const two = (value: number) => String(value).padStart(2, '0');

/** A time (epoch milliseconds) as a `datetime-local` field writes it, in this computer's time zone. */
export function toLocalField(at: number): string {
  const date = new Date(at);
  const day = `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

/**
 * Reads a `datetime-local` field in this computer's time zone. Undefined where it is not filled in, and while its year is still
 * being typed (`0020` on the way to `2027`).
 */
export function fromLocalField(text: string): number | undefined {
  const at = new Date(text).getTime();
  return Number.isNaN(at) || new Date(at).getFullYear() < 1000 ? undefined : at;
}

/** This computer's time zone (`Europe/Berlin`), as the browser names it. */
export function timeZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}
