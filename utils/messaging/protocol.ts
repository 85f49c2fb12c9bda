import type { Described } from '../blocking/block';
import type { EndChoice, EndLimits, Preset } from '../blocking/end';
import type { SettingName, Settings } from '../connections/settings-store';
import type { ConsoleSentences } from '../consoles/console-info';
import type { Recipe } from '../consoles/recipe';
import type { ConsoleId, ContactId, KeyCheck, RecordId, Reference } from '../consoles/types';
import type { CordonError } from '../errors';

/** The part of a block that any screen shows. Times are epoch milliseconds; names are hostile text. */
export interface BlockView {
  readonly id: string;
  readonly connectionId: string;
  readonly reference: Reference;
  readonly contactId?: ContactId | undefined;
  /** The API's name where it is known, else the page's. */
  readonly name: string;
  /** Only in answers to extension pages. */
  readonly email?: string | undefined;
  /** Only in answers to extension pages: the name that stood beside the button, and the one that the API gives. */
  readonly pageName?: string | undefined;
  readonly contactName?: string | undefined;
  /** Only in answers to extension pages: counts the changes of the wish. An answer is to what was read. */
  readonly rev?: number | undefined;
  /** Only in answers to extension pages: a press in a page raised the question that is open. */
  readonly askedInPage?: boolean | undefined;
  readonly until: number;
  readonly forGood: boolean;
  readonly pressedAt: number;
  /** Why, and what else is to be known, in the words of whoever blocked. */
  readonly reason?: string | undefined;
  readonly note?: string | undefined;
  /** How often Cordon has blocked the contact here, this block included once it was made; left out, never. */
  readonly times?: number | undefined;
  /**
   * Only in answers to pages, of a block that is not this Cordon's: who made it as the console tells, fit to be shown; empty
   * where it does not tell. `until` is `lastDate` where the end is not known.
   */
  readonly by?: string | undefined;
  readonly state: BlockViewState;
  /** Only in answers to pages: what the menu at the button offers. */
  readonly menu?: BlockMenu | undefined;
}

/** Whether a block stands or may stand that can be lifted, and what the choice of an end does: a block, a changed end, or nothing. */
export interface BlockMenu {
  readonly lifts: boolean;
  readonly ends: 'block' | 'change' | 'none';
}

/** Whether a state belongs to the making of a block, to its lifting, or to a change of its end. */
export type OperationKind = 'block' | 'lift' | 'change';

/** Where a block stands, for the eye. */
export type BlockViewState =
  /** In the undo window; the request leaves at `sendsAt`. A page learns with `undoable: false` that it was pressed elsewhere. */
  | {
      readonly kind: 'waiting';
      readonly of: OperationKind;
      readonly sendsAt: number;
      readonly undoable?: boolean | undefined;
    }
  | { readonly kind: 'sending'; readonly of: OperationKind }
  /** Not answered yet, and tried again at `at` where that is known. `undoable` is false where a request may have left, and in a page that it was not pressed in. */
  | {
      readonly kind: 'retrying';
      readonly of: OperationKind;
      readonly at: number;
      readonly error: CordonError;
      readonly undoable?: boolean | undefined;
    }
  /** Nothing is sent until a person has seen to it: the connection, or too many presses at once. */
  | {
      readonly kind: 'held';
      readonly of: OperationKind;
      readonly error: CordonError;
      readonly undoable?: boolean | undefined;
    }
  /**
   * Stopped until a person decides. `records` are the console's blocks that the question is about; a page learns only when the last of
   * them ends (`until`), where they end. `trouble`: nothing is asked, but something went wrong: of what a person wished, or of a lift
   * that is Cordon's own; `unknown`: it may be done all the same.
   */
  | {
      readonly kind: 'needs-you';
      readonly of: OperationKind;
      readonly error: CordonError;
      readonly records?: readonly RecordView[] | undefined;
      readonly contacts?: readonly ContactView[] | undefined;
      readonly trouble?: 'wished' | 'own' | undefined;
      readonly unknown?: boolean | undefined;
      readonly until?: number | undefined;
    }
  /** `unknown`: it was given up, and may be done all the same. */
  | {
      readonly kind: 'failed';
      readonly of: OperationKind;
      readonly error: CordonError;
      readonly unknown?: boolean | undefined;
    }
  /**
   * `seen` is false where the console accepted the block but does not list it yet. `asked` is set where the console stored another
   * end. `endedBy` says who ends it: `you` where Cordon asks when the time is over, since the block may not be Cordon's alone; `overdue` that Cordon should have. `notChanged` says why a change of the end did not happen.
   */
  | {
      readonly kind: 'blocked';
      readonly seen: boolean;
      readonly asked?: number | undefined;
      readonly checkedAt: number;
      readonly sentAt: number;
      readonly endedBy: 'console' | 'cordon' | 'you' | 'nobody';
      readonly overdue: boolean;
      readonly notChanged?: CordonError | undefined;
    }
  /**
   * `rules` are blocks that still catch the contact; a page learns only that one for an e-mail or address does (`ruled`). `elsewhere`:
   * not lifted by Cordon, but found so on the console. `atEnd`: Cordon lifted it since its time was over.
   */
  | {
      readonly kind: 'lifted';
      readonly at: number;
      readonly rules?: readonly RecordView[] | undefined;
      readonly ruled?: boolean | undefined;
      readonly elsewhere: boolean;
      readonly atEnd?: boolean | undefined;
    }
  | { readonly kind: 'undone'; readonly at: number }
  | { readonly kind: 'expired'; readonly at: number };

/** One entry of the console's own list of blocks. */
export interface RecordView {
  readonly id: RecordId;
  readonly rule: 'contact' | 'email' | 'ip' | 'other';
  readonly contactId?: ContactId | undefined;
  /** The contact's name, or else e-mail, where the list tells it. Hostile text. */
  readonly name?: string | undefined;
  readonly values: readonly string[];
  /** `lastDate` where the console keeps no end. */
  readonly until: number;
  readonly madeAt?: number | undefined;
  readonly by?: string | undefined;
  /** Why, where the console keeps it. Hostile text. */
  readonly reason?: string | undefined;
  /** Made by Cordon, by its own record. */
  readonly ours: boolean;
}

/** A contact to choose from. */
export interface ContactView {
  readonly id: ContactId;
  readonly name?: string | undefined;
  readonly email?: string | undefined;
}

/** What a page learns when it wakes the background: with the ends that are allowed, so that it offers no others. */
export interface PageWelcome extends EndLimits {
  readonly connectionId: string;
  /** The connection's label, where the address alone does not say which one it is: the button names it. */
  readonly connectionLabel?: string | undefined;
  /** How this console shows its contacts: data, so that a page carries no console that it does not need. */
  readonly recipe: Recipe;
  /** The choice for the next one-press block. */
  readonly end: EndChoice;
  /** What Block does on this console and what it does not stop, by the names of the sentences: a page carries no console. */
  readonly sentences: Pick<ConsoleSentences, 'does' | 'doesNot' | 'blockedBy'>;
  /** Whether the console ends a block by itself; else this browser lifts it. */
  readonly endsBlocks: boolean;
  /** True until a block was pressed in a page of this connection: with that press, what Block does is shown. */
  readonly firstUse: boolean;
  /** Whether a page may lift blocks, and make them end earlier. */
  readonly liftFromPage: boolean;
  /** The team's own reasons to choose from. */
  readonly reasons: readonly string[];
  /** Whether a reason is asked for after each press that came without one. */
  readonly reasonRequired: boolean;
  /** Who works in this browser, where the organisation says so. */
  readonly agentName?: string | undefined;
  /** Whether the buttons in lists are reached with the Tab key. */
  readonly listTabStops: boolean;
  /** A name only this installation knows: a new copy of the inbox script tells an old one with it to leave. */
  readonly handshake: string;
  /** Whether a passphrase protects the keys, so that this browser lifts blocks only while it is unlocked. */
  readonly passphrase?: boolean | undefined;
  /** Whether Cordon is locked: a press is kept until it is unlocked. */
  readonly locked?: boolean | undefined;
}

/**
 * What happened while the person looked elsewhere: a block that needs them or was not done. It names nobody. `unknown`: it may be done
 * all the same; `shows`: the Cordon window has something to show of it.
 */
export interface PageNews {
  readonly blockId: string;
  readonly kind: 'needs-you' | 'failed';
  readonly of: OperationKind;
  readonly unknown?: boolean | undefined;
  readonly shows: boolean;
}

/** What a page counts about itself. */
export interface PageReport {
  readonly names: number;
  readonly buttons: number;
  readonly references: number;
  /** The last presses were all on buttons that something of the page hides. */
  readonly hidden?: true | undefined;
}

/** What the key test found. `checkedAt` is epoch milliseconds. */
export interface KeyReport {
  readonly checkedAt: number;
  readonly checks: readonly KeyCheck[];
}

/** Why nothing is sent for a connection, and until when (epoch milliseconds); undefined: until a person has seen to it. */
export interface ConnectionPause {
  readonly error: CordonError;
  readonly until?: number | undefined;
}

/** A connection as the popup shows it. */
export interface ConnectionView {
  readonly id: string;
  readonly consoleId: ConsoleId;
  readonly label: string;
  readonly account: string;
  /** The origin of the console's pages and API, to show and to ask access for. */
  readonly origin: string;
  /** The match patterns that the browser is asked for. */
  readonly hosts: readonly string[];
  readonly access: boolean;
  readonly hasKey: boolean;
  readonly end: EndChoice;
  readonly report?: KeyReport | undefined;
  readonly pause?: ConnectionPause | undefined;
  /** The organisation does not allow this account any more: nothing is blocked there. */
  readonly forbidden?: boolean | undefined;
}

/** A connection that the organisation has prepared, and that lacks only its key. */
export interface PresetView {
  readonly connectionId: string;
  readonly consoleId: ConsoleId;
  /** As it would be typed. */
  readonly address: string;
  readonly account: string;
  readonly label: string;
  /** The match patterns that the browser is asked for. */
  readonly hosts: readonly string[];
}

/** What holds on the screens: the settings, and what the organisation has set. */
export interface RulesView extends EndLimits {
  readonly settings: Settings;
  /** The settings that the organisation set, and nobody else can. */
  readonly managed: readonly SettingName[];
  /** The keys of the organisation's policy that could not be read. */
  readonly unread: readonly string[];
  /** The consoles that may be connected; undefined where all may. */
  readonly consoles?: readonly ConsoleId[] | undefined;
  readonly presets: readonly PresetView[];
  /** So many contacts can be blocked at once. */
  readonly severalMost: number;
  /** Whether there are contacts who are never blocked. */
  readonly protects: boolean;
  readonly liftFromPage: boolean;
  readonly passphraseRequired: boolean;
  /** Whether the first steps are shown to somebody who has no connection yet. */
  readonly firstRun: boolean;
  readonly reasonRequired: boolean;
  readonly teaching: boolean;
  readonly exports: boolean;
  readonly agentName?: string | undefined;
}

/** What was typed into the connection form. Never the key. */
export interface ConnectionDraft {
  readonly consoleId: ConsoleId;
  readonly address: string;
  readonly label: string;
}

/** How the keys are protected, and when Cordon locks. */
export interface LockView {
  /** Whether a passphrase protects the keys. */
  readonly passphrase: boolean;
  readonly locked: boolean;
  /** When it locks by itself (epoch milliseconds), while it is unlocked. */
  readonly locksAt?: number | undefined;
  readonly afterMinutes: number;
  readonly withDevice: boolean;
  /** Whether this browser tells when the device is locked. */
  readonly deviceTells: boolean;
  /** Whether no key may be stored without a passphrase. */
  readonly passphraseRequired: boolean;
}

/** All that the popup opens with. */
export interface Overview {
  readonly connections: readonly ConnectionView[];
  /** The connection that the tab in front belongs to. */
  readonly tabConnectionId?: string | undefined;
  /** The connections that share the address of the tab in front, where there are several: the person chooses one for the tab. */
  readonly tabChoices?: readonly string[] | undefined;
  readonly tabReport?: PageReport | undefined;
  /** The contact whose conversation or page is open in the tab in front. */
  readonly open?: OpenContactView | undefined;
  readonly paused?: PauseView | undefined;
  /** Newest first. */
  readonly blocks: readonly BlockView[];
  readonly draft?: ConnectionDraft | undefined;
  readonly lock: LockView;
  readonly rules: RulesView;
}

/** How a typed text was understood: one certain contact, several to choose from, or none. */
export type Found =
  | { readonly kind: 'one'; readonly contact: ContactView }
  | { readonly kind: 'several'; readonly contacts: readonly ContactView[] };

/** What came of blocking several contacts: blocks that were made, and contacts whose block was under way or stood already. */
export interface SeveralBlocked {
  readonly made: number;
  readonly joined: number;
}

/** What a content script may ask for: message name → what it sends and what it gets. */
export interface PageMessages {
  wake: { send: Record<never, never>; get: PageWelcome };
  /** `seen` is false where the page may have hidden what was pressed: then a person is asked before anything is done. */
  block: {
    send: {
      pressId: string;
      reference: Reference;
      name: string;
      seen: boolean;
      end?: EndChoice | undefined;
      reason?: string | undefined;
      note?: string | undefined;
    };
    get: BlockView;
  };
  undo: { send: { blockId: string }; get: BlockView };
  lift: { send: { blockId: string; seen: boolean }; get: BlockView };
  'change-end': { send: { blockId: string; end: EndChoice; seen: boolean }; get: BlockView };
  /** Says why a block was made: what is left out stays as it is, and what is empty goes. */
  describe: { send: { blockId: string } & Described; get: BlockView };
  status: { send: { references: readonly Reference[] }; get: readonly (BlockView | null)[] };
  /** Opens the Cordon window on this block's question. Answers nothing, and makes nothing. */
  show: { send: { blockId: string }; get: BlockView };
  report: { send: PageReport; get: null };
  /**
   * What happened meanwhile, told once to the page that is looked at. `shown`: of this block it is on the screen, and may be over.
   * `atButtons`: the blocks whose trouble or question a button in sight tells; `read`: those that were there a while ago, too.
   */
  news: {
    send: { shown?: string | undefined; atButtons: readonly string[]; read: readonly string[] };
    get: PageNews | null;
  };
  /** Asks the background to put the script into this frame that finds names. */
  discovery: { send: Record<never, never>; get: null };
  /** Asks the background to put the menu's script into this frame. */
  menu: { send: Record<never, never>; get: null };
}

/** What only Cordon's own pages may ask for, beside `undo` and `lift`. */
export interface ExtensionMessages {
  overview: { send: { tabId?: number | undefined }; get: Overview };
  /** Changes settings. Those that the organisation set cannot be changed: `by-policy`. */
  'change-settings': { send: Partial<Settings>; get: null };
  'save-draft': { send: { draft: ConnectionDraft | null }; get: null };
  /** The key is already in the vault, put there by the page that asks, as the candidate of this connection id. */
  connect: {
    send: { connectionId: string; consoleId: ConsoleId; address: string; label: string };
    get: ConnectionView;
  };
  /** Tests the candidate key where there is one, else the stored key. */
  'test-connection': { send: { connectionId: string }; get: ConnectionView };
  'rename-connection': { send: { connectionId: string; label: string }; get: ConnectionView };
  'remove-connection': { send: { connectionId: string }; get: null };
  /** Chooses which of the connections that share the tab's address serves it. */
  'choose-connection': { send: { connectionId: string; tabId?: number | undefined }; get: null };
  'choose-end': { send: { connectionId: string; end: EndChoice }; get: null };
  'find-contact': { send: { connectionId: string; words: string }; get: Found };
  /** Blocks the contact that is open in the tab in front, as it was shown: who that is, and that its name agrees, the API says first. */
  'block-open': {
    send: { pressId: string; connectionId: string; reference: Reference; name: string };
    get: BlockView;
  };
  /** Takes the buttons out of all pages for an hour, or until `resume`. What was pressed goes on. */
  pause: { send: { choice: 'hour' | 'until-resumed' }; get: null };
  resume: { send: Record<never, never>; get: null };
  'block-contact': {
    send: { pressId: string; connectionId: string; contactId: ContactId; end?: EndChoice | undefined };
    get: BlockView;
  };
  undo: { send: { blockId: string }; get: BlockView };
  lift: { send: { blockId: string }; get: BlockView };
  'change-end': { send: { blockId: string; end: EndChoice }; get: BlockView };
  /** Says why a block was made: what is left out stays as it is, and what is empty goes. */
  describe: { send: { blockId: string } & Described; get: BlockView };
  /** Blocks contacts whose names are on the screen; the window is longer, and one Undo is for all. Their block ids begin with `pressId`. */
  'block-several': {
    send: { pressId: string; connectionId: string; contactIds: readonly ContactId[]; end?: EndChoice | undefined };
    get: SeveralBlocked;
  };
  /** Undoes what `block-several` with this `pressId` made, as far as nothing has left; gives how many that were. */
  'undo-several': { send: { pressId: string }; get: number };
  /** Lets go all blocks that the brakes hold. */
  release: { send: Record<never, never>; get: null };
  /**
   * Answers a question: go on (`yes`), or let it be. `contactId` chooses among several. `rev` is that of the question on the screen:
   * another one is not answered (`question-changed`).
   */
  answer: {
    send: { blockId: string; yes: boolean; contactId?: ContactId | undefined; rev: number };
    get: BlockView;
  };
  /** Sends a failed operation again. */
  retry: { send: { blockId: string }; get: BlockView };
  /** The page that asks has unlocked Cordon, or has set, changed or removed the passphrase. The passphrase itself never travels. */
  unlocked: { send: Record<never, never>; get: null };
  lock: { send: Record<never, never>; get: null };
  'set-lock': { send: { afterMinutes: number; withDevice: boolean }; get: null };
  /** Deletes everything that Cordon holds. Blocks on the consoles stay. */
  wipe: { send: Record<never, never>; get: null };
  /** The list of blocks is on the screen: what failed up to now is seen. */
  seen: { send: Record<never, never>; get: null };
  'list-records': { send: { connectionId: string }; get: readonly RecordView[] };
  'lift-record': { send: { connectionId: string; recordId: RecordId }; get: null };
}

/** What the background tells pages: look again; or asks: whose conversation or page is open. */
export type Broadcast = { readonly type: 'changed' } | { readonly type: 'open' };

/** What a page answers of who is open in it. The name is hostile text. */
export interface OpenContact {
  /** The connection that the page took itself to belong to as it read this. */
  readonly connectionId: string;
  readonly reference: Reference;
  readonly name: string;
}

/** The contact that is open in the tab in front, and what Cordon knows of their block. */
export interface OpenContactView extends OpenContact {
  readonly block?: BlockView | undefined;
}

/** A pause: no page has buttons, and no press in a page is taken. */
export interface PauseView {
  /** When it ends by itself (epoch milliseconds); undefined: when somebody resumes. */
  readonly until?: number | undefined;
}

/**
 * What the background tells the Cordon window: come forward, and with `turn` show this question. The window's page answers `true`, so
 * that no second one is opened.
 */
export interface QuestionCall {
  readonly type: 'question';
  readonly blockId: string;
  readonly turn: boolean;
}

/** Every answer of the background. */
export type Reply<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: CordonError };

export type { EndChoice, Preset };
