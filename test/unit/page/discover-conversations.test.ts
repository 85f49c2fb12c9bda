// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { featurebaseRecipe } from '../../../utils/consoles/featurebase/recipe';
import { inOrder, look, openPage, told } from './page';

const recipe = featurebaseRecipe;
const here = 'https://acme.featurebase.app/dashboard/inbox';
const user = '64f0c1a2b3d4e5f607182930';

function found(html: string, address = here) {
  openPage(html, address);
  return told(look(recipe).names);
}

const row = (id: number, name: string, preview: string) =>
  `<a href="/dashboard/inbox/conversation/${id}"><div><span data-size="32x32">AM</span></div><div><div><span>${name}</span><time>2h ago</time></div><div>${preview}</div></div></a>`;

describe('rows that lead to a conversation', () => {
  it('give the conversation for the name in each', () => {
    const html = `<div>${row(1, 'Alex Morgan', 'hi')}${row(2, 'Grace Okafor', '#1')}${row(3, 'Priya Raman', 'a'.repeat(300))}</div>`;
    expect(found(html)).toEqual([
      ['conversation 1', 'Alex Morgan', 'list'],
      ['conversation 2', 'Grace Okafor', 'list'],
      ['conversation 3', 'Priya Raman', 'list'],
    ]);
    expect(inOrder(look(recipe).names).map(({ element }) => element.outerHTML)).toEqual([
      '<span>Alex Morgan</span>',
      '<span>Grace Okafor</span>',
      '<span>Priya Raman</span>',
    ]);
  });

  it('give it too where there is only one', () => {
    expect(found(`<div>${row(7, 'Alex Morgan', 'hi')}</div>`)).toEqual([['conversation 7', 'Alex Morgan', 'list']]);
  });

  it.each([
    ['a link without text over the row', '<a href="/dashboard/inbox/conversation/5"></a><p>Alex</p><p>hi there</p>'],
    ['a link on the preview', '<p>Alex</p><a href="/dashboard/inbox/conversation/5">hi there</a>'],
    [
      'a link on the name, and another',
      '<a href="/dashboard/inbox/conversation/5">Alex</a><a href="/dashboard/inbox/conversation/5#last">hi</a>',
    ],
    ['an attribute of a part', '<p>Alex</p><p data-conversation-id="5">hi there</p>'],
    ['a time before the name', '<i>14:02</i><a href="/dashboard/inbox/conversation/5">Alex</a>'],
    [
      'a word that was searched for',
      '<a href="/dashboard/inbox/conversation/5"><i>Alex</i><p>my <b>refund</b> now</p></a>',
    ],
  ])('are read by %s', (_what, html) => {
    expect(found(`<ul><li>${html}</li></ul>`)).toEqual([['conversation 5', 'Alex', 'list']]);
  });

  it('are read by an attribute of the row', () => {
    expect(found('<ul><li data-conversation-id="5"><p>Alex</p><p>hi</p></li></ul>')).toEqual([
      ['conversation 5', 'Alex', 'list'],
    ]);
  });

  it('that say the contact too give the contact', () => {
    const both = `<a href="/dashboard/inbox/conversation/5"><p>Alex</p></a>`;
    expect(found(`<ul><li data-user-id="${user}">${both}</li></ul>`)).toEqual([[`contact ${user}`, 'Alex', 'list']]);
    expect(found(`<ul><li><img data-user-id="${user}" alt="">${both}</li></ul>`)).toEqual([
      [`contact ${user}`, 'Alex', 'list'],
    ]);
  });

  it('that say two contacts give neither, and not the conversation', () => {
    const other = user.replace('6', '7');
    const html = `<a href="/dashboard/users/${user}">Alex</a><a href="/dashboard/users/${other}">Robin</a><a href="/dashboard/inbox/conversation/5">open</a>`;
    expect(found(`<ul><li>${html}</li></ul>`)).toEqual([]);
    expect(look(recipe).ambiguous).toBe(1);
  });

  it('of two conversations give none', () => {
    const html = '<a href="/dashboard/inbox/conversation/5">Alex</a><a href="/dashboard/inbox/conversation/6">Alex</a>';
    expect(found(`<ul><li>${html}</li></ul>`)).toEqual([]);
    expect(look(recipe).ambiguous).toBe(1);
  });
});

describe('a link to a conversation is not one', () => {
  it.each([
    ['outside of rows and headings', '<p>Done. <a href="/dashboard/inbox/conversation/5">View</a></p>'],
    ['in a message', '<ul><li role="log"><a href="/dashboard/inbox/conversation/5"><p>Alex</p><p>x</p></a></li></ul>'],
    ['to another host', '<ul><li><a href="https://evil.example/dashboard/inbox/conversation/5">Alex</a></li></ul>'],
    ['of another shape', '<ul><li><a href="/dashboard/inbox/conversation/5/../6%20">Alex</a></li></ul>'],
  ])('%s', (_what, html) => {
    expect(found(html)).toEqual([]);
  });

  it('in the column of the open conversation, where contacts write', () => {
    const column = (inside: string) =>
      `<main data-size="1600x900"><section data-size="800x900"><h2>Alex</h2><div data-size="800x700">${inside}</div><textarea data-size="760x80"></textarea></section></main>`;
    const message = `<ul>${row(9, 'Grace Okafor', 'hi')}<li data-conversation-id="9">Grace Okafor</li></ul>`;
    expect(found(column(message))).toEqual([]);
    expect(found(column(message), `${here}/conversation/5`)).toEqual([['conversation 5', 'Alex', 'heading']]);
  });

  it('in a panel behind the open conversation: what stands there is about the contact', () => {
    const html = `<main data-size="1600x900"><section data-size="800x900"><div data-size="800x700">hi</div><textarea data-size="760x80"></textarea></section><aside><ul><li><a href="/dashboard/inbox/conversation/4">I want my money back</a></li></ul></aside></main>`;
    expect(found(html)).toEqual([]);
  });
});

it('a heading that leads to a conversation gives it for its name', () => {
  expect(found('<h2><a href="/dashboard/inbox/conversation/5">Alex Morgan</a></h2>')).toEqual([
    ['conversation 5', 'Alex Morgan', 'heading'],
  ]);
});

it('without a shape for conversations, no row gives one', () => {
  const { conversationLink: _link, conversationAttributes: _attributes, ...shapes } = recipe.shapes;
  openPage(`<div>${row(1, 'Alex Morgan', 'hi')}</div>`, here);
  expect(look({ shapes }).names).toEqual([]);
});
