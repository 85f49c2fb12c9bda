import type { CordonError, ErrorCode } from '../errors';
import type { MessageKey } from '../platform/i18n';
import type { Result } from '../result';
import type { Recipe } from './recipe';
import type { ConsoleId } from './types';

/** Where one account of a console lives. */
export interface Address {
  /** The account's name, as it is part of the connection's id. */
  readonly account: string;
  /** The one origin that requests go to. */
  readonly apiOrigin: string;
  /** Match patterns of the console's pages: where the inbox script runs. */
  readonly pages: readonly string[];
  /** Match patterns of the console's pages and of the API: what the browser is asked for. */
  readonly hosts: readonly string[];
}

/** What the connection form knows of a console. Pure: no browser API, no zod. */
export interface Connect {
  /** Understands what was typed as account or address. Error: `bad-account`. */
  readAddress(typed: string): Result<Address, CordonError>;
  /** Whether what stands in the address field holds a key, pasted there by mistake: it is then not kept as a draft. */
  holdsKey?(typed: string): boolean;
  /** Cleans a pasted key. Errors: `empty-key`, `bad-key-shape`, `other-account`. */
  checkKey(pasted: string, account: string): Result<string, CordonError>;
}

/** What the screens say of one console, by the names of the sentences. */
export interface ConsoleSentences {
  /** The label of the connection form's address field, and the line below it. */
  readonly address: MessageKey;
  readonly addressHint: MessageKey;
  /** Where a key is made, and the least that it must be able to do. */
  readonly keyWhere: MessageKey;
  readonly keyNeeds: MessageKey;
  /** What the vendor itself says about keys in browsers and other clients, said before a key is typed. */
  readonly keyAdvice: MessageKey;
  /** What the test of a key cannot prove, said beside its good result. */
  readonly keyUntested?: MessageKey;
  /** What is to be known of an error on this console alone, beside its own sentence. */
  readonly errors?: Partial<Record<ErrorCode, MessageKey>>;
  /** What Block does here, and what it does not stop. */
  readonly does: MessageKey;
  readonly doesNot: MessageKey;
  /** Who made a block that is not this Cordon's, by the name that the console's list tells of it. */
  readonly blockedBy?: MessageKey | undefined;
}

/** The half of a console that pages and screens may know. The other half is its `api.ts`. */
export interface ConsoleInfo {
  readonly id: ConsoleId;
  /** The product's own name, the same in every language. */
  readonly name: string;
  /** What a whole id of this console looks like. */
  readonly ids: { readonly contact: RegExp; readonly conversation: RegExp };
  /** The words that the console shows in the place of a name where a contact has none, as its documents tell them. */
  readonly unnamed?: readonly string[];
  readonly connect: Connect;
  readonly recipe: Recipe;
  /** Whether the console ends a block by itself at the time it was given; else Cordon lifts it. */
  readonly endsBlocks: boolean;
  /** Whether the console has a list of its blocks. */
  readonly listsBlocks: boolean;
  /** The undo window of a connection's first press in a page (milliseconds), where it is longer than the others. */
  readonly firstUndoWindow?: number;
  readonly sentences: ConsoleSentences;
}
