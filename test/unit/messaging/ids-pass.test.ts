import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { consoles } from '../../../utils/consoles';
import { extensionSchemas, pageSchemas } from '../../../utils/messaging/schemas';
import { compile, idIn } from '../../../utils/page/patterns';
import { extensionPayloads, pagePayloads } from './receive-bench';

/** Whether a press on what has this reference gets through the door. */
function passes(reference: object): boolean {
  return pageSchemas.block.safeParse({ ...(pagePayloads.block as object), reference }).success;
}

describe.each(consoles)('the door and $id', ({ ids, recipe }) => {
  it('lets every id of a contact through', () => {
    fc.assert(
      fc.property(fc.stringMatching(ids.contact), (contactId) => {
        expect(passes({ kind: 'contact', contactId })).toBe(true);
        const typed = { ...(extensionPayloads['block-contact'] as object), contactId };
        expect(extensionSchemas['block-contact'].safeParse(typed).success).toBe(true);
      }),
    );
  });

  it('lets every id of a conversation through', () => {
    fc.assert(
      fc.property(fc.stringMatching(ids.conversation), (conversationId) => {
        expect(passes({ kind: 'conversation', conversationId })).toBe(true);
      }),
    );
  });

  it('lets through whatever its recipe may read', () => {
    const { contactAttributeValue, conversationAttributeValue } = recipe.shapes;
    const patterns = compile(recipe.shapes);
    const texts = (source: string | undefined) => fc.stringMatching(new RegExp(`^(?:${source ?? 'none'})$`));
    fc.assert(
      fc.property(texts(contactAttributeValue), texts(conversationAttributeValue), (contact, conversation) => {
        const contactId = idIn(patterns.attributeValue, contact);
        const conversationId = idIn(patterns.conversationValue, conversation);
        expect(contactId !== undefined && passes({ kind: 'contact', contactId })).toBe(true);
        if (conversationAttributeValue)
          expect(conversationId !== undefined && passes({ kind: 'conversation', conversationId })).toBe(true);
      }),
    );
  });
});
