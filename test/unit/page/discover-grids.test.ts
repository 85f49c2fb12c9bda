// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { softwareoneRecipe } from '../../../utils/consoles/softwareone/recipe';
import { inOrder, look, openPage, told } from './page';

const recipe = softwareoneRecipe;
const one = 'CTT-1234-9876-1234';
const other = 'CTT-1234-9876-5678';

const kinds = {
  table: (rows: readonly (readonly string[])[]) =>
    `<table><tbody>${rows.map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('')}</tbody></table>`,
  grid: (rows: readonly (readonly string[])[]) =>
    `<div role="grid"><div role="rowgroup">${rows
      .map((cells) => `<div role="row">${cells.map((cell) => `<div role="gridcell">${cell}</div>`).join('')}</div>`)
      .join('')}</div></div>`,
};

const address = 'https://portal.platform.softwareone.com/administration/accounts/contacts';

function found(html: string) {
  openPage(html, address);
  return told(look(recipe).names);
}

/** Each found name, and the text of the element where its button stands. */
function places(html: string) {
  openPage(html, address);
  return inOrder(look(recipe).names).map(({ name, element }) => [name, element.textContent]);
}

describe.each(Object.entries(kinds))('an id in a cell of a %s', (_kind, grid) => {
  const people = [
    [`<span>${one}</span>`, 'Alex Morgan', '<a href="mailto:a@x.test">a@x.test</a>', 'Active', '12/03/2026'],
    [other, 'Grace Okafor', 'g@x.test', 'Active', '13 Mar 2026 14:02'],
    ['CTT-0001-0002', 'Priya Raman', 'p@x.test', 'Blocked', '14:02'],
    ['CTT-0001-0002-0003-0004', 'Robin Vega', 'r@x.test', 'Active', '<time>yesterday</time>'],
  ];

  it('is that of the person whom the row names, and the button stands there', () => {
    expect(found(grid(people))).toEqual([
      [`contact ${one}`, 'Alex Morgan', 'list'],
      [`contact ${other}`, 'Grace Okafor', 'list'],
      ['contact CTT-0001-0002', 'Priya Raman', 'list'],
      ['contact CTT-0001-0002-0003-0004', 'Robin Vega', 'list'],
    ]);
    expect(places(grid(people)).map(([, there]) => there)).toEqual(people.map(([, name]) => name));
  });

  it('is the e-mail’s where the row names nobody', () => {
    expect(places(grid([[one, 'a@x.test', '5', '<button>Open</button>']]))).toEqual([['a@x.test', 'a@x.test']]);
  });

  it('has its button itself, under the e-mail, where it cannot be told what names the person', () => {
    expect(places(grid([[one, 'Alex Morgan', 'Acme', 'a@x.test']]))).toEqual([['a@x.test', one]]);
    expect(places(grid([[one, 'Alex Morgan', 'Acme', 'a@x.test', 'b@x.test']]))).toEqual([[one, one]]);
    expect(places(grid([[one, '5', '']]))).toEqual([[one, one]]);
  });

  it.each([
    ['a line below the e-mail', `<div>a@x.test</div><div>${one}</div>`, 'a@x.test'],
    ['a line below the e-mail, in parts', `<p><span>a@x.test</span></p><p><small>${one}</small></p>`, 'a@x.test'],
    ['behind a break', `a@x.test<br>${one}`, `a@x.test${one}`],
    ['behind a break, in an element', `a@x.test<br><small>${one}</small>`, one],
    ['a line below initials and a name', `<i data-size="24x24">AM</i><b>a@x.test</b><div>${one}</div>`, 'a@x.test'],
  ])('as %s is that of the line above', (_what, cell, there) => {
    const messages = [
      ['MSG-1', cell, 'Wes Calloway', 'Your order is on its way', 'Order', '12/03/2026', 'Wes Calloway', 'Sent'],
    ];
    expect(found(grid(messages))).toEqual([[`contact ${one}`, 'a@x.test', 'list']]);
    expect(places(grid(messages))).toEqual([['a@x.test', there]]);
  });

  it('that is cut off is nobody’s, and counts', () => {
    for (const cut of ['CTT-1234-98…', 'CTT-1234-9876 …', 'CTT-…', 'CTT-1234-9876-...', `${one}-1234-1234`]) {
      expect(found(grid([[cut, 'Alex Morgan']])), cut).toEqual([]);
      expect(look(recipe).ambiguous, cut).toBe(1);
    }
    expect(found(grid([['MSG-1', '<div>a@x.test</div><div>CTT-1234-98…</div>', one]]))).toEqual([]);
    expect(look(recipe).ambiguous).toBe(1);
  });

  it.each(['CTT-1234-98…', 'CTT-1234-9876 …', 'CTT-1234-9876-...', 'CTT-1234- …'])(
    'that is cut off to %s leaves its row to the e-mail in it',
    (cut) => {
      const idBegins = cut.replace(/[ .…]+$/, '');
      const reference = (email: string) => `words ${email} ${idBegins}`;
      expect(found(grid([[`<div>Alex Morgan</div><div>${cut}</div>`, 'a@x.test', 'Acme', 'Active']]))).toEqual([
        [reference('a@x.test'), 'Alex Morgan', 'list'],
      ]);
      expect(found(grid([['MSG-1', `<div>a@x.test</div><div>${cut}</div>`, 'Wes Calloway', 'Sent']]))).toEqual([
        [reference('a@x.test'), 'a@x.test', 'list'],
      ]);
      expect(look(recipe).ambiguous).toBe(0);
    },
  );

  it.each([
    ['there are two e-mails', 'CTT-1234-98…', ['a@x.test', 'b@x.test']],
    ['the e-mail is part of a text', 'CTT-1234-98…', ['write to a@x.test']],
    ['the e-mail is a message', 'CTT-1234-98…', ['<p role="log">a@x.test</p>']],
    ['the e-mail is in another row', 'CTT-1234-98…', ['5']],
    ['nearly nothing is left of the id', 'CTT-12…', ['a@x.test']],
    ['the rest is no beginning of an id', 'CTT…', ['a@x.test']],
  ])('that is cut off is nobody’s where %s', (_why, cut, more) => {
    expect(
      found(
        grid([
          [cut, 'Alex Morgan', ...more],
          ['x', 'other@x.test'],
        ]),
      ),
    ).toEqual([]);
    expect(look(recipe).ambiguous).toBe(1);
  });

  it('that is cut off beside another one that is not is nobody’s, whatever e-mail stands there', () => {
    expect(found(grid([['CTT-1234-98…', other, 'Alex Morgan', 'a@x.test']]))).toEqual([]);
    expect(look(recipe).ambiguous).toBe(1);
  });

  it('that is cut off for the eye is known by its tooltip or link', () => {
    for (const whole of [
      `<span title="${one}">CTT-1234-98…</span>`,
      `<a href="/administration/accounts/contacts/${one}">CTT-1234-98…</a>`,
      `<a href="/administration/accounts/contacts/${one}">${one}</a>`,
    ])
      expect(found(grid([[whole, 'Alex Morgan', 'a@x.test']])), whole).toEqual([
        [`contact ${one}`, 'Alex Morgan', 'list'],
      ]);
  });

  it('and another one in the same row are nobody’s', () => {
    expect(found(grid([[one, other, 'Alex Morgan']]))).toEqual([]);
    expect(look(recipe).ambiguous).toBe(1);
    // A contact may be called like an id.
    expect(found(grid([[one, 'CTT-9999-9999']]))).toEqual([]);
  });

  it.each([
    ['part of a text', `about ${one}, please`],
    ['part of a line', `see <b>this</b> ${one}`],
    ['in a field', `<textarea>${one}</textarea>`],
    ['a message', `<div role="log">${one}</div>`],
  ])('is none where it is %s', (_what, cell) => {
    expect(found(grid([[cell, 'Alex Morgan']]))).toEqual([]);
    expect(look(recipe).ambiguous).toBe(0);
  });

  it('is read anew where the row is used for somebody else', () => {
    expect(found(grid([[one, 'Alex Morgan']]))).toEqual([[`contact ${one}`, 'Alex Morgan', 'list']]);
    const cells = [...document.querySelectorAll('td, [role="gridcell"]')];
    (cells[0] as Element).textContent = other;
    expect(told(look(recipe).names)).toEqual([[`contact ${other}`, 'Alex Morgan', 'list']]);
    (cells[0] as Element).textContent = 'CTT-1234-98…';
    expect(told(look(recipe).names)).toEqual([]);
  });
});

describe('an id as text outside of grids', () => {
  it('is one beside the name in a heading', () => {
    expect(found(`<h1><span>Alex Morgan</span> <small>${one}</small></h1>`)).toEqual([
      [`contact ${one}`, 'Alex Morgan', 'heading'],
    ]);
    expect(found('<h1><span>Alex Morgan</span> <small>CTT-12…</small></h1>')).toEqual([]);
    expect(look(recipe).ambiguous).toBe(1);
  });

  it('is none: in lists it may be the preview of a message', () => {
    expect(found(`<ul><li><b>Alex Morgan</b><p>${one}</p></li></ul>`)).toEqual([]);
    expect(found(`<p>${one}</p><div><b>Alex</b><span>${one}</span></div>`)).toEqual([]);
  });

  it('is none in the column of a composer, whatever table a contact sent', () => {
    const table = kinds.table([[one, 'Alex Morgan']]);
    const html = `<main data-size="1600x900"><section data-size="800x900"><div data-size="800x700">${table}</div><textarea data-size="760x80"></textarea></section></main>`;
    expect(found(html)).toEqual([]);
  });
});

describe('where names get a button', () => {
  it('is where the page’s address says so, as it is now', () => {
    openPage(kinds.table([[one, 'Alex Morgan']]), 'https://portal.platform.softwareone.com/helpdesk/chats');
    expect(look(recipe)).toEqual({ names: [], ambiguous: 0 });
    history.pushState(null, '', '/administration/accounts/contacts?page=2');
    expect(told(look(recipe).names)).toEqual([[`contact ${one}`, 'Alex Morgan', 'list']]);
    history.pushState(null, '', '/x/administration/accounts/contacts');
    expect(look(recipe).names).toEqual([]);
  });
});
