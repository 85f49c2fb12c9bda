import type { LabRequest, ServingSwitches } from '../shared/api-log';

export type { LabFault, LabRequest } from '../shared/api-log';

/** The state of one imitated Featurebase organisation. The API simulator and the practice console both read and change it. */
export interface FeaturebaseWorld {
  /** The organisation's subdomain: `demo` has its console at https://demo.featurebase.app/dashboard. */
  readonly organisation: string;
  readonly organisationId: string;
  /** Everyone who can be in a conversation, by id: contacts, guests and the organisation's own admins. */
  readonly people: Map<string, LabPerson>;
  /** By the short id. */
  readonly conversations: Map<string, LabConversation>;
  /** Who is blocked, and by whom: the id of a contact, the name of an admin. */
  readonly blocked: Map<string, string>;
  readonly keys: LabKey[];
  /** Every request the API received with a key of this organisation, in order, refused ones included. */
  readonly requests: LabRequest[];
  readonly switches: FeaturebaseSwitches;
  /** Requests a minute (help.featurebase.app, "Rate limits"); a test lowers them. */
  readonly limits: { workspace: number; key: number };
  /** Epoch milliseconds; a test replaces it to let time pass. */
  now: () => number;
  /** Called after every change, so that an open practice console can follow. */
  readonly onChange: Set<() => void>;
}

export type PersonType = 'customer' | 'lead' | 'guest' | 'admin';

export interface LabPerson {
  /** 24 hex digits. */
  readonly id: string;
  readonly type: PersonType;
  /** Empty where they never said. */
  name: string;
  /** The name before they changed it: an older row of the console may still show it. */
  formerName?: string;
  email?: string;
  company?: string;
  /** The id in the organisation's own system (SSO); customers only. */
  userId?: string;
}

export interface LabMessage {
  readonly id: number;
  readonly authorId: string;
  /** HTML as the console renders it; contacts write it, and it is hostile. */
  readonly html: string;
  /** Epoch milliseconds. */
  readonly at: number;
}

export interface LabConversation {
  /** Short: `12345` in the documents. */
  readonly id: string;
  /** Ids of people, in the order in which they came; the first one began it. */
  readonly participants: string[];
  readonly channel: 'desktop' | 'email' | 'ios' | 'android';
  state: 'open' | 'closed' | 'snoozed';
  unread: number;
  readonly messages: LabMessage[];
}

export interface LabKey {
  readonly key: string;
  /** Manual keys open everything; a connector's token may be for reading only. */
  readonly scope: 'all' | 'read';
  deleted: boolean;
}

/** One switch for each behaviour that the vendor's documents leave open (vendor-apis §2 and §5). */
export interface FeaturebaseSwitches extends ServingSwitches {
  /** Where a conversation carries `isBlocked`: as documented in a single one, in the rows of a search too, or nowhere. */
  isBlocked: 'in-one' | 'in-rows-too' | 'nowhere';
  /** Whether the state that a conversation tells is one change behind until it was read once. */
  stateLags: boolean;
  /** What a second block of a contact, or an unblock of one who is not blocked, answers. */
  repeat: 'same-answer' | 'refuse-400' | 'refuse-409' | 'bare-409';
  /** What a request gets without the version that has the endpoint. */
  oldVersion: '400' | '404';
  /** The codes of 401, 403 and 429, of which only the types are documented. */
  codes: 'words' | 'types';
  /** What blocking a guest answers. */
  guests: '404' | 'accept';
  /** What `X-RateLimit-Reset` holds. */
  reset: 'epoch-seconds' | 'epoch-milliseconds' | 'seconds-left' | 'absent';
  /** How a 429 says when to come back. */
  retryAfter: 'absent' | 'seconds' | 'date' | 'milliseconds';
  /** Whether a conversation's id is text, as documented, or a number. */
  conversationId: 'text' | 'number';
}
