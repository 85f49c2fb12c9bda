import { escapeHtml } from '../../shared/console/sanitise';
import { addMessage, canWrite } from '../changes';
import type { FeaturebaseWorld, LabConversation, LabMessage } from '../world';

const LINES = [
  'Hi, is anyone there?',
  'Thanks, that worked!',
  'The export stops at half of the rows.',
  'Is there a way to merge two boards?',
  'I was charged twice this month.',
  'The widget does not open on my phone.',
  'When will dark mode be there?',
  'I cannot sign in with the link from the mail.',
  'One more thing: can guests vote?',
  'Great, have a nice day.',
] as const;

/** What a test, or the console's own `live` switch, can make happen in the organisation. */
export interface ConsoleControls {
  /**
   * One more message from outside; without a conversation, in one that is open and where somebody can still write. Undefined
   * where nobody can: the messenger takes nothing of a blocked contact.
   */
  receive(options?: {
    readonly conversationId?: string;
    readonly personId?: string;
    readonly text?: string;
  }): LabMessage | undefined;
  /** A new message every `everyMs` milliseconds until the returned function is called. */
  startLive(everyMs: number): () => void;
}

/** The controls of one world. The order in which conversations speak is the same in every run. */
export function consoleControls(world: FeaturebaseWorld): ConsoleControls {
  let seed = 20;
  const pick = <Item>(items: readonly Item[]): Item | undefined => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return items[Math.floor((seed / 2_147_483_648) * items.length)];
  };
  const writerIn = (conversation: LabConversation, personId?: string): string | undefined =>
    conversation.participants.find((id) => (personId === undefined || id === personId) && canWrite(world, id));
  const receive: ConsoleControls['receive'] = ({ conversationId, personId, text } = {}) => {
    const conversation =
      conversationId === undefined
        ? pick([...world.conversations.values()].filter((each) => each.state === 'open' && writerIn(each)))
        : world.conversations.get(conversationId);
    const writer = conversation && writerIn(conversation, personId);
    if (!conversation || writer === undefined) return undefined;
    return addMessage(world, conversation, writer, escapeHtml(text ?? pick(LINES) ?? ''));
  };
  return {
    receive,
    startLive(everyMs) {
      const timer = setInterval(() => receive(), everyMs);
      timer.unref();
      return () => clearInterval(timer);
    },
  };
}
