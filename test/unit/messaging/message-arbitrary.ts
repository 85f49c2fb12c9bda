import fc from 'fast-check';
import { extensionPayloads, extensionTypes, pagePayloads, pageTypes } from './receive-bench';

type Json = Record<string, unknown>;

const payloads: Record<string, Json> = {
  ...(extensionPayloads as Record<string, Json>),
  ...(pagePayloads as Record<string, Json>),
};
const uuid = '0b7a3c52-1f8e-4c5b-9a51-5d9f0c1f2a3b';
const types = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom(...new Set([...pageTypes, ...extensionTypes])) },
  fc.constantFrom<unknown>(
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    '',
    'Block',
    'block ',
    'open',
    null,
    0,
    ['wake'],
  ),
  fc.string(),
);

const reference = fc.oneof(
  fc.record({ kind: fc.constant('contact'), contactId: fc.constantFrom('827', '', 'a b', 'CTT-1', 7, 'x'.repeat(65)) }),
  fc.record({
    kind: fc.constantFrom('contact', 'conversation'),
    contactId: fc.constant('827'),
    fromText: fc.constantFrom<unknown>(true, false, undefined, 'true', 1),
  }),
  fc.record({ kind: fc.constant('conversation'), conversationId: fc.constantFrom('30', '../30', '３０', null) }),
  fc.record({ kind: fc.constantFrom('words', 'other', '__proto__'), words: fc.string({ maxLength: 310 }) }),
  fc.record({
    kind: fc.constantFrom('words', 'contact'),
    words: fc.constant('a@b.example'),
    idBegins: fc.constantFrom<unknown>('CTT-1234', '', 'a b', undefined, 7),
  }),
  fc.record({
    kind: fc.constantFrom('contact', 'conversation'),
    contactId: fc.constant('5'),
    conversationId: fc.constant('30'),
  }),
);
const ends = fc.oneof(
  fc.constantFrom<unknown>('1h', '8h', '1d', '7d', '30d', 'for-good', '2d', '', 'toString', null, undefined, 5),
  fc.record({
    until: fc.oneof(fc.double(), fc.integer(), fc.constantFrom<unknown>(8.64e15, 8.64e15 + 2, -1, 1.5, '5', null)),
  }),
  fc.constant({ until: 5, forGood: true }),
);
const values = fc.oneof(
  fc.constantFrom<unknown>(undefined, null, true, false, 0, -1, 1.5, 1_000_000, 1_000_001, [], {}, '', 'acquire', uuid),
  fc.constantFrom(
    uuid.toUpperCase(),
    `${uuid}\n`,
    'acquire:demo',
    'acquire demo',
    'a/b',
    '5',
    '５',
    '-',
    'x'.repeat(128),
  ),
  fc.integer({ min: 0, max: 1_001 }).map((length) => 'x'.repeat(length)),
  ends,
  reference,
  fc.array(reference, { maxLength: 4 }),
  fc.constantFrom(500, 501).map((length) => Array.from({ length }, () => ({ kind: 'contact', contactId: '5' }))),
  fc.record({ consoleId: fc.constantFrom('acquire', 'other'), address: fc.string(), label: fc.string() }),
  fc.jsonValue(),
  fc.string({ unit: 'binary' }),
);

/** A good payload of that type, with up to two fields changed, added or left out. */
function payloadsOf(type: unknown): fc.Arbitrary<unknown> {
  const good = (typeof type === 'string' && Object.hasOwn(payloads, type) && payloads[type]) || {};
  const names = fc.constantFrom(
    ...Object.keys(good),
    'end',
    'reason',
    'note',
    'tabId',
    'contactId',
    'extra',
    'constructor',
  );
  const changes = fc.array(
    fc.tuple(names, fc.option(values, { nil: undefined, freq: 8 }), fc.integer({ max: 5, min: 0 })),
    { maxLength: 2 },
  );
  const changed = changes.map((all) => {
    const copy: Json = structuredClone(good);
    for (const [name, value, chance] of all) {
      if (chance === 0) delete copy[name];
      else if (Object.hasOwn(copy, name) || chance > 1) copy[name] = value;
    }
    return copy;
  });
  return fc.oneof({ weight: 8, arbitrary: changed }, { weight: 1, arbitrary: values });
}

/** Messages as pages may forge them: good ones, good ones with a change or two, and anything else. */
export const messages: fc.Arbitrary<unknown> = fc.oneof(
  {
    weight: 9,
    arbitrary: types.chain((type) =>
      fc.tuple(payloadsOf(type), fc.integer({ min: 0, max: 14 })).map(([payload, chance]) => {
        if (chance === 0) return { type, payload, more: payload };
        return chance === 1 ? { type } : { type, payload };
      }),
    ),
  },
  { weight: 1, arbitrary: fc.jsonValue() },
);
