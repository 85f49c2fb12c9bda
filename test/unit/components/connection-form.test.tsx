// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Popup } from '../../../components/popup/popup';
import { softwareone } from '../../../utils/consoles/softwareone';
import { connection, type FakePort, fakePort } from './fake-port';
import { type Screen, settle, show } from './screen';

const secret = 'demo:s3cr3t-k3y-v4lue';

describe('the connection form', () => {
  let port: FakePort;
  let screen: Screen;

  beforeEach(async () => {
    port = fakePort();
    port.answers.connect = ({ connectionId, label }) => {
      port.overview = { ...port.overview, connections: [connection({ id: connectionId, label: label || 'demo' })] };
      return { ok: true, value: connection({ id: connectionId }) };
    };
    port.answers['test-connection'] = () => ({ ok: true, value: connection() });
    screen = await show(<Popup port={port} />);
    await screen.press('Add a connection');
  });
  afterEach(() => screen.close());

  async function fill(account: string, key: string) {
    await screen.type('Account', account);
    await screen.type('API key', key);
  }

  it('says before the key is typed what the vendor says of keys in browsers, and reads it out with the field', () => {
    const field = screen.field('API key');
    const advice = [...screen.root.querySelectorAll('p')].find((one) =>
      one.textContent?.includes('never to ask people'),
    );
    expect(advice && advice.compareDocumentPosition(field) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
    expect(field.getAttribute('aria-describedby')?.split(' ')).toContain(advice?.id);
  });

  it('never lets the key into a message or a draft', async () => {
    await fill('demo', secret);
    await screen.type('Label', 'Support EU');
    await screen.press('Save and test');
    expect(port.calls.map((call) => call.what)).toContain('connect');
    expect(port.sent('save-draft').length).toBeGreaterThan(0);
    expect(JSON.stringify(port.calls)).not.toContain('s3cr3t');
  });

  it('keeps no draft of a key that was pasted as the account', async () => {
    screen.close();
    port = { ...fakePort(), consoles: [softwareone] };
    screen = await show(<Popup port={port} />);
    await screen.press('Add a connection');
    await screen.type('Token id', 'idt:TKN-1234-5678:s3cr3t');
    await screen.type('Label', 'Support EU');
    await screen.press('Save and test');
    expect(screen.text()).toContain('No account is named here');
    expect(port.sent('save-draft').length).toBeGreaterThan(0);
    expect(JSON.stringify(port.calls)).not.toContain('s3cr3t');
  });

  it('asks the browser inside the press, before anything is awaited', async () => {
    await fill('demo', secret);
    const before = port.calls.length;
    screen.button('Save and test').click();
    // No microtask has run yet: this is still the press itself.
    expect(port.calls.slice(before)).toEqual([
      { what: 'requestAccess', payload: ['https://demo.acquire.io/*'] },
      { what: 'putCandidate', payload: 'acquire:demo' },
    ]);
    await settle();
  });

  it('connects while the browser still asks, and tests once it has allowed', async () => {
    let allow: (granted: boolean) => void = () => {};
    port.access = new Promise((resolve) => {
      allow = resolve;
    });
    await fill('demo', secret);
    await screen.press('Save and test');
    expect(port.sent('connect')).toEqual([
      { connectionId: 'acquire:demo', consoleId: 'acquire', address: 'demo', label: '' },
    ]);
    expect(port.sent('test-connection')).toEqual([]);
    allow(true);
    await settle();
    expect(port.sent('test-connection')).toEqual([{ connectionId: 'acquire:demo' }]);
    expect(screen.said()).toContain('Reading blocks works.');
    expect(document.activeElement?.id).toBe('connection-acquire:demo');
  });

  it('keeps the connection where access is refused, and says what to do', async () => {
    port.access = false;
    port.answers.connect = ({ connectionId }) => {
      const stored = connection({ id: connectionId, access: false, report: undefined });
      port.overview = { ...port.overview, connections: [stored] };
      return { ok: true, value: stored };
    };
    await fill('demo', secret);
    await screen.press('Save and test');
    expect(port.sent('test-connection')).toEqual([]);
    expect(screen.said()).toContain('allow access');
    expect(screen.button('Allow access')).toBeTruthy();
  });

  it.each([
    ['demo', '', 'The API key is missing'],
    ['demo', 'other:abcdef', 'belongs to another account'],
    ['no account', secret, 'No account is named here'],
  ])('refuses account "%s" with key "%s" without asking anyone', async (account, key, sentence) => {
    await fill(account, key);
    await screen.press('Save and test');
    expect(screen.text()).toContain(sentence);
    expect(port.calls.map((call) => call.what)).not.toContain('requestAccess');
    expect(port.calls.map((call) => call.what)).not.toContain('connect');
    expect(document.activeElement?.getAttribute('aria-invalid')).toBe('true');
  });

  it('asks for the key again where the console refused it', async () => {
    port.answers['test-connection'] = () => ({
      ok: true,
      value: connection({ report: { checkedAt: 0, checks: [{ what: 'blocks', error: { code: 'bad-key' } }] } }),
    });
    await fill('demo', secret);
    await screen.press('Save and test');
    expect(document.activeElement).toBe(screen.field('API key'));
    expect(screen.field('API key').getAttribute('aria-invalid')).toBe('true');
    expect(screen.field('API key').value).toBe('');
  });

  it('says beside the field that an account is already connected', async () => {
    port.answers.connect = () => ({ ok: false, error: { code: 'duplicate-connection' } });
    await fill('demo', secret);
    await screen.press('Save and test');
    expect(screen.text()).toContain('This account is already connected');
    expect(document.activeElement).toBe(screen.field('Account'));
  });

  it('connects nothing where the key is not taken since Cordon is locked', async () => {
    port.putCandidate = async () => ({ ok: false, error: { code: 'locked' } });
    await fill('demo', secret);
    await screen.press('Save and test');
    expect(screen.text()).toContain('Cordon is locked; unlock it with your passphrase.');
    expect(port.sent('connect')).toEqual([]);
  });

  it('says that a key could not be stored, and connects nothing', async () => {
    port.putCandidate = () => Promise.reject(new Error('no space'));
    await fill('demo', secret);
    await screen.press('Save and test');
    expect(screen.text()).toContain('The browser could not store this');
    expect(port.sent('connect')).toEqual([]);
  });
});

describe('the form of another console', () => {
  let port: FakePort;
  let screen: Screen;
  const turnTo = (id: string) => screen.type('Console', id);

  beforeEach(async () => {
    port = fakePort();
    port.answers['test-connection'] = () => ({ ok: true, value: connection() });
    screen = await show(<Popup port={port} />);
    await screen.press('Add a connection');
  });
  afterEach(() => screen.close());

  it('has its own words: the address, the key, and what Block does there and does not', async () => {
    expect(screen.text()).toContain('What Block does on Acquire');
    expect(screen.text()).toContain(port.t('console_acquire_does'));
    expect(screen.text()).toContain(port.t('console_acquire_does_not'));
    await turnTo('ember');
    expect(screen.text()).toContain('What Block does on Ember');
    expect(screen.text()).not.toContain(port.t('console_acquire_does'));
    expect(screen.text()).toContain(port.t('popup_first_block'));
    expect(screen.field('Connection')).toBeTruthy();
  });

  it('keeps the key, the label and an address that it understands', async () => {
    await screen.type('API key', secret);
    await screen.type('Label', 'Night shift');
    await screen.type('Account', 'e-77');
    await turnTo('ember');
    expect(screen.field('Connection').value).toBe('e-77');
    expect(screen.field('API key').value).toBe(secret);
    expect(screen.field('Label').value).toBe('Night shift');
    await screen.press('Save and test');
    expect(port.sent('connect')).toEqual([
      { connectionId: 'ember:e-77', consoleId: 'ember', address: 'e-77', label: 'Night shift' },
    ]);
    expect(port.calls).toContainEqual({
      what: 'requestAccess',
      payload: ['https://portal.example/*', 'https://api.example/*'],
    });
  });

  it('does not show an address that only the other understands, and has it again on the way back', async () => {
    await screen.type('Account', 'demo');
    await turnTo('ember');
    expect(screen.field('Connection').value).toBe('');
    await screen.type('Connection', 'https://portal.example/e-5');
    await turnTo('acquire');
    expect(screen.field('Account').value).toBe('demo');
    await turnTo('ember');
    expect(screen.field('Connection').value).toBe('https://portal.example/e-5');
  });

  it('no longer says what was wrong with the one before', async () => {
    await screen.press('Save and test');
    expect(screen.text()).toContain('The API key is missing');
    await turnTo('ember');
    expect(screen.text()).not.toContain('The API key is missing');
  });
});

describe('what was typed into the form', () => {
  it('is there again when the popup reopens, without the key', async () => {
    const draft = { consoleId: 'acquire', address: 'demo', label: 'EU' } as const;
    const screen = await show(<Popup port={fakePort({ draft })} />);
    expect(screen.field('Account').value).toBe('demo');
    expect(screen.field('Label').value).toBe('EU');
    expect(screen.field('API key').value).toBe('');
    screen.close();
  });

  it('is saved when the popup goes away before the pause is over', async () => {
    const port = fakePort();
    const screen = await show(<Popup port={port} />);
    await screen.press('Add a connection');
    const field = screen.field('Account');
    field.value = 'dem';
    field.dispatchEvent(new Event('input', { bubbles: true }));
    dispatchEvent(new Event('pagehide'));
    expect(port.sent('save-draft')).toEqual([{ draft: { consoleId: 'acquire', address: 'dem', label: '' } }]);
    screen.close();
  });

  it('is forgotten on Cancel', async () => {
    const port = fakePort();
    const screen = await show(<Popup port={port} />);
    await screen.press('Add a connection');
    await screen.type('Account', 'demo');
    await screen.press('Cancel');
    expect(port.sent('save-draft').at(-1)).toEqual({ draft: null });
    expect(document.activeElement).toBe(screen.button('Add a connection'));
    screen.close();
  });

  it('goes to a tab where a popup cannot hold it', async () => {
    const port = { ...fakePort(), formInTab: true };
    const screen = await show(<Popup port={port} />);
    await screen.press('Add a connection');
    expect(port.calls.at(-1)).toEqual({ what: 'openForm' });
    screen.close();
  });
});
