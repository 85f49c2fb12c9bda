import { describe, expect, it } from 'vitest';
import type { ContactId, ConversationId, Reference } from '../../../utils/consoles/types';
import { cordonError } from '../../../utils/errors';
import { createHeart } from '../helpers/heart';

const written: Reference = { kind: 'contact', contactId: '827' as ContactId };

/** A console whose key may block, and may not read contacts. */
function heartThatCannotRead() {
  const heart = createHeart();
  heart.console.add({ id: '827', name: 'Alex Morgan' });
  heart.console.converse('30', '827');
  const mayNotRead = () => heart.console.failNext('contact', cordonError('no-permission', { status: 403 }));
  return { ...heart, mayNotRead };
}

describe('a name that the key may not read', () => {
  it('is asked about, and nobody is blocked before the answer', async () => {
    const heart = heartThatCannotRead();
    heart.mayNotRead();
    await heart.press(written, { tabId: 7 });
    await heart.pass(86_400_000);
    expect(heart.console.blocks()).toBe(0);
    expect((await heart.only()).state).toMatchObject({
      kind: 'needs-you',
      error: { code: 'names-unchecked' },
      contacts: [{ id: '827' }],
    });
  });

  it('does not stop the block of that id once a person has said so', async () => {
    const heart = heartThatCannotRead();
    heart.mayNotRead();
    await heart.press(written, { tabId: 7 });
    await heart.pass(10_000);
    heart.mayNotRead();
    const { id, rev } = await heart.only();
    await heart.engine().answer(id, true, undefined, 5_000, rev);
    await heart.pass(10_000);
    expect(heart.console.records.map(({ contactId }) => contactId)).toEqual(['827']);
  });

  it.each<[string, Reference, string]>([
    [
      'an id that stands in the place of a name',
      { kind: 'contact', contactId: '827' as ContactId, fromText: true },
      'cannot-read-contact',
    ],
    ['a name', { kind: 'words', words: 'Alex Morgan' }, 'cannot-read-contact'],
    ['a conversation', { kind: 'conversation', conversationId: '30' as ConversationId }, 'cannot-read-conversation'],
  ])('stops the block of %s: there is no id that the console wrote', async (_, reference, code) => {
    const heart = heartThatCannotRead();
    const read = { contact: 'contact', words: 'find', conversation: 'conversation' } as const;
    heart.console.failNext(read[reference.kind], cordonError('no-permission', { status: 403 }));
    await heart.press(reference, { tabId: 7 });
    await heart.pass(86_400_000);
    expect(heart.console.blocks()).toBe(0);
    expect((await heart.only()).state).toMatchObject({ kind: 'needs-you', error: { code } });
  });
});
