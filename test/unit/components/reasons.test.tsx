// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { Popup } from '../../../components/popup/popup';
import type { BlockView, BlockViewState, RulesView } from '../../../utils/messaging/protocol';
import { block, blocked, connection, fakePort, now, rules } from './fake-port';
import { type Screen, show } from './screen';

let screen: Screen;
afterEach(() => screen.close());

const offer = 'Reason and note for block of Alex Morgan';
const give = 'Give a reason for block of Alex Morgan';

async function open(view: BlockView, changes: Partial<RulesView> = {}) {
  const port = fakePort({ connections: [connection()], blocks: [view], rules: { ...rules, ...changes } });
  port.answers.describe = ({ reason, note }) => {
    const next = { ...view, reason: reason || undefined, note: note || undefined };
    port.overview = { ...port.overview, blocks: [next] };
    return { ok: true, value: next };
  };
  screen = await show(<Popup port={port} />);
  return port;
}

const team = { settings: { ...rules.settings, reasons: ['Spam', 'Threats'] } };

describe('a block in the popup', () => {
  it('shows why, and takes it in the form', async () => {
    const port = await open(block(blocked(), { reason: 'Spam', note: 'Three chats.' }), team);
    expect(screen.text()).toContain('Reason: SpamNote: Three chats.');
    expect(screen.text()).not.toContain('Reason missing');
    await screen.press(offer);
    expect(screen.button(offer).getAttribute('aria-expanded')).toBe('true');
    expect(screen.field('Reason').value).toBe('0');
    await screen.type('Reason', '1');
    await screen.type('Note', 'Four chats.');
    await screen.press('Save');
    expect(port.sent('describe')).toEqual([{ blockId: 'b1', reason: 'Threats', note: 'Four chats.' }]);
    expect(screen.text()).toContain('Reason: ThreatsNote: Four chats.');
    expect(document.activeElement).toBe(screen.button(offer));
    expect(screen.buttons('Save')).toEqual([]);
  });

  it('keeps the form where it was not saved, and says why', async () => {
    const port = await open(block(blocked()));
    port.answers.describe = () => ({ ok: false, error: { code: 'not-stored' } });
    await screen.press(offer);
    await screen.type('Reason', 'Spam');
    await screen.press('Save');
    expect(screen.root.querySelector('[role=alert]')?.textContent).toMatch(/could not store/i);
    expect(screen.field('Reason').value).toBe('Spam');
    await screen.press('Cancel');
    expect(document.activeElement).toBe(screen.button(offer));
    expect(screen.root.querySelector('[role=alert]')).toBeNull();
  });

  it.each<[string, BlockViewState, boolean]>([
    ['waits', { kind: 'waiting', of: 'block', sendsAt: now + 4_000 }, true],
    ['stands', blocked(), true],
    ['was lifted', { kind: 'lifted', at: now, elsewhere: false }, true],
    ['may be made', { kind: 'failed', of: 'block', error: { code: 'timeout' }, unknown: true }, true],
    ['was undone', { kind: 'undone', at: now }, false],
    ['was refused', { kind: 'failed', of: 'block', error: { code: 'refused' } }, false],
  ])('that %s lacks a reason where one is required: %s', async (_, state, missing) => {
    await open(block(state, { pageName: 'Alex Morgan' }), { reasonRequired: true });
    expect(screen.text().includes('Reason missing')).toBe(missing);
    expect(screen.buttons(missing ? give : offer)).toHaveLength(1);
  });

  it('that has a reason lacks none', async () => {
    await open(block(blocked(), { reason: 'Spam' }), { reasonRequired: true });
    expect(screen.text()).not.toContain('Reason missing');
  });

  it('whose names are forgotten is asked nothing any more', async () => {
    await open(block({ kind: 'lifted', at: now, elsewhere: false }, { pageName: '' }), { reasonRequired: true });
    expect(screen.text()).not.toContain('Reason missing');
    expect([...screen.buttons(give), ...screen.buttons(offer)]).toEqual([]);
  });
});
