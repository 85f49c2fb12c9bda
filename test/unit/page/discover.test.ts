// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { inOrder, look, openFixture, told, wrongPersons } from './page';

type Told = ReturnType<typeof told>;

const fixtures: readonly { name: string; finds: Told; ambiguous: number }[] = [
  {
    name: 'inbox-rows',
    finds: [
      ['contact 827', 'Alex Morgan', 'list'],
      ['contact 31', 'Grace Okafor', 'list'],
      ['contact 750940', '#750940', 'list'],
      ['contact 60', '#827', 'list'],
    ],
    ambiguous: 0,
  },
  {
    name: 'unnamed',
    finds: [
      ['contact 750940', '#750940', 'list'],
      ['contact 9', '#9', 'list'],
    ],
    ambiguous: 0,
  },
  {
    name: 'contacts-table',
    finds: [
      ['contact 827', 'Alex Morgan', 'list'],
      ['contact 30', 'Wes Calloway', 'list'],
      ['contact 36', 'Ana Lima', 'list'],
      ['contact 44', 'Robin Vega', 'list'],
    ],
    ambiguous: 0,
  },
  {
    name: 'open-conversation',
    finds: [
      ['conversation 30', 'Grace Okafor', 'heading'],
      ['contact 41', 'Grace Okafor', 'list'],
    ],
    ambiguous: 0,
  },
  { name: 'contact-page', finds: [['contact 827', 'Alex Morgan', 'heading']], ambiguous: 0 },
  {
    name: 'hostile-rows',
    finds: [
      ['contact 7', 'One id three times', 'list'],
      ['contact 8', 'Grace Okafor', 'list'],
      ['contact 8', 'Grace Okafor', 'list'],
      ['contact 9', '<a href="/contacts/1" title="#1">Grace Okafor</a>', 'list'],
      ['contact 10', 'Contact #827', 'list'],
      ['contact 11', '\u202e03# tcatnoc kcolB\u202c', 'list'],
    ],
    ambiguous: 3,
  },
  { name: 'hostile-messages', finds: [['contact 827', 'Alex Morgan', 'list']], ambiguous: 0 },
  {
    name: 'clobbered',
    finds: [
      ['contact 827', 'Alex Morgan', 'list'],
      ['contact 31', 'Grace Okafor', 'list'],
      ['contact 44', 'Robin Vega', 'list'],
      ['contact 750940', '#750940', 'list'],
    ],
    ambiguous: 0,
  },
];

describe.each(fixtures)('the page $name', ({ name, finds, ambiguous }) => {
  it('shows these names and no others', () => {
    openFixture(name);
    const found = look();
    expect(told(found.names)).toEqual(finds);
    expect(found.ambiguous).toBe(ambiguous);
  });

  it('shows each on the element that holds the name', () => {
    openFixture(name);
    const elements = inOrder(look().names).map(({ element }) => element);
    expect(elements).toEqual([...document.querySelectorAll('[data-name]')]);
  });

  it('shows nobody as somebody else', () => {
    openFixture(name);
    expect(wrongPersons(look().names)).toEqual([]);
  });
});
