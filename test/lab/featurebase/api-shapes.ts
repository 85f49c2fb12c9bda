import { messageText } from '../shared/console/sanitise';
import { isContact } from './changes';
import type { FeaturebaseWorld, LabConversation, LabPerson } from './world';

function lastActivity(world: FeaturebaseWorld, id: string): number {
  const times = [...world.conversations.values()].flatMap(({ messages }) =>
    messages.filter(({ authorId }) => authorId === id).map(({ at }) => at),
  );
  return Math.max(0, ...times);
}

/** A contact as every answer shows it; none of its fields says whether it is blocked. */
export function contactShape(world: FeaturebaseWorld, person: LabPerson): object {
  return {
    object: 'contact',
    id: person.id,
    type: person.type,
    name: person.name,
    email: person.email ?? null,
    ...(person.userId === undefined ? {} : { userId: person.userId }),
    profilePicture: null,
    companies: person.company === undefined ? [] : [{ id: person.company, name: person.company }],
    customFields: {},
    description: '',
    locale: 'en',
    lastActivity: new Date(lastActivity(world, person.id)).toISOString(),
    organizationId: world.organisationId,
    postsCreated: 0,
    commentsCreated: 0,
    roles: [],
    subscribedToChangelog: false,
    manuallyOptedOutFromChangelog: false,
    verified: person.type === 'customer',
  };
}

function idOf(world: FeaturebaseWorld, { id }: LabConversation): string | number {
  return world.switches.conversationId === 'number' ? Number(id) : id;
}

/** Who a conversation is with: the first one from outside, whom `isBlocked` is about. Assumption: it is documented as "the user". */
export function userOf(world: FeaturebaseWorld, conversation: LabConversation): string | undefined {
  return conversation.participants.find((id) => world.people.get(id)?.type !== 'admin');
}

// One who was deleted stays a participant, of the type that most are.
function participantsOf(world: FeaturebaseWorld, { participants }: LabConversation): object[] {
  return participants.map((id) => ({ type: world.people.get(id)?.type ?? 'customer', id }));
}

function authorOf(world: FeaturebaseWorld, id: string): object {
  const person = world.people.get(id);
  return {
    id,
    type: person?.type ?? 'customer',
    ...(person?.name ? { name: person.name } : {}),
    ...(person?.email === undefined ? {} : { email: person.email }),
    profilePicture: null,
  };
}

/** A row of a list or a search: what an inbox needs to draw one. `isBlocked` is there only where it is given. */
export function conversationRow(world: FeaturebaseWorld, conversation: LabConversation, isBlocked?: boolean): object {
  const [first] = conversation.messages;
  const last = conversation.messages.at(-1);
  const user = userOf(world, conversation);
  const person = user === undefined ? undefined : world.people.get(user);
  return {
    object: 'conversation',
    id: idOf(world, conversation),
    title: first ? messageText(first.html).slice(0, 60) : '',
    state: conversation.state,
    priority: false,
    prioritySetAt: null,
    adminAssigneeId: conversation.participants.find((id) => world.people.get(id)?.type === 'admin') ?? null,
    teamAssigneeId: null,
    brandId: null,
    tags: [],
    participants: participantsOf(world, conversation),
    conversationUser: isContact(person) ? authorOf(world, person.id) : null,
    source: {
      channel: conversation.channel,
      author: first && { type: world.people.get(first.authorId)?.type ?? 'customer', id: first.authorId },
      bodyHtml: '',
      bodyMarkdown: '',
    },
    createdAt: new Date(first?.at ?? 0).toISOString(),
    updatedAt: new Date(last?.at ?? 0).toISOString(),
    lastActivityAt: new Date(last?.at ?? 0).toISOString(),
    ...(isBlocked === undefined ? {} : { isBlocked }),
  };
}

/** A single conversation with its parts. */
export function conversationShape(world: FeaturebaseWorld, conversation: LabConversation, isBlocked?: boolean): object {
  return {
    ...conversationRow(world, conversation, isBlocked),
    awaitingCustomerReply: false,
    hasAdminOverriddenLanguage: false,
    userPreferredLanguage: 'en',
    snoozedUntil: null,
    waitingSince: null,
    botConversationStateLastUpdatedAt: null,
    conversationParts: conversation.messages.map((message) => ({
      object: 'conversation_part',
      id: String(message.id),
      partType: world.people.get(message.authorId)?.type === 'admin' ? 'admin_msg' : 'user_msg',
      bodyHtml: message.html,
      bodyMarkdown: messageText(message.html),
      author: authorOf(world, message.authorId),
      createdAt: new Date(message.at).toISOString(),
    })),
  };
}
