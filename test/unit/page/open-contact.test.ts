import { describe, expect, it } from 'vitest';
import type { Reference } from '../../../utils/consoles/types';
import type { FoundName } from '../../../utils/page/found';
import { openContact } from '../../../utils/page/open-contact';

const alex = { kind: 'contact', contactId: '827' } as Reference;
const sam = { kind: 'contact', contactId: '41' } as Reference;
const talk = { kind: 'conversation', conversationId: '30' } as Reference;
const name = (name: string, reference: Reference, place: FoundName['place'] = 'heading') =>
  ({ name, reference, place }) as FoundName;

describe('the contact that a page is about', () => {
  it.each<[string, FoundName[], Reference | undefined]>([
    ['an empty page', [], undefined],
    ['a list', [name('Alex Morgan', alex, 'list'), name('Sam', sam, 'list')], undefined],
    ['a list and one heading', [name('Sam', sam, 'list'), name('Alex Morgan', alex)], alex],
    ['a header of a conversation', [name('Alex Morgan', talk)], talk],
    ['a header and a panel of one contact', [name('Alex Morgan', talk), name('Alex Morgan', alex)], alex],
    ['headings of two contacts', [name('Alex Morgan', alex), name('Sam', sam)], undefined],
    ['headings of two contacts of one name', [name('Alex Morgan', alex), name('Alex Morgan', sam)], undefined],
    ['a header and a panel that name two', [name('Alex Morgan', talk), name('Sam', sam)], undefined],
  ])('%s', (_, names, reference) => {
    expect(openContact(names)?.reference).toEqual(reference);
  });
});
