import * as z from 'zod/mini';
import { type CordonError, errorCodes } from '../errors';

/**
 * What stands between a connection and its console after it went wrong. While it is open nothing is sent: until a time, or until
 * a person has done something about it.
 */
export interface Circuit {
  /** Why nothing is sent; `since` is when the pause began. */
  readonly open?:
    | { readonly error: CordonError; readonly until?: number | undefined; readonly since?: number | undefined }
    | undefined;
  /** Failures of one kind in a row, on different contacts. */
  readonly strikes?: { readonly code: CordonError['code']; readonly contacts: readonly string[] } | undefined;
}

/** A circuit that lets everything through. */
export const closed: Circuit = {};

/** How many failures of a kind, on different contacts, say that the key or the network is at fault and not the contact. */
const enough: Partial<Record<CordonError['code'], number>> = {
  'bad-key': 1,
  'no-permission': 3,
  'may-not-block': 3,
  'not-json': 2,
};

/** A longer pause is not waited out silently (milliseconds): a person hears of it. */
const longestPause = 86_400_000;

/**
 * The circuit after an error. A rejected key opens it at once, a refused permission after three contacts, a pause until its end; one
 * that is longer than a day, or that names no time that can be read, until a person has seen to it.
 */
export function afterError(circuit: Circuit, error: CordonError, contact: string, now: number): Circuit {
  // Only a person ends what waits for a person.
  if (circuit.open && circuit.open.until === undefined) return circuit;
  const pause = (error.notBefore ?? now) - now;
  if (error.code === 'rate-limited' && pause > longestPause) return { ...circuit, open: { error } };
  if (error.code === 'rate-limited' && pause > 0) {
    // The same pause, told again, changes nothing.
    if (circuit.open?.until !== undefined && circuit.open.until >= now + pause) return circuit;
    return { ...circuit, open: { error, until: now + pause, since: now } };
  }
  const most = enough[error.code];
  if (most === undefined) return circuit;
  const before = circuit.strikes?.code === error.code ? circuit.strikes.contacts : [];
  const contacts = [...new Set([...before, contact])];
  const strikes = { code: error.code, contacts };
  return contacts.length >= most ? { strikes, open: { error } } : { ...circuit, strikes };
}

/** The circuit after an answer as it should be: nothing is held against the connection, but a pause goes on, and so does what waits for a person. */
export function afterSuccess(circuit: Circuit, now: number): Circuit {
  const open = openAt(circuit, now);
  if (circuit.strikes === undefined && circuit.open === open) return circuit;
  return open ? { open } : closed;
}

/** The circuit after a person has seen to it: what waited for that is over. A pause that the console asked for is not. */
export function afterPerson(circuit: Circuit, now: number): Circuit {
  const open = openAt(circuit, now);
  return open?.until === undefined ? closed : { open };
}

/** Brings a pause back that a clock, set back since, has put years away: what is left of it is at most its length. */
export function broughtBack(circuit: Circuit, now: number): Circuit {
  const { open } = circuit;
  if (open?.until === undefined) return circuit;
  const since = open.since ?? open.until - longestPause;
  return since <= now ? circuit : { ...circuit, open: { ...open, until: now + (open.until - since), since: now } };
}

/** Why nothing may be sent now; undefined where something may. */
export function openAt(circuit: Circuit, now: number): NonNullable<Circuit['open']> | undefined {
  const { open } = circuit;
  return open && (open.until === undefined || open.until > now) ? open : undefined;
}

const schema = z.object({
  open: z.optional(
    z.object({
      error: z.object({
        code: z.enum(errorCodes),
        status: z.optional(z.number()),
        vendorCode: z.optional(z.string()),
        notBefore: z.optional(z.number()),
      }),
      until: z.optional(z.number()),
      since: z.optional(z.number()),
    }),
  ),
  strikes: z.optional(z.object({ code: z.enum(errorCodes), contacts: z.array(z.string()) })),
});

/** Reads a stored circuit; a value that is not one lets everything through, and the next answer says what is true. */
export function readCircuit(stored: unknown): Circuit {
  const parsed = schema.safeParse(stored);
  return parsed.success ? (parsed.data as Circuit) : closed;
}
