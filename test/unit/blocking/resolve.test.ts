import { beforeEach, describe, expect, it } from 'vitest';
import type { Block } from '../../../utils/blocking/block';
import { resolveContact } from '../../../utils/blocking/resolve';
import { rememberedFor } from '../../../utils/consoles/kept-apis';
import type { ConsoleApi, Contact, ContactId, FoundContacts, Reference } from '../../../utils/consoles/types';
import { cordonError } from '../../../utils/errors';
import { ok } from '../../../utils/result';
import { createHeart, undoWindow } from '../helpers/heart';

const contact = (id: string, name?: string): Contact => ({ id: id as ContactId, name });
const conversation = { kind: 'conversation', conversationId: '30' } as Reference;
const byId = (id: string) => ({ kind: 'contact', contactId: id }) as Reference;
const words = (text: string): Reference => ({ kind: 'words', words: text });

let api: ConsoleApi;

beforeEach(() => {
  api = createHeart().console.api;
});

/** A block as it is right after the press. */
async function pressed(reference: Reference, name: string): Promise<Block> {
  const heart = createHeart();
  const made = await heart.press(reference, { name });
  if (!made.ok) throw new Error('the press was not taken');
  return made.value;
}

async function resolve(reference: Reference, name: string, found: FoundContacts) {
  const asked = { ...api, contactsOf: async () => ok(found), findContacts: async () => ok(found) };
  return resolveContact(await pressed(reference, name), asked);
}

describe('where not everybody could be read', () => {
  it.each([
    ['a conversation', conversation],
    ['words', words('Alex Morgan')],
  ])('nobody is certain, however well the only name fits: %s', async (_, reference) => {
    const alex = contact('827', 'Alex Morgan');
    expect(await resolve(reference, 'Alex Morgan', { contacts: [alex], partly: true })).toEqual({
      ok: false,
      error: { error: cordonError('several-contacts'), contacts: [alex] },
    });
    expect(await resolve(reference, 'Alex Morgan', { contacts: [alex] })).toEqual(ok(alex));
  });

  it('those whose name fits come first', async () => {
    const [priya, alex, wes] = [contact('5', 'Priya'), contact('827', 'Alex Morgan'), contact('12', 'Wes')];
    const answer = await resolve(conversation, 'alex morgan', { contacts: [priya, alex, wes], partly: true });
    expect(answer).toMatchObject({ error: { contacts: [alex, priya, wes] } });
  });

  it('and nobody was, the answer was none', async () => {
    expect(await resolve(conversation, 'Alex', { contacts: [], partly: true })).toEqual({
      ok: false,
      error: { error: cordonError('bad-answer') },
    });
    expect(await resolve(conversation, 'Alex', { contacts: [] })).toEqual({
      ok: false,
      error: { error: cordonError('no-contact-found') },
    });
  });
});

describe('the console’s word for a contact without a name', () => {
  const resolveNamed = async (reference: Reference, pageName: string, found: Contact) => {
    const fake = {
      ...api,
      unnamed: ['Anonymous', 'Visiteur'],
      getContact: async () => ok(found),
      contactsOf: async () => ok({ contacts: [found] }),
    };
    return (await resolveContact(await pressed(reference, pageName), fake)).ok;
  };

  it('agrees with a contact who has none, by the contact’s own id alone', async () => {
    expect(await resolveNamed(byId('827'), 'Anonymous', contact('827'))).toBe(true);
    expect(await resolveNamed(byId('827'), ' visiteur ', { ...contact('827', ' '), email: 'a@b.example' })).toBe(true);
    expect(await resolveNamed(conversation, 'Anonymous', contact('827'))).toBe(false);
    expect(await resolveNamed({ ...byId('827'), fromText: true } as Reference, 'Anonymous', contact('827'))).toBe(
      false,
    );
  });

  it('agrees with nobody who has a name, and no other word does', async () => {
    expect(await resolveNamed(byId('827'), 'Anonymous', contact('827', 'Alex Morgan'))).toBe(false);
    expect(await resolveNamed(byId('827'), 'Anonymous', { ...contact('827'), firstName: 'Alex' })).toBe(false);
    expect(await resolveNamed(byId('827'), 'Unknown', contact('827'))).toBe(false);
    expect(await resolveNamed(byId('827'), '', contact('827'))).toBe(false);
  });

  it('is asked about where the console has none', async () => {
    const fake = { ...api, getContact: async () => ok(contact('827')) };
    expect((await resolveContact(await pressed(byId('827'), 'Anonymous'), fake)).ok).toBe(false);
  });
});

describe('what is remembered', () => {
  it.each([byId('827'), conversation])('must still be fresh when the block leaves: %o', async (reference) => {
    const asked: (number | undefined)[] = [];
    const noting = {
      ...api,
      getContact: async (_: ContactId, readSince?: number) => {
        asked.push(readSince);
        return ok(contact('827', 'Alex Morgan'));
      },
      contactsOf: async (_: unknown, readSince?: number) => {
        asked.push(readSince);
        return ok({ contacts: [contact('827', 'Alex Morgan')] });
      },
    };
    const block = await pressed(reference, 'Alex Morgan');
    await resolveContact(block, noting);
    expect(asked).toEqual([block.pressedAt + undoWindow - rememberedFor]);
  });
});

describe('an e-mail from beside an id that is cut off', () => {
  const reference = { kind: 'words', words: 'Will.Smith@mail.example', idBegins: 'CTT-1234' } as Reference;
  const will = { ...contact('CTT-1234-9876-1234', 'Will Smith'), email: 'will.smith@mail.example' };

  it('is that of the contact whose id begins so', async () => {
    const twin = { ...will, id: 'CTT-9999-0001' as ContactId };
    expect(await resolve(reference, 'Will Smith', { contacts: [twin, will] })).toEqual(ok(will));
    expect(await resolve(reference, 'will.smith@mail.example', { contacts: [will] })).toEqual(ok(will));
  });

  it('is nobody’s where no id begins so: a contact can call himself by the e-mail of another', async () => {
    const victim = { ...will, id: 'CTT-9999-0001' as ContactId };
    const named = contact('CTT-1234-0001', 'will.smith@mail.example');
    expect(await resolve(reference, 'will.smith@mail.example', { contacts: [victim, named] })).toEqual({
      ok: false,
      error: { error: cordonError('no-contact-found') },
    });
  });

  it('is a question where two have it, or where the name is another', async () => {
    const other = { ...will, id: 'CTT-1234-0001' as ContactId };
    expect(await resolve(reference, 'Will Smith', { contacts: [will, other] })).toMatchObject({
      error: { error: { code: 'several-contacts' } },
    });
    expect(await resolve(reference, 'Bill Smith', { contacts: [will] })).toMatchObject({
      error: { error: { code: 'names-differ' }, contacts: [will] },
    });
  });
});
