// @vitest-environment happy-dom
import './like-a-browser';
import { describe, expect, it } from 'vitest';
import { createButton } from '../../../utils/page/button';
import type { FoundName } from '../../../utils/page/found';
import { createMounts, isSame, type Mount } from '../../../utils/page/mounts';
import { createPlacement } from '../../../utils/page/placement';
import { hosts } from './closed-roots';
import { clobberForms, inOrder, look, openFixture, openPage, told } from './page';

const nothing = () => {};

/** Names of a console's markup: an inline name has its button behind it, any other inside it. */
function createPage(display: 'inline' | 'block') {
  const style = { display, overflowX: 'visible', whiteSpace: 'normal', textAlign: 'start', flexDirection: 'row' };
  const view = { getComputedStyle: () => style } as unknown as Window;
  const made: FoundName[] = [];
  const placement = createPlacement(view, nothing);
  const mounts = createMounts((found, make): Mount => {
    made.push(found);
    const events = { pressed: nothing, menuAsked: nothing, aimed: nothing, approached: nothing };
    return { found, button: make(document, found.place === 'heading', { lang: 'en', dir: 'ltr' }, events) };
  });
  return { mounts, made, sync: () => mounts.sync(look().names, { createButton, placement }) };
}

const rows = (...contacts: readonly (readonly [id: number, name: string])[]) =>
  `<ul>${contacts.map(([id, name]) => `<li><span title="#${id}">${name}</span><p>hi</p></li>`).join('')}</ul>`;

const inbox = rows([1, 'Alex Morgan'], [2, 'Grace Okafor'], [3, 'Wes Calloway']);

/** Whose name each host stands beside, in the page's order. */
function beside(): readonly (string | null | undefined)[] {
  return hosts().map((host) => host.closest('li')?.querySelector('[title]')?.getAttribute('title'));
}

describe.each(['inline', 'block'] as const)('names that are %s', (display) => {
  it('get one button each, however often the page is looked over', () => {
    openPage(inbox);
    const { made, sync } = createPage(display);
    expect(sync()).toBe(true);
    expect([sync(), sync()]).toEqual([false, false]);
    expect(beside()).toEqual(['#1', '#2', '#3']);
    expect(made).toHaveLength(3);
  });

  it('keep their button and change its contact where the row is used for somebody else', () => {
    openPage(inbox);
    const { mounts, made, sync } = createPage(display);
    sync();
    const [, second] = mounts.all();
    const name = document.querySelectorAll('[title]')[1];
    name?.setAttribute('title', '#9');
    if (name?.firstChild) name.firstChild.textContent = 'Priya Raman';
    expect(sync()).toBe(true);
    expect([...mounts.all()][1]).toBe(second);
    expect(second?.found).toMatchObject({ name: 'Priya Raman', reference: { kind: 'contact', contactId: '9' } });
    expect(made).toHaveLength(3);
    expect(beside()).toEqual(['#1', '#9', '#3']);
  });

  it('take their button along when rows change places', () => {
    openPage(inbox);
    const { sync } = createPage(display);
    sync();
    document.querySelector('ul')?.append(document.querySelector('li') ?? '');
    sync();
    expect(beside()).toEqual(['#2', '#3', '#1']);
  });

  it('lose their button where they say nobody any more, and where they are gone', () => {
    openPage(inbox);
    const { mounts, sync } = createPage(display);
    sync();
    document.querySelector('[title]')?.removeAttribute('title');
    document.querySelectorAll('li')[2]?.remove();
    expect(sync()).toBe(true);
    expect(beside()).toEqual(['#2']);
    expect([...mounts.all()].map(({ found }) => found.name)).toEqual(['Grace Okafor']);
  });

  it('get their button back where the console drew over it', () => {
    openPage(inbox);
    const { sync } = createPage(display);
    sync();
    for (const host of hosts()) host.remove();
    expect(sync()).toBe(true);
    expect(beside()).toEqual(['#1', '#2', '#3']);
  });

  it('keep the keyboard at the button where the console draws the row anew, if nothing else has it by then', () => {
    const focused = () => document.activeElement?.closest('li')?.querySelector('[title]')?.getAttribute('title');
    const drawAnew = () => {
      const row = document.querySelectorAll('li')[1];
      if (row) row.outerHTML = '<li><span title="#2">Grace Okafor</span><p>hi</p></li>';
    };
    openPage(`<input>${inbox}`);
    const { mounts, sync } = createPage(display);
    sync();
    [...mounts.all()][1]?.button.focus();
    expect(focused()).toBe('#2');
    drawAnew();
    expect(focused()).toBeUndefined();
    sync();
    expect(focused()).toBe('#2');
    drawAnew();
    document.querySelector('input')?.focus();
    sync();
    expect(document.activeElement).toBe(document.querySelector('input'));
  });

  it('give the keyboard to nobody else’s button', () => {
    openPage(inbox);
    const { mounts, sync } = createPage(display);
    sync();
    [...mounts.all()][1]?.button.focus();
    const row = document.querySelectorAll('li')[1];
    if (row) row.outerHTML = '<li><span title="#9">Priya Raman</span><p>hi</p></li>';
    sync();
    expect(beside()).toEqual(['#1', '#9', '#3']);
    expect(document.activeElement).toBe(document.body);
  });

  it.each([
    'inbox-rows',
    'unnamed',
    'contacts-table',
    'open-conversation',
    'contact-page',
    'hostile-rows',
    'clobbered',
  ])('are the same after the buttons were put beside them: %s', (fixture) => {
    openFixture(fixture);
    if (fixture === 'clobbered') clobberForms();
    const { sync } = createPage(display);
    const before = look();
    sync();
    expect(hosts()).toHaveLength(before.names.length);
    const after = look();
    expect(told(after.names)).toEqual(told(before.names));
    expect(inOrder(after.names).map(({ element }) => element)).toEqual(
      inOrder(before.names).map(({ element }) => element),
    );
    expect(sync()).toBe(false);
  });

  it('leave the page as it was found', () => {
    openFixture('contacts-table');
    const found = document.documentElement.outerHTML;
    const { mounts, sync } = createPage(display);
    sync();
    expect(document.documentElement.outerHTML).not.toBe(found);
    mounts.clear();
    expect(document.documentElement.outerHTML).toBe(found);
    expect([...mounts.all()]).toEqual([]);
  });
});

describe('the host of a button', () => {
  it('tells the page nothing of itself', () => {
    openPage(inbox);
    createPage('inline').sync();
    for (const host of hosts()) {
      expect(host.outerHTML).toBe('<span></span>');
      expect(host.shadowRoot).toBeNull();
    }
    expect(document.querySelectorAll('span:not([title])')).toHaveLength(3);
  });
});

describe('two readings', () => {
  const one = { name: 'Alex', reference: { kind: 'contact', contactId: '30' } } as FoundName;

  it('are the same by name and reference, whatever the element', () => {
    expect(isSame(one, { ...one, element: document.body, place: 'heading' })).toBe(true);
    expect(isSame(one, { ...one, name: 'alex' })).toBe(false);
    expect(isSame(one, { ...one, reference: { kind: 'words', words: '30' } })).toBe(false);
  });

  it('of case 30 and contact 30 are never the same', () => {
    const other = { ...one, reference: { kind: 'conversation', conversationId: '30' } } as FoundName;
    expect(isSame(one, other)).toBe(false);
  });
});
