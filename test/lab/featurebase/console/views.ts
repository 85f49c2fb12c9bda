import { messageText, sanitiseMessage } from '../../shared/console/sanitise';
import { ANA } from '../cast';
import type { FeaturebaseWorld, LabConversation } from '../world';
import { type PersonView, personView } from './person-view';

/** A conversation as a row of the list and the head of the open one show it. It has no id but its own. */
export interface ConversationView {
  readonly id: string;
  /** Who began it, and how many more take part from outside. */
  readonly name: string;
  readonly named: boolean;
  readonly others: number;
  readonly title: string;
  readonly channel: LabConversation['channel'];
  readonly state: LabConversation['state'];
  readonly unread: number;
  readonly preview: string;
  readonly isLastFromAgent: boolean;
  readonly lastAt: number;
  readonly startedAt: number;
}

/** In the list, where the name may be an older one than the contact has by now. */
export interface RowView extends ConversationView {
  readonly rowName: string;
}

function shorten(text: string, length: number): string {
  const letters = [...text];
  return letters.length > length ? `${letters.slice(0, length).join('')}…` : text;
}

function isAgent(world: FeaturebaseWorld, id: string): boolean {
  return world.people.get(id)?.type === 'admin';
}

export function conversationView(world: FeaturebaseWorld, conversation: LabConversation): ConversationView {
  const outside = conversation.participants.filter((id) => !isAgent(world, id));
  const { name, named } = personView(world, outside[0] ?? '');
  const first = conversation.messages[0];
  const last = conversation.messages.at(-1);
  return {
    id: conversation.id,
    name,
    named,
    others: outside.length - 1,
    title: first ? shorten(messageText(first.html), 60) : '',
    channel: conversation.channel,
    state: conversation.state,
    unread: conversation.unread,
    preview: last ? shorten(messageText(last.html), 120) : '',
    isLastFromAgent: last !== undefined && isAgent(world, last.authorId),
    lastAt: last?.at ?? 0,
    startedAt: first?.at ?? 0,
  };
}

function newestFirst(a: ConversationView, b: ConversationView): number {
  return b.lastAt - a.lastAt || a.id.localeCompare(b.id);
}

/** The agent's own view: who they are, and every conversation without its messages, newest message first. */
export function stateView(world: FeaturebaseWorld, rowName: (conversation: LabConversation) => string) {
  const agent = personView(world, ANA);
  const conversations: RowView[] = [...world.conversations.values()]
    .map((conversation) => ({ ...conversationView(world, conversation), rowName: rowName(conversation) }))
    .sort(newestFirst);
  return { organisation: world.organisation, agent: { name: agent.name, email: agent.email }, conversations };
}

/** One conversation with its messages, made harmless, who takes part, and what else the first of them wrote. */
export function openView(world: FeaturebaseWorld, conversation: LabConversation) {
  const outside = conversation.participants.filter((id) => !isAgent(world, id));
  const messages = conversation.messages.map(({ id, authorId, html, at }) => {
    const { name, named } = personView(world, authorId);
    const from = isAgent(world, authorId) ? 'agent' : 'contact';
    return { id, from, html: sanitiseMessage(html), at, author: { name, named } };
  });
  const people: PersonView[] = outside.map((id) => personView(world, id));
  const earlier = [...world.conversations.values()]
    .filter(({ id, participants }) => id !== conversation.id && participants[0] === conversation.participants[0])
    .map((other) => conversationView(world, other))
    .sort(newestFirst);
  return { conversation: conversationView(world, conversation), messages, people, earlier };
}
