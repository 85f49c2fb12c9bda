import { createHash } from 'node:crypto';
import type { LabActor, LabToken } from './world';

/** The agent who sits at the practice portal, and to whom the token `ops` belongs. */
export const ANA: LabActor = { id: 'USR-1001-0001', name: 'Ana Lima' };
/** The colleague who made the blocks that are there from the start; his token is of another Operations account. */
export const DAVID: LabActor = { id: 'USR-1001-0002', name: 'David Guetta' };

const VERA: LabActor = { id: 'USR-1001-0003', name: 'Vera Vendor' };
const CLIO: LabActor = { id: 'USR-1001-0004', name: 'Clio Client' };

/** The tokens of an account, by what they may do; `unknown` is well formed and was never issued. */
const FIRST_GROUPS = {
  ops: '1000',
  otherOps: '2000',
  vendor: '3000',
  client: '4000',
  contact: '5000',
  disabled: '6000',
  deleted: '7000',
  unknown: '8000',
} as const;

export type TokenKind = keyof typeof FIRST_GROUPS;

type ByKind = Readonly<Record<TokenKind, string>>;

function mapped(byKind: ByKind, change: (value: string) => string): ByKind {
  return Object.fromEntries(Object.entries(byKind).map(([kind, value]) => [kind, change(value)])) as ByKind;
}

function digest(text: string) {
  return createHash('sha256').update(`softwareone/${text}`);
}

/** The ids of an account's tokens, as the portal shows them. The same in every run. */
export function tokenIdsOf(account: string): ByKind {
  const own = account === 'demo' ? 1 : 1000 + (digest(account).digest().readUInt32BE() % 9000);
  return mapped(FIRST_GROUPS, (group) => `TKN-${group}-${String(own).padStart(4, '0')}`);
}

// `idt:TKN-XXXX-XXXX:<secret>` is the documented shape. Made, not written down, so that no scanner takes a line of this file for
// a leaked secret.
function keyOf(id: string): string {
  return `idt:${id}:${digest(id).digest('base64url')}`;
}

/** The keys of an account, by what they may do. The same in every run. */
export function keysOf(account: string): ByKind {
  return mapped(tokenIdsOf(account), keyOf);
}

/** Ids and keys of the account `demo`. */
export const TOKEN_IDS = tokenIdsOf('demo');
export const KEYS = keysOf('demo');

/** What the platform knows of the tokens it issued to an account. */
export function issuedTokens(account: string): LabToken[] {
  const keys = keysOf(account);
  return [
    { key: keys.ops, access: 'ops', actor: ANA, state: 'Active' },
    { key: keys.otherOps, access: 'ops', actor: DAVID, state: 'Active' },
    { key: keys.vendor, access: 'vendor', actor: VERA, state: 'Active' },
    { key: keys.client, access: 'client', actor: CLIO, state: 'Active' },
    { key: keys.contact, access: 'contact', actor: CLIO, state: 'Active' },
    { key: keys.disabled, access: 'ops', actor: ANA, state: 'Disabled' },
    { key: keys.deleted, access: 'ops', actor: ANA, state: 'Deleted' },
  ];
}
