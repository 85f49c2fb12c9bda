import type { Preset } from '../../utils/blocking/end';
import { lastDate } from '../../utils/consoles/last-date';
import type { ConsoleId, KeyCheck } from '../../utils/consoles/types';
import type { CordonError } from '../../utils/errors';
import type {
  BlockView,
  BlockViewState,
  ContactView,
  LockView,
  OperationKind,
  RecordView,
} from '../../utils/messaging/protocol';
import { showable } from '../../utils/platform/hostile-text';
import type { MessageKey } from '../../utils/platform/i18n';
import type { PopupPort } from './port';

type Words = Pick<PopupPort, 't' | 'errorSentence' | 'formatTime' | 'formatNumber'>;
/** Whether this browser can lift blocks only while Cordon is unlocked, and whether it is locked now. */
type Lock = Pick<LockView, 'passphrase' | 'locked'>;
type Blocked = Extract<BlockViewState, { kind: 'blocked' }>;
type Lifted = Extract<BlockViewState, { kind: 'lifted' }>;

/** A request that left this long after its press left late (milliseconds). */
const lateAfter = 120_000;

/** What was checked within this time need not say when (milliseconds). */
const checkedLately = 600_000;

/** The words for each quick choice. */
export const presetKeys = {
  '1h': 'end_1h',
  '8h': 'end_8h',
  '1d': 'end_1d',
  '7d': 'end_7d',
  '30d': 'end_30d',
  'for-good': 'end_for_good',
} as const satisfies Record<Preset, MessageKey>;

/** The words for each kind of read that a key test tries. */
export const checkKeys = {
  blocks: 'popup_check_blocks',
  contacts: 'popup_check_contacts',
  conversations: 'popup_check_conversations',
} as const satisfies Record<KeyCheck['what'], MessageKey>;

/** What to call a contact: the name, else the id, else that there is no name. Safe to show. */
export function callContact(
  contact: { readonly name?: string | undefined; readonly id?: string | undefined },
  { t }: Pick<Words, 't'>,
): string {
  return showable(contact.name ?? '') || (contact.id ? `#${contact.id}` : t('popup_unnamed'));
}

/** What to call the contact of a block. */
export function callBlock(block: BlockView, words: Pick<Words, 't'>): string {
  const told = block.reference.kind === 'contact' ? block.reference.contactId : undefined;
  return callContact({ name: block.name, id: block.contactId ?? told }, words);
}

/** E-mail and id, as far as they are known and not already what the contact is called. */
export function detailsOf(contact: ContactView): readonly string[] {
  const id = showable(contact.name ?? '') ? `#${showable(contact.id)}` : '';
  return [showable(contact.email ?? ''), id].filter(Boolean);
}

/** What one entry of the console's list is about: the contact's id, or the e-mails or addresses. */
export function callRecord(record: RecordView): string {
  if (record.rule === 'contact' && record.contactId) return `#${showable(record.contactId)}`;
  return showable(record.values.slice(0, 20).join(', ')) || `#${showable(record.id)}`;
}

/** Until when a block of the console's list holds: most consoles keep no end. */
export function sayRecordEnd({ until }: RecordView, { t, formatTime }: Pick<Words, 't' | 'formatTime'>): string {
  return until >= lastDate ? t('popup_record_no_end') : t('popup_record_until', formatTime(until));
}

/** Since when it holds; empty where the console does not say. */
export function sayRecordSince({ madeAt }: RecordView, { t, formatTime }: Pick<Words, 't' | 'formatTime'>): string {
  return madeAt === undefined ? '' : t('popup_record_since', formatTime(madeAt));
}

/** What is to be known of a block's trouble on its own console alone; undefined where there is nothing of the kind. */
export function errorHint(
  error: CordonError | undefined,
  consoleId: ConsoleId | undefined,
  { consoles, t }: Pick<PopupPort, 'consoles' | 't'>,
): string | undefined {
  const hint = error && consoles.find(({ id }) => id === consoleId)?.sentences.errors?.[error.code];
  return hint && t(hint);
}

/** Seconds until a time, rounded up, never below zero. */
export function secondsTo(at: number, now: number): number {
  return Math.max(0, Math.ceil((at - now) / 1000));
}

const heldKeys = {
  block: 'popup_state_held',
  change: 'popup_state_change_held',
  lift: 'popup_state_lift_held',
} as const;

/** What did not come about, or is not known to have. */
export function failedKey({
  of,
  unknown,
}: {
  readonly of: OperationKind;
  readonly unknown?: boolean | undefined;
}): MessageKey {
  if (of === 'lift') return unknown ? 'popup_state_lift_unknown' : 'popup_state_lift_failed';
  return unknown ? 'popup_state_unknown' : 'popup_state_failed';
}

/** Where a block stands, in one sentence. */
export function stateSentence(block: BlockView, words: Words, now: number, lock?: Lock): string {
  const { t, errorSentence } = words;
  const { state } = block;
  switch (state.kind) {
    case 'waiting': {
      const seconds = words.formatNumber(secondsTo(state.sendsAt, now));
      if (state.of === 'change') return t('popup_state_change_waiting', words.formatTime(block.until), seconds);
      return t(state.of === 'block' ? 'popup_state_waiting' : 'popup_state_lift_waiting', seconds);
    }
    case 'sending':
      if (state.of === 'change') return t('popup_state_change_sending', words.formatTime(block.until));
      return t(state.of === 'block' ? 'popup_state_sending' : 'popup_state_lift_sending');
    case 'retrying':
      return `${t(heldKeys[state.of], errorSentence(state.error))} ${sayRetry(state.at, words, now)}`;
    case 'held':
      if (state.error.code === 'braked' && state.of === 'block') return t('popup_state_braked');
      return t(heldKeys[state.of], errorSentence(state.error));
    case 'needs-you':
      return state.trouble ? t(failedKey(state), errorSentence(state.error)) : errorSentence(state.error);
    case 'failed':
      return t(failedKey(state), errorSentence(state.error));
    case 'blocked':
      return sayBlocked(block, state, words, lock);
    case 'lifted':
      return sayLifted(block, state, words, now);
    case 'undone':
      return t('popup_state_undone');
    case 'expired':
      return t('popup_state_expired');
  }
}

function sayRetry(at: number, { t, formatTime, formatNumber }: Words, now: number): string {
  const seconds = secondsTo(at, now);
  if (seconds > 90) return t('popup_state_retry_at', formatTime(at));
  return t('popup_state_retry_seconds', formatNumber(seconds));
}

function sayBlocked(block: BlockView, state: Blocked, { t, formatTime }: Words, lock: Lock | undefined): string {
  const until = formatTime(block.until);
  if (state.overdue) return t(lock?.locked ? 'popup_state_overdue_locked' : 'popup_state_overdue', until);
  if (state.endedBy === 'nobody' && !block.forGood) return t('popup_state_kept');
  if (state.endedBy === 'nobody') return t(state.seen ? 'popup_state_for_good' : 'popup_state_for_good_not_seen');
  if (state.endedBy === 'you') return t(state.seen ? 'popup_state_asks_you' : 'popup_state_asks_you_not_seen', until);
  if (state.endedBy === 'cordon' && lock?.passphrase) {
    return t(state.seen ? 'popup_state_unlocked_lifts' : 'popup_state_unlocked_lifts_not_seen', until);
  }
  if (state.endedBy === 'cordon') {
    return t(state.seen ? 'popup_state_browser_lifts' : 'popup_state_browser_lifts_not_seen', until);
  }
  if (state.asked !== undefined) return t('popup_state_other_end', until, formatTime(state.asked));
  return t(state.seen ? 'popup_state_blocked' : 'popup_state_not_seen', until);
}

function sayLifted(block: BlockView, state: Lifted, { t, formatTime }: Words, now: number): string {
  const rule = state.rules?.find(({ until }) => until > now);
  if (rule) return t('popup_state_still_ruled', callRecord(rule), formatTime(rule.until));
  if (!state.elsewhere) return t('popup_state_lifted');
  // Nobody lifted what had come to its end.
  return t(state.at < block.until ? 'popup_state_lifted_elsewhere' : 'popup_state_expired');
}

/** Why a block was made, as far as somebody said so. */
export function sayReason({ reason, note }: BlockView, { t }: Pick<Words, 't'>): readonly string[] {
  return [
    ...(reason ? [t('page_reason_is', showable(reason))] : []),
    ...(note ? [t('page_note_is', showable(note))] : []),
  ];
}

/** Whether names are kept of a block no longer, and so no reason either. */
function isForgotten({ pageName, contactName, email, state }: BlockView): boolean {
  return (
    !pageName &&
    !contactName &&
    !email &&
    (state.kind === 'lifted' || state.kind === 'expired' || state.kind === 'undone' || state.kind === 'failed')
  );
}

/** Whether a reason can be given, and whether one is missing: of what never came about, none is. */
export function reasonOf(block: BlockView, required: boolean): 'missing' | 'offered' | 'none' {
  const { state, reason } = block;
  if (isForgotten(block)) return 'none';
  const never = state.kind === 'undone' || (state.kind === 'failed' && state.of === 'block' && !state.unknown);
  return required && !reason && !never ? 'missing' : 'offered';
}

/** What else is to be known of a standing block: each a line of its own, below where it stands. */
export function stateNotes(block: BlockView, { t, errorSentence, formatTime }: Words, now: number): readonly string[] {
  const { state } = block;
  if (state.kind !== 'blocked') return [];
  const late = state.sentAt - block.pressedAt > lateAfter;
  return [
    ...(state.notChanged ? [t('popup_state_not_changed', errorSentence(state.notChanged))] : []),
    ...(late ? [t('popup_state_late', formatTime(state.sentAt))] : []),
    ...(now - state.checkedAt > checkedLately ? [t('popup_state_checked', formatTime(state.checkedAt))] : []),
  ];
}
