// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Popup } from '../../../components/popup/popup';
import { connection, type FakePort, fakePort } from './fake-port';
import { type Screen, show } from './screen';

const north = connection({ id: 'acquire:north', label: 'Support North', account: 'north' });
const south = connection({ id: 'acquire:south', label: '', account: 'south', end: '7d' });
const other = connection();

describe('a tab whose address several connections share', () => {
  let port: FakePort;
  let screen: Screen;

  beforeEach(async () => {
    port = fakePort({ connections: [other, north, south], tabChoices: [north.id, south.id] });
    port.answers['choose-connection'] = ({ connectionId }) => {
      port.overview = { ...port.overview, tabConnectionId: connectionId };
      return { ok: true, value: null };
    };
    screen = await show(<Popup port={port} />);
  });
  afterEach(() => screen.close());

  const heading = () => screen.root.querySelector('h1')?.textContent;

  it('is asked about once, by their labels, before anything can be blocked', () => {
    expect(heading()).toBe('Which connection serves this tab?');
    const list = screen.root.querySelector('ul');
    expect([...(list?.querySelectorAll('button') ?? [])].map((button) => button.textContent)).toEqual([
      'Support North',
      'south',
    ]);
    expect(screen.buttons('Block')).toEqual([]);
    expect(screen.root.querySelector('[role=radiogroup]')).toBeNull();
    expect(screen.text()).toContain('Recent blocks');
  });

  it('belongs to the one that is pressed, and the choices below are for that one', async () => {
    await screen.press('south');
    expect(port.sent('choose-connection')).toEqual([{ connectionId: south.id, tabId: 7 }]);
    expect(heading()).toBe('south');
    expect(screen.field('7 days').checked).toBe(true);
    expect(screen.said()).toContain('south serves this tab.');
    expect(document.activeElement).not.toBe(document.body);
  });

  it('can be given to another', async () => {
    await screen.press('south');
    await screen.press('Choose another');
    expect(document.activeElement?.textContent).toBe('Which connection serves this tab?');
    await screen.press('Support North');
    expect(heading()).toBe('Support North');
  });

  it('names the accounts where two have one label', async () => {
    port.overview = { ...port.overview, connections: [other, north, { ...south, label: 'Support North' }] };
    port.tell();
    await screen.settle();
    expect(screen.button('Support North (north)')).toBeTruthy();
    await screen.press('Support North (south)');
    expect(port.sent('choose-connection')).toEqual([{ connectionId: south.id, tabId: 7 }]);
  });

  it('stays unanswered where the choice is not taken, and says why', async () => {
    port.answers['choose-connection'] = () => ({ ok: false, error: { code: 'no-connection' } });
    await screen.press('south');
    expect(heading()).toBe('Which connection serves this tab?');
    expect(screen.text()).toContain('No connection serves this page');
  });
});

describe('a tab with an address of its own', () => {
  it('is not asked about', async () => {
    const screen = await show(<Popup port={fakePort({ connections: [other, north], tabConnectionId: other.id })} />);
    expect(screen.text()).not.toContain('Which connection');
    expect(screen.buttons('Choose another')).toEqual([]);
    screen.close();
  });
});
