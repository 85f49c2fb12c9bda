import { useEffect, useRef } from 'preact/hooks';
import type { BlockView } from '../../utils/messaging/protocol';
import type { PopupPort } from './port';
import { callBlock, stateNotes, stateSentence } from './words';

/** More changes at once than these are only counted. */
const mostSaid = 5;

/** Says each change of a block's state once: a new state, never each second of a countdown. */
export function useBlockNews(
  blocks: readonly BlockView[] | undefined,
  port: PopupPort,
  say: (sentence: string) => void,
): void {
  const known = useRef<ReadonlyMap<string, string> | undefined>(undefined);
  useEffect(() => {
    if (!blocks) return;
    const before = known.current;
    known.current = new Map(blocks.map((block) => [block.id, stateName(block)]));
    // What was there when the page opened is on the screen to be read; only what changes since is news.
    if (!before) return;
    const news = blocks.filter((block) => before.get(block.id) !== stateName(block));
    if (news.length === 0) return;
    if (news.length > mostSaid) return say(port.counted('popup_said_many', news.length));
    const sentences = news.map((block) => port.t('popup_said_state', callBlock(block, port), wholeState(block, port)));
    say(sentences.join(' '));
  }, [blocks, port, say]);
}

function wholeState(block: BlockView, port: PopupPort): string {
  const now = port.now();
  return [stateSentence(block, port, now), ...stateNotes(block, port, now)].join(' · ');
}

function stateName(block: BlockView): string {
  const { state } = block;
  switch (state.kind) {
    case 'waiting':
    case 'sending':
      return `${state.kind} ${state.of}`;
    case 'retrying':
    case 'held':
    case 'needs-you':
    case 'failed':
      return `${state.kind} ${state.of} ${state.error.code}`;
    case 'blocked':
      return `blocked ${block.until} ${state.seen} ${state.endedBy} ${state.overdue} ${state.notChanged?.code}`;
    case 'lifted':
      return `lifted ${state.elsewhere}`;
    case 'undone':
    case 'expired':
      return state.kind;
  }
}
