import { shortestBlock } from '../../utils/blocking/end';
import { lastDate } from '../../utils/consoles/last-date';
import type { BlockView, BlockViewState } from '../../utils/messaging/protocol';
import type { PopupPort } from '../popup/port';
import { failedKey } from '../popup/words';

/** The state of a block about which a person is asked. */
export type Asking = Extract<BlockViewState, { kind: 'needs-you' }>;

/** The words on the answers that a question offers. Without `yes` there is only something to read, or someone to choose. */
export interface Answers {
  readonly yes?: string;
  readonly no: string;
}

const goOn = { block: 'popup_block', lift: 'popup_lift', change: 'popup_change_end' } as const;

/** The answers to a question; choosing among contacts is a yes of its own. */
export function answersTo(
  block: BlockView,
  state: Asking,
  { t, formatTime }: Pick<PopupPort, 't' | 'formatTime'>,
): Answers {
  switch (state.error.code) {
    case 'several-contacts':
      return { no: t('popup_cancel') };
    case 'already-blocked': {
      // A block beside theirs changes something only where it ends later.
      const theirs = latestEnd(state);
      const longer = theirs !== undefined && block.until - theirs > shortestBlock;
      return { ...(longer && { yes: t('popup_keep_until', formatTime(block.until)) }), no: t('popup_ok') };
    }
    case 'others-blocks':
      return { yes: t('popup_lift_all'), no: t('popup_keep_all') };
    case 'end-not-ours':
      // What is lifted then is all that the console lists.
      return listsOthers(state)
        ? { yes: t('popup_lift_all'), no: t('popup_keep_all') }
        : { yes: t('popup_lift'), no: t('popup_keep') };
    case 'overdue':
      return { yes: t('popup_lift'), no: t('popup_keep') };
    case 'too-late':
      return { yes: t('popup_block_now'), no: t('popup_cancel') };
    default:
      // To let a lift of Cordon's own be is to keep the block.
      if (state.trouble) return { yes: t('popup_retry'), no: t(state.trouble === 'own' ? 'popup_keep' : 'popup_ok') };
      return { yes: t(goOn[state.of]), no: t('popup_cancel') };
  }
}

/** What is asked, in one sentence; `name` is put where the sentence names the contact. */
export function sayQuestion(
  block: BlockView,
  state: Asking,
  { t, formatTime, errorSentence }: Pick<PopupPort, 't' | 'formatTime' | 'errorSentence'>,
  name: string,
): string {
  switch (state.error.code) {
    case 'already-blocked': {
      const until = latestEnd(state);
      const told = until !== undefined && until < lastDate;
      return told ? t('popup_already_until', formatTime(until)) : errorSentence(state.error);
    }
    case 'overdue':
      return t('popup_question_overdue', name, formatTime(block.until));
    case 'end-not-ours':
      return t(listsOthers(state) ? 'popup_question_others' : 'popup_question_not_ours', name);
    case 'too-late':
      return t('popup_question_too_late', name);
    default:
      return state.trouble ? t(failedKey(state), errorSentence(state.error)) : errorSentence(state.error);
  }
}

function listsOthers({ records = [] }: Asking): boolean {
  return records.some(({ ours }) => !ours);
}

/** The latest end (epoch milliseconds) of the console's blocks that a question is about; undefined where it names none. */
export function latestEnd({ records = [] }: Asking): number | undefined {
  return records.length > 0 ? Math.max(...records.map((record) => record.until)) : undefined;
}
