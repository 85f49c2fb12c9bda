// @vitest-environment happy-dom
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOSTILE_MESSAGES } from '../../lab/acquire/hostile-messages';
import { HOSTILE_NAMES } from '../../lab/acquire/hostile-names';
import { clobberForms, look, openFixture, openPage, told, wrongPersons } from './page';

/** How a console may say who a row is about. */
const kinds = ['title', 'tooltip', 'link', 'attribute', 'unnamed', 'nothing'] as const;
type Kind = (typeof kinds)[number];

interface Row {
  readonly kind: Kind;
  readonly id: number;
  readonly name: string;
  readonly preview: string;
}

interface Page {
  readonly rows: readonly Row[];
  readonly layout: 'list' | 'table' | 'grid' | 'plain';
  readonly messages: readonly string[];
  /** Whether the console's own markup says where messages are; else only the composer does. */
  readonly log: boolean;
  readonly open: boolean;
}

// A name of two letters is as long as initials.
const names = [...HOSTILE_NAMES.map(({ name }) => name), '王伟', 'Li'];
// Where nothing else says who it is, a name like the console's word for somebody unnamed is that word, and behind no name at all the
// next text is the first: the API's name decides later.
const saysNothing = (name: string) => /^\s*(?:#\d+\s*)?$/.test(name);
const previews = ['#1', '#827', 'contact 30, #30', '/contacts/30', '<a href="/contacts/1">#1</a>', 'ID: 7', ''];

const row = fc.record({
  kind: fc.constantFrom(...kinds),
  id: fc.integer({ min: 1, max: 900_000 }),
  name: fc.constantFrom(...names, 'Alex Morgan', 'Grace Okafor'),
  preview: fc.oneof(fc.constantFrom(...previews, ...HOSTILE_MESSAGES), fc.string()),
});
const page: fc.Arbitrary<Page> = fc.record({
  rows: fc.array(row, { minLength: 1, maxLength: 8 }),
  layout: fc.constantFrom('list', 'table', 'grid', 'plain'),
  messages: fc.array(fc.constantFrom(...HOSTILE_MESSAGES), { maxLength: 6 }),
  log: fc.boolean(),
  open: fc.boolean(),
});

const tags = {
  list: { rows: 'ul', row: 'li', part: 'span', role: '' },
  table: { rows: 'tbody', row: 'tr', part: 'td', role: '' },
  grid: { rows: 'div', row: 'div', part: 'div', role: 'row' },
  plain: { rows: 'div', row: 'div', part: 'span', role: '' },
} as const;

function make(tag: string, attributes: Readonly<Record<string, string>>, ...inside: (Node | string)[]): HTMLElement {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== '') element.setAttribute(name, value);
  element.append(...inside);
  return element;
}

function makeRow({ kind, id, name, preview }: Row, layout: Page['layout'], index: number): HTMLElement {
  const { row: tag, part, role } = tags[layout];
  const shown = {
    title: () => make('span', { title: `#${id}` }, name),
    tooltip: () => make('span', { 'data-original-title': `ID: ${id}` }, name),
    link: () => make('a', { href: `/contacts/${id}` }, name),
    attribute: () => make('b', {}, name),
    unnamed: () => make('span', {}, `#${id}`),
    nothing: () => make('span', {}, saysNothing(name) ? 'Priya Raman' : name),
  }[kind]();
  const about = kind === 'nothing' ? 'nobody' : `contact ${id}`;
  const attributes = { role, 'data-about': about, 'data-contact-id': kind === 'attribute' ? String(id) : '' };
  const parts = [shown, preview, '14:02'].map((inside, at) =>
    make(part, { 'data-at': `${at * 120},${index * 64}` }, inside),
  );
  return make(tag, { ...attributes, 'data-at': `0,${index * 64}` }, ...parts);
}

function show({ rows, layout, messages, log, open }: Page): void {
  openPage('', 'https://demo.acquire.io/inbox');
  const list = make(tags[layout].rows, {}, ...rows.map((one, index) => makeRow(one, layout, index)));
  const written = messages.map((html) => {
    const bubble = make('div', {});
    bubble.innerHTML = html;
    return bubble;
  });
  const timeline = make('div', log ? { role: 'log' } : { 'data-size': '800x700' }, ...written);
  const composer = make('form', { 'data-size': '800x100' }, make('textarea', { 'data-size': '760x80' }));
  const column = make('section', { 'data-size': '800x900' }, timeline, ...(log && !open ? [] : [composer]));
  const left = make('div', { 'data-size': '340x900' }, layout === 'table' ? make('table', {}, list) : list);
  document.body.append(make('main', { 'data-size': '1600x900' }, left, column));
}

describe('the contact that a name stands for', () => {
  it('is who the console says it is, or there is no button, whatever contacts write', () => {
    fc.assert(
      fc.property(page, (shown) => {
        show(shown);
        expect(wrongPersons(look().names)).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it('is found in every row that says who it is about', () => {
    fc.assert(
      fc.property(page, (shown) => {
        const rows = shown.rows.map((one) => ({ ...one, name: one.name.trim() === '' ? 'Alex Morgan' : one.name }));
        show({ ...shown, rows });
        const said = rows.filter(({ kind }) => kind !== 'nothing');
        expect(told(look().names).map(([who]) => who)).toEqual(said.map(({ id }) => `contact ${id}`));
      }),
      { numRuns: 150 },
    );
  });

  it('is not read from messages, each by itself, in a console whose markup says nothing', () => {
    for (const message of HOSTILE_MESSAGES) {
      show({ rows: [], layout: 'list', messages: [message], log: false, open: true });
      expect(told(look().names), message).toEqual([]);
    }
  });

  it('is found beside forms whose fields shadow what the form itself can do', () => {
    openFixture('clobbered');
    const honest = told(look().names);
    expect(clobberForms()).toBeGreaterThan(60);
    expect(document.querySelector('form')?.querySelector).toBeInstanceOf(HTMLInputElement);
    expect(told(look().names)).toEqual(honest);
  });

  it('is found beside an attribute that would keep a pattern busy', () => {
    openPage(`<p title="id${' '.repeat(300_000)}x">Hello</p><p title="#827">Alex Morgan</p>`);
    expect(told(look().names)).toEqual([['contact 827', 'Alex Morgan', 'list']]);
  });
});
