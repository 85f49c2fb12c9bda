import { lastDate } from '../last-date';
import type { ConsoleRecord, Contact, ContactId, RecordId } from '../types';
import type { RawContact } from './schema';

/** Whether a contact has a status. The field table writes them small, payloads and tests with a capital. */
export function hasStatus({ status }: RawContact, wanted: 'new' | 'active' | 'blocked' | 'deleted'): boolean {
  return status.trim().toLowerCase() === wanted;
}

/** A contact in Cordon's terms. A status that is not documented tells nothing. */
export function contactOf(raw: RawContact): Contact {
  const { name, email, user, identity } = raw;
  const free = hasStatus(raw, 'active') || hasStatus(raw, 'new');
  return {
    id: raw.id as ContactId,
    name: name ?? identity?.name ?? user?.name ?? undefined,
    firstName: user?.firstName ?? undefined,
    lastName: user?.lastName ?? undefined,
    email: email ?? undefined,
    blocked: hasStatus(raw, 'blocked') ? true : free ? false : undefined,
  };
}

/** The one mark of a blocked contact, with who made it, when and why; undefined where the contact is not blocked. */
export function recordOf(raw: RawContact): ConsoleRecord | undefined {
  if (!hasStatus(raw, 'blocked')) return undefined;
  const madeAt = Date.parse(raw.audit?.blocked?.at ?? '');
  return {
    id: raw.id as RecordId,
    rule: 'contact',
    contactId: raw.id as ContactId,
    values: [],
    until: lastDate,
    madeAt: Number.isNaN(madeAt) ? undefined : madeAt,
    by: raw.audit?.blocked?.by?.name ?? undefined,
    reason: raw.blockedReason?.trim() || undefined,
  };
}
