import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { namesAgree } from '../../../utils/blocking/names-agree';
import type { Contact, ContactId, Reference } from '../../../utils/consoles/types';
import { HOSTILE_NAMES } from '../../lab/acquire/hostile-names';

const byContact = { kind: 'contact', contactId: '827' } as Reference;
const byConversation = { kind: 'conversation', conversationId: '30' } as Reference;
const byWords: Reference = { kind: 'words', words: 'Alex' };
const all = [byContact, byConversation, byWords];

function contactOf(fields: Omit<Contact, 'id'>): Contact {
  return { id: '827' as ContactId, ...fields };
}

const alex = contactOf({ name: 'Alex Morgan', email: 'alex@mail.example' });
const unnamed = contactOf({ email: 'alex@mail.example' });

/** For which kinds of reference the names agree. */
const agreeing = (shown: string, contact: Contact) =>
  all.filter((reference) => namesAgree(shown, contact, reference)).map(({ kind }) => kind);
const always = ['contact', 'conversation', 'words'];
const never: string[] = [];

describe('the same name', () => {
  it.each([
    ['as it is', 'Alex Morgan', { name: 'Alex Morgan' }],
    ['in another case', 'ALEX morgan', { name: 'Alex Morgan' }],
    ['with other space', '  Alex \n\t Morgan ', { name: 'Alex Morgan' }],
    ['with space in the API’s', 'Dana Whitfield', { name: '   Dana  Whitfield  ' }],
    ['with a no-break space', 'Alex\u00a0Morgan', { name: 'Alex Morgan' }],
    ['composed and decomposed', 'José Nuñez', { name: 'Jose\u0301 Nun\u0303ez' }],
    ['in wide letters', 'Ａｌｅｘ Morgan', { name: 'Alex Morgan' }],
    ['with a ligature', 'Griﬃn', { name: 'Griffin' }],
    ['with invisible letters', 'Pat\u200brick\u200d\u2060 Doyle\ufeff', { name: 'Patrick Doyle' }],
    ['with direction marks', '\u202eAlex Morgan\u202c', { name: 'Alex Morgan' }],
    ['in Arabic, with a mark of direction', '\u061cليلى الحداد', { name: 'ليلى الحداد' }],
    ['with a soft hyphen', 'Mor\u00adgan', { name: 'Morgan' }],
    ['in Cyrillic', 'АЛЕКСЕЙ', { name: 'Алексей' }],
    ['in Greek, with the letter that ends a word', 'ΝΊΚΟΣ', { name: 'Νίκος' }],
    ['made of first and last', 'alex morgan', { firstName: 'Alex', lastName: 'Morgan' }],
    ['made of first and last beside another', 'Alex Morgan', { name: 'Ali', firstName: 'Alex', lastName: 'Morgan' }],
    ['the first alone where there is no last', 'Alex', { firstName: 'Alex' }],
    ['the last alone where there is no first', 'Morgan', { lastName: 'Morgan' }],
    ['the e-mail', 'Alex@Mail.example', { email: 'alex@mail.example' }],
    ['the e-mail beside a name', 'alex@mail.example', { name: 'Alex Morgan', email: 'alex@mail.example' }],
    ['a name that is a number', '#827', { name: '#827' }],
    ['a name that ends as if it had been cut', 'Priya Ram…', { name: 'Priya Ram…' }],
    ['the same with three dots', 'Priya Ram...', { name: 'Priya Ram…' }],
  ] as const)('%s agrees, whatever the page referred to', (_, shown, fields) => {
    expect(agreeing(shown, contactOf(fields))).toEqual(always);
  });

  it.each(HOSTILE_NAMES.filter(({ name }) => name.trim() !== ''))('agrees where it is hostile: $why', ({ name }) => {
    expect(agreeing(name, contactOf({ name }))).toEqual(always);
  });
});

describe('another name', () => {
  it.each([
    ['nothing', '', alex],
    ['nothing, of a contact without a name', '', contactOf({})],
    ['space', ' \n', alex],
    ['space, of a contact called space', '   ', contactOf({ name: '   ' })],
    ['invisible letters', '\u200b\u2060', contactOf({ name: '\u200b' })],
    ['the first name alone', 'Alex', alex],
    ['the last name alone', 'Morgan', alex],
    ['the first of two names', 'Alex', contactOf({ firstName: 'Alex', lastName: 'Morgan' })],
    ['the other order', 'Morgan Alex', alex],
    ['no space', 'AlexMorgan', alex],
    ['more', 'Alex Morgan Jr.', alex],
    ['a part', 'ex Mor', alex],
    ['a beginning without a sign of cutting', 'Alex Mor', alex],
    ['look-alike letters', '\u0410lex M\u043ergan', alex],
    ['an accent less', 'Jose Nunez', contactOf({ name: 'José Nuñez' })],
    ['a part of the e-mail', 'alex', alex],
    ['the host of the e-mail', '@mail.example', alex],
    ['the word of a console for nobody', 'Unknown', contactOf({})],
    ['the id without its sign', '827', unnamed],
    ['the id of someone else', '#828', unnamed],
    ['a longer id', '#8270', unnamed],
    ['a shorter id', '#82', unnamed],
    ['two ids', '#827 #827', unnamed],
    ['the id, of a contact who has a name', '#827', alex],
    ['the id, of a contact who has a first name', '#827', contactOf({ firstName: 'Alex' })],
    ['a pattern', '.*', alex],
    ['a word that every object has', 'constructor', alex],
  ])('(%s) never agrees', (_, shown, contact) => {
    expect(agreeing(shown, contact)).toEqual(never);
  });
});

describe('the id in place of a name', () => {
  it.each([
    ['that has none', contactOf({})],
    ['with nothing but an e-mail', unnamed],
    ['whose name is empty', contactOf({ name: '', firstName: '', lastName: '' })],
    ['whose name is space', contactOf({ name: '  ' })],
  ])('of a contact %s agrees only where the page gave the contact’s own id', (_, contact) => {
    expect(agreeing('#827', contact)).toEqual(['contact']);
    expect(agreeing(' #827\n', contact)).toEqual(['contact']);
  });
});

describe('a name that was cut', () => {
  it.each(['Alex Mor…', 'alex m…', 'Alex…', 'Al…', 'Alex Morgan…', 'Alex Mor...', 'Alex Mor …', ' ALEX  MOR… '])(
    '%j agrees only where the page gave the contact’s own id',
    (shown) => {
      expect(agreeing(shown, alex)).toEqual(['contact']);
    },
  );

  it('may be made of first and last', () => {
    expect(agreeing('Alex Mor…', contactOf({ firstName: 'Alex', lastName: 'Morgan' }))).toEqual(['contact']);
  });

  it.each([
    ['of nothing', '…', alex],
    ['of three dots', '...', alex],
    ['of one letter', 'A…', alex],
    ['that begins another', 'Alexa Mor…', alex],
    ['in the middle', 'Alex…Morgan', alex],
    ['at its beginning', '…Morgan', alex],
    ['with two dots', 'Alex Mor..', alex],
    ['of look-alike letters', '\u0410lex Mor…', alex],
    ['of a contact who has no name', 'Al…', contactOf({})],
    ['of an id', '#82…', contactOf({})],
  ])('(%s) does not agree', (_, shown, contact) => {
    expect(agreeing(shown, contact)).toEqual(never);
  });
});

describe('an id that was read from the name itself', () => {
  const fromText = { kind: 'contact', contactId: '827', fromText: true } as Reference;

  it.each([
    ['a stranger without a name', '#827', contactOf({})],
    ['a stranger with nothing but an e-mail', '#827', unnamed],
    ['somebody who is called that by the API too', '#827', contactOf({ name: '#827' })],
    ['somebody else', '#827', alex],
    ['the same name, as if it proved anything', 'Alex Morgan', alex],
    ['a name that was cut', 'Alex Mor…', alex],
  ])('never agrees: %s', (_, shown, contact) => {
    expect(namesAgree(shown, contact, fromText)).toBe(false);
  });
});

describe('any name', () => {
  const name = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
    .filter((text) => /[\p{L}\p{N}]/u.test(text));
  const reference = fc.constantFrom(...all);

  it('agrees with itself, in every form and with any space around', () => {
    const form = fc.constantFrom('NFC', 'NFD', 'NFKC', 'NFKD');
    const space = fc.constantFrom('', ' ', '\n', '\u00a0', '\t ');
    fc.assert(
      fc.property(name, form, space, reference, (text, one, around, kind) => {
        expect(namesAgree(`${around}${text.normalize(one)}${around}`, contactOf({ name: text }), kind)).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  it('agrees with no other, unless it was cut', () => {
    const plain = fc.stringMatching(/^[a-z]{1,6}(?: [a-z]{1,6})?$/);
    fc.assert(
      fc.property(plain, plain, plain, reference, (shown, first, last, kind) => {
        const contact = contactOf({ name: first, firstName: last, email: `${first}@mail.example` });
        expect(namesAgree(shown, contact, kind)).toBe(shown === first || shown === last);
      }),
      { numRuns: 1_000 },
    );
  });

  it('cut anywhere behind its second letter agrees for the contact’s own id, and for nothing else', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z]{3,20}$/), fc.nat(17), (text, at) => {
        const shown = `${text.slice(0, 2 + (at % (text.length - 2)))}…`;
        expect(agreeing(shown, contactOf({ name: text }))).toEqual(['contact']);
        expect(agreeing(shown, contactOf({ name: `1${text}` }))).toEqual(never);
      }),
      { numRuns: 500 },
    );
  });
});
