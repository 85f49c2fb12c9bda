// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Popup } from '../../../components/popup/popup';
import { toLocalField } from '../../../components/shared/local-time';
import { connection, type FakePort, fakePort, now } from './fake-port';
import { type Screen, settle, show } from './screen';

describe('Block for', () => {
  let port: FakePort;
  let screen: Screen;

  beforeEach(async () => {
    port = fakePort({ connections: [connection()], tabConnectionId: 'acquire:demo' });
    screen = await show(<Popup port={port} />);
  });
  afterEach(() => screen.close());

  const press = async (word: string) => {
    screen.field(word).click();
    await settle();
  };

  it('is a radio group of that name with the stored choice', () => {
    const group = screen.root.querySelector('[role=radiogroup]');
    const title = document.getElementById(group?.getAttribute('aria-labelledby') ?? '');
    expect(title?.textContent).toBe('Block for');
    expect([...(group?.querySelectorAll('label') ?? [])].map((label) => label.textContent)).toEqual([
      '1 hour',
      '8 hours',
      '1 day',
      '7 days',
      '30 days',
      'For good',
      'Until…',
    ]);
    expect(screen.field('1 day').checked).toBe(true);
  });

  it('stores a choice for the connection of this tab', async () => {
    await press('7 days');
    expect(port.sent('choose-end')).toEqual([{ connectionId: 'acquire:demo', end: '7d' }]);
  });

  it('stores the last of several quick presses last', async () => {
    screen.field('1 hour').click();
    screen.field('8 hours').click();
    screen.field('30 days').click();
    await settle();
    expect(port.sent('choose-end').at(-1)).toEqual({ connectionId: 'acquire:demo', end: '30d' });
  });

  it('shows the stored choice again, and why, where a new one could not be stored', async () => {
    port.answers['choose-end'] = () => ({ ok: false, error: { code: 'not-stored' } });
    await press('7 days');
    expect(screen.field('1 day').checked).toBe(true);
    expect(screen.text()).toContain('The browser could not store this');
  });

  it('stores nothing for Until… before there is a time', async () => {
    await press('Until…');
    expect(port.sent('choose-end')).toEqual([]);
    expect(screen.text()).toContain('until then nothing is blocked from here');
    expect(screen.text()).toContain(new Intl.DateTimeFormat().resolvedOptions().timeZone);
  });

  it('stores nothing for a time that has passed, and says so', async () => {
    await press('Until…');
    await screen.type('Until', '2020-01-01T10:00');
    expect(port.sent('choose-end')).toEqual([]);
    expect(screen.text()).toContain('This time has passed');
    expect(screen.field('Until').getAttribute('aria-invalid')).toBe('true');
  });

  it('stores nothing for a time less than a minute away', async () => {
    await press('Until…');
    await screen.type('Until', toLocalField(now));
    expect(port.sent('choose-end')).toEqual([]);
  });

  it('stores a time as it is meant in this time zone', async () => {
    await press('Until…');
    await screen.type('Until', '2026-12-24T18:30');
    const until = new Date(2026, 11, 24, 18, 30).getTime();
    expect(port.sent('choose-end')).toEqual([{ connectionId: 'acquire:demo', end: { until } }]);
  });

  it('says what For good means on a console that needs an end', async () => {
    await press('For good');
    port.overview = { ...port.overview, connections: [connection({ end: 'for-good' })] };
    port.tell();
    await settle();
    expect(screen.text()).toContain(
      'Acquire needs an end, so this block ends in ten years, <2036-11-20T23:59:59.000Z>',
    );
  });

  it('says nothing of who lifts where the console does', () => {
    expect(screen.text()).not.toContain('this browser lifts');
  });

  it('says who lifts where the console does not, and that nobody does For good', async () => {
    port.overview = { ...port.overview, connections: [connection({ consoleId: 'ember' })] };
    port.tell();
    await settle();
    const group = () => screen.root.querySelector('[role=radiogroup]')?.textContent;
    expect(group()).toContain(
      'Ember does not end blocks: this browser lifts the block when it next runs after its end.',
    );
    await press('For good');
    port.overview = { ...port.overview, connections: [connection({ consoleId: 'ember', end: 'for-good' })] };
    port.tell();
    await settle();
    expect(group()).toContain('The block stays until somebody lifts it.');
    expect(group()).not.toContain('this browser lifts');
    expect(group()).not.toContain('ten years');
  });

  it('has the choice of the connection of this tab', async () => {
    const other = connection({ id: 'acquire:acme', account: 'acme', label: 'Acme', end: '8h' });
    port.overview = { ...port.overview, connections: [connection({ end: '7d' }), other], tabConnectionId: other.id };
    port.tell();
    await settle();
    expect(screen.field('8 hours').checked).toBe(true);
    await press('30 days');
    expect(port.sent('choose-end')).toEqual([{ connectionId: 'acquire:acme', end: '30d' }]);
  });
});
