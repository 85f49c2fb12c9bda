// @vitest-environment happy-dom
import './like-a-browser';
import { describe, expect, it } from 'vitest';
import { acquireRecipe } from '../../../utils/consoles/acquire/recipe';
import { inOrder, look, openPage, told } from './page';

const list = (...rows: readonly string[]) => `<ul>${rows.map((row) => `<li>${row}</li>`).join('')}</ul>`;

/** Each found name as `id name`, and the tag that holds it. */
function found(html: string): readonly string[] {
  openPage(html, 'https://demo.acquire.io/inbox');
  return inOrder(look().names).map(({ element, name, reference }) =>
    [reference.kind === 'contact' ? reference.contactId : reference.kind, name, element.tagName].join(' '),
  );
}

const ambiguous = () => look().ambiguous;

describe('the part of a row that holds the name', () => {
  it.each([
    ['a heading', '<p>14:02 today</p><h4>Alex</h4><p>hi there</p>', '5 Alex H4'],
    ['what is strong', '<p>14:02 today</p><p><strong>Alex</strong></p>', '5 Alex STRONG'],
    ['what is called a name', '<p>14:02 today</p><p class="x-userName">Alex</p>', '5 Alex P'],
    ['the first of these that says something', '<p>14:02 today</p><b> </b><b>Alex</b>', '5 Alex B'],
    ['else the first word', '<i>AM</i><span>Alex</span><p>hi there</p>', '5 Alex SPAN'],
    ['else the first word, through deeper markup', '<i>AM</i><p><u>Alex</u></p><p>hi there</p>', '5 Alex U'],
  ])('is %s', (_what, inside, expected) => {
    expect(found(`<ul><li data-contact-id="5">${inside}</li></ul>`)).toEqual([expected]);
  });

  it('is the row itself where it says nothing else', () => {
    expect(found('<ul><li data-contact-id="5"><i>Alex</i></li></ul>')).toEqual(['5 Alex LI']);
  });

  it('is not the avatar that carries the same hint', () => {
    expect(found(list('<i title="#5">AM</i><span title="#5">Alex</span>'))).toEqual(['5 Alex SPAN']);
    expect(found(list('<i title="#5">王</i><span title="#5">王伟</span>'))).toEqual(['5 王伟 SPAN']);
  });

  it('is the innermost of several that say the same, not one that says something else', () => {
    const inner = '<p title="#5"><a href="/contacts/5">Alex</a></p>';
    expect(found(list(`<i title="#5">AM</i>${inner}`))).toEqual(['5 Alex A']);
    expect(found(list(`<b title="#5">Alex</b><a href="/contacts/5">Alex</a>`))).toEqual(['5 Alex B']);
  });

  it('is a heading’s where it stands in one', () => {
    openPage('<h2><span title="#5">Alex</span></h2>', 'https://demo.acquire.io/inbox');
    expect(told(look().names)).toEqual([['contact 5', 'Alex', 'heading']]);
  });

  it('is at most 500 characters, and is not looked for in pages of text', () => {
    expect(found(`<p title="#5">${'a'.repeat(500)}</p>`)).toHaveLength(1);
    expect(found(`<p title="#5">${'a'.repeat(501)}</p>`)).toEqual([]);
    expect(found(`<div title="#5"><b>Alex</b><p>${'a'.repeat(1_996)}</p></div>`)).toHaveLength(1);
    expect(found(`<div title="#5"><b>Alex</b><p>${'a'.repeat(1_997)}</p></div>`)).toEqual([]);
  });
});

describe('several ids', () => {
  const cell = (at: string, html: string) => `<div class="cell" data-at="${at}">${html}</div>`;
  const grid = (...rows: readonly (readonly string[])[]) =>
    `<div>${rows
      .map((cells, row) => cells.map((html, index) => cell(`${index * 200},${row * 64}`, html)).join(''))
      .map((cells, row) => `<div class="row" data-at="0,${row * 64}">${cells}</div>`)
      .join('')}</div>`;
  const name = (id: number) => `<span title="#${id}">Contact ${id} by name</span>`;

  it('in the cells of one row are no contact’s, each by itself', () => {
    expect(
      found(grid([name(1), name(2), '<p>x</p>'], [name(3), '<p>x</p>', name(4)], [name(5), '<p>x</p>', ''])),
    ).toEqual(['5 Contact 5 by name SPAN']);
    expect(ambiguous()).toBe(2);
  });

  it('in parts of other kinds are one row’s', () => {
    const row = (one: number, other: number) =>
      `<div class="row"><p class="a">${name(one)}</p><p class="b">${name(other)}</p><p class="c"><i>x</i></p></div>`;
    expect(found(`<div>${row(1, 2)}${row(3, 3)}${row(4, 5)}</div>`)).toEqual(['3 Contact 3 by name SPAN']);
    expect(ambiguous()).toBe(2);
  });

  it('in cards that stand side by side are each their own card’s', () => {
    expect(found(grid([name(1), name(2), name(3)]))).toHaveLength(3);
    expect(ambiguous()).toBe(0);
  });

  it('nested outside of rows are nobody’s', () => {
    expect(found('<p title="#5"><a href="/contacts/6">Alex</a></p>')).toEqual([]);
    expect(ambiguous()).toBe(1);
  });

  it('of the same contact are one', () => {
    expect(found('<p title="#5"><a href="/contacts/5">Alex</a></p>')).toEqual(['5 Alex A']);
    expect(ambiguous()).toBe(0);
  });

  it('where one is on a part without a name count too', () => {
    expect(found(list('<img title="#5"><span title="#6">Alex</span>'))).toEqual([]);
    expect(found(list('<span title="#6"> </span><span>#5</span>'))).toEqual([]);
    expect(found(list('<img title="#6"><span title="#6">Alex</span>'))).toEqual(['6 Alex SPAN']);
  });
});

describe('before somebody unnamed', () => {
  it.each([
    ['nothing', ''],
    ['a sign', '<i>#</i>'],
    ['a picture', '<img alt="x">'],
    ['initials in a square', '<i data-size="32x32">V</i>'],
    ['initials somewhere in a square', '<i data-size="32x32"><b>VI</b></i>'],
    ['initials that readers do not hear', '<i aria-hidden="true">V</i>'],
  ])('%s may stand', (_what, html) => {
    expect(found(list(`${html}<b>#7</b>`))).toEqual(['7 #7 B']);
  });

  it.each([
    ['a name', '<b>Alex</b>'],
    ['a name of two letters', '<b>王伟</b>'],
    ['a name of two digits', '<b>30</b>'],
    ['a word in a square', '<i data-size="32x32">chat</i>'],
    ['a word that readers do not hear', '<i aria-hidden="true">Alex</i>'],
    ['initials in a speck', '<i data-size="8x8">V</i>'],
  ])('%s may not', (_what, html) => {
    expect(found(list(`${html}<b>#7</b>`))).toEqual([]);
  });

  it.each([
    ['a row', list('<b>#7</b>'), '/inbox', true],
    ['a heading', '<h2>#7</h2>', '/inbox', true],
    ['a heading on the page of somebody else', '<h2>#7</h2>', '/contacts/8', true],
    ['a heading on the contact’s own page', '<h2>#7</h2>', '/contacts/7', undefined],
    ['a row that says it in its markup', list('<b title="#7">#7</b>'), '/inbox', undefined],
  ])('the id that %s says is told apart from one that the console wrote', (_what, html, path, fromText) => {
    openPage(html, `https://demo.acquire.io${path}`);
    const [only] = look().names;
    expect(only?.reference).toEqual({ kind: 'contact', contactId: '7', ...(fromText && { fromText }) });
  });

  it('the word may not be part of more', () => {
    expect(found(list('<span>#7<b>more</b></span>'))).toEqual([]);
    expect(found(list('<b>#7</b>, hi'))).toEqual(['7 #7 B']);
  });

  it('there is no word where the recipe knows none', () => {
    const { unnamed: _unnamed, ...shapes } = acquireRecipe.shapes;
    openPage(list('<b>#7</b>', '<b title="#8">Alex</b>'), 'https://demo.acquire.io/inbox');
    expect(told(look({ shapes }).names)).toEqual([['contact 8', 'Alex', 'list']]);
  });
});

describe('rows of a list that is drawn anew for what is seen', () => {
  it('are rows also beside those that are hidden', () => {
    const row = (id: number, hidden: string) =>
      `<div class="row" data-at="300,0" ${hidden}><p><b>#${id}</b></p><p>#1</p></div>`;
    expect(found(`<div>${row(8, 'hidden')}${row(7, '')}${row(9, 'hidden')}</div>`)).toContain('7 #7 B');
  });
});
