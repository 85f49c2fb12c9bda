import type { FeaturebaseWorld, LabConversation } from '../world';
import { personView } from './person-view';

/**
 * The names that the rows of the list carry. As in consoles that copy the name into the row, a contact who is renamed keeps
 * the old one there until the next message; the open conversation has the new one at once.
 */
export function createRowNames(world: FeaturebaseWorld): (conversation: LabConversation) => string {
  const kept = new Map<string, { readonly name: string; readonly messageId: number }>();
  return (conversation) => {
    const messageId = conversation.messages.at(-1)?.id ?? 0;
    const old = kept.get(conversation.id);
    if (old?.messageId === messageId) return old.name;
    const first = conversation.participants[0] ?? '';
    const former = old ? undefined : world.people.get(first)?.formerName;
    const name = former ?? personView(world, first).name;
    kept.set(conversation.id, { name, messageId });
    return name;
  };
}
