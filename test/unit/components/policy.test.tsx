// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { Options } from '../../../components/options/options';
import { Popup } from '../../../components/popup/popup';
import type { PresetView, RulesView } from '../../../utils/messaging/protocol';
import { block, blocked, connection, type FakePort, fakePort, rules } from './fake-port';
import { type Screen, show } from './screen';

let screen: Screen;

afterEach(() => screen.close());

const preset: PresetView = {
  connectionId: 'acquire:acme',
  consoleId: 'acquire',
  address: 'acme',
  account: 'acme',
  label: 'Acme support',
  hosts: ['https://acme.acquire.io/*'],
};

async function open(changes: Partial<RulesView>, overview: Parameters<typeof fakePort>[0] = {}): Promise<FakePort> {
  const port = fakePort({ connections: [connection()], ...overview, rules: { ...rules, ...changes } });
  screen = await show(<Popup port={port} />);
  return port;
}

describe('the rules that could not be read', () => {
  it.each([[[]], [[connection()]]])('are named in the popup, with %o connected', async (connections) => {
    await open({ unread: ['undoSeconds', 'nonsense'] }, { connections });
    for (const key of ['undoSeconds', 'nonsense'])
      expect(screen.text()).toContain(
        `A rule from your organisation could not be read: ${key}. Ask your administrator.`,
      );
  });

  it('are named on the options page', async () => {
    const port = fakePort({ rules: { ...rules, unread: ['nonsense'] } });
    screen = await show(<Options port={port} startWithForm={false} />);
    expect(screen.text()).toContain('could not be read: nonsense.');
  });
});

describe('how long a block may last', () => {
  const choices = () => [...screen.root.querySelectorAll('.chip')].map((chip) => chip.textContent);

  it.each([
    [{}, ['1 hour', '8 hours', '1 day', '7 days', '30 days', 'For good', 'Until…']],
    [{ forGood: false }, ['1 hour', '8 hours', '1 day', '7 days', '30 days', 'Until…']],
    [{ forGood: false, longestHours: 24 }, ['1 hour', '8 hours', '1 day', 'Until…']],
  ])('is offered under %o within what is allowed', async (limits, offered) => {
    await open(limits);
    expect(choices()).toEqual(offered);
  });

  it('is offered so for a new end too', async () => {
    await open({ forGood: false, longestHours: 8 }, { blocks: [block(blocked())] });
    await screen.press('Change end of block of Alex Morgan');
    const offered = [...screen.root.querySelectorAll('.end-changer button')].map((button) => button.textContent);
    expect(offered).toEqual(['1 hour', '8 hours', 'Until…']);
  });
});

describe('a prepared connection', () => {
  it.each([[[]], [[connection()]]])('asks for nothing but the key, with %o connected', async (connections) => {
    const port = await open({ presets: [preset] }, { connections });
    expect(screen.text()).toContain('Acme supportAcquire · acme');
    await screen.press('Enter the key');
    expect([...screen.root.querySelectorAll('input, select')].map(({ id }) => id)).toEqual(['key']);
    port.answers.connect = () => ({ ok: true, value: connection({ id: preset.connectionId }) });
    port.answers['test-connection'] = () => ({ ok: true, value: connection({ id: preset.connectionId }) });
    await screen.type('API key', 'acme:secret');
    await screen.press('Save and test');
    expect(port.sent('connect')).toEqual([
      { connectionId: 'acquire:acme', consoleId: 'acquire', address: 'acme', label: 'Acme support' },
    ]);
    expect(port.calls.find(({ what }) => what === 'requestAccess')?.payload).toEqual(preset.hosts);
    expect(port.sent('save-draft')).toEqual([]);
  });

  it('keeps its step while its key is tested, though it is prepared no more', async () => {
    const port = await open({ presets: [preset] });
    await screen.press('Enter the key');
    port.overview = { ...port.overview, rules };
    port.tell();
    await screen.settle();
    expect(screen.text()).toContain('Acme support');
    expect(screen.field('API key')).toBeTruthy();
    expect([...screen.root.querySelectorAll('select')]).toEqual([]);
  });

  it('opens its step in a tab where the popup is no place for it, and there at once', async () => {
    const port = fakePort({ rules: { ...rules, presets: [preset] } });
    screen = await show(<Popup port={{ ...port, formInTab: true }} />);
    await screen.press('Enter the key');
    expect(port.calls).toContainEqual({ what: 'openForm', payload: 'acquire:acme' });
    screen.close();
    screen = await show(<Options port={port} startWithForm preset="acquire:acme" />);
    expect([...screen.root.querySelectorAll('input, select')].map(({ id }) => id)).toEqual(['key']);
  });
});

describe('what may be connected', () => {
  it('is offered, and no other console', async () => {
    await open({ consoles: ['ember'] });
    await screen.press('Add a connection');
    expect([...screen.root.querySelectorAll('option')].map((option) => option.textContent)).toEqual(['Ember']);
  });

  it('is said of an account where it is refused', async () => {
    const port = await open({});
    port.answers.connect = () => ({ ok: false, error: { code: 'by-policy' } });
    await screen.press('Add a connection');
    await screen.type('Account', 'umbra');
    await screen.type('API key', 'secret');
    await screen.press('Save and test');
    expect(document.getElementById('account-error')?.textContent).toContain('Your organisation does not allow this');
  });

  it('is said of a connection that is forbidden by now', async () => {
    await open({}, { connections: [connection({ forbidden: true })] });
    expect(screen.text()).toContain('Your organisation does not allow this account');
  });
});

describe('several at once', () => {
  it('are as many as are allowed, and that is said', async () => {
    await open({ severalMost: 2 });
    await screen.press('Block several');
    expect(screen.text()).toContain('Your organisation allows at most 2 contacts at once.');
    await screen.type('Ids or e-mails, one per line', '1\n2\n3');
    expect(screen.buttons('Look up 2')).toHaveLength(1);
  });

  it('are not offered where none are allowed', async () => {
    await open({ severalMost: 0 });
    expect(screen.buttons('Block several')).toEqual([]);
  });
});

describe('the first steps', () => {
  it.each([
    [true, 3],
    [false, 0],
  ])('are shown: %s', async (firstRun, steps) => {
    await open({ firstRun }, { connections: [] });
    expect(screen.root.querySelectorAll('.steps li')).toHaveLength(steps);
    expect(screen.buttons('Add a connection')).toHaveLength(1);
  });
});
