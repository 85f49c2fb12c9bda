import { escapeHtml } from '../../shared/console/sanitise';
import { notifyChange } from '../changes';
import type { AcquireWorld, LabCase, LabMessage } from '../world';
import { blockOf } from './views';

const LINES = [
  'Hi, is anyone there?',
  'Thanks, that worked!',
  'My order has still not arrived.',
  'Can I change the delivery address?',
  'I was charged twice this month.',
  'Where do I find the invoice?',
  'The app closes when I open the settings.',
  'One more thing: does this work on a tablet?',
  'Great, have a nice day.',
  'I sent you the screenshot by e-mail.',
  'Could you please call me back?',
  'It says my password is wrong, but it is not.',
] as const;

/** What a test, or the console's own `live` switch, can make happen in the account. */
export interface ConsoleControls {
  /** One more message of a contact; without a case, in one that is not closed and whose contact can still chat. */
  receive(options?: { readonly caseId?: number; readonly text?: string }): LabMessage | undefined;
  /** A new message every `everyMs` milliseconds until the returned function is called. */
  startLive(everyMs: number): () => void;
}

/** Adds a message after all others, so that its conversation becomes the newest. */
export function addMessage(world: AcquireWorld, item: LabCase, from: LabMessage['from'], html: string): LabMessage {
  let id = 0;
  let at = world.now();
  for (const { messages } of world.cases.values()) {
    for (const message of messages) id = Math.max(id, message.id);
    at = Math.max(at, (messages.at(-1)?.at ?? 0) + 1);
  }
  const message: LabMessage = { id: id + 1, from, html, at };
  item.messages.push(message);
  if (from === 'contact') item.unread += 1;
  notifyChange(world);
  return message;
}

function canWrite(world: AcquireWorld, item: LabCase): boolean {
  const contact = world.contacts.get(item.contactId);
  if (item.status === 'closed' || !contact) return false;
  // A block closes the chat widget; mail and calls still come.
  return item.channel !== 'chat' || blockOf(world, contact) === null;
}

/** The controls of one world. The order in which conversations speak is the same in every run. */
export function consoleControls(world: AcquireWorld): ConsoleControls {
  let seed = 20;
  const pick = <Item>(items: readonly Item[]): Item | undefined => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return items[Math.floor((seed / 2_147_483_648) * items.length)];
  };
  const receive: ConsoleControls['receive'] = ({ caseId, text } = {}) => {
    const item =
      caseId === undefined
        ? pick([...world.cases.values()].filter((candidate) => canWrite(world, candidate)))
        : world.cases.get(caseId);
    return item && addMessage(world, item, 'contact', escapeHtml(text ?? pick(LINES) ?? ''));
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
