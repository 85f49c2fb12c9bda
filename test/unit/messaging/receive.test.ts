import { afterEach, describe, expect, it, vi } from 'vitest';
import { createReceive, type ExtensionHandlers, type PageHandlers } from '../../../utils/messaging/receive';
import { extensionSchemas, pageSchemas } from '../../../utils/messaging/schemas';
import {
  createReceiveBench,
  extensionPayloads,
  extensionTypes,
  goodPage,
  nobodies,
  ownId,
  ownOrigin,
  pagePayloads,
  pageTypes,
  popup,
  refusal,
} from './receive-bench';

afterEach(() => void vi.restoreAllMocks());

const good = { page: Object.entries(pagePayloads), extension: Object.entries(extensionPayloads) };
const inPageOnly = good.page.filter(([type]) => !extensionTypes.includes(type));
const inExtensionOnly = good.extension.filter(([type]) => !pageTypes.includes(type));

describe('the door', () => {
  it('knows every message of these tests, and no other', () => {
    expect(Object.keys(pageSchemas).sort()).toEqual([...pageTypes].sort());
    expect(Object.keys(extensionSchemas).sort()).toEqual([...extensionTypes].sort());
  });

  it.each(good.page)('leads %s of a connected page to its handler, and says who asks', async (type, payload) => {
    const { receive, reached } = createReceiveBench();
    expect(await receive({ type, payload }, goodPage)).toEqual({ ok: true, value: type });
    const from = { origin: 'https://demo.acquire.io', tabId: 7, frameId: 2 };
    expect(reached).toEqual([{ side: 'page', type, payload, from }]);
  });

  it.each(good.extension)('leads %s of the popup to its handler', async (type, payload) => {
    const { receive, reached, asked } = createReceiveBench();
    expect(await receive({ type, payload }, popup)).toEqual({ ok: true, value: type });
    expect(reached).toEqual([{ side: 'extension', type, payload, from: undefined }]);
    expect(asked).toEqual([]);
  });

  it.each([
    ['in a tab', { ...popup, tab: { id: 7 }, frameId: 0, documentLifecycle: 'active' }],
    ['whose origin the browser does not tell', { ...popup, origin: undefined }],
    ['with a query', { ...popup, url: `${ownOrigin}/options.html?x=1#y` }],
  ])('is open to an own page %s', async (_, sender) => {
    const { receive, reached } = createReceiveBench();
    await receive({ type: 'overview', payload: {} }, sender);
    expect(reached).toMatchObject([{ side: 'extension', type: 'overview' }]);
  });

  it.each([
    ['whose frame is not told', { ...goodPage, frameId: undefined }],
    ['that is active', { ...goodPage, documentLifecycle: 'active' }],
    ['without an address', { ...goodPage, url: undefined }],
  ])('is open to a connected page %s', async (_, sender) => {
    const { receive, reached } = createReceiveBench();
    await receive({ type: 'wake', payload: {} }, sender);
    expect(reached).toMatchObject([{ side: 'page', from: { tabId: 7, frameId: sender.frameId ?? 0 } }]);
  });

  it.each(nobodies)('is shut to %s, whatever it asks', async (_, sender) => {
    const { receive, reached } = createReceiveBench();
    for (const [type, payload] of [...good.page, ...good.extension]) {
      expect(await receive({ type, payload }, sender)).toEqual(refusal);
    }
    expect(reached).toEqual([]);
  });

  it.each(inExtensionOnly)('never lets a page reach %s', async (type, payload) => {
    const { receive, reached } = createReceiveBench();
    expect(await receive({ type, payload }, goodPage)).toEqual(refusal);
    expect(reached).toEqual([]);
  });

  it.each(inPageOnly)('never lets the popup reach %s', async (type, payload) => {
    const { receive, reached } = createReceiveBench();
    expect(await receive({ type, payload }, popup)).toEqual(refusal);
    expect(reached).toEqual([]);
  });
});

describe('a message', () => {
  const senders = [
    ['a page', goodPage, good.page],
    ['the popup', popup, good.extension],
  ] as const;

  it.each(senders)('of %s must be an object with a type and a payload, and nothing else', async (_, sender, all) => {
    const { receive, reached } = createReceiveBench();
    const [type, payload] = all[0] ?? [];
    const bad = [
      undefined,
      null,
      'wake',
      7,
      true,
      [],
      [type, payload],
      {},
      { type },
      { payload },
      { type: [type], payload },
      { type: { toString: () => type }, payload },
      { type: null, payload },
      { type, payload, more: 1 },
      { type, payload, origin: 'https://demo.acquire.io' },
      { Type: type, payload },
    ];
    for (const message of bad) expect(await receive(message, sender)).toEqual(refusal);
    expect(reached).toEqual([]);
  });

  it.each(senders)(
    'of %s of an unknown type is refused, also of a type that every object has',
    async (_, sender, all) => {
      const log = vi.spyOn(console, 'warn');
      const { receive, reached } = createReceiveBench();
      const types = [
        '__proto__',
        'constructor',
        'toString',
        'hasOwnProperty',
        'valueOf',
        '',
        ' ',
        'WAKE',
        'wake ',
        'ping',
        'key',
        'open',
        '0',
      ];
      for (const type of types) {
        for (const [, payload] of all) expect(await receive({ type, payload }, sender)).toEqual(refusal);
      }
      expect(reached).toEqual([]);
      // It was not an exception that stopped it.
      expect(log).not.toHaveBeenCalled();
    },
  );

  it.each(senders)('of %s with one field more, or one less, is refused', async (_, sender, all) => {
    const { receive, reached } = createReceiveBench();
    for (const [type, payload] of all) {
      const fields = payload as Record<string, unknown>;
      for (const more of ['extra', 'key', 'url', 'constructor', '__proto__']) {
        const extra = JSON.parse(`{${JSON.stringify(more)}:1}`) as object;
        const message = {
          type,
          payload: Object.defineProperties({ ...fields }, Object.getOwnPropertyDescriptors(extra)),
        };
        expect(Object.hasOwn(message.payload, more)).toBe(true);
        expect({ type, more, reply: await receive(message, sender) }).toEqual({ type, more, reply: refusal });
      }
      for (const less of Object.keys(fields)) {
        if (['end', 'tabId'].includes(less) && type !== 'choose-end') continue;
        if (less === 'reason' || less === 'note') continue;
        if (type === 'answer' && less === 'contactId') continue;
        if (type === 'change-settings' || type === 'news') continue;
        const { [less]: _, ...rest } = fields;
        expect({ type, less, reply: await receive({ type, payload: rest }, sender) }).toEqual({
          type,
          less,
          reply: refusal,
        });
      }
    }
    expect(reached).toEqual([]);
  });

  it('with one field more deep inside is refused', async () => {
    const { receive, reached } = createReceiveBench();
    const block = pagePayloads.block as object;
    const reference = { kind: 'contact', contactId: '827', url: 'https://evil.example' };
    expect(await receive({ type: 'block', payload: { ...block, reference } }, goodPage)).toEqual(refusal);
    expect(await receive({ type: 'block', payload: { ...block, end: { until: 1, x: 1 } } }, goodPage)).toEqual(refusal);
    expect(reached).toEqual([]);
  });

  it('that is one of many in a status is about nobody, and the others are asked about', async () => {
    const { receive, reached } = createReceiveBench();
    const good = { kind: 'conversation', conversationId: 'a_B-9' };
    const wrong = [
      { kind: 'contact', contactId: '827', url: 'https://evil.example' },
      { kind: 'conversation', conversationId: '../30' },
      { kind: 'words', words: 'x'.repeat(301) },
      { kind: 'other' },
      null,
    ];
    await receive({ type: 'status', payload: { references: [good, ...wrong, good] } }, goodPage);
    const nobody = { kind: 'words', words: '' };
    expect(reached).toMatchObject([{ payload: { references: [good, ...wrong.map(() => nobody), good] } }]);
  });

  it.each<[string, string, (length: number) => object, number]>([
    ['a name', 'block', (length) => ({ name: 'x'.repeat(length) }), 1_000],
    ['words', 'block', (length) => ({ reference: { kind: 'words', words: 'x'.repeat(length) } }), 300],
    [
      'the id of a contact',
      'block',
      (length) => ({ reference: { kind: 'contact', contactId: '1'.repeat(length) } }),
      64,
    ],
    ['the id of a block', 'undo', (length) => ({ blockId: 'x'.repeat(length) }), 128],
    [
      'a list',
      'status',
      (length) => ({ references: Array.from({ length }, () => ({ kind: 'words', words: '' })) }),
      500,
    ],
    ['a count', 'report', (names) => ({ names }), 1_000_000],
    ['a date', 'block', (until) => ({ end: { until } }), 8_640_000_000_000_000],
  ])('may hold %s (%s) only so large', async (_, type, part, most) => {
    const { receive, reached } = createReceiveBench();
    const payload = pagePayloads[type as keyof typeof pagePayloads] as object;
    await receive({ type, payload: { ...payload, ...part(most) } }, goodPage);
    expect(reached).toHaveLength(1);
    expect(await receive({ type, payload: { ...payload, ...part(most + 1) } }, goodPage)).toEqual(refusal);
    expect(reached).toHaveLength(1);
  });

  it('may have 65,536 characters and no more', async () => {
    const { receive, reached } = createReceiveBench();
    const messageOf = (lengths: readonly number[]) => {
      const references = lengths.map((length) => ({ kind: 'words', words: 'x'.repeat(length) }));
      return { type: 'status', payload: { references } };
    };
    const even = Array.from({ length: 250 }, () => 230);
    const left = 65_536 - JSON.stringify(messageOf(even)).length;
    const lengths = even.map((length, index) => length + Math.floor(left / 250) + (index < left % 250 ? 1 : 0));
    expect(JSON.stringify(messageOf(lengths))).toHaveLength(65_536);
    await receive(messageOf(lengths), goodPage);
    expect(reached).toHaveLength(1);
    const larger = messageOf([(lengths[0] ?? 0) + 1, ...lengths.slice(1)]);
    expect(await receive(larger, goodPage)).toEqual(refusal);
    expect(reached).toHaveLength(1);
  });

  it('that cannot be written as JSON is refused', async () => {
    const { receive, reached } = createReceiveBench();
    const circle: Record<string, unknown> = { type: 'wake', payload: {} };
    circle.payload = circle;
    for (const payload of [1n, circle, { toJSON: () => undefined, x: 1n }]) {
      expect(await receive({ type: 'wake', payload }, goodPage)).toEqual(refusal);
    }
    expect(reached).toEqual([]);
  });
});

describe('a handler', () => {
  it('that fails with a value has it passed on', async () => {
    const error = { code: 'no-connection' };
    const { receive } = createReceiveBench(async () => ({ ok: false, error }));
    expect(await receive({ type: 'wake', payload: {} }, goodPage)).toEqual({ ok: false, error });
  });

  it.each([
    ['rejects', () => Promise.reject(new TypeError('secret of alex@example.com'))],
    [
      'throws',
      () => {
        throw new RangeError('secret of alex@example.com');
      },
    ],
    ['throws what is no error', () => Promise.reject('secret of alex@example.com')],
  ])('that %s is a bare refusal, and no word of it is written down', async (_, fail) => {
    const log = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const { receive } = createReceiveBench(fail);
    expect(await receive({ type: 'wake', payload: {} }, goodPage)).toEqual(refusal);
    expect(await receive({ type: 'overview', payload: {} }, popup)).toEqual(refusal);
    expect(log).toHaveBeenCalledTimes(2);
    expect(JSON.stringify(log.mock.calls)).not.toContain('secret');
  });

  it('is not reached where it cannot be known whether the page is connected', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => {});
    const receive = createReceive({
      ownId,
      ownOrigin,
      serves: () => Promise.reject(new Error('database closed')),
      page: {} as PageHandlers,
      extension: {} as ExtensionHandlers,
    });
    expect(await receive({ type: 'wake', payload: {} }, goodPage)).toEqual(refusal);
  });
});
