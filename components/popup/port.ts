import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { ConsoleSentences } from '../../utils/consoles/console-info';
import type { ConsoleId } from '../../utils/consoles/types';
import type { CordonError } from '../../utils/errors';
import type { ExtensionMessages, Reply } from '../../utils/messaging/protocol';
import type { createButton } from '../../utils/page/button';
import type { CountedKey, MessageKey } from '../../utils/platform/i18n';
import type { Result } from '../../utils/result';

/** What a typed account leads to. `hosts` are the match patterns to ask the browser for. */
export interface Address {
  readonly account: string;
  readonly hosts: readonly string[];
}

/** A console as the connection form needs it. All of it works without a request. */
export interface ConsoleChoice {
  readonly id: ConsoleId;
  readonly name: string;
  readonly sentences: ConsoleSentences;
  /** Whether the console ends a block by itself at the time it was given; else this browser lifts it. */
  readonly endsBlocks: boolean;
  readonly listsBlocks: boolean;
  readonly connect: {
    /** Reads an account's name or any address of it. */
    readAddress(text: string): Result<Address, CordonError>;
    /** Whether what stands in the address field holds a key, which is then not kept as a draft. */
    holdsKey?(text: string): boolean;
    /** Checks a pasted key's shape, and that it belongs to the account; returns it trimmed. */
    checkKey(key: string, account: string): Result<string, CordonError>;
  };
}

/** What a page does with the passphrase, by itself: no message ever holds it. The background is told afterwards. Never rejects. */
export interface LockPort {
  /** Errors: `wrong-passphrase`, `not-stored`. */
  unlock(passphrase: string): Promise<Result<null, CordonError>>;
  /** Sets the first passphrase, or another in the place of `current`. Errors: `weak-passphrase`, `wrong-passphrase`, `not-stored`. */
  set(next: string, current: string | undefined): Promise<Result<null, CordonError>>;
  /** Errors: `wrong-passphrase`, `passphrase-required`, `not-stored`. */
  remove(current: string): Promise<Result<null, CordonError>>;
}

/** All that Cordon's own pages can do and ask. The views know no browser API beside it. */
export interface PopupPort {
  /** Asks the background. Never rejects: what fails comes back as an error. */
  ask<K extends keyof ExtensionMessages>(
    type: K,
    payload: ExtensionMessages[K]['send'],
  ): Promise<Reply<ExtensionMessages[K]['get']>>;
  /** Asks the browser for hosts (match patterns). Must be called in a press, before anything is awaited. False where refused. */
  requestAccess(hosts: readonly string[]): Promise<boolean>;
  /**
   * Puts a key, encrypted, where the background finds it as the candidate of this connection. Rejects where it cannot be stored.
   * Errors: `locked`, `passphrase-required`.
   */
  putCandidate(connectionId: string, key: string): Promise<Result<null, CordonError>>;
  readonly lock: LockPort;
  /** The id that the background gives the connection of this account. */
  connectionIdOf(consoleId: ConsoleId, account: string): string;
  /** Opens the connection form in a tab, or the key step of a prepared connection. */
  openForm(preset?: string): void;
  /** Opens the first steps in a tab; left out where this page is that tab. */
  openSteps?(): void;
  /** Makes the very button that stands in inboxes; only where the first steps are shown. */
  readonly createButton?: typeof createButton;
  /** Tells when anything that an overview shows has changed. Returns the way to stop. */
  onChanged(listener: () => void): () => void;
  /** The tab in front, where there is one to speak of. */
  tabId(): Promise<number | undefined>;
  /** A new random id for one press. */
  newId(): string;
  /** Epoch milliseconds. */
  now(): number;
  t(key: MessageKey, ...substitutions: string[]): string;
  /** The sentence of this name for a count, which is the first substitution. */
  counted(name: CountedKey, count: number, ...substitutions: string[]): string;
  errorSentence(error: CordonError): string;
  /** A time (epoch milliseconds) in the language of the sentences. */
  formatTime(at: number): string;
  formatNumber(value: number): string;
  formatList(things: readonly string[]): string;
  readonly consoles: readonly ConsoleChoice[];
  /** Whether this page loses what is typed and covers the browser's question (a popup in Firefox), so that the form needs a tab. */
  readonly formInTab: boolean;
}

const PortContext = createContext<PopupPort | null>(null);

/** Hands the port to every component below. */
export const PortProvider = PortContext.Provider;

/** The port of this page. */
export function usePort(): PopupPort {
  const port = useContext(PortContext);
  if (!port) throw new Error('no port is provided');
  return port;
}
