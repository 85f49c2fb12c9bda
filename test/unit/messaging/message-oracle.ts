// What the protocol allows, said once more and in another way than the schemas, so that the one can be held against the other.

type Check = (value: unknown) => boolean;
type Fields = Readonly<Record<string, Check>>;

const lettersOf = (text: string) => new Set(text);
const digits = '0123456789';
const small = 'abcdefghijklmnopqrstuvwxyz';
const wordLetters = `${digits}${small}${small.toUpperCase()}`;

function textOf(allowed: string, least: number, most: number): Check {
  const letters = lettersOf(allowed);
  return (value) =>
    typeof value === 'string' &&
    value.length >= least &&
    value.length <= most &&
    [...value].every((one) => letters.has(one));
}

const textUpTo =
  (most: number): Check =>
  (value) =>
    typeof value === 'string' && value.length <= most;
const oneOf =
  (...allowed: readonly unknown[]): Check =>
  (value) =>
    allowed.includes(value);
const either =
  (...checks: readonly Check[]): Check =>
  (value) =>
    checks.some((check) => check(value));
const maybe = (check: Check): Check => either(oneOf(undefined), check);
const wholeUpTo =
  (most: number): Check =>
  (value) =>
    Number.isSafeInteger(value) && Number(value) >= 0 && Number(value) <= most;
const listUpTo =
  (most: number, check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.length <= most && value.every(check);

function object(fields: Fields): Check {
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
    const known = Object.keys(value).every((name) => Object.keys(fields).includes(name));
    return known && Object.entries(fields).every(([name, check]) => check((value as Record<string, unknown>)[name]));
  };
}

const id = textOf(`${wordLetters}_:.-`, 1, 128);
const uuid: Check = (value) => {
  if (typeof value !== 'string') return false;
  const parts = value.split('-');
  const hex = textOf(`${digits}abcdef`, 0, 36);
  return parts.map(({ length }) => length).join() === '8,4,4,4,12' && parts.every(hex);
};
const vendorId = textOf(`${wordLetters}_-`, 1, 64);
const end = either(oneOf('1h', '8h', '1d', '7d', '30d', 'for-good'), object({ until: wholeUpTo(8.64e15) }));
const reference = either(
  object({ kind: oneOf('contact'), contactId: vendorId, fromText: oneOf(undefined, true) }),
  object({ kind: oneOf('conversation'), conversationId: vendorId }),
  object({ kind: oneOf('words'), words: textUpTo(300), idBegins: maybe(vendorId) }),
);
const count = wholeUpTo(1_000_000);
const block = object({ blockId: id });
const connection = object({ connectionId: id });
const acquire = oneOf('acquire');

const words: Fields = { reason: maybe(textUpTo(80)), note: maybe(textUpTo(500)) };

const page: Fields = {
  wake: object({}),
  block: object({
    pressId: uuid,
    reference,
    name: textUpTo(1_000),
    seen: oneOf(true, false),
    end: maybe(end),
    ...words,
  }),
  undo: block,
  lift: object({ blockId: id, seen: oneOf(true, false) }),
  'change-end': object({ blockId: id, end, seen: oneOf(true, false) }),
  describe: object({ blockId: id, ...words }),
  // What is no reference is handed on as one about nobody.
  status: object({ references: listUpTo(500, () => true) }),
  show: block,
  report: object({ names: count, buttons: count, references: count, hidden: oneOf(undefined, true) }),
  news: object({ shown: maybe(id), atButtons: listUpTo(500, id), read: listUpTo(500, id) }),
  discovery: object({}),
  menu: object({}),
};

const extension: Fields = {
  overview: object({ tabId: maybe((value) => Number.isFinite(value)) }),
  'change-settings': object({
    undoSeconds: maybe(wholeUpTo(60)),
    retentionDays: maybe(wholeUpTo(365)),
    listTabStops: maybe(oneOf(true, false)),
    reasons: maybe(
      listUpTo(20, (value) => typeof value === 'string' && value.trim().length > 0 && value.trim().length <= 80),
    ),
    lockAfterMinutes: maybe((value) => wholeUpTo(480)(value) && Number(value) >= 15),
    lockWithDevice: maybe(oneOf(true, false)),
    defaultEnd: maybe(oneOf('1h', '8h', '1d', '7d', '30d')),
  }),
  'save-draft': object({
    draft: either(oneOf(null), object({ consoleId: acquire, address: textUpTo(300), label: textUpTo(300) })),
  }),
  connect: object({ connectionId: id, consoleId: acquire, address: textUpTo(300), label: textUpTo(300) }),
  'test-connection': connection,
  'rename-connection': object({ connectionId: id, label: textUpTo(300) }),
  'remove-connection': connection,
  'choose-connection': object({ connectionId: id, tabId: maybe((value) => Number.isFinite(value)) }),
  'choose-end': object({ connectionId: id, end }),
  'find-contact': object({ connectionId: id, words: textUpTo(300) }),
  'block-open': object({ pressId: uuid, connectionId: id, reference, name: textUpTo(1000) }),
  pause: object({ choice: oneOf('hour', 'until-resumed') }),
  resume: object({}),
  'block-contact': object({ pressId: uuid, connectionId: id, contactId: vendorId, end: maybe(end) }),
  'block-several': object({
    pressId: uuid,
    connectionId: id,
    contactIds: (value) => listUpTo(1_000, vendorId)(value) && Array.isArray(value) && value.length > 0,
    end: maybe(end),
  }),
  'undo-several': object({ pressId: uuid }),
  undo: block,
  lift: block,
  'change-end': object({ blockId: id, end }),
  describe: object({ blockId: id, ...words }),
  release: object({}),
  answer: object({ blockId: id, yes: oneOf(true, false), contactId: maybe(vendorId), rev: count }),
  retry: block,
  unlocked: object({}),
  lock: object({}),
  'set-lock': object({
    afterMinutes: oneOf(15, 30, 60, 240, 480),
    withDevice: oneOf(true, false),
  }),
  wipe: object({}),
  seen: object({}),
  'list-records': connection,
  'lift-record': object({ connectionId: id, recordId: vendorId }),
};

/** What a handler then gets: in a status, what is no reference is about nobody. */
export function handedOn({ type, payload }: { readonly type?: unknown; readonly payload?: unknown }): unknown {
  if (type !== 'status') return payload;
  const { references } = payload as { readonly references: readonly unknown[] };
  return { references: references.map((one) => (reference(one) ? one : { kind: 'words', words: '' })) };
}

/** Whether a message may reach a handler of this side. */
export function isAllowed(message: unknown, side: 'page' | 'extension'): boolean {
  if (typeof message !== 'object' || message === null || Array.isArray(message)) return false;
  if (Object.keys(message).some((name) => name !== 'type' && name !== 'payload')) return false;
  if (JSON.stringify(message).length > 65_536) return false;
  const { type, payload } = message as { type?: unknown; payload?: unknown };
  const known = side === 'page' ? page : extension;
  const check = typeof type === 'string' ? Object.entries(known).find(([name]) => name === type)?.[1] : undefined;
  return check?.(payload) ?? false;
}
