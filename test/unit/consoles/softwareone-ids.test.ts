import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { softwareone } from '../../../utils/consoles/softwareone';
import type { ContactId, ConversationId, RecordId } from '../../../utils/consoles/types';
import { CAST } from '../../lab/softwareone/cast';
import { KEYS } from '../../lab/softwareone/tokens';
import { type Bench, CONTACTS, callAll, contactId, DAY, NOW, startBench } from './softwareone-bench';

const { shapes } = softwareone.recipe;
const whole = (source: string | undefined) => new RegExp(`^(?:${source})$`, 'i');

const wrong = [
  '',
  'CTT',
  'CTT-',
  'CTT-1234',
  'CTT-1234-98',
  'CTT-1234-98…',
  'CTT-1234-98...',
  'CTT-1234-9876-…',
  'CTT-1234-9876-12',
  'CTT-1234-9876…',
  'CTT-12345-9876',
  'CTT-1234-9876-1234-1234-1234',
  'ctt-1234-9876',
  'CTT–1234–9876',
  'CTT-１２３４-9876',
  'CTT-1234-9876 ',
  'CTT-1234-9876\n',
  'CTT-1234-9876/../CTT-0000-0000',
  'CTT-1234-9876?x=1',
  'CTT-1234-9876\u200b',
  'CHT-1234-9876',
  'USR-1234-9876',
  'CON-1234-9876',
  'MSG-1234-9876',
  '1234-9876',
  '__proto__',
];

describe('an id', () => {
  let bench: Bench;

  beforeEach(async () => {
    bench = await startBench();
  });

  afterEach(() => bench.close());

  it.each(wrong)('like %j is none, and nothing is sent for it', async (text) => {
    expect(softwareone.ids.contact.test(text)).toBe(false);
    await expect(bench.api.getContact(text as ContactId)).rejects.toThrow(RangeError);
    await expect(bench.api.block(text as ContactId, NOW + DAY)).rejects.toThrow(RangeError);
    await expect(bench.api.liftRecord(text as RecordId)).rejects.toThrow(RangeError);
    await expect(bench.api.getRecord(text as RecordId)).rejects.toThrow(RangeError);
    await expect(bench.api.readState({ id: text as ContactId })).rejects.toThrow(RangeError);
    expect(bench.arrived).toEqual([]);
  });

  it.each(['CTT-1234-9876', 'CHT-1234', 'CHT-1234-98…', 'cht-1234-9876', '30'])(
    'like %j is none of a chat',
    async (text) => {
      expect(softwareone.ids.conversation.test(text)).toBe(false);
      await expect(bench.api.contactsOf(text as ConversationId)).rejects.toThrow(RangeError);
      expect(bench.arrived).toEqual([]);
    },
  );

  it('of two to four groups reaches the console as it is', async () => {
    const group = fc.integer({ min: 0, max: 9999 }).map((number) => String(number).padStart(4, '0'));
    await fc.assert(
      fc.asyncProperty(fc.array(group, { minLength: 2, maxLength: 4 }), async (groups) => {
        const id = ['CTT', ...groups].join('-');
        expect(softwareone.ids.contact.test(id)).toBe(true);
        bench.arrived.length = 0;
        await bench.api.getContact(contactId(id));
        expect(bench.arrived).toEqual([`GET ${CONTACTS}/${id}?select=+audit`]);
      }),
      { numRuns: 40 },
    );
  });

  it('is all that requests name, and the key is in the header alone', async () => {
    await callAll(bench.api);
    await bench.api.testKey();
    expect(bench.world.requests.filter(({ refusal }) => refusal !== undefined)).toEqual([]);
    const [, , secret = ''] = KEYS.ops.split(':');
    for (const { headers } of bench.world.requests) {
      const { authorization, ...others } = headers;
      expect(authorization).toBe(`Bearer ${KEYS.ops}`);
      expect(JSON.stringify(others)).not.toContain(secret);
      expect([headers.cookie, headers.referer, headers.origin]).toEqual([undefined, undefined, undefined]);
    }
    for (const address of bench.arrived) {
      expect(address).toMatch(
        /^(?:GET|POST) \/public\/v1\/[a-z]+\/[a-z]+(?:\/C[TH]T(?:-\d{4})+)?(?:\/[a-z]+)?(?:\?[\w(),=&%*+]+)?$/,
      );
      expect(address).not.toContain(secret);
    }
  });
});

describe('the recipe', () => {
  const patterns = {
    contactLink: whole(shapes.contactLink),
    contactAddress: whole(shapes.contactAddress),
    value: whole(shapes.contactAttributeValue),
    idText: whole(shapes.idText),
    cut: whole(shapes.idTextCut),
    hint: whole(shapes.hint),
    pages: whole(shapes.pages),
  };

  it.each([CAST.priya, CAST.cutOff, 'CTT-1234-1234-1234-1234'])('reads %s where it stands whole', (id) => {
    expect(patterns.idText.exec(id)?.[1]).toBe(id);
    expect(patterns.value.exec(id)?.[1]).toBe(id);
    for (const hint of [id, `ID: ${id}`, `Contact ${id}`, `Contact ID ${id}`, `id ${id}`]) {
      expect(patterns.hint.exec(hint)?.[1]).toBe(id);
    }
    for (const link of [`/administration/accounts/contacts/${id}`, `/x/contacts/${id}/general?a=1#b`]) {
      expect(patterns.contactLink.exec(link)?.[1]).toBe(id);
      expect(patterns.contactAddress.exec(link)?.[1]).toBe(id);
    }
  });

  it.each([
    'CTT-1234-98…',
    'CTT-1234-9876 …',
    'CTT-1234-9876-…',
    'CTT-1234-98...',
    'CTT…',
    'CTT-1234',
    'CTT-1234-9876-12',
  ])('knows %s as the beginning of one, and reads none from it', (text) => {
    expect(patterns.cut.test(text)).toBe(true);
    for (const name of ['idText', 'value', 'hint'] as const) expect(patterns[name].test(text)).toBe(false);
    expect(patterns.contactLink.test(`/administration/accounts/contacts/${text}`)).toBe(false);
  });

  it.each(['CTT means contact', 'Block CTT-1000-0030 instead', 'MSG-1234-9876', 'x CTT-1…'])(
    'reads no id in %j',
    (text) => {
      for (const name of ['idText', 'value', 'hint', 'cut'] as const) expect(patterns[name].test(text)).toBe(false);
    },
  );

  it.each([
    ['/administration/accounts/contacts', true],
    ['/administration/accounts/contacts?live=500', true],
    [`/administration/accounts/contacts/${CAST.priya}`, true],
    ['/administration/accounts/notifications', true],
    ['/administration/settings/notifications#x', true],
    ['/helpdesk/chats', false],
    [`/helpdesk/chats/${CAST.priyaChat}`, false],
    ['/helpdesk/chats?next=/administration/accounts/contacts', false],
    ['/helpdesk/cases', false],
    ['/administration/accounts/contactsx', false],
    ['/', false],
  ])('lets buttons stand at %s: %s', (address, stands) => {
    expect(patterns.pages.test(address)).toBe(stands);
  });
});
