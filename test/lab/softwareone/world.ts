import type { LabRequest, ServingSwitches } from '../shared/api-log';

export type { LabFault, LabRequest } from '../shared/api-log';

/** The imitated platform, as one Operations account sees it. The API simulator and the practice portal both read and change it. */
export interface SoftwareoneWorld {
  /** The lab's own name for the account; the platform knows it by its tokens. */
  readonly account: string;
  readonly contacts: Map<string, LabContact>;
  /** Newest first. */
  readonly messages: LabMessage[];
  readonly chats: Map<string, LabChat>;
  readonly tokens: LabToken[];
  /** Every request the API received, in order, refused ones included. */
  readonly requests: LabRequest[];
  readonly switches: SoftwareoneSwitches;
  /** Epoch milliseconds; a test replaces it to let time pass. */
  now: () => number;
  /** Called after every change, so that an open practice portal can follow. */
  readonly onChange: Set<() => void>;
}

/** The states of the vendor's diagram. */
export type ContactStatus = 'New' | 'Active' | 'Blocked' | 'Deleted';

/** Who did something. */
export interface LabActor {
  readonly id: string;
  readonly name: string;
}

export type AccountType = 'Client' | 'Vendor' | 'Operations';

export interface LabAuditEvent {
  /** ISO 8601. */
  readonly at: string;
  readonly by: LabActor;
}

export interface LabContact {
  readonly id: string;
  name: string | null;
  /** The name before the contact changed it: an older message of the portal still shows it. */
  formerName?: string;
  readonly email: string;
  status: ContactStatus;
  blockedReason: string | null;
  readonly user: LabUser | null;
  readonly audit: Partial<Record<'created' | 'updated' | 'activated' | 'blocked' | 'deleted', LabAuditEvent>>;
  readonly account: AccountType;
}

export interface LabUser {
  readonly id: string;
  readonly name: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
}

/** A notification that was, or was not, sent by e-mail. */
export interface LabMessage {
  readonly id: string;
  readonly contactId: string;
  readonly subject: string;
  readonly category: string;
  /** ISO 8601. */
  readonly at: string;
  readonly by: LabActor;
  readonly status: 'Sent' | 'Discarded';
}

export interface LabChatLine {
  readonly id: number;
  /** A contact's id, or null for the agent. */
  readonly from: string | null;
  /** Text; contacts write it, and it is hostile. */
  readonly text: string;
  readonly at: number;
}

export interface LabChat {
  readonly id: string;
  readonly title: string;
  readonly participants: readonly LabParticipant[];
  readonly lines: LabChatLine[];
}

export interface LabParticipant {
  readonly id: string;
  readonly contactId: string;
  readonly account: AccountType;
  readonly status: 'Active' | 'Exited';
}

/** Who a token's account is: only Operations may block (docs, Notifications API). */
export type LabAccess = 'ops' | 'vendor' | 'client' | 'contact';

export interface LabToken {
  readonly key: string;
  readonly access: LabAccess;
  /** Who a block made with this token is written to. */
  readonly actor: LabActor;
  state: 'Active' | 'Disabled' | 'Deleted';
}

/** One switch for each behaviour that the vendor's documents leave open (vendor-apis §3 and §5). */
export interface SoftwareoneSwitches extends ServingSwitches {
  /** Which generation of the contact is answered: with `user` and `userId`, or with `identity`, `directories`, `chat`, `revision`. */
  generation: 'v4' | 'v5';
  /** Block and unblock of an id that is not there. */
  unknownId: '404' | '400';
  /** Block of a blocked contact, unblock of one that is not. */
  repeat: '200' | '400' | '409';
  /** Block of a contact that was never active: the diagram leads there from Active alone. */
  blockNew: '200' | '400';
  /** Whether a deleted contact can still be read. */
  deletedGet: '200' | '404';
  /** The two documented shapes of `errors`, or none. */
  errors: 'map' | 'array' | 'none';
  /** What an error's body is. */
  errorBody: 'problem+json' | 'json' | 'html' | 'empty';
  /** How statuses are written: as in payloads and tests, or as in the field table. */
  statusCase: 'Blocked' | 'blocked' | 'BLOCKED';
  /** Whether `eq` minds the case of letters in texts; in statuses it never does (the vendor's app asks for `deleted`). */
  textCase: 'exact' | 'ignore';
  /** Whether `audit` is left out unless it is asked for. */
  auditOmitted: boolean;
  /** Whether a list tells how many there are. */
  tellsTotal: boolean;
  /** What a token that may not block gets. */
  forbidden: '403' | '401';
}
