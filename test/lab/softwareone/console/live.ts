import { notifyChange } from '../changes';
import type { LabChat, LabChatLine, LabMessage, SoftwareoneWorld } from '../world';

const LINES = ['Any news?', 'Thanks, that worked!', 'Could you send me the invoice again?', 'Is anyone there?'];
const SUBJECTS = [
  ['Orders', 'Your order was completed'],
  ['Billing', 'A new invoice is ready'],
  ['Helpdesk', 'A new reply in your case'],
] as const;

/** What a test, or the portal's own `live` switch, can make happen on the platform. */
export interface PortalControls {
  /** One more message to a contact, at the top of the grid; without an id, to the next one in turn. */
  notify(contactId?: string): LabMessage | undefined;
  /** One more line of a contact in a chat. A block does not stop it. */
  say(chatId: string, text?: string): LabChatLine | undefined;
  /** Something new every `everyMs` milliseconds until the returned function is called. */
  startLive(everyMs: number): () => void;
}

/** Adds a line after all others of a chat. */
export function addLine(world: SoftwareoneWorld, chat: LabChat, from: string | null, text: string): LabChatLine {
  const last = chat.lines.at(-1);
  const line = { id: (last?.id ?? 0) + 1, from, text, at: Math.max(world.now(), (last?.at ?? 0) + 1) };
  chat.lines.push(line);
  notifyChange(world);
  return line;
}

/** The controls of one world. What happens is the same in every run. */
export function portalControls(world: SoftwareoneWorld): PortalControls {
  let turn = 0;
  const notify: PortalControls['notify'] = (contactId) => {
    const living = [...world.contacts.values()].filter(({ status }) => status !== 'Deleted');
    const to = contactId === undefined ? living[(turn * 7) % living.length] : world.contacts.get(contactId);
    const [category, subject] = SUBJECTS[turn % SUBJECTS.length] ?? SUBJECTS[0];
    turn += 1;
    if (!to) return undefined;
    const message: LabMessage = {
      // Every open page has a turn of its own; the messages are everybody's.
      id: `MSG-6000-${String(world.messages.length % 10_000).padStart(4, '0')}-0001`,
      contactId: to.id,
      subject,
      category,
      at: new Date(world.now()).toISOString(),
      by: { id: 'USR-1001-0009', name: 'Platform' },
      // A blocked contact gets no e-mail, but the message is made (docs, state diagram).
      status: to.status === 'Blocked' ? 'Discarded' : 'Sent',
    };
    world.messages.unshift(message);
    notifyChange(world);
    return message;
  };
  const say: PortalControls['say'] = (chatId, text = LINES[turn % LINES.length] ?? '') => {
    const chat = world.chats.get(chatId);
    const from = chat?.participants.find(({ account }) => account !== 'Operations')?.contactId;
    return chat && from !== undefined ? addLine(world, chat, from, text) : undefined;
  };
  return {
    notify,
    say,
    startLive(everyMs) {
      const chats = [...world.chats.keys()];
      const timer = setInterval(() => {
        notify();
        if (turn % 3 === 0) say(chats[turn % chats.length] ?? '');
      }, everyMs);
      timer.unref();
      return () => clearInterval(timer);
    },
  };
}
