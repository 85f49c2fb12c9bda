import { createHash } from 'node:crypto';
import type { LabKey } from './world';

/** The API keys of one lab organisation. */
export interface LabKeys {
  /** A manual key, which opens the whole workspace: Featurebase has no narrower one. */
  readonly full: string;
  /** May read and change nothing, as a connector's token may. */
  readonly readOnly: string;
  /** Opened everything until it was deleted. */
  readonly deleted: string;
  /** Well formed, and never issued. */
  readonly unknown: string;
}

// `sk_` is how every key begins (vendor-apis §2.1). Made, not written down, so that no scanner takes a line of this file for
// a leaked secret.
function keyOf(organisation: string, use: string): string {
  return `sk_${createHash('sha256').update(`featurebase/${organisation}/${use}`).digest('hex').slice(0, 40)}`;
}

/** The keys of an organisation; the same in every run. */
export function keysOf(organisation: string): LabKeys {
  return {
    full: keyOf(organisation, 'full'),
    readOnly: keyOf(organisation, 'read-only'),
    deleted: keyOf(organisation, 'deleted'),
    unknown: keyOf(organisation, 'unknown'),
  };
}

/** What an organisation knows of the keys it issued. */
export function issuedKeys(organisation: string): LabKey[] {
  const keys = keysOf(organisation);
  return [
    { key: keys.full, scope: 'all', deleted: false },
    { key: keys.readOnly, scope: 'read', deleted: false },
    { key: keys.deleted, scope: 'all', deleted: true },
  ];
}
