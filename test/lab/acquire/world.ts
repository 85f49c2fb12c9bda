import type { LabRequest, ServingSwitches } from '../shared/api-log';

export type { LabFault, LabRequest } from '../shared/api-log';

/** The state of one imitated Acquire account. The API simulator and the practice console both read and change it. */
export interface AcquireWorld {
  /** The account's subdomain: `demo` is served at https://demo.acquire.io. */
  readonly account: string;
  readonly contacts: Map<number, LabContact>;
  readonly cases: Map<number, LabCase>;
  readonly records: LabRecord[];
  readonly users: Map<number, LabUser>;
  readonly keys: LabKey[];
  /** Every request the API received, in order, refused ones included. */
  readonly requests: LabRequest[];
  readonly switches: AcquireSwitches;
  nextRecordId: number;
  /** Epoch milliseconds; a test replaces it to let time pass. */
  now: () => number;
  /** Called after every change, so that an open practice console can follow. */
  readonly onChange: Set<() => void>;
}

export interface LabContact {
  readonly id: number;
  name?: string;
  /** The name before the contact changed it: an older row of the console may still show it. */
  formerName?: string;
  firstName?: string;
  lastName?: string;
  email?: string;
  phone?: string;
  ip: string;
  company?: string;
}

export interface LabMessage {
  readonly id: number;
  readonly from: 'contact' | 'agent';
  /** HTML as the console renders it; contacts write it, and it is hostile. */
  readonly html: string;
  /** Epoch milliseconds. */
  readonly at: number;
}

export interface LabCase {
  readonly id: number;
  readonly contactId: number;
  readonly channel: 'chat' | 'email' | 'phone';
  status: 'active' | 'pending' | 'closed';
  unread: number;
  readonly messages: LabMessage[];
}

export interface LabRecord {
  readonly id: number;
  readonly type: 'contact' | 'email' | 'ip';
  /** A contact's id for `contact`; the blocked strings for the others. */
  readonly contactId?: number;
  readonly values?: readonly string[];
  /** ISO 8601, as stored. */
  readonly blockTill: string;
  readonly blockBy: number;
  readonly dateCreated: string;
}

export interface LabUser {
  readonly id: number;
  readonly name: string;
  readonly email: string;
}

export type LabPermission = 'block-contacts' | 'contacts' | 'cases';

export interface LabKey {
  readonly key: string;
  permissions: LabPermission[];
  /** The user that a block made with this key is written to. */
  readonly userId: number;
  disabled: boolean;
}

/** One switch for each behaviour that the vendor's documents leave open (vendor-apis §5). */
export interface AcquireSwitches extends ServingSwitches {
  /** Which of the two documented answers Add gives. */
  addAnswer: 'true' | 'records';
  /** What `data` holds in a record that Add answers: the contact, as in List, or the ids that were sent. */
  addRecordData: 'contact' | 'ids';
  pastDate: 'accept' | 'refuse';
  /** A second block of a contact who is already blocked. */
  repeat: 'new-record' | 'extend' | 'refuse-duplicate';
  unknownContact: '400' | '404' | 'accept';
  unknownRecordGet: '400' | '404';
  /** How an error's body looks. */
  errorBody: 'code-object' | 'code-string' | 'html' | 'empty';
  listShape: 'wrapped' | 'bare';
  /** How many records the list gives at most, counting all; 0 for no limit. No parameter asks for the others. */
  listLimit: number;
  expiredStayListed: boolean;
  /** The end that is stored: as asked, at the end of that UTC day, or cut to whole seconds. */
  storedEnd: 'as-asked' | 'end-of-day' | 'whole-seconds';
  /** Whether a new record is missing from the first list that is asked for after it was made. */
  listLag: boolean;
  blockedWord: 'YES' | 'yes' | 'true';
  /** Whether a single contact carries `isBlocked` as the contact list does; the documented example has none. */
  contactShowsBlocked: boolean;
  /** Whether a single contact carries `fields` only with `relations=fields`. */
  fieldsOnlyIfAsked: boolean;
  /** How many rows a page of the search has at most, whatever was asked for; 0 for no limit of its own. */
  searchLimit: number;
  /** What the search counts. */
  searchCounts: 'rows' | 'contacts';
  /** Which number the first page of the search has. Page 0, as in the documented body, is the first either way. */
  searchFirstPage: 0 | 1;
  /** Whether Delete counts what it deleted, or answers the zeros of the documented example. */
  deleteCounts: 'real' | 'always-zero';
}
