// @vitest-environment happy-dom
import './like-a-browser';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { lastDate } from '../../../utils/consoles/last-date';
import type { BlockView, BlockViewState } from '../../../utils/messaging/protocol';
import { createButton } from '../../../utils/page/button';
import { type Face, faceOf, type Situation } from '../../../utils/page/wording';
import { english } from '../components/english';
import { inside } from './closed-roots';
import { descriptions, endInbox, flush, labels, ok, press, start } from './inbox-bench';

const buttonStyles = readFileSync(resolve('utils/page/button.css'), 'utf8').replace(/\/\*.*?\*\//gs, '');
const now = new Date(2026, 10, 16, 10, 30).getTime();
const tuesday = new Date(2026, 10, 17, 14, 0).getTime();

type Standing = Extract<BlockViewState, { kind: 'blocked' }>;
const standing: Standing = {
  kind: 'blocked',
  seen: true,
  checkedAt: now,
  sentAt: now,
  endedBy: 'console',
  overdue: false,
};

function faced(view: Partial<BlockView> = {}, changes: Partial<Situation> = {}): Face {
  return faceOf(
    {
      name: 'Alex Morgan',
      view: {
        id: 'b1',
        connectionId: 'acquire:demo',
        reference: { kind: 'words', words: 'x' },
        name: 'A. Morgan',
        until: tuesday,
        forGood: false,
        pressedAt: now,
        state: standing,
        ...view,
      },
      saving: undefined,
      refused: undefined,
      gone: false,
      end: '1d',
      endsBlocks: true,
      blockedBy: 'console_acquire_blocked_by',
      connectionLabel: undefined,
      now,
      language: 'en-GB',
      ...changes,
    },
    english.t,
  );
}

describe('the chip of a block of this Cordon', () => {
  it('says the end, by whom and why, and opens the menu', () => {
    expect(faced({ reason: 'Threats' })).toMatchObject({
      label: 'Alex Morgan, blocked until Tue 14:00',
      description: 'by you · Threats',
      words: 'until Tue 14:00',
      shortest: 'until Tue',
      more: 'by you · Threats',
      press: 'menu',
    });
    expect(faced()).toMatchObject({ description: 'by you', more: 'by you' });
  });
});

describe('a reason', () => {
  it('is shown as hostile text', () => {
    const { description } = faced({ reason: `a\u202eb\n${'x'.repeat(400)}` });
    expect(description).toMatch(/^by you · ab x+…$/);
    expect(description.length).toBeLessThan(140);
  });
});

describe('the chip of a block that is not this Cordon’s', () => {
  it('says the end and with whose key it was made; a press asks as one for a block does', () => {
    expect(faced({ by: 'David Guetta', reason: 'Spam' })).toMatchObject({
      label: 'Alex Morgan, blocked until Tue 14:00',
      description: 'blocked by someone else · with the key of David Guetta · Spam',
      words: 'until Tue 14:00',
      more: 'with the key of David Guetta · Spam',
      style: 'blocked',
      press: 'block',
    });
  });

  it('says no more than the console tells', () => {
    expect(faced({ by: '' })).toMatchObject({
      description: 'blocked by someone else',
      more: '',
    });
    expect(faced({ by: 'David Guetta', until: lastDate, state: { ...standing, endedBy: 'nobody' } })).toMatchObject({
      label: 'Alex Morgan, blocked',
      words: 'blocked',
      press: 'block',
    });
  });
});

describe('a chip whose time is over', () => {
  it.each<[string, Partial<BlockView>]>([
    ['as the background says', { state: { kind: 'expired', at: tuesday } }],
    ['as the clock says, before the background was asked again', { until: now }],
    ['as the clock says of what others made', { until: now - 1, by: 'David Guetta' }],
    ['since Cordon lifted it then', { state: { kind: 'lifted', at: now, elsewhere: false, atEnd: true } }],
    ['since somebody lifted it on the console', { state: { kind: 'lifted', at: now, elsewhere: true } }],
  ])('fades to the idle button, %s', (_what, view) => {
    expect(faced(view)).toMatchObject({
      label: 'Block Alex Morgan',
      description: 'not blocked any more · for 1 day',
      words: 'Block',
      style: 'over',
      press: 'block',
    });
  });

  it('stays where it is Cordon that ends it', () => {
    expect(faced({ until: now - 1, state: { ...standing, endedBy: 'cordon', overdue: true } }).style).toBe('blocked');
  });

  it('fades by colour alone, and not where motion is not wanted', () => {
    expect(buttonStyles).not.toMatch(/(?:^|[\s;{])(?:opacity|filter|transform|animation)\s*:/);
    const moving = buttonStyles.match(/transition[\w-]*:[^;]*/g);
    expect(moving).toEqual(['transition: color 2s']);
    const calm = buttonStyles.replace(
      /@media \(prefers-reduced-motion: no-preference\) \{(?:[^{}]|\{[^{}]*\})*\}/g,
      '',
    );
    expect(calm).not.toContain('transition');
  });
});

const idle = faced({ until: now });

describe('the button', () => {
  const events = { pressed: vi.fn(), menuAsked: vi.fn(), aimed: vi.fn(), approached: vi.fn() };

  function drawn(full: boolean, face: Face) {
    const made = createButton(document, full, { lang: 'en', dir: 'ltr' }, events);
    document.body.replaceChildren(made.host);
    made.draw(face);
    const part = (selector: string) => inside(made.host, selector);
    return { made, part };
  }

  it('shows the end, by whom and why, in lists as in headings', () => {
    const face = faced({ by: 'David Guetta', reason: 'Spam' });
    for (const full of [true, false]) {
      const { part } = drawn(full, face);
      const { textContent, dataset } = part('.words');
      expect([textContent, dataset.more]).toEqual(['until Tue 14:00', 'with the key of David Guetta · Spam']);
      expect(part('.words').hidden).toBe(false);
    }
    expect(drawn(false, face).part('.tip').title).toBe(
      'Alex Morgan, blocked until Tue 14:00 · blocked by someone else · with the key of David Guetta · Spam',
    );
  });

  it('gives up the more before the end, and the end before the icon; last it says the day alone', () => {
    const { made, part } = drawn(true, idle);
    made.lie('after-in-row', '');
    made.draw(faced());
    const shown = () => [part('.words').textContent, part('.words').dataset.more, part('.tip').className];
    made.squeeze('fewer');
    expect(shown()).toEqual(['until Tue 14:00', '', 'tip']);
    made.squeeze('shortest');
    expect(shown()).toEqual(['until Tue', '', 'tip']);
    made.squeeze('icon');
    expect(shown()).toEqual(['until Tue 14:00', '', 'tip tight']);
    made.squeeze('all');
    expect(shown()).toEqual(['until Tue 14:00', 'by you', 'tip']);
  });

  it('gives up the seconds before the word Undo', () => {
    const { made, part } = drawn(false, idle);
    made.draw(faced({ state: { kind: 'waiting', of: 'block', sendsAt: now + 4_000 }, until: now + 86_400_000 }));
    const words = (['all', 'fewer', 'shortest'] as const).map((to) => {
      made.squeeze(to);
      return [part('.words').textContent, part('.words').dataset.more];
    });
    expect(words).toEqual([
      ['Undo', '1 day · 4'],
      ['Undo', '4'],
      ['Undo', ''],
    ]);
  });

  it('is full again once its time is over', () => {
    expect(drawn(true, faced({ until: now })).part('button').className).toBe('over full');
  });
});

describe('in the page', () => {
  afterEach(() => {
    endInbox();
    vi.useRealTimers();
  });

  const by = 'David Guetta';
  const othersView = (until: number) => ({
    id: 'record 9',
    connectionId: 'acquire:demo',
    reference: { kind: 'contact', contactId: '1' },
    name: '',
    until,
    forGood: false,
    pressedAt: 0,
    by,
    state: standing,
    menu: { lifts: false, ends: 'block' },
  });

  it('a press on others’ block is a press on Block: nothing is lifted or changed from here', async () => {
    const status = () => ok([othersView(Date.now() + 86_400_000), null]);
    const { sent } = await start({ status });
    expect(labels()[0]).toMatch(/^Alex Morgan, blocked until /);
    expect(descriptions()[0]).toBe('blocked by someone else · with the key of David Guetta');
    await press(0);
    await flush();
    expect(sent('block')).toMatchObject([{ payload: { reference: { kind: 'contact', contactId: '1' } } }]);
    expect([...sent('lift'), ...sent('change-end'), ...sent('show')]).toEqual([]);
  });

  it('the chip is gone when its time is, without a word from the background', async () => {
    vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] });
    const status = () => ok([othersView(Date.now() + 30_000), null]);
    const { sent } = await start({ status });
    expect(labels()[0]).toMatch(/^Alex Morgan, blocked until /);
    const asked = sent('status').length;
    vi.advanceTimersByTime(31_000);
    expect(labels()[0]).toBe('Block Alex Morgan');
    expect(descriptions()[0]).toBe('not blocked any more · for 1 day');
    expect(sent('status')).toHaveLength(asked);
  });
});
