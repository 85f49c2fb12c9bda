// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Options } from '../../../components/options/options';
import { Popup } from '../../../components/popup/popup';
import { linesOf } from '../../../components/popup/several-lines';
import { block, connection, contactId, type FakePort, fakePort, now } from './fake-port';
import { type Screen, settle, show } from './screen';

const people = {
  '750940': { id: contactId('750940'), name: 'Alex Morgan', email: 'alex@example.com' },
  'bo@example.com': { id: contactId('41'), name: 'Bo Lind', email: 'bo@example.com' },
  '41': { id: contactId('41'), name: 'Bo Lind', email: 'bo@example.com' },
} as const;
const field = 'Ids or e-mails, one per line';

describe('Block several', () => {
  let port: FakePort;
  let screen: Screen;

  beforeEach(async () => {
    port = fakePort({ connections: [connection()] });
    port.answers['find-contact'] = ({ words }) => {
      const contact = Object.entries(people).find(([key]) => key === words)?.[1];
      if (contact) return { ok: true, value: { kind: 'one', contact } };
      if (words.startsWith('two')) {
        return { ok: true, value: { kind: 'several', contacts: [people['750940'], people['41']] } };
      }
      if (words === 'Bo') return { ok: true, value: { kind: 'several', contacts: [people['41']] } };
      return { ok: false, error: { code: 'no-contact-found' } };
    };
    port.answers['block-several'] = ({ pressId, contactIds }) => {
      port.overview = {
        ...port.overview,
        blocks: contactIds.map((id) =>
          block(
            { kind: 'waiting', of: 'block', sendsAt: now + 20_000 },
            { id: `${pressId}.${id}`, contactId: id, name: id === '41' ? 'Bo Lind' : 'Alex Morgan' },
          ),
        ),
      };
      return { ok: true, value: { made: contactIds.length, joined: 0 } };
    };
    port.answers['undo-several'] = () => ({ ok: true, value: 2 });
    screen = await show(<Popup port={port} />);
    await screen.press('Block several');
  });
  afterEach(() => {
    vi.useRealTimers();
    screen.close();
  });

  const lookUp = async (text: string) => {
    await screen.type(field, text);
    await screen.press(`Look up ${linesOf(text).length}`);
    for (let turn = 0; turn < 10; turn += 1) await settle();
  };

  it('joins lines that are alike, and keeps their order', () => {
    expect(linesOf(' 41 \r\n\n bo@example.com\nBO@example.com\n41\n')).toEqual(['41', 'bo@example.com']);
    expect(linesOf(Array.from({ length: 1_200 }, (_, index) => String(index)).join('\n'))).toHaveLength(1_000);
  });

  it('blocks only whose name is on the screen, each once, and guesses nothing', async () => {
    await lookUp('750940\nbo@example.com\n41\nBo\ntwo@example.com\nnobody');
    expect(screen.text()).toContain('Contacts: 2');
    expect(screen.text()).toContain('Alex Morgan');
    expect(screen.text()).toContain('bo@example.com · #41');
    expect(screen.text()).toContain('Left out: 3');
    expect(port.sent('block-several')).toEqual([]);
    await screen.press('Block 2 contacts');
    expect(port.sent('block-several')).toEqual([
      { pressId: 'press-1', connectionId: 'acquire:demo', contactIds: ['750940', '41'] },
    ]);
  });

  it('asks for one line at a time', async () => {
    let open = 0;
    let most = 0;
    port.answers['find-contact'] = async () => {
      open += 1;
      most = Math.max(most, open);
      await Promise.resolve();
      open -= 1;
      return { ok: true, value: { kind: 'one', contact: people['41'] } };
    };
    await lookUp('1\n2\n3\n4');
    expect(most).toBe(1);
    expect(port.sent('find-contact')).toHaveLength(4);
  });

  it('shows the result, with one Undo for all', async () => {
    await lookUp('750940\n41');
    await screen.press('Block 2 contacts');
    await settle();
    expect(screen.text()).toContain('Blocked: 0 · On the way: 2 · Need a look: 0');
    await screen.press('Undo all 2 (20 s)');
    expect(port.sent('undo-several')).toEqual([{ pressId: 'press-1' }]);
  });

  it('forgets who was meant as soon as the lines are changed', async () => {
    await lookUp('750940');
    screen.button('Block 1 contact');
    await screen.type(field, '750940\n41');
    expect(screen.buttons('Block 1 contact')).toEqual([]);
  });

  it('offers nothing where the connection stopped the reading, and says why', async () => {
    port.answers['find-contact'] = ({ words }) =>
      words === '750940'
        ? { ok: true, value: { kind: 'one', contact: people['750940'] } }
        : { ok: false, error: { code: 'bad-key' } };
    await lookUp('750940\n41');
    expect(screen.text()).toContain('The console refused the API key');
    expect(screen.text()).not.toContain('Contacts: 1');
    expect(screen.buttons('Block 1 contact')).toEqual([]);
  });

  it('waits as long as the console asks, then goes on', async () => {
    vi.useFakeTimers();
    let refused = 0;
    port.answers['find-contact'] = () => {
      if (refused > 0) return { ok: true, value: { kind: 'one', contact: people['41'] } };
      refused += 1;
      return { ok: false, error: { code: 'rate-limited', notBefore: now + 9_000 } };
    };
    await lookUp('41');
    expect(screen.text()).toContain('The console asked for a pause');
    await vi.advanceTimersByTimeAsync(8_999);
    expect(port.sent('find-contact')).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    await settle();
    expect(port.sent('find-contact')).toHaveLength(2);
    screen.button('Block 1 contact');
  });

  it('is on the options page as well', async () => {
    screen.close();
    screen = await show(<Options port={port} startWithForm={false} />);
    await screen.press('Block several');
    expect(screen.field(field)).toBeTruthy();
  });
});
