// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { afterEach, describe, expect, it } from 'vitest';
import { Options } from '../../../components/options/options';
import type { RulesView } from '../../../utils/messaging/protocol';
import { connection, type FakePort, fakePort, rules } from './fake-port';
import { type Screen, show } from './screen';

let screen: Screen;

afterEach(() => screen.close());

/** The options page under these rules; the background stores what is changed. */
async function open(changes: Partial<RulesView> = {}, connections = [connection()]): Promise<FakePort> {
  const port = fakePort({ connections, rules: { ...rules, ...changes } });
  port.answers['change-settings'] = (part) => {
    const { rules: before } = port.overview;
    port.overview = { ...port.overview, rules: { ...before, settings: { ...before.settings, ...part } } };
    return { ok: true, value: null };
  };
  screen = await show(<Options port={port} startWithForm={false} />);
  return port;
}

const described = (field: HTMLElement) =>
  (field.getAttribute('aria-describedby') ?? '')
    .split(' ')
    .map((id) => document.getElementById(id)?.textContent)
    .join(' ');

describe('a number among the settings', () => {
  it.each([
    ['Undo window, in seconds', '0', { undoSeconds: 0 }],
    ['Undo window, in seconds', '60', { undoSeconds: 60 }],
    ['Keep names for, in days', '365', { retentionDays: 365 }],
  ])('%s takes %s, and says that it is stored', async (label, text, part) => {
    const port = await open();
    await screen.type(label, text);
    expect(port.sent('change-settings')).toEqual([part]);
    expect(screen.said()).toBe('Saved.');
    expect(screen.field(label).value).toBe(text);
  });

  it.each([
    ['Undo window, in seconds', '61', 'Enter a whole number from 0 to 60.'],
    ['Undo window, in seconds', '-1', 'Enter a whole number from 0 to 60.'],
    ['Undo window, in seconds', '2.5', 'Enter a whole number from 0 to 60.'],
    ['Undo window, in seconds', '', 'Enter a whole number from 0 to 60.'],
    ['Keep names for, in days', '366', 'Enter a whole number from 0 to 365.'],
  ])('%s does not take %j', async (label, text, sentence) => {
    const port = await open();
    await screen.type(label, text);
    expect(port.sent('change-settings')).toEqual([]);
    expect(described(screen.field(label))).toContain(sentence);
    expect(screen.field(label).getAttribute('aria-invalid')).toBe('true');
  });

  it('is explained to everybody', async () => {
    await open();
    expect(described(screen.field('Undo window, in seconds'))).toContain('With 0 it is sent at once.');
  });

  it('that could not be stored says why', async () => {
    const port = await open();
    port.answers['change-settings'] = () => ({ ok: false, error: { code: 'not-stored' } });
    await screen.type('Undo window, in seconds', '9');
    expect(screen.text()).toContain('The browser could not store this');
  });
});

describe('the other settings', () => {
  it('let the Tab key pass by the lists', async () => {
    const port = await open();
    const box = screen.field('Reach the buttons in lists with the Tab key');
    expect(box.checked).toBe(true);
    await act(() => box.click());
    await screen.settle();
    expect(port.sent('change-settings')).toEqual([{ listTabStops: false }]);
    expect(screen.field('Reach the buttons in lists with the Tab key').checked).toBe(false);
  });

  it('keep the team’s reasons, each once, without empty lines', async () => {
    const port = await open();
    await screen.type('Reasons', ' Threats \n\nSpam\nThreats');
    expect(port.sent('change-settings')).toEqual([{ reasons: ['Threats', 'Spam'] }]);
  });

  it('take no more reasons than can be stored', async () => {
    const port = await open();
    await screen.type('Reasons', Array.from({ length: 21 }, (_, index) => `Reason ${index}`).join('\n'));
    await screen.type('Reasons', 'x'.repeat(81));
    expect(port.sent('change-settings')).toEqual([]);
    expect(screen.text()).toContain('Enter at most 20 reasons of at most 80 characters each.');
  });

  it('choose what a new connection begins with', async () => {
    const port = await open();
    await screen.type('Block for, in new connections', '7d');
    expect(port.sent('change-settings')).toEqual([{ defaultEnd: '7d' }]);
  });
});

describe('what the organisation has set', () => {
  const managed = ['undoSeconds', 'reasons', 'defaultEnd'] as const;

  it('is shown and said, and cannot be changed', async () => {
    const port = await open({ managed, settings: { ...rules.settings, undoSeconds: 8 } });
    const field = screen.field('Undo window, in seconds');
    expect([field.value, field.readOnly, described(field)]).toEqual([
      '8',
      true,
      expect.stringContaining('Set by your organisation'),
    ]);
    expect(screen.field('Reasons').readOnly).toBe(true);
    expect(screen.field('Block for, in new connections').disabled).toBe(true);
    await screen.type('Undo window, in seconds', '9');
    expect(port.sent('change-settings')).toEqual([]);
    expect(screen.field('Keep names for, in days').readOnly).toBe(false);
  });

  it('beside the settings is told in sentences', async () => {
    await open({
      longestHours: 24,
      forGood: false,
      liftFromPage: false,
      severalMost: 50,
      reasonRequired: true,
      protects: true,
      consoles: ['acquire'],
    });
    for (const sentence of [
      'Only these consoles can be connected: Acquire',
      'Hours that a block can last at most: 24',
      'Nobody is blocked for good.',
      'Blocks are lifted in Cordon’s own pages only.',
      'Your organisation allows at most 50 contacts at once.',
      'Every block needs a reason',
      'Some contacts are protected: nobody can block them.',
    ])
      expect(screen.text()).toContain(sentence);
  });

  it('is not spoken of where it has set nothing', async () => {
    await open();
    expect(screen.text()).not.toContain('organisation');
  });
});
