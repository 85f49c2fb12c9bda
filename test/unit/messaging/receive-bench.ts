import type { ExtensionMessages, PageMessages } from '../../../utils/messaging/protocol';
import {
  createReceive,
  type ExtensionHandlers,
  type PageHandlers,
  type Sender,
} from '../../../utils/messaging/receive';

export const ownId = 'cordon@example';
export const ownOrigin = 'moz-extension://0b7a3c52-1f8e-4c5b-9a51-5d9f0c1f2a3b';
export const served = 'https://demo.acquire.io';

/** A handler that was reached. */
export interface Reached {
  readonly side: 'page' | 'extension';
  readonly type: string;
  readonly payload: unknown;
  readonly from: unknown;
}

export const refusal = { ok: false, error: { code: 'not-allowed' } };

const uuid = '0b7a3c52-1f8e-4c5b-9a51-5d9f0c1f2a3b';
const contact = { kind: 'contact', contactId: '827' };

/** A good payload for each message of a page. */
export const pagePayloads: Readonly<Record<keyof PageMessages, unknown>> = {
  wake: {},
  block: {
    pressId: uuid,
    reference: contact,
    name: 'Alex Morgan',
    seen: true,
    end: '1d',
    reason: 'Spam',
    note: 'Twice.',
  },
  undo: { blockId: uuid },
  lift: { blockId: uuid, seen: true },
  'change-end': { blockId: uuid, end: '7d', seen: true },
  describe: { blockId: uuid, reason: 'Spam', note: '' },
  status: { references: [contact, { kind: 'conversation', conversationId: '30' }, { kind: 'words', words: 'Alex' }] },
  show: { blockId: uuid },
  report: { names: 3, buttons: 2, references: 1 },
  news: { shown: uuid, atButtons: [uuid], read: [] },
  discovery: {},
  menu: {},
};

/** A good payload for each message of Cordon's own pages. */
export const extensionPayloads: Readonly<Record<keyof ExtensionMessages, unknown>> = {
  overview: { tabId: 7 },
  'change-settings': {
    undoSeconds: 8,
    retentionDays: 30,
    listTabStops: false,
    reasons: ['Threats'],
    lockAfterMinutes: 60,
    lockWithDevice: true,
    defaultEnd: '7d',
  },
  'save-draft': { draft: { consoleId: 'acquire', address: 'demo', label: '' } },
  connect: { connectionId: 'acquire:demo', consoleId: 'acquire', address: 'demo', label: 'Demo' },
  'test-connection': { connectionId: 'acquire:demo' },
  'rename-connection': { connectionId: 'acquire:demo', label: 'Demo' },
  'remove-connection': { connectionId: 'acquire:demo' },
  'choose-connection': { connectionId: 'acquire:demo', tabId: 7 },
  'choose-end': { connectionId: 'acquire:demo', end: { until: 1 } },
  'find-contact': { connectionId: 'acquire:demo', words: 'alex' },
  'block-open': { pressId: uuid, connectionId: 'acquire:demo', reference: contact, name: 'Alex Morgan' },
  pause: { choice: 'hour' },
  resume: {},
  'block-contact': { pressId: uuid, connectionId: 'acquire:demo', contactId: '827' },
  'block-several': { pressId: uuid, connectionId: 'acquire:demo', contactIds: ['827', '41'] },
  'undo-several': { pressId: uuid },
  undo: { blockId: uuid },
  lift: { blockId: uuid },
  'change-end': { blockId: uuid, end: '7d' },
  describe: { blockId: uuid, reason: 'Spam', note: 'Wrote threats\nin three chats.' },
  release: {},
  answer: { blockId: uuid, yes: true, contactId: '827', rev: 3 },
  retry: { blockId: uuid },
  unlocked: {},
  lock: {},
  'set-lock': { afterMinutes: 60, withDevice: true },
  wipe: {},
  seen: {},
  'list-records': { connectionId: 'acquire:demo' },
  'lift-record': { connectionId: 'acquire:demo', recordId: '9' },
};

export const pageTypes = Object.keys(pagePayloads);
export const extensionTypes = Object.keys(extensionPayloads);

/** A page of a connected console. */
export const goodPage: Sender = { id: ownId, url: `${served}/inbox`, origin: served, tab: { id: 7 }, frameId: 2 };
/** Cordon's popup. */
export const popup: Sender = { id: ownId, url: `${ownOrigin}/popup.html`, origin: ownOrigin };

/** Senders that may ask for nothing. */
export const nobodies: readonly (readonly [string, Sender])[] = [
  ['nobody', {}],
  ['a page whose extension is not told', { ...goodPage, id: undefined }],
  ['a popup whose extension is not told', { ...popup, id: undefined }],
  ['another extension', { ...popup, id: 'other@example' }],
  ['a page by another extension', { ...goodPage, id: 'other@example' }],
  ['an extension whose id only begins the same', { ...popup, id: `${ownId}.evil` }],
  ['a page that is not connected', { ...goodPage, url: 'https://evil.example/', origin: 'https://evil.example' }],
  ['another account', { ...goodPage, url: 'https://acme.acquire.io/', origin: 'https://acme.acquire.io' }],
  ['a page without TLS', { ...goodPage, origin: 'http://demo.acquire.io' }],
  ['a foreign frame in a connected page', { ...goodPage, origin: 'https://evil.example' }],
  ['a sandboxed frame', { ...goodPage, origin: 'null' }],
  ['a page without an origin', { ...goodPage, origin: undefined }],
  ['a page without a tab', { ...goodPage, tab: undefined }],
  ['a page whose tab has no id', { ...goodPage, tab: {} }],
  ['a page that is only prerendered', { ...goodPage, documentLifecycle: 'prerender' }],
  ['a page in the cache', { ...goodPage, documentLifecycle: 'cached' }],
  ['a page that is going', { ...goodPage, documentLifecycle: 'pending_deletion' }],
  ['a host that begins like Cordon', { ...popup, url: `${ownOrigin}.evil/popup.html`, origin: `${ownOrigin}.evil` }],
  ['an address that begins like Cordon', { id: ownId, url: `${ownOrigin}.evil/` }],
  ['Cordon as a user name', { id: ownId, url: `${ownOrigin}@evil.example/` }],
  ['Cordon’s address without a path', { id: ownId, url: ownOrigin }],
  ['Cordon’s address and another origin', { ...popup, origin: 'https://evil.example', tab: { id: 7 } }],
  ['Cordon’s address and no origin of its own', { ...popup, origin: 'null', tab: { id: 7 } }],
  ['Cordon’s origin without an address', { id: ownId, origin: ownOrigin, tab: { id: 7 } }],
  [
    'Cordon’s address inside another',
    { ...goodPage, url: `https://evil.example/${ownOrigin}/`, origin: 'https://evil.example' },
  ],
  ['what is no address', { id: ownId, url: 'popup.html', origin: ownOrigin }],
];

/** The real door over handlers that only write down that they were reached. */
export function createReceiveBench(
  answer: (type: string) => Promise<unknown> = async (type) => ({ ok: true, value: type }),
) {
  const reached: Reached[] = [];
  const handlersOf = (side: Reached['side'], types: readonly string[]) =>
    Object.fromEntries(
      types.map((type) => [
        type,
        (payload: unknown, from: unknown) => {
          reached.push({ side, type, payload, from });
          return answer(type);
        },
      ]),
    );
  const asked: string[] = [];
  const receive = createReceive({
    ownId,
    ownOrigin,
    serves: async ({ origin }) => {
      asked.push(origin);
      return origin === served;
    },
    page: handlersOf('page', pageTypes) as unknown as PageHandlers,
    extension: handlersOf('extension', extensionTypes) as unknown as ExtensionHandlers,
  });
  return { receive, reached, asked };
}
