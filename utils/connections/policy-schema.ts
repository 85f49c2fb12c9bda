import * as z from 'zod/mini';
import type { Brakes } from '../blocking/brakes';
import { mostSeveral } from '../blocking/several-ids';
import { consoleOf, isConsoleId } from '../consoles';
import type { ConsoleId } from '../consoles/types';
import { type Settings, settingSchemas } from './settings-store';

/** A connection that the organisation has prepared: it needs only its key. */
export interface PresetConnection {
  readonly console: ConsoleId;
  /** The account's name or any address of it, as a person would type it. */
  readonly address: string;
  readonly label?: string | undefined;
}

/** Who is never blocked. All in small letters. */
export interface ProtectedContacts {
  /** E-mail domains, those below them included. */
  readonly domains: readonly string[];
  readonly emails: readonly string[];
  /** Contact ids, of every console, or of one where it is named before a colon (`acquire:827`). */
  readonly ids: readonly string[];
}

/** What an organisation may set. A key that is left out sets nothing. */
export type Policy = Partial<
  Omit<Settings, 'listTabStops' | 'lockWithDevice'> & {
    readonly consoles: readonly ConsoleId[];
    /** For a console, the accounts or hosts that may be connected; `*` stands for anything but a dot. */
    readonly addresses: Readonly<Record<ConsoleId, readonly string[]>>;
    readonly connections: readonly PresetConnection[];
    readonly longestHours: number;
    readonly forGood: boolean;
    readonly reasonRequired: boolean;
    readonly brakes: Brakes;
    readonly severalMost: number;
    readonly protectedContacts: ProtectedContacts;
    readonly passphraseRequired: boolean;
    readonly liftFromPage: boolean;
    readonly teaching: boolean;
    readonly exports: boolean;
    readonly agentName: string;
    readonly firstRun: boolean;
  }
>;

/** What was read of a policy, and the keys that could not be: not known, or in part or whole not as they should be. */
export interface PolicyRead {
  readonly policy: Policy;
  readonly unread: readonly string[];
}

/** What was read of one key; `whole` is false where something of it could not be. */
interface Part<T> {
  readonly value?: T | undefined;
  readonly whole: boolean;
}

type Reader<T> = (value: unknown) => Part<T>;

const whole = (least: number, most: number) => z.number().check(z.int(), z.minimum(least), z.maximum(most));
const text = (most: number) => z.string().check(z.trim(), z.minLength(1), z.maxLength(most));
const small = (pattern: RegExp) => z.string().check(z.trim(), z.toLowerCase(), z.maxLength(254), z.regex(pattern));

const consoleId = z.string().check(z.refine(isConsoleId));
const account = z.string().check(z.trim(), z.toLowerCase(), z.regex(/^[a-z0-9.*:-]{1,253}$/));
const preset = z
  .object({ console: consoleId, address: text(300), label: z.optional(text(80)) })
  .check(z.refine((one) => consoleOf(one.console).connect.readAddress(one.address).ok));
const domain = small(/^@?[^\s@/*]+\.[^\s@/*]+$/);
const email = small(/^[^\s@]+@[^\s@]+$/);
const contactId = small(/^(?:[a-z0-9-]+:)?[a-z0-9-]+$/);

const readers: { readonly [K in keyof Required<Policy>]: Reader<Required<Policy>[K]> } = {
  consoles: each(consoleId),
  addresses: (value) => {
    const entries = Object.entries(isObject(value) ? value : {});
    const read = entries.map(([id, patterns]): [string, Part<readonly string[]>] => [id, each(account)(patterns)]);
    const good = read.flatMap(([id, { value: list }]) => (isConsoleId(id) && list ? [[id, list] as const] : []));
    const isWhole = isObject(value) && good.length === read.length && read.every(([, part]) => part.whole);
    return { value: good.length > 0 ? Object.fromEntries(good) : undefined, whole: isWhole };
  },
  connections: each(preset),
  defaultEnd: exactly(settingSchemas.defaultEnd),
  longestHours: exactly(whole(1, 87_600)),
  forGood: exactly(z.boolean()),
  reasonRequired: exactly(z.boolean()),
  reasons: each(text(80)),
  undoSeconds: exactly(settingSchemas.undoSeconds),
  brakes: exactly(z.object({ perMinute: whole(1, 1_000), perDay: whole(1, 10_000) })),
  severalMost: exactly(whole(0, mostSeveral)),
  protectedContacts: (value) => {
    const given = isObject(value) ? value : {};
    const [domains, emails, ids] = [list(domain, given.domains), list(email, given.emails), list(contactId, given.ids)];
    const known = Object.keys(given).every((name) => ['domains', 'emails', 'ids'].includes(name));
    return {
      value: {
        domains: (domains.value ?? []).map((one) => one.replace(/^@/, '')),
        emails: emails.value ?? [],
        ids: ids.value ?? [],
      },
      whole: isObject(value) && known && domains.whole && emails.whole && ids.whole,
    };
  },
  passphraseRequired: exactly(z.boolean()),
  lockAfterMinutes: exactly(settingSchemas.lockAfterMinutes),
  liftFromPage: exactly(z.boolean()),
  teaching: exactly(z.boolean()),
  exports: exactly(z.boolean()),
  retentionDays: exactly(settingSchemas.retentionDays),
  agentName: exactly(text(80)),
  firstRun: exactly(z.boolean()),
};

/** The names of all keys. */
export const policyKeys = Object.keys(readers);

/**
 * Reads a policy key by key. Of a list the entries that can be read count, so that one misspelt address takes no protection from the
 * others; anything else that cannot be read sets nothing. Both are told of in `unread`.
 */
export function readPolicy(values: unknown): PolicyRead {
  const policy: Record<string, unknown> = {};
  const unread: string[] = [];
  for (const [name, value] of Object.entries(isObject(values) ? values : {})) {
    const read = Object.hasOwn(readers, name) ? readers[name as keyof Policy]?.(value) : undefined;
    if (read?.value !== undefined) policy[name] = read.value;
    if (!read?.whole) unread.push(name);
  }
  return { policy: policy as Policy, unread };
}

function exactly<T>(schema: z.ZodMiniType<T>): Reader<T> {
  return (value) => {
    const parsed = schema.safeParse(value);
    return parsed.success ? { value: parsed.data, whole: true } : { whole: false };
  };
}

/** A list in which at least one entry can be read: an empty one would forbid everything, and nobody would know why. */
function each<T>(schema: z.ZodMiniType<T>): Reader<readonly T[]> {
  return (value) => {
    const read = list(schema, value);
    return read.value && read.value.length > 0 ? read : { whole: false };
  };
}

function list<T>(schema: z.ZodMiniType<T>, value: unknown): Part<readonly T[]> {
  if (value === undefined) return { value: [], whole: true };
  if (!Array.isArray(value)) return { whole: false };
  const good = value.flatMap((one) => {
    const parsed = schema.safeParse(one);
    return parsed.success ? [parsed.data] : [];
  });
  return { value: good, whole: good.length === value.length };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
