import type { PopupPort } from '../../../components/popup/port';
import { defaultSettings } from '../../../utils/connections/settings-store';
import { acquire } from '../../../utils/consoles/acquire';
import type { ContactId } from '../../../utils/consoles/types';
import type { CordonError } from '../../../utils/errors';
import type {
  BlockView,
  BlockViewState,
  ConnectionView,
  ExtensionMessages,
  LockView,
  Overview,
  Reply,
  RulesView,
} from '../../../utils/messaging/protocol';
import { fail, ok } from '../../../utils/result';
import { english } from './english';

/** One call of the port, in the order in which they were made. */
export interface Call {
  readonly what: string;
  readonly payload?: unknown;
}

type Answers = {
  [K in keyof ExtensionMessages]?: (
    payload: ExtensionMessages[K]['send'],
  ) => Reply<ExtensionMessages[K]['get']> | Promise<Reply<ExtensionMessages[K]['get']>>;
};

/** What a test can see and change of a fake port. */
export interface FakePort extends PopupPort {
  readonly calls: Call[];
  overview: Overview;
  readonly answers: Answers;
  access: boolean | Promise<boolean>;
  /** What the background does after every change. */
  tell(): void;
  /** The payloads of all messages of one type. */
  sent<K extends keyof ExtensionMessages>(type: K): ExtensionMessages[K]['send'][];
}

/** The time in all component tests: 20 November 2026, 10:00 UTC. */
export const now = Date.UTC(2026, 10, 20, 10);

/** A contact's id, from plain text. */
export const contactId = (text: string) => text as ContactId;

/** A working connection. */
export function connection(changes: Partial<ConnectionView> = {}): ConnectionView {
  return {
    id: 'acquire:demo',
    consoleId: 'acquire',
    label: 'Support EU',
    account: 'demo',
    origin: 'https://demo.acquire.io',
    hosts: ['https://demo.acquire.io/*'],
    access: true,
    hasKey: true,
    end: '1d',
    report: { checkedAt: now, checks: [{ what: 'blocks' }, { what: 'contacts' }, { what: 'conversations' }] },
    ...changes,
  };
}

/** A block of Alex Morgan in some state. */
export function block(state: BlockViewState, changes: Partial<BlockView> = {}): BlockView {
  return {
    id: 'b1',
    connectionId: 'acquire:demo',
    reference: { kind: 'contact', contactId: contactId('750940') },
    contactId: contactId('750940'),
    name: 'Alex Morgan',
    rev: 1,
    askedInPage: state.kind === 'needs-you',
    until: now + 86_400_000,
    forGood: false,
    pressedAt: now,
    state,
    ...changes,
  };
}

/** The state of a block that stands, that its console ends, and that was checked just now. */
export function blocked(changes: Partial<Extract<BlockViewState, { kind: 'blocked' }>> = {}): BlockViewState {
  return { kind: 'blocked', seen: true, checkedAt: now, sentAt: now, endedBy: 'console', overdue: false, ...changes };
}

/** The lock where no passphrase is set, changed as told. */
export function lockView(changes: Partial<LockView> = {}): LockView {
  return {
    passphrase: false,
    locked: false,
    afterMinutes: 480,
    withDevice: false,
    deviceTells: true,
    passphraseRequired: false,
    ...changes,
  };
}

/** The passphrase of the fake port. */
export const passphrase = 'four words make one';

const passphraseIs = (typed: string | undefined) =>
  typed === passphrase ? ok(null) : fail({ code: 'wrong-passphrase' } satisfies CordonError);
/** What holds where neither a person nor the organisation set anything. */
export const rules: RulesView = {
  settings: defaultSettings,
  managed: [],
  unread: [],
  forGood: true,
  presets: [],
  severalMost: 1_000,
  protects: false,
  liftFromPage: true,
  passphraseRequired: false,
  firstRun: true,
  reasonRequired: false,
  teaching: true,
  exports: true,
};

/** A port whose background holds `overview` and answers with it, with nulls, or as told. */
export function fakePort(overview: Partial<Overview> = {}): FakePort {
  const calls: Call[] = [];
  const listeners = new Set<() => void>();
  let ids = 0;
  const port: FakePort = {
    calls,
    overview: { connections: [], blocks: [], lock: lockView(), rules, ...overview },
    answers: {},
    access: true,
    tell: () => {
      for (const listener of listeners) listener();
    },
    sent: (type) => calls.filter((call) => call.what === type).map((call) => call.payload as never),
    async ask(type, payload) {
      calls.push({ what: type, payload });
      const answer = port.answers[type];
      if (answer) return answer(payload);
      return ok(type === 'overview' ? port.overview : null) as never;
    },
    requestAccess(hosts) {
      calls.push({ what: 'requestAccess', payload: hosts });
      return Promise.resolve(port.access);
    },
    async putCandidate(connectionId) {
      calls.push({ what: 'putCandidate', payload: connectionId });
      return ok(null);
    },
    lock: {
      unlock: async (passphrase) => passphraseIs(passphrase),
      set: async (next, current) => {
        if (next.length < 12) return fail({ code: 'weak-passphrase' } satisfies CordonError);
        const known = port.overview.lock.passphrase ? passphraseIs(current) : ok(null);
        if (known.ok) calls.push({ what: 'setPassphrase' });
        return known;
      },
      remove: async (current) => {
        const known = passphraseIs(current);
        if (known.ok) calls.push({ what: 'removePassphrase' });
        return known;
      },
    },
    connectionIdOf: (consoleId, account) => `${consoleId}:${account}`,
    openForm: (preset) => calls.push({ what: 'openForm', ...(preset !== undefined && { payload: preset }) }),
    onChanged(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    tabId: async () => 7,
    newId: () => {
      ids += 1;
      return `press-${ids}`;
    },
    now: () => now,
    ...english,
    formatTime: (at) => `<${new Date(at).toISOString()}>`,
    consoles: [
      {
        id: 'acquire',
        name: 'Acquire',
        sentences: acquire.sentences,
        endsBlocks: true,
        listsBlocks: true,
        connect: {
          readAddress(text) {
            const account = text.trim().toLowerCase();
            if (!/^[a-z0-9]+$/.test(account)) return fail({ code: 'bad-account' } satisfies CordonError);
            return ok({ account, hosts: [`https://${account}.acquire.io/*`] });
          },
          checkKey(key, account) {
            const trimmed = key.trim();
            if (!trimmed) return fail({ code: 'empty-key' } satisfies CordonError);
            const owner = /^([a-z0-9]+):/.exec(trimmed)?.[1];
            return owner && owner !== account ? fail({ code: 'other-account' } satisfies CordonError) : ok(trimmed);
          },
        },
      },
      {
        id: 'ember',
        name: 'Ember',
        sentences: {
          address: 'popup_connection',
          addressHint: 'popup_label_hint',
          keyWhere: 'console_acquire_key_where',
          keyNeeds: 'console_acquire_key_needs',
          keyAdvice: 'console_acquire_key_advice',
          does: 'popup_first_block',
          doesNot: 'popup_first_undo',
          errors: { 'may-not-block': 'console_softwareone_may_not_block' },
        },
        endsBlocks: false,
        listsBlocks: false,
        connect: {
          readAddress(text) {
            const account = /^(?:https:\/\/portal\.example\/)?(e-\d+)$/.exec(text.trim())?.[1];
            if (!account) return fail({ code: 'bad-account' } satisfies CordonError);
            return ok({ account, hosts: ['https://portal.example/*', 'https://api.example/*'] });
          },
          checkKey: (key) => (key.trim() ? ok(key.trim()) : fail({ code: 'empty-key' } satisfies CordonError)),
        },
      },
    ],
    formInTab: false,
  };
  return port;
}
