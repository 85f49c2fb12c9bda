// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { look, openPage, told } from './page';

const origin = 'https://demo.acquire.io';

function whoIs(html: string, address = `${origin}/inbox`): readonly string[] {
  openPage(html, address);
  return told(look().names).map(([who]) => who);
}

describe('what is read on hovering', () => {
  it.each([
    ['#827', '827'],
    ['# 827', '827'],
    ['ID: 827', '827'],
    ['id 827', '827'],
    ['Id:827', '827'],
    ['ID #827', '827'],
    ['Contact 827', '827'],
    ['contact #827', '827'],
    ['Contact ID: 827', '827'],
    ['Customer id 827', '827'],
    ['visitor #827', '827'],
    [' \n #827\t', '827'],
    ['#123456789012', '123456789012'],
  ])('%j is the contact %s', (hint, id) => {
    for (const name of [
      'title',
      'aria-label',
      'data-title',
      'data-original-title',
      'data-bs-original-title',
      'data-tip',
    ]) {
      const element = document.createElement('span');
      element.setAttribute(name, hint);
      element.textContent = 'Alex Morgan';
      expect(whoIs(element.outerHTML), name).toEqual([`contact ${id}`]);
    }
  });

  it.each([
    '827',
    '#',
    'id',
    '#827a',
    '#8 27',
    '##827',
    '-#827',
    '#-827',
    '#1234567890123',
    '#82.7',
    '#٨٢٧',
    'Case 827',
    'Ticket #827',
    'Contact: Alex 827',
    'Message of #827',
    '#827, #828',
    '#827\n#827',
    'Room id 827',
  ])('%j is nobody', (hint) => {
    const element = document.createElement('span');
    element.setAttribute('title', hint);
    element.textContent = 'Alex Morgan';
    expect(whoIs(element.outerHTML)).toEqual([]);
  });
});

describe('a link', () => {
  it.each([
    ['/contacts/827', '827'],
    ['/contact/827', '827'],
    ['/contacts/827/', '827'],
    ['/crm/customers/827?tab=info#notes', '827'],
    ['/visitor/827#x', '827'],
    ['#/contacts/827', '827'],
    ['/app#/crm/contact/827?x=1', '827'],
    ['https://demo.acquire.io/contacts/827', '827'],
    ['//demo.acquire.io/Contacts/827', '827'],
    ['contacts/827', '827'],
  ])('to %s leads to the contact %s', (href, id) => {
    expect(whoIs(`<a href="${href}">Alex Morgan</a>`)).toEqual([`contact ${id}`]);
  });

  it.each([
    '/contacts',
    '/contacts/',
    '/contacts/827/edit',
    '/contacts/827x',
    '/contacts/x827',
    '/contacts?id=827',
    '/search?next=/contacts/827',
    '/mycontacts/827',
    '/conversations/case/827',
    'https://evil.example/contacts/827',
    'https://demo.acquire.io.evil.example/contacts/827',
    'http://demo.acquire.io/contacts/827',
    'https://demo.acquire.io:8443/contacts/827',
    'javascript:/contacts/827',
    'data:text/html,/contacts/827',
    'https://',
    '',
  ])('to %j leads to nobody', (href) => {
    expect(whoIs(`<a href="${href}">Alex Morgan</a>`)).toEqual([]);
  });

  it('of the same shape on anything but an anchor leads to nobody', () => {
    expect(whoIs('<div href="/contacts/827">Alex Morgan</div>')).toEqual([]);
  });
});

describe('the attribute', () => {
  it.each(['data-contact-id', 'data-contactid', 'data-contact', 'data-customer-id', 'data-visitor-id'])(
    '%s',
    (name) => {
      expect(whoIs(`<b ${name}="827">Alex</b>`)).toEqual(['contact 827']);
      expect(whoIs(`<b ${name}="#827">Alex</b>`)).toEqual(['contact 827']);
      expect(whoIs(`<b ${name}="contact 827">Alex</b>`)).toEqual([]);
      expect(whoIs(`<b ${name}="">Alex</b>`)).toEqual([]);
    },
  );

  it('data-id says nothing, since it may be of anything', () => {
    expect(whoIs('<b data-id="827">Alex</b>')).toEqual([]);
  });
});

describe('the address of the page', () => {
  const page = '<main><h1>Alex Morgan</h1></main>';

  it.each([
    ['/conversations/case/30', 'conversation 30'],
    ['/cases/30', 'conversation 30'],
    ['/inbox/thread/30?x=1#y', 'conversation 30'],
    ['/app#/chats/30', 'conversation 30'],
    ['/conversation/30/', 'conversation 30'],
    ['/contacts/30', 'contact 30'],
    ['/app#/visitor/30', 'contact 30'],
  ])('%s stands for %s', (path, who) => {
    expect(whoIs(page, `${origin}${path}`)).toEqual([who]);
  });

  it.each([
    '/conversations',
    '/conversations/30/notes',
    '/conversations/all',
    '/?next=/case/30',
    '/showcase/30',
    '/contacts/new',
    '/cases/1234567890123',
  ])('%s stands for nobody', (path) => {
    expect(whoIs(page, `${origin}${path}`)).toEqual([]);
  });

  it('gives nothing to a page without a heading that shows', () => {
    const address = `${origin}/conversations/case/30`;
    expect(whoIs('<p>Alex</p>', address)).toEqual([]);
    expect(whoIs('<h1 hidden>Alex</h1><h2> </h2>', address)).toEqual([]);
    expect(whoIs('<nav><h1>Menu</h1></nav><aside><h2>Alex</h2></aside>', address)).toEqual([]);
  });
});

describe('the word for somebody unnamed', () => {
  it('counts in a list wherever the list stands, also left of the open conversation', () => {
    const conversation = '<section data-size="800x900"><textarea data-size="760x80"></textarea></section>';
    const list = '<ul><li><b>#7</b><p>#1</p></li><li><b>#8</b><p>#1</p></li></ul>';
    const page = `<main data-size="1600x900"><aside>${list}</aside>${conversation}</main>`;
    expect(whoIs(page)).toEqual(['contact 7', 'contact 8']);
  });

  it('counts in a heading, and nowhere else outside of lists', () => {
    expect(whoIs('<h2>#7</h2><p>#1</p><div><div><span>Alex</span><span>#1</span></div></div>')).toEqual(['contact 7']);
  });

  it('does not count in a cell behind the name, in a grid of equal boxes', () => {
    const cell = (at: string, text: string) => `<div class="cell" data-at="${at}"><span>${text}</span></div>`;
    const row = (top: number, name: string) =>
      `<div class="row" data-at="0,${top}">${cell(`0,${top}`, name)}${cell(`200,${top}`, '#1')}${cell(`400,${top}`, '#2')}</div>`;
    const rows = (...names: readonly string[]) => names.map((name, index) => row(64 * index, name)).join('');
    expect(whoIs(`<div>${rows('Alex', '#7', 'Grace')}</div>`)).toEqual(['contact 7']);
    expect(whoIs(`<div>${rows('Alex')}</div>`)).toEqual([]);
  });
});
