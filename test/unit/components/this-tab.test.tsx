// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { Popup } from '../../../components/popup/popup';
import type { Overview } from '../../../utils/messaging/protocol';
import { fail, ok } from '../../../utils/result';
import { block, blocked, connection, contactId, type FakePort, fakePort, now } from './fake-port';
import { type Screen, show } from './screen';

let screen: Screen;
afterEach(() => screen.close());

const reference = { kind: 'contact', contactId: contactId('750940') } as const;
const open = { connectionId: 'acquire:demo', reference, name: 'Alex Morgan' };

async function openPopup(overview: Partial<Overview>, change: (port: FakePort) => void = () => {}) {
  const port = fakePort({ connections: [connection()], tabConnectionId: 'acquire:demo', ...overview });
  change(port);
  screen = await show(<Popup port={port} />);
  return port;
}

const headings = () => [...screen.root.querySelectorAll('h1, h2')].map(({ textContent }) => textContent);
const itemsNamed = (name: string) =>
  [...screen.root.querySelectorAll('li')].filter(
    (item) => document.getElementById(item.getAttribute('aria-labelledby') ?? '')?.textContent === name,
  );

describe('the contact that is open in the tab', () => {
  it('stands above everything but the connection, and is blocked as it was shown, for the time in Block for', async () => {
    const port = await openPopup({ open });
    expect(headings()).toEqual(['Support EU', 'Open in this tab', 'Block for', 'Recent blocks', 'Connections']);
    const button = screen.button('Block Alex Morgan');
    expect(button.textContent).toBe('Block');
    expect(document.getElementById(button.getAttribute('aria-describedby') ?? '')?.textContent).toBe('for 1 day');
    await screen.press('Block Alex Morgan');
    expect(port.sent('block-open')).toEqual([{ pressId: 'press-1', ...open }]);
    expect(port.calls.at(-1)?.what).toBe('overview');
  });

  it.each([
    ['for 8 hours', '8h'],
    ['for good (ten years here)', 'for-good'],
  ] as const)('says %s where that is chosen', async (says, end) => {
    await openPopup({ open, connections: [connection({ end })] });
    expect(document.getElementById('open-length')?.textContent).toBe(says);
  });

  it('is not blocked while a time is missing', async () => {
    const port = await openPopup({ open });
    await screen.press('Block Alex Morgan');
    const until = [...screen.root.querySelectorAll<HTMLInputElement>('[name=block-for]')].at(-1);
    until?.click();
    await screen.settle();
    await screen.press('Block Alex Morgan');
    expect(port.sent('block-open')).toHaveLength(1);
    expect(document.activeElement?.id).toBe('block-until');
  });

  it('shows a block that stands there, and nowhere else', async () => {
    await openPopup({ open: { ...open, block: block(blocked()) }, blocks: [block(blocked())] });
    expect(screen.buttons('Lift block of Alex Morgan')).toHaveLength(1);
    expect(screen.buttons('Block Alex Morgan')).toEqual([]);
    expect(itemsNamed('Alex Morgan')).toHaveLength(1);
    expect(headings()).not.toContain('Recent blocks');
  });

  it('offers Undo in the window, beside the blocks of others', async () => {
    const waiting = block({ kind: 'waiting', of: 'block', sendsAt: now + 4_000 });
    const other = block(blocked(), { id: 'b2', name: 'Sam' });
    await openPopup({ open: { ...open, block: waiting }, blocks: [waiting, other] });
    expect(screen.text()).toContain('Waiting – sends in 4 s');
    expect(screen.buttons('Undo block of Alex Morgan')).toHaveLength(1);
    expect(itemsNamed('Sam')).toHaveLength(1);
    expect(headings()).toContain('Recent blocks');
  });

  it('offers Block again where the block is over, and says so', async () => {
    const lifted = block({ kind: 'lifted', at: now, elsewhere: false });
    await openPopup({ open: { ...open, block: lifted }, blocks: [lifted] });
    expect(screen.buttons('Block Alex Morgan')).toHaveLength(1);
    expect(headings()).toContain('Recent blocks');
    expect(screen.root.querySelector('.open-contact')?.textContent).toContain('Lifted');
  });

  it('leads to the question about it', async () => {
    const asked = block({ kind: 'needs-you', of: 'block', error: { code: 'names-differ' } });
    await openPopup({ open: { ...open, block: asked }, blocks: [asked] });
    expect(screen.buttons('Block Alex Morgan')).toEqual([]);
    await screen.press('Answer below');
    expect(document.activeElement?.textContent).toBe('Needs you (1)');
  });

  it('says why it could not be blocked', async () => {
    await openPopup({ open }, (port) => {
      port.answers['block-open'] = () => fail({ code: 'protected' });
    });
    await screen.press('Block Alex Morgan');
    expect(screen.root.querySelector('.open-contact .error-line')?.textContent).toBe(screen.said());
  });

  it('is called by its id where the page shows no name, and shown as text', async () => {
    await openPopup({ open: { ...open, name: '\u202e<b>' } });
    expect(screen.buttons('Block <b>')).toHaveLength(1);
    screen.close();
    await openPopup({ open: { ...open, name: '\u200b' } });
    expect(screen.buttons('Block #750940')).toHaveLength(1);
  });

  it.each<[string, Partial<Overview>]>([
    ['nobody is open', {}],
    ['the tab belongs to no connection', { open, tabConnectionId: undefined }],
    ['another connection serves the tab by now', { open: { ...open, connectionId: 'acquire:other' } }],
  ])('is not shown where %s', async (_, overview) => {
    await openPopup(overview);
    expect(headings()).not.toContain('Open in this tab');
  });
});

describe('what the popup tells first', () => {
  it('asks before it lists, and lists what waits before what is done', async () => {
    const asked = block({ kind: 'needs-you', of: 'block', error: { code: 'names-differ' } }, { id: 'b0', name: 'Ada' });
    const held = block({ kind: 'held', of: 'block', error: { code: 'no-key' } }, { id: 'b3', name: 'Waiting One' });
    const others = Array.from({ length: 8 }, (_, index) =>
      block(blocked(), { id: `c${index}`, name: `Done ${index}` }),
    );
    await openPopup({ blocks: [...others, asked, held] });
    expect(headings()).toEqual(['Support EU', 'Block for', 'Needs you (1)', 'Recent blocks', 'Connections']);
    const [first, second] = [...screen.root.querySelectorAll('.rows > li')];
    expect(first?.textContent).toContain('Waiting One');
    expect(second?.textContent).toContain('Done 0');
  });
});

describe('a pause', () => {
  it('is begun after its meaning was said, for an hour or until it is ended', async () => {
    const port = await openPopup({});
    expect(screen.buttons('For 1 hour')).toEqual([]);
    await screen.press('Pause Cordon');
    expect(screen.text()).toContain('What was pressed before still goes out and is lifted on time.');
    await screen.press('For 1 hour');
    expect(screen.said()).toBe('Cordon is paused');
    await screen.press('Until I resume');
    expect(port.sent('pause')).toEqual([{ choice: 'hour' }, { choice: 'until-resumed' }]);
  });

  it('is the first thing to read while it holds, and is ended there', async () => {
    const report = { names: 3, buttons: 3, references: 3 };
    const port = await openPopup({ paused: { until: now + 3_600_000 }, tabReport: report });
    const end = `Paused until <${new Date(now + 3_600_000).toISOString()}>`;
    expect(screen.root.querySelector('main')?.firstElementChild?.textContent).toContain(end);
    expect(screen.buttons('Pause Cordon')).toEqual([]);
    expect(screen.text()).not.toContain('3 names');
    port.answers.resume = () => {
      port.overview = { ...port.overview, paused: undefined };
      return ok(null);
    };
    await screen.press('Resume');
    expect(screen.text()).not.toContain('Paused');
    expect(screen.buttons('Pause Cordon')).toHaveLength(1);
    expect(document.activeElement).not.toBe(document.body);
  });

  it('without an end says so', async () => {
    await openPopup({ paused: {} });
    expect(screen.root.querySelector('main')?.firstElementChild?.textContent).toContain('Cordon is paused');
  });
});
