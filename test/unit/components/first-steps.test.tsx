// @vitest-environment happy-dom
import '../page/like-a-browser';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Options } from '../../../components/options/options';
import { Popup } from '../../../components/popup/popup';
import type { Overview } from '../../../utils/messaging/protocol';
import { createButton } from '../../../utils/page/button';
import { hosts, inside, trusted } from '../page/closed-roots';
import { connection, fakePort, now, rules } from './fake-port';
import { type Screen, settle, show } from './screen';

let screen: Screen;
let clock = now;
beforeEach(() => {
  clock = now;
  vi.useFakeTimers({ now, toFake: ['setInterval', 'clearInterval'] });
});
afterEach(() => {
  screen.close();
  vi.useRealTimers();
});

async function open(overview: Partial<Overview> = {}) {
  const port = { ...fakePort(overview), createButton, now: () => clock };
  screen = await show(<Options port={port} startWithForm={false} startWithSteps />);
  return port;
}

const steps = () =>
  [...screen.root.querySelectorAll('.first-steps > li')].map(
    (step) =>
      `${step.querySelector('h2')?.textContent}${step.querySelector('.line-good') ? ' ✓' : ''}${step.getAttribute('aria-current') === 'step' ? ' ←' : ''}`,
  );

function button(): HTMLElement {
  const [host] = hosts();
  if (!host) throw new Error('no button');
  return inside(host, 'button');
}
const label = () => button().getAttribute('aria-label');

async function pressButton(detail = 1) {
  await act(() => void button().dispatchEvent(trusted(new MouseEvent('click', { bubbles: true, detail }))));
  await settle();
}

async function pass(milliseconds: number) {
  clock += milliseconds;
  await act(() => void vi.advanceTimersByTime(500));
  await settle();
}

describe('the first steps', () => {
  it('are three, and begin with the console', async () => {
    const port = await open();
    expect(steps()).toEqual(['Choose your console ←', 'Connect it with a key', 'Try it on somebody who is nobody']);
    await screen.press('Ember');
    expect((screen.root.querySelector('#console') as HTMLSelectElement).value).toBe('ember');
    await screen.press('Back');
    expect(screen.root.querySelector('h1')?.textContent).toBe('First steps');
    expect(port.sent('connect')).toEqual([]);
  });

  it.each([
    [
      'a draft',
      { draft: { consoleId: 'ember', address: '', label: '' } },
      ['Choose your console ✓', 'Connect it with a key ←'],
    ],
    [
      'a key that was not tried',
      { connections: [connection({ report: undefined })] },
      ['Choose your console ✓', 'Connect it with a key ←'],
    ],
    [
      'no access',
      { connections: [connection({ access: false })] },
      ['Choose your console ✓', 'Connect it with a key ←'],
    ],
    [
      'a key that works for one of two',
      { connections: [connection({ id: 'acquire:a', hasKey: false }), connection()] },
      ['Choose your console ✓', 'Connect it with a key ✓'],
    ],
  ])('know what is there: %s', async (_, overview, first) => {
    await open(overview as Partial<Overview>);
    expect(steps().slice(0, 2)).toEqual(first);
  });

  it('say what keeps a connection from working, and lead to it', async () => {
    const report = { checkedAt: now, checks: [{ what: 'blocks', error: { code: 'bad-key' } }] } as const;
    await open({ connections: [connection({ report })] });
    expect(screen.text()).toContain('refused the API key');
    await screen.press('See the connection');
    expect(screen.root.querySelector('h1')?.textContent).toBe('Cordon');
  });

  it('ask only for the key where the organisation has prepared the connection', async () => {
    const preset = {
      connectionId: 'acquire:acme',
      consoleId: 'acquire',
      address: 'acme',
      account: 'acme',
      label: 'Acme',
      hosts: ['https://acme.acquire.io/*'],
    };
    await open({ rules: { ...rules, presets: [preset] } });
    expect(steps()).toEqual(['Enter your key ←', 'Try it on somebody who is nobody']);
    await screen.press('Enter the key');
    expect(screen.root.querySelector('#console')).toBeNull();
  });

  it('are reached again from the settings, and lead back there', async () => {
    const port = { ...fakePort(), createButton, now: () => clock };
    screen = await show(<Options port={port} startWithForm={false} />);
    await screen.press('First steps');
    await screen.press('To the settings');
    expect(document.activeElement?.textContent).toBe('First steps');
  });

  it('open in a tab from the popup of somebody who has no connection yet, unless the organisation wants none', async () => {
    const openSteps = vi.fn();
    screen = await show(<Popup port={{ ...fakePort(), openSteps }} />);
    await screen.press('First steps');
    expect(openSteps).toHaveBeenCalledTimes(1);
    screen.close();
    screen = await show(<Popup port={{ ...fakePort({ rules: { ...rules, firstRun: false } }), openSteps }} />);
    expect(screen.buttons('First steps')).toEqual([]);
  });
});

describe('practice', () => {
  it('blocks nobody: Undo in the window, then blocked, and nothing is asked of anybody', async () => {
    const port = await open();
    const before = port.calls.length;
    expect(label()).toBe('Block Pat Practice');
    await pressButton();
    expect(label()).toBe('Undo block of Pat Practice');
    expect(screen.text()).toContain('Nothing is sent while the seconds run.');
    expect(screen.said()).toContain('Nothing is sent while the seconds run.');
    await pass(1_000);
    expect(button().querySelector<HTMLElement>('.words')?.dataset.more).toContain('4');
    await pressButton();
    expect(label()).toBe('Block Pat Practice');
    expect(screen.text()).toContain('Undone: nothing was sent.');
    await pressButton();
    await pass(5_100);
    expect(label()).toMatch(/^Pat Practice, blocked until /);
    expect(steps().at(-1)).toBe('Try it on somebody who is nobody ✓');
    await screen.press('Start again');
    expect(label()).toBe('Block Pat Practice');
    expect(port.calls.slice(before)).toEqual([]);
  });

  it('takes a double-click for one press', async () => {
    await open();
    await pressButton(1);
    await pressButton(2);
    expect(label()).toBe('Undo block of Pat Practice');
  });

  it('blocks at once where there is no window', async () => {
    await open({ rules: { ...rules, settings: { ...rules.settings, undoSeconds: 0 } } });
    await pressButton();
    expect(label()).toMatch(/^Pat Practice, blocked until /);
  });

  it('says what its menu would be, and takes no press of a script', async () => {
    await open();
    await act(() => void button().dispatchEvent(new MouseEvent('click', { bubbles: true, detail: 1 })));
    await settle();
    expect(label()).toBe('Block Pat Practice');
    await act(() => void button().dispatchEvent(trusted(new MouseEvent('click', { shiftKey: true, detail: 1 }))));
    await settle();
    expect(screen.text()).toContain('opens a menu with other lengths of time');
    expect(label()).toBe('Block Pat Practice');
  });
});
