import type { CordonError } from '../errors';
import type { Result } from '../result';

/** The id of a console of the registry (`utils/consoles/registry.ts`). Stored and received ids are held against it. */
export type ConsoleId = string;

declare const brand: unique symbol;

/** The console's own id of a contact. Never interchangeable with a conversation's id, though on Acquire both are integers. */
export type ContactId = string & { readonly [brand]: 'contact' };

/** The console's own id of a conversation (Acquire: a case). */
export type ConversationId = string & { readonly [brand]: 'conversation' };

/** The id of one entry in a console's own list of blocks (Acquire: a block record). It is not a contact's id. */
export type RecordId = string & { readonly [brand]: 'record' };

/**
 * What a page tells of a contact. `fromText`: the id was read from nothing but the text in the place of the name, which a contact can
 * write himself. `idBegins`: the words are an e-mail, and the contact's own id, of which only this is seen, begins so.
 */
export type Reference =
  | { readonly kind: 'contact'; readonly contactId: ContactId; readonly fromText?: true | undefined }
  | { readonly kind: 'conversation'; readonly conversationId: ConversationId }
  | { readonly kind: 'words'; readonly words: string; readonly idBegins?: string | undefined };

/** A contact as the console's API describes it. All strings are hostile text. */
export interface Contact {
  readonly id: ContactId;
  readonly name?: string | undefined;
  readonly firstName?: string | undefined;
  readonly lastName?: string | undefined;
  readonly email?: string | undefined;
  readonly ip?: string | undefined;
  /** Whether the contact itself says it is blocked; undefined where the API does not say. */
  readonly blocked?: boolean | undefined;
}

/** Contacts that a console's API gave. */
export interface FoundContacts {
  readonly contacts: readonly Contact[];
  /** There are more, or some could not be read: who is meant may not be among them, so nobody is certain. */
  readonly partly?: true | undefined;
}

/** One entry of a console's own list of blocks. Times are epoch milliseconds. */
export interface ConsoleRecord {
  readonly id: RecordId;
  readonly rule: 'contact' | 'email' | 'ip' | 'other';
  /** The blocked contact, for `rule: 'contact'`. */
  readonly contactId?: ContactId | undefined;
  /** The blocked contact's name, or else e-mail, where the list itself tells it. Hostile text. */
  readonly name?: string | undefined;
  /** The e-mails or addresses, for the other rules. */
  readonly values: readonly string[];
  readonly until: number;
  readonly madeAt?: number | undefined;
  /** The name of the console's user who made it. Hostile text. */
  readonly by?: string | undefined;
  /** Why, where the console keeps it. Hostile text. */
  readonly reason?: string | undefined;
}

/** What a console's API says at one moment about one contact's block. */
export interface ConsoleState {
  /** Undefined where the console tells nothing of this contact's state: neither that it is blocked, nor that it is not. */
  readonly blocked: boolean | undefined;
  /** The latest end among the contact's own records, epoch milliseconds. */
  readonly until?: number | undefined;
  /** The contact's own unexpired records. */
  readonly records: readonly ConsoleRecord[];
  /** Unexpired records of other rules (e-mail, ip) that also catch this contact. */
  readonly rules: readonly ConsoleRecord[];
  /** The console's own clock as it answered (epoch milliseconds), where it said so. */
  readonly serverNow?: number | undefined;
}

/** One request to a console's API, relative to the connection's own API origin. */
export interface ApiRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Starts with a slash; holds no query. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  /**
   * The query as it stands in the address, in place of `query`, for an API whose queries are no pairs. Plain characters, `%` only
   * before two hex digits: what is given is what arrives.
   */
  readonly rawQuery?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What came back, whatever its status. `json` is undefined where the body is not JSON by its content type and by parsing. */
export interface ApiAnswer {
  readonly status: number;
  readonly json: unknown;
  readonly text: string;
  readonly header: (name: string) => string | null;
}

/** Sends one request with the connection's credential added. The caller never sees the key. */
export type Send = (request: ApiRequest) => Promise<Result<ApiAnswer, CordonError>>;

/** What one harmless read of a key test showed. The first of a test is the one that a key cannot do without. */
export interface KeyCheck {
  readonly what: 'blocks' | 'contacts' | 'conversations';
  readonly error?: CordonError;
}

/** The background half of a console: its API in Cordon's terms. Made per connection by `createApi(send)`. */
export interface ConsoleApi {
  /**
   * Whether the console ends a block by itself at the time it was given. Else Cordon lifts it, and a block is one mark on the
   * contact: its record has the contact's own id, and to block or lift again what is so already changes nothing.
   */
  readonly endsBlocks: boolean;
  /** The words that the console shows in the place of a name where a contact has none. */
  readonly unnamed?: readonly string[] | undefined;
  /** Reads one contact by its id. What was read before `readSince` (epoch milliseconds) and remembered does not do. */
  getContact(id: ContactId, readSince?: number): Promise<Result<Contact, CordonError>>;
  /** Finds contacts by name or e-mail; several hits are returned, never chosen from. */
  findContacts(words: string): Promise<Result<FoundContacts, CordonError>>;
  /** The contacts who take part in a conversation. What was read before `readSince` (epoch milliseconds) does not do. */
  contactsOf(conversation: ConversationId, readSince?: number): Promise<Result<FoundContacts, CordonError>>;
  /**
   * Reads whether a contact is blocked, and by which records. Where the console does not tell, or its list could not be read whole and
   * shows no record of the contact, `blocked` is undefined: Cordon then claims nothing by it.
   */
  readState(contact: Contact): Promise<Result<ConsoleState, CordonError>>;
  /** Blocks one contact until a time (epoch milliseconds). Returns the record's id where the console tells it. */
  block(id: ContactId, until: number): Promise<Result<{ readonly recordId?: RecordId | undefined }, CordonError>>;
  /** Reads one record of the console's list by its own id, which is no contact's id. */
  getRecord(id: RecordId): Promise<Result<ConsoleRecord, CordonError>>;
  /** Ends one record of the console's list; `nothing-lifted` where the console removed none. */
  liftRecord(id: RecordId): Promise<Result<null, CordonError>>;
  /** The console's own list of blocks, newest first; empty where it has none (`listsBlocks` of its `ConsoleInfo`). */
  listRecords(): Promise<Result<readonly ConsoleRecord[], CordonError>>;
  /** Tries each kind of read that Cordon needs. Changes nothing on the console. */
  testKey(): Promise<readonly KeyCheck[]>;
}

/** One text per reference, to compare and to key by. The kind is part of it: case 30 is never contact 30. */
export function referenceKey(reference: Reference): string {
  switch (reference.kind) {
    case 'contact':
      return `contact ${reference.contactId}`;
    case 'conversation':
      return `conversation ${reference.conversationId}`;
    case 'words':
      return `words ${reference.words}${reference.idBegins ? ` ${reference.idBegins}` : ''}`;
  }
}
