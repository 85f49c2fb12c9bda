// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { Options } from '../../../components/options/options';
import { Popup } from '../../../components/popup/popup';
import { softwareone } from '../../../utils/consoles/softwareone';
import type { RecordId } from '../../../utils/consoles/types';
import type { ConnectionView, RecordView } from '../../../utils/messaging/protocol';
import { block, blocked, connection, contactId, type FakePort, fakePort, now } from './fake-port';
import { type Screen, settle, show } from './screen';

let screen: Screen;
afterEach(() => screen.close());

async function open(port: FakePort) {
  screen = await show(<Popup port={port} />);
}

const withConnection = (changes: Partial<ConnectionView> = {}) => fakePort({ connections: [connection(changes)] });

describe('a connection', () => {
  it('says what works and what does not', async () => {
    const checks = [
      { what: 'blocks' as const },
      { what: 'contacts' as const, error: { code: 'no-permission' as const } },
    ];
    await open(withConnection({ report: { checkedAt: now, checks } }));
    expect(screen.text()).toContain('Reading blocks works.');
    expect(screen.text()).toContain('Reading contacts: The API key may not do this');
  });

  it('says beside a good result what no test can prove on this console', async () => {
    const checks = [{ what: 'contacts' as const }];
    const report = { checkedAt: now, checks };
    const made = connection({ id: 'softwareone:TKN-1234-5678', consoleId: 'softwareone', report });
    await open({ ...fakePort({ connections: [made] }), consoles: [softwareone] });
    expect(screen.text()).toContain('Works.');
    expect(screen.text()).toContain('shows only at the first block');
  });

  it('says nothing of the kind where the result is bad, or the console can be tested whole', async () => {
    const error = { code: 'bad-key' as const };
    const report = { checkedAt: now, checks: [{ what: 'contacts' as const, error }] };
    const made = connection({ id: 'softwareone:TKN-1234-5678', consoleId: 'softwareone', report });
    await open({ ...fakePort({ connections: [made] }), consoles: [softwareone] });
    expect(screen.text()).not.toContain('shows only at the first block');
    screen.close();
    await open(withConnection({ report: { checkedAt: now, checks: [{ what: 'blocks' }] } }));
    expect(screen.text()).toContain('Works.');
    expect(screen.text()).not.toContain('shows only at the first block');
  });

  it('says once what is wrong with everything', async () => {
    const error = { code: 'bad-key' as const };
    await open(
      withConnection({
        report: {
          checkedAt: now,
          checks: [
            { what: 'blocks', error },
            { what: 'contacts', error },
          ],
        },
      }),
    );
    expect(screen.text().split('The console refused the API key')).toHaveLength(2);
  });

  it('asks the browser for access inside the press, and tests then', async () => {
    const port = withConnection({ access: false });
    port.answers['test-connection'] = () => ({ ok: true, value: connection() });
    await open(port);
    const before = port.calls.length;
    screen.button('Allow access').click();
    expect(port.calls.slice(before)).toEqual([{ what: 'requestAccess', payload: ['https://demo.acquire.io/*'] }]);
    await settle();
    expect(port.sent('test-connection')).toEqual([{ connectionId: 'acquire:demo' }]);
  });

  it('tests nothing where access is refused', async () => {
    const port = withConnection({ access: false });
    port.access = false;
    await open(port);
    await screen.press('Allow access');
    expect(port.sent('test-connection')).toEqual([]);
    expect(screen.said()).toContain('allow access');
  });

  it('replaces a key without showing or sending one', async () => {
    const port = withConnection();
    port.answers['test-connection'] = () => ({ ok: true, value: connection() });
    await open(port);
    await screen.press('Edit');
    expect(screen.field('API key').type).toBe('password');
    expect(screen.field('API key').value).toBe('');
    await screen.type('API key', '  s3cr3t  ');
    await screen.press('Save');
    expect(
      port.calls.filter((call) => ['putCandidate', 'test-connection', 'rename-connection'].includes(call.what)),
    ).toEqual([
      { what: 'putCandidate', payload: 'acquire:demo' },
      { what: 'test-connection', payload: { connectionId: 'acquire:demo' } },
    ]);
    expect(JSON.stringify(port.calls)).not.toContain('s3cr3t');
  });

  it('says at the field why a new key was refused', async () => {
    const port = withConnection();
    port.answers['test-connection'] = () => ({ ok: false, error: { code: 'bad-key' } });
    await open(port);
    await screen.press('Edit');
    await screen.type('API key', 'wrong');
    await screen.press('Save');
    expect(screen.field('API key').getAttribute('aria-invalid')).toBe('true');
    expect(document.activeElement).toBe(screen.field('API key'));
  });

  it('is renamed', async () => {
    const port = withConnection();
    port.answers['rename-connection'] = () => ({ ok: true, value: connection() });
    await open(port);
    await screen.press('Edit');
    await screen.type('Label', 'Night shift');
    await screen.press('Save');
    expect(port.sent('rename-connection')).toEqual([{ connectionId: 'acquire:demo', label: 'Night shift' }]);
    expect(port.sent('test-connection')).toEqual([]);
  });

  it('is removed only after a question that names who stays blocked', async () => {
    const port = withConnection();
    port.overview = { ...port.overview, blocks: [block(blocked())] };
    port.answers['remove-connection'] = () => {
      port.overview = { ...port.overview, connections: [], blocks: [] };
      return { ok: true, value: null };
    };
    await open(port);
    await screen.press('Remove');
    expect(port.sent('remove-connection')).toEqual([]);
    expect(screen.text()).toContain('Contacts who stay blocked: 1Alex Morgan');
    await screen.press('Remove');
    expect(port.sent('remove-connection')).toEqual([{ connectionId: 'acquire:demo' }]);
    expect(screen.said()).toContain('Connection removed.');
    expect(document.activeElement).not.toBe(document.body);
  });

  it('stays on Cancel, with the focus where it was', async () => {
    const port = withConnection();
    await open(port);
    await screen.press('Remove');
    await screen.press('Cancel');
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(port.sent('remove-connection')).toEqual([]);
    expect(document.activeElement).toBe(screen.button('Remove'));
  });
});

describe('a connection to a console that keeps no list of blocks', () => {
  it('offers none', async () => {
    await open(withConnection({ consoleId: 'ember' }));
    expect(screen.buttons('Test')).toHaveLength(1);
    expect(screen.buttons('Blocks on the console')).toEqual([]);
  });
});

describe('a connection that sends nothing now', () => {
  const waits = { code: 'rate-limited' as const };

  it('says until when, also where its key works', async () => {
    await open(withConnection({ pause: { error: waits, until: now + 60_000 } }));
    expect(screen.text()).toContain('Works. Tested');
    expect(screen.text()).toContain(
      'The console is getting too many requests; wait a little. Cordon sends nothing there before <2026-11-20T10:01:00.000Z>.',
    );
  });

  it('says nothing of a pause that is over', async () => {
    await open(withConnection({ pause: { error: waits, until: now } }));
    expect(screen.text()).not.toContain('too many requests');
  });

  it('says what keeps this console from sending, with what is to be known there alone', async () => {
    const pause = { error: { code: 'may-not-block' } } as const;
    await open(withConnection({ id: 'ember:e-77', consoleId: 'ember', pause }));
    expect(screen.text()).toContain(
      'On SoftwareOne, only a token of an Operations account may block. Cordon sends nothing',
    );
  });

  it('says that a test is needed, where it waits for a person', async () => {
    await open(withConnection({ pause: { error: { code: 'bad-key' } } }));
    expect(screen.text()).toContain(
      'The console refused the API key; use another one. Cordon sends nothing there until a test works.',
    );
  });
});

describe('Blocks on the console', () => {
  const records: readonly RecordView[] = [
    { id: '1' as RecordId, rule: 'contact', contactId: contactId('750940'), values: [], until: now, ours: true },
    { id: '2' as RecordId, rule: 'email', values: ['bad@example.com'], until: now, by: 'Ana Ruiz', ours: false },
    { id: '3' as RecordId, rule: 'ip', values: ['10.10.10.10'], until: now, ours: false },
  ];

  it('lists every kind of record and lifts the one that is pressed', async () => {
    const port = withConnection();
    let listed = records;
    port.answers['list-records'] = () => ({ ok: true, value: listed });
    port.answers['lift-record'] = ({ recordId }) => {
      listed = records.filter((one) => one.id !== recordId);
      return { ok: true, value: null };
    };
    port.overview = { ...port.overview, blocks: [block(blocked())] };
    await open(port);
    await screen.press('Blocks on the console');
    expect(document.activeElement?.textContent).toBe('Blocks on the console');
    expect(screen.text()).toContain('Alex MorganContact · #750940');
    expect(screen.text()).toContain('by Cordon');
    expect(screen.text()).toContain('by Ana Ruiz');
    await screen.press('Lift block of bad@example.com');
    // Cordon cannot make this rule again, so it asks once.
    expect(port.sent('lift-record')).toEqual([]);
    await screen.press('Lift block of bad@example.com');
    expect(port.sent('lift-record')).toEqual([{ connectionId: 'acquire:demo', recordId: '2' }]);
    expect(screen.text()).not.toContain('bad@example.com · ');
    expect(document.activeElement).not.toBe(document.body);
    await screen.press('Back');
    expect(document.activeElement).toBe(screen.button('Blocks on the console'));
  });

  it('calls a contact by the name that the list tells, where Cordon knows none', async () => {
    const port = withConnection();
    const told = {
      id: '7' as RecordId,
      rule: 'contact',
      contactId: contactId('77'),
      values: [],
      until: now,
      ours: false,
    } as const;
    port.answers['list-records'] = () => ({
      ok: true,
      value: [
        { ...told, name: 'Hugo Lindqvist\u202e' },
        { ...told, id: '8' as RecordId, contactId: contactId('78') },
      ],
    });
    await open(port);
    await screen.press('Blocks on the console');
    expect(screen.text()).toContain('Hugo LindqvistContact · #77');
    expect(screen.button('Lift block of Hugo Lindqvist')).toBeTruthy();
    expect(screen.button('Lift block of #78')).toBeTruthy();
  });

  it('says why the list could not be read', async () => {
    const port = withConnection();
    port.answers['list-records'] = () => ({ ok: false, error: { code: 'no-access' } });
    await open(port);
    await screen.press('Blocks on the console');
    expect(screen.text()).toContain('Cordon may not reach this console yet');
  });
});

describe('the options page', () => {
  it('opens with the form, focused, where it is asked to', async () => {
    screen = await show(<Options port={withConnection()} startWithForm />);
    expect(document.activeElement).toBe(screen.field('Account'));
  });

  it('shows of each connection its label, console, account, hosts and state', async () => {
    const hosts = ['https://portal.example/*', 'https://api.example/*'];
    const connections = [
      connection(),
      connection({ id: 'ember:e-77', consoleId: 'ember', label: 'Night', account: 'e-77', hosts, report: undefined }),
    ];
    screen = await show(<Options port={fakePort({ connections })} startWithForm={false} />);
    const cards = [...screen.root.querySelectorAll('li.card')].map((card) => card.textContent);
    for (const part of ['Support EU', 'Acquire · demo', 'Hosts: demo.acquire.io', 'Works.'])
      expect(cards[0]).toContain(part);
    for (const part of ['Night', 'Ember · e-77', 'Hosts: portal.example api.example', 'Not tested yet.'])
      expect(cards[1]).toContain(part);
    expect(cards).toHaveLength(2);
  });

  it('shows the connections else', async () => {
    screen = await show(<Options port={withConnection()} startWithForm={false} />);
    expect(screen.text()).toContain('demo.acquire.io');
    expect(screen.button('Add a connection')).toBeTruthy();
  });
});
