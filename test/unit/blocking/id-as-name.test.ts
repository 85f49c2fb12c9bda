import { describe, expect, it } from 'vitest';
import { readStored } from '../../../utils/blocking/block-schema';
import type { ContactId, Reference } from '../../../utils/consoles/types';
import { createHeart } from '../helpers/heart';
import { aBlock } from './a-block';

const fromText: Reference = { kind: 'contact', contactId: '827' as ContactId, fromText: true };
const fromMarkup: Reference = { kind: 'contact', contactId: '827' as ContactId };

/** A console on which contact 827 has no name. */
function heartWithStranger() {
  const heart = createHeart();
  heart.console.add({ id: '827', email: 'stranger@mail.example' });
  return heart;
}

describe('an id that stands in the place of a name', () => {
  it('blocks nobody before a person has said who is meant', async () => {
    const heart = heartWithStranger();
    await heart.press(fromText, { name: '#827', tabId: 7 });
    await heart.pass(86_400_000);
    expect(heart.console.blocks()).toBe(0);
    expect((await heart.only()).state).toMatchObject({
      kind: 'needs-you',
      error: { code: 'id-as-name' },
      contacts: [{ id: '827', email: 'stranger@mail.example' }],
    });
  });

  it('blocks the contact of that id where a person says so', async () => {
    const heart = heartWithStranger();
    await heart.press(fromText, { name: '#827', tabId: 7 });
    await heart.pass(10_000);
    const { id, rev } = await heart.only();
    await heart.engine().answer(id, true, undefined, 5_000, rev);
    await heart.pass(10_000);
    expect(heart.console.records.map(({ contactId }) => contactId)).toEqual(['827']);
  });

  it('needs nobody where the console wrote the id itself', async () => {
    const heart = heartWithStranger();
    await heart.press(fromMarkup, { name: '#827', tabId: 7 });
    await heart.pass(10_000);
    expect(heart.console.records.map(({ contactId }) => contactId)).toEqual(['827']);
  });

  it('is asked about also after the background was stopped', async () => {
    const stored = structuredClone(aBlock({ reference: fromText, pageName: '#827' }));
    expect(readStored(stored)).toMatchObject({ kind: 'block', block: { reference: fromText } });
    expect(readStored({ ...stored, reference: { ...fromText, fromText: false } })).toEqual({ kind: 'corrupt' });
  });
});
