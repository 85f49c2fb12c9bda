// @vitest-environment happy-dom
import './like-a-browser';
import { describe, expect, it } from 'vitest';
import { createContactsWords } from '../../../utils/page/contacts-words';
import { openPage, windowHeight } from './page';

const words = () => createContactsWords(document, { innerHeight: windowHeight });
const columns = () =>
  words()
    .columns()
    .map(({ id }) => id);

/** A list of `side` pixels beside the open conversation of 800, which holds the composer. */
const page = (side: number, composer = '<textarea data-size="760x80"></textarea>') =>
  `<main id="main" data-size="${800 + side}x900"><ul data-size="${side}x900"></ul>
    <section id="column" data-size="800x900"><header id="head" data-size="800x60"></header>
      <form id="form" data-size="800x140"><div id="box" data-size="780x90">${composer}</div></form>
    </section></main>`;

describe('the column of the open conversation', () => {
  it.each([
    ['a field', '<textarea data-size="760x80"></textarea>'],
    ['an editor', '<div contenteditable="true" data-size="760x80"></div>'],
    ['an editor without a value', '<div contenteditable data-size="760x80"></div>'],
    ['an editor by its role', '<div role="textbox" aria-multiline="true" data-size="760x80"></div>'],
  ])('is what holds the composer and is no wider: %s', (_what, composer) => {
    openPage(page(400, composer));
    expect(columns()).toEqual(['column']);
  });

  it.each([
    ['a field of one line', '<input data-size="760x80">'],
    ['a search by its role', '<div role="textbox" data-size="760x80"></div>'],
    ['what cannot be edited', '<div contenteditable="false" data-size="760x80"></div>'],
    ['a field that does not show', '<textarea data-size="0x0"></textarea>'],
    ['a field in a hidden part', '<div hidden><textarea data-size="760x80"></textarea></div>'],
  ])('is nowhere where there is only %s', (_what, composer) => {
    openPage(page(400, composer));
    expect(columns()).toEqual([]);
  });

  it('reaches up over parts that are wider, as long as what it holds is low', () => {
    openPage(page(400, '<textarea data-size="300x80"></textarea>'));
    expect(columns()).toEqual(['column']);
  });

  it('is the whole page where the conversation is', () => {
    openPage(page(0));
    document.body.dataset.size = '800x900';
    document.body.id = 'body';
    expect(columns()).toEqual(['body']);
  });

  it('is one for each composer', () => {
    openPage(`${page(400)}${page(400).replaceAll('id="', 'id="second-')}`);
    expect(columns()).toEqual(['column', 'second-column']);
  });

  it('is found again where the console draws it anew', () => {
    openPage(page(400));
    const lasting = words();
    expect(lasting.columns().map(({ id }) => id)).toEqual(['column']);
    const composer = document.querySelector('textarea') ?? '';
    const next = document.createElement('section');
    next.id = 'next';
    next.dataset.size = '800x900';
    document.querySelector('#column')?.replaceWith(next);
    next.append(composer);
    expect(lasting.columns().map(({ id }) => id)).toEqual(['next']);
  });

  it('holds only contacts’ words', () => {
    openPage(page(400));
    const one = words();
    const within = (selector: string) => {
      const element = document.querySelector(selector);
      return element && one.includes(element, one.columns());
    };
    expect([within('#head'), within('#box'), within('ul'), within('#main')]).toEqual([true, true, false, false]);
  });
});

describe('where a console marks contacts’ words', () => {
  it.each([
    '<div role="log">',
    '<div role="feed">',
    '<div contenteditable="false">',
    '<blockquote>',
    '<div class="MessageList">',
    '<div class="x chat-message__text y">',
    '<div class="Timeline">',
    '<div class="chatTranscript">',
    '<div class="bubble">',
    '<div class="email-body">',
  ])('they are known: %s', (tag) => {
    openPage(`${tag}<p><b>Alex</b></p>`);
    const element = document.querySelector('b');
    expect(element && words().isMarked(element)).toBe(true);
    expect(element && words().includes(element, [])).toBe(true);
  });

  it.each(['<div role="list">', '<div class="mess">', '<div title="message">', '<div class="email">'])(
    'nothing else is taken for them: %s',
    (tag) => {
      openPage(`${tag}<p><b>Alex</b></p>`);
      const element = document.querySelector('b');
      expect(element && words().includes(element, [])).toBe(false);
    },
  );
});
