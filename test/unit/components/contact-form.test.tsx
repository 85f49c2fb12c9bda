// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Popup } from '../../../components/popup/popup';
import { block, connection, contactId, type FakePort, fakePort, now } from './fake-port';
import { type Screen, settle, show } from './screen';

const alex = { id: contactId('750940'), name: 'Alex Morgan', email: 'alex@example.com' };
const other = { id: contactId('750941'), name: 'Alex Morgan', email: 'other@example.com' };

describe('blocking without a page', () => {
  let port: FakePort;
  let screen: Screen;

  beforeEach(async () => {
    port = fakePort({ connections: [connection()] });
    port.answers['find-contact'] = () => ({ ok: true, value: { kind: 'one', contact: alex } });
    port.answers['block-contact'] = () => ({
      ok: true,
      value: block({ kind: 'waiting', of: 'block', sendsAt: now + 5000 }),
    });
    screen = await show(<Popup port={port} />);
  });
  afterEach(() => screen.close());

  it('asks for the block only when name, e-mail and id are on the screen', async () => {
    let onScreen = '';
    port.answers['block-contact'] = () => {
      onScreen = screen.text();
      return { ok: true, value: block({ kind: 'waiting', of: 'block', sendsAt: now + 5000 }) };
    };
    await screen.type('Contact', ' alex@example.com ');
    await screen.press('Block');
    expect(port.sent('find-contact')).toEqual([{ connectionId: 'acquire:demo', words: 'alex@example.com' }]);
    expect(onScreen).toContain('Alex Morgan');
    expect(onScreen).toContain('alex@example.com · #750940');
    expect(port.sent('block-contact')).toEqual([
      { pressId: 'press-1', connectionId: 'acquire:demo', contactId: '750940' },
    ]);
    expect(screen.field('Contact').value).toBe('');
  });

  it('blocks once, however often the button is pressed while it looks', async () => {
    await screen.type('Contact', '750940');
    screen.button('Block').click();
    screen.button('Block').click();
    await settle();
    await settle();
    expect(port.sent('block-contact')).toHaveLength(1);
  });

  it('never guesses among several', async () => {
    port.answers['find-contact'] = () => ({ ok: true, value: { kind: 'several', contacts: [alex, other] } });
    await screen.type('Contact', 'Alex');
    await screen.press('Block');
    expect(port.sent('block-contact')).toEqual([]);
    expect(screen.text()).toContain('2 contacts match. Choose one.');
    // A second Enter must not hit a button.
    expect(document.activeElement?.tagName).toBe('H2');
    const second = screen.buttons('Block Alex Morgan')[1];
    second?.click();
    await settle();
    expect(port.sent('block-contact')).toMatchObject([{ contactId: '750941' }]);
  });

  it('asks even where only one contact matches, if that is not certain', async () => {
    port.answers['find-contact'] = () => ({ ok: true, value: { kind: 'several', contacts: [alex] } });
    await screen.type('Contact', 'Alex');
    await screen.press('Block');
    expect(port.sent('block-contact')).toEqual([]);
    expect(screen.text()).toContain('Is it the one you mean?');
  });

  it('drops an answer about words that were changed meanwhile', async () => {
    let answer: () => void = () => {};
    port.answers['find-contact'] = () =>
      new Promise((resolve) => {
        answer = () => resolve({ ok: true, value: { kind: 'one', contact: alex } });
      });
    await screen.type('Contact', '750940');
    await screen.press('Block');
    await screen.type('Contact', '750941');
    answer();
    await settle();
    expect(port.sent('block-contact')).toEqual([]);
  });

  it.each([
    ['no-contact-found', 'No contact matches'],
    ['no-network', 'The console could not be reached'],
  ] as const)('says %s beside the field', async (code, sentence) => {
    port.answers['find-contact'] = () => ({ ok: false, error: { code } });
    await screen.type('Contact', 'nobody');
    await screen.press('Block');
    const field = screen.field('Contact');
    const ids = field.getAttribute('aria-describedby')?.split(' ') ?? [];
    expect(ids.map((id) => document.getElementById(id)?.textContent).join(' ')).toContain(sentence);
    expect(port.sent('block-contact')).toEqual([]);
    expect(document.activeElement).toBe(field);
  });

  it('asks nobody for nothing', async () => {
    await screen.press('Block');
    expect(port.sent('find-contact')).toEqual([]);
    expect(screen.text()).toContain('enter an id, a name or an e-mail');
  });

  it('waits until the choice of how long is stored', async () => {
    let stored: () => void = () => {};
    port.answers['choose-end'] = () =>
      new Promise((resolve) => {
        stored = () => resolve({ ok: true, value: null });
      });
    screen.field('7 days').click();
    await screen.type('Contact', '750940');
    await screen.press('Block');
    expect(port.sent('block-contact')).toEqual([]);
    stored();
    await settle();
    await settle();
    expect(port.sent('block-contact')).toHaveLength(1);
  });

  it('blocks nobody while Until… has no time', async () => {
    screen.field('Until…').click();
    await screen.type('Contact', '750940');
    await screen.press('Block');
    expect(port.sent('find-contact')).toEqual([]);
    expect(document.activeElement).toBe(screen.field('Until'));
  });

  it('offers the choice of connection where the tab decides none', async () => {
    screen.close();
    const us = connection({ id: 'acquire:us', label: 'Support US', account: 'us' });
    port.overview = { ...port.overview, connections: [connection(), us], blocks: [] };
    screen = await show(<Popup port={port} />);
    expect(screen.text()).toContain('This page is not one of your consoles');
    await screen.type('Connection', 'acquire:us');
    await screen.type('Contact', '750940');
    await screen.press('Block');
    expect(port.sent('block-contact')).toMatchObject([{ connectionId: 'acquire:us' }]);
  });
});
