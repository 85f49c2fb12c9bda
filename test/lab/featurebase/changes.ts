import type { FeaturebaseWorld, LabConversation, LabMessage, LabPerson } from './world';

/** Tells everyone who follows the world that something in it changed. */
export function notifyChange(world: FeaturebaseWorld): void {
  for (const listener of [...world.onChange]) listener();
}

/** Whether a person is a contact: someone with an entry of their own, whom the API can block. */
export function isContact(person: LabPerson | undefined): person is LabPerson & { readonly type: 'customer' | 'lead' } {
  return person?.type === 'customer' || person?.type === 'lead';
}

/** Blocks a contact, in the name of an admin; false where they were blocked already. */
export function blockContact(world: FeaturebaseWorld, id: string, by: string): boolean {
  if (world.blocked.has(id)) return false;
  world.blocked.set(id, by);
  notifyChange(world);
  return true;
}

/** Lifts a contact's block; false where there was none. */
export function unblockContact(world: FeaturebaseWorld, id: string): boolean {
  const removed = world.blocked.delete(id);
  if (removed) notifyChange(world);
  return removed;
}

/** Gives a contact another name, as contacts can themselves; the old one is kept in `formerName`. */
export function renameContact(world: FeaturebaseWorld, id: string, name: string): void {
  const person = world.people.get(id);
  if (!person) return;
  person.formerName = person.name;
  person.name = name;
  notifyChange(world);
}

/** Deletes a contact, who stays written down as a participant. */
export function deleteContact(world: FeaturebaseWorld, id: string): void {
  world.people.delete(id);
  world.blocked.delete(id);
  notifyChange(world);
}

/** Adds a message after all others, so that its conversation becomes the newest. */
export function addMessage(
  world: FeaturebaseWorld,
  conversation: LabConversation,
  authorId: string,
  html: string,
): LabMessage {
  let id = 0;
  let at = world.now();
  for (const { messages } of world.conversations.values()) {
    for (const message of messages) id = Math.max(id, message.id);
    at = Math.max(at, (messages.at(-1)?.at ?? 0) + 1);
  }
  const message: LabMessage = { id: id + 1, authorId, html, at };
  conversation.messages.push(message);
  if (world.people.get(authorId)?.type !== 'admin') conversation.unread += 1;
  notifyChange(world);
  return message;
}

/** Whether a message of this person would arrive: the messenger takes none of a blocked contact. */
export function canWrite(world: FeaturebaseWorld, personId: string): boolean {
  const person = world.people.get(personId);
  return person !== undefined && person.type !== 'admin' && !world.blocked.has(personId);
}
