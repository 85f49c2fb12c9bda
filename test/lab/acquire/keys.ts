import { createHash } from 'node:crypto';
import type { LabKey } from './world';

const HEADER = 'eyJhbGciOiJIUzI1NiJ9';

/** The agent who sits at the practice console, and to whom every key of the lab belongs. */
export const ANA = 2;
/** The colleague who made the blocks that are there from the start. */
export const DAVID = 1;

/** The API keys of one lab account, by what they may do. */
export interface LabKeys {
  /** May block, read contacts and read cases: the narrowest key with which everything works. */
  readonly full: string;
  readonly blockOnly: string;
  readonly contactsOnly: string;
  /** May block and read contacts, but no cases. */
  readonly noCases: string;
  /** Had every permission until it was disabled. */
  readonly disabled: string;
  /** Well formed, and never issued. */
  readonly unknown: string;
}

// `<accountId>:<JWT>` is the shape in the vendor's own picture of a new key (vendor-apis §1.1). Made, not written down,
// so that no scanner takes a line of this file for a leaked secret; `bGFi` is "lab".
function keyOf(account: string, use: string): string {
  return `${account}:${HEADER}.bGFi.${createHash('sha256').update(`${account}/${use}`).digest('base64url')}`;
}

/** The keys of an account; the same in every run. */
export function keysOf(account: string): LabKeys {
  return {
    full: keyOf(account, 'full'),
    blockOnly: keyOf(account, 'block-only'),
    contactsOnly: keyOf(account, 'contacts-only'),
    noCases: keyOf(account, 'no-cases'),
    disabled: keyOf(account, 'disabled'),
    unknown: keyOf(account, 'unknown'),
  };
}

/** The keys of the account `demo`. */
export const DEMO_KEYS: LabKeys = keysOf('demo');
/** The keys of the account `acme`. */
export const ACME_KEYS: LabKeys = keysOf('acme');

/** What an account knows of the keys it issued. */
export function issuedKeys(account: string): LabKey[] {
  const keys = keysOf(account);
  return [
    { key: keys.full, permissions: ['block-contacts', 'contacts', 'cases'], userId: ANA, disabled: false },
    { key: keys.blockOnly, permissions: ['block-contacts'], userId: ANA, disabled: false },
    { key: keys.contactsOnly, permissions: ['contacts'], userId: ANA, disabled: false },
    { key: keys.noCases, permissions: ['block-contacts', 'contacts'], userId: ANA, disabled: false },
    { key: keys.disabled, permissions: ['block-contacts', 'contacts', 'cases'], userId: ANA, disabled: true },
  ];
}
