import type { LabFault, LabRequest } from './shared/api-log';

/** Somebody whom nobody else is called like, and who is not blocked. */
export interface Trialist {
  /** The contact's own id, as text. */
  readonly id: string;
  readonly name: string;
}

/** A fault of the request that makes a block, and what the button then says. Some end it, the others make it wait. */
export interface TrialFault {
  readonly what: string;
  readonly kind: LabFault['kind'];
  /** `itself`: it goes out by itself when the fault is over; `key-test`: after a person has tested the key again. */
  readonly waitsFor?: 'itself' | 'key-test';
  /** A person is asked, and has nothing to choose but OK: nothing is sent after it. */
  readonly asks?: true;
  readonly says: RegExp;
}

/** An imitated console as the end-to-end tests of every console use it. Each console's folder makes its own. */
export interface ConsoleOnTrial {
  /** As in `utils/consoles`. */
  readonly id: string;
  /** The product's name, as the connection form offers it. */
  readonly name: string;
  /** What is typed into the connection form. `addressField` is its label. */
  readonly typed: { readonly addressField: string; readonly address: string; readonly key: string };
  /** Well-formed keys that do not work, and what the form says of each. */
  readonly badKeys: readonly { readonly what: string; readonly key: string; readonly says: RegExp }[];
  readonly endsBlocks: boolean;
  /** How long the first press and every other one can be undone (milliseconds). */
  readonly undoWindow: { readonly first: number; readonly usual: number };
  readonly people: readonly Trialist[];
  /** A page on which the contact's name has a button, by whatever the console shows there. */
  pageOf(person: Trialist): string;
  /** A page that shows only a conversation of the contact; undefined where the console's conversations carry no button. */
  conversationPageOf(person: Trialist): string | undefined;
  /** Where conversations carry no button: one of them, and the name of somebody whom it shows. */
  readonly conversationWithoutButton?: { readonly address: string; readonly shows: string };
  /** A page with the names of many, which keeps showing the name that a contact had when it was drawn. */
  readonly listPage: string;
  /** Gives the contact another name in the console. An open list still shows the old one. */
  rename(person: Trialist, name: string): void;
  isBlocked(person: Trialist): boolean;
  /** Every request of the API, in order. */
  readonly requests: readonly LabRequest[];
  /** Whether a request would block this contact. */
  isBlockOf(request: LabRequest, person: Trialist): boolean;
  /** Puts a fault before the answers to the requests that block, so many times. */
  fail(kind: LabFault['kind'], times: number): void;
  /** Takes all faults away. */
  heal(): void;
  /** Every error status of the console's documents, and the faults that every network has. */
  readonly faults: readonly TrialFault[];
}

/** The faults that have nothing to do with what a console is. */
export const networkFaults: readonly TrialFault[] = [
  {
    what: 'HTML instead of JSON',
    kind: { html: '<!doctype html><title>Sign in</title>' },
    says: /was not blocked: What answered is not the console.s API/,
  },
  {
    what: 'a redirect to a login page',
    kind: { redirect: 'https://evil.example/login' },
    says: /was not blocked: The console pointed to another address/,
  },
  {
    what: 'a cut connection',
    kind: { cut: 'before-work' },
    waitsFor: 'itself',
    says: /is waiting: The console could not be reached/,
  },
];

/** What the button says of each status, where the console's documents give it no other meaning. */
export const statusFaults = {
  400: { what: '400', kind: { status: 400 }, says: /was not blocked: The console refused the request/ },
  401: {
    what: '401',
    kind: { status: 401 },
    waitsFor: 'key-test',
    says: /is waiting: The console refused the API key/,
  },
  403: { what: '403', kind: { status: 403 }, says: /was not blocked: The API key may not do this/ },
  404: { what: '404', kind: { status: 404 }, says: /was not blocked: The console does not know this contact/ },
  429: {
    what: '429',
    kind: { status: 429, headers: { 'retry-after': '3' } },
    waitsFor: 'itself',
    says: /is waiting: /,
  },
  500: {
    what: '500',
    kind: { status: 500 },
    waitsFor: 'itself',
    says: /is waiting: The console has a problem of its own/,
  },
} as const satisfies Record<number, TrialFault>;
