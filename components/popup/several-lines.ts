import { mostSeveral } from '../../utils/blocking/several-ids';
import type { CordonError, ErrorCode } from '../../utils/errors';
import type { ContactView, Found } from '../../utils/messaging/protocol';

/** A line that was not understood, and why. */
export interface Missed {
  readonly line: string;
  readonly error: CordonError;
}

/** What typed lines turned out to mean. */
export interface Understood {
  readonly found: readonly ContactView[];
  readonly missed: readonly Missed[];
}

/** The lines of a text, trimmed, each once, whatever its case. At most as many as can be blocked at once. */
export function linesOf(text: string, most = mostSeveral): readonly string[] {
  const lines = new Map<string, string>();
  for (const raw of text.split(/[\r\n]+/)) {
    const line = raw.trim();
    if (line !== '' && !lines.has(line.toLowerCase())) lines.set(line.toLowerCase(), line);
  }
  return [...lines.values()].slice(0, most);
}

/** Adds what the console said of one line. Certain is what the single form would block without asking; the rest is not guessed. */
export function withLine(before: Understood, line: string, found: Found | CordonError): Understood {
  if (!('kind' in found)) return { ...before, missed: [...before.missed, { line, error: found }] };
  if (found.kind === 'several') {
    const code: ErrorCode = found.contacts.length > 1 ? 'several-contacts' : 'no-contact-found';
    return { ...before, missed: [...before.missed, { line, error: { code } }] };
  }
  const known = before.found.some(({ id }) => id === found.contact.id);
  return known ? before : { ...before, found: [...before.found, found.contact] };
}

/** These say something of a line; any other error is one of the connection, and ends the reading. */
export function isAboutLine({ code }: CordonError): boolean {
  return (
    code === 'no-contact-found' ||
    code === 'bad-contact' ||
    code === 'gone' ||
    code === 'refused' ||
    code === 'not-allowed' ||
    code === 'protected'
  );
}
