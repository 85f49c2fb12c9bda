import type { Block, BlockState } from '../../../../utils/blocking/block';
import type { ContactId, ConversationId, Reference } from '../../../../utils/consoles/types';
import { createHeart, type Heart, type HeartOptions } from '../../helpers/heart';

export const second = 1_000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;

/** A reference by the contact's own id. */
export const contact = (id: string): Reference => ({ kind: 'contact', contactId: id as ContactId });

/** A reference by a conversation's id. */
export const conversation = (id: string): Reference => ({ kind: 'conversation', conversationId: id as ConversationId });

/** A heart whose console knows Alex, and as many others named alike as asked. */
export function heartWithAlex(options: HeartOptions = {}, others = 0): Heart {
  const heart = createHeart(options);
  heart.console.add({ id: '827', name: 'Alex Morgan', email: 'alex@example.com' });
  for (let index = 0; index < others; index += 1) heart.console.add({ id: String(900 + index), name: 'Alex Morgan' });
  return heart;
}

/** A heart with Alex's block made and confirmed. */
export async function blockedHeart(options: HeartOptions = {}): Promise<{ heart: Heart; id: string }> {
  const heart = heartWithAlex(options);
  await heart.press(contact('827'));
  await heart.pass(10 * second);
  return { heart, id: (await heart.only()).id };
}

/** The state of the only block. */
export async function stateOf(heart: Heart): Promise<BlockState> {
  return (await heart.only()).state;
}

/** Waits for the only block to come into this state, at most this long. */
export async function passUntil(heart: Heart, kind: BlockState['kind'], atMost: number): Promise<Block> {
  for (let passed = 0; passed <= atMost; passed += second) {
    const block = await heart.only();
    if (block.state.kind === kind) return block;
    await heart.pass(second);
  }
  throw new Error(`not ${kind} within ${atMost} ms`);
}
