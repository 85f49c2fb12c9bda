// @vitest-environment happy-dom
import '../page/like-a-browser';
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Note } from '../../../components/in-page/about';
import { Menu, type MenuProps } from '../../../components/in-page/menu';
import { toLocalField } from '../../../components/shared/local-time';
import type { BlockViewState } from '../../../utils/messaging/protocol';
import { startInbox } from '../../../utils/page/inbox';
import { createLifetime } from '../../../utils/page/lifetime';
import { type MenuRequest, offerMenu } from '../../../utils/page/menu-door';
import { hosts, inside, trusted } from '../page/closed-roots';
import { createFakePageApi } from '../page/fake-page-api';
import { bringDiscovery, welcome } from '../page/inbox-bench';
import { openPage } from '../page/page';
import { english } from './english';
import { block, blocked, now } from './fake-port';

// Before the page half is loaded, which takes the getter off the prototype.
const visibility = vi.hoisted(() => {
  const told = { state: 'visible' };
  Object.defineProperty(Document.prototype, 'visibilityState', { configurable: true, get: () => told.state });
  return told;
});

const handshake = 'cordon-1';
afterEach(() => {
  document.dispatchEvent(new Event(handshake));
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe('the menu', () => {
  // What is written of a block is a test file of its own.
  const words = 'Reason and note…';

  async function open(changes: Partial<MenuProps> = {}) {
    const calls = { onEnd: vi.fn(), onLift: vi.fn(), onClose: vi.fn() };
    const root = document.createElement('div');
    document.body.replaceChildren(root);
    const props = {
      name: 'Alex Morgan',
      lifts: true,
      ends: 'change' as const,
      end: '1d' as const,
      limits: { forGood: true, mayLift: true },
      about: ['It does.', 'It does not.'],
      say: english.t,
      now: () => now,
      reasons: [],
      history: '',
      onDescribe: async () => undefined,
      onCopy: async () => true,
      onWriting: () => {},
      ...calls,
    };
    await act(() => render(<Menu {...props} {...changes} />, root));
    const items = () =>
      [...root.querySelectorAll<HTMLElement>('[role=menuitem]')].filter(({ textContent }) => textContent !== words);
    const press = async (name: string) => {
      const item = items().find((one) => one.textContent === name);
      await act(() => void item?.dispatchEvent(trusted(new MouseEvent('click', { bubbles: true }))));
    };
    return { root, items, press, ...calls };
  }
  it('says below its items what Block does here and what it does not stop', async () => {
    const { root } = await open();
    const menu = root.querySelector('[role=menu]');
    const about = root.querySelector('#about');
    expect(about?.textContent).toBe('What Block does hereIt does.It does not.');
    expect(menu?.getAttribute('aria-describedby')?.split(' ')).toContain('about');
    expect(menu?.contains(about ?? null)).toBe(false);
  });

  it('says the same once in a note', async () => {
    const root = document.createElement('div');
    await act(() => render(<Note about={['It does.', 'It does not.']} say={english.t} />, root));
    expect(root.querySelector('[role=status]')?.textContent).toBe('What Block does hereIt does.It does not.');
  });

  const ends = ['1 hour', '8 hours', '1 day', '7 days', '30 days', 'For good', 'Until…'];

  const timed = ends.filter((name) => name !== 'For good');

  it.each([
    ['no rule', {}, ends],
    ['for good off', { forGood: false }, timed],
    ['a longest time', { forGood: false, longestHours: 100 }, ['1 hour', '8 hours', '1 day', 'Until…']],
    ['a longest time of an hour', { forGood: false, longestHours: 1 }, ['1 hour', 'Until…']],
    ['a longest time, and for good all the same', { longestHours: 8 }, ['1 hour', '8 hours', 'For good', 'Until…']],
  ])('offers with %s only what is allowed', async (_, limits, offered) => {
    const { items } = await open({ lifts: false, ends: 'block', limits: { forGood: true, mayLift: true, ...limits } });
    expect(items().map((item) => item.textContent)).toEqual(offered);
  });

  it('offers no lifting and no earlier end where a page may not lift, and says where it can be done', async () => {
    const limits = { forGood: true, mayLift: false, standsUntil: now + 2 * 86_400_000 };
    const { root, items } = await open({ limits });
    expect(items().map((item) => item.textContent)).toEqual(['7 days', '30 days', 'For good', 'Until…']);
    expect(root.textContent).toContain('has blocks lifted in Cordon’s own pages only');
  });

  it.each([
    [{ lifts: false, ends: 'block', end: '1d' }, '1 day'],
    [{ lifts: false, ends: 'block', end: '30d' }, '30 days'],
    [{ lifts: true, ends: 'change' }, 'Lift the block'],
  ] as const)('begins with what a plain press would take: %o', async (props, label) => {
    await open(props);
    expect(document.activeElement?.textContent).toBe(label);
  });

  it('keeps the keyboard where nothing is left to choose', async () => {
    const limits = { forGood: false, mayLift: false, standsUntil: Number.POSITIVE_INFINITY };
    const { root, onClose } = await open({ limits });
    const menu = root.querySelector('[role=menu]');
    expect(menu?.textContent).toBe(words);
    expect(document.activeElement?.textContent).toBe(words);
    menu?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    expect(onClose).toHaveBeenCalled();
  });

  it.each([
    [2, true],
    [9, false],
  ])('takes a time of one’s own in %i days: %s', async (days, taken) => {
    const { root, press, onEnd } = await open({
      lifts: false,
      ends: 'block',
      limits: { forGood: false, mayLift: true, longestHours: 168 },
    });
    await press('Until…');
    const field = root.querySelector('input');
    const at = new Date(now + days * 86_400_000);
    if (field) field.value = toLocalField(at.getTime());
    const submit = trusted(new Event('submit', { bubbles: true, cancelable: true }));
    await act(() => void root.querySelector('form')?.dispatchEvent(submit));
    expect(onEnd.mock.calls).toEqual(taken ? [[{ until: at.getTime() }, {}]] : []);
    expect(root.querySelector('[role=alert]')?.textContent).toBe(
      taken ? undefined : 'Your organisation does not allow this; ask your administrator.',
    );
  });

  it('of a blocked contact offers to lift, and below a separator another end', async () => {
    const { root, items, press, onEnd, onLift } = await open();
    expect(root.querySelector('[role=menu]')?.getAttribute('aria-label')).toBe('Block options for Alex Morgan');
    expect(items().map((item) => item.textContent)).toEqual(['Lift the block', ...ends]);
    expect(root.querySelector('hr')?.previousElementSibling).toBe(items()[0]);
    expect(root.querySelector('[aria-current]')).toBeNull();
    await press('8 hours');
    expect(onEnd.mock.calls).toEqual([['8h', {}]]);
    await press('Lift the block');
    expect(onLift).toHaveBeenCalledTimes(1);
  });

  it('of anybody else offers how long, with the choice of a plain press marked', async () => {
    const { root, items } = await open({ lifts: false, ends: 'block' });
    expect(items().map((item) => item.textContent)).toEqual(ends);
    expect(root.querySelectorAll('hr')).toHaveLength(1);
    expect(root.querySelector('[aria-current=true]')?.textContent).toBe('1 day');
  });

  it('of a contact who may be blocked offers to lift as well as how long', async () => {
    const { root, items } = await open({ lifts: true, ends: 'block' });
    expect(items().map((item) => item.textContent)).toEqual(['Lift the block', ...ends]);
    expect(root.querySelector('fieldset')).toBeNull();
    expect(root.querySelector('[aria-current=true]')?.textContent).toBe('1 day');
  });

  it('where no other end can be had offers the lift alone', async () => {
    const { root, items } = await open({ lifts: true, ends: 'none' });
    expect(items().map((item) => item.textContent)).toEqual(['Lift the block']);
    expect(root.querySelectorAll('hr')).toHaveLength(1);
  });

  it.each([
    ['change', 'Change the end'],
    ['block', 'Block'],
  ] as const)('confirms a date by what it does: %s', async (does, word) => {
    const { root, press } = await open({ ends: does });
    await press('Until…');
    expect(root.querySelector('button[type=submit]')?.textContent).toBe(word);
  });
});

describe('an end chosen in the menu of the page', () => {
  async function choose(state: BlockViewState | undefined) {
    openPage('<ul><li><b title="#1">Alex Morgan</b><p>hi</p></li></ul>');
    const view = state && { ...block(state), menu: { lifts: true, ends: 'change' } };
    const answers: Record<string, unknown> = {
      wake: { ...welcome, handshake },
      status: [view ?? null],
    };
    const fake = createFakePageApi((message) => {
      const { type } = message as { type: string };
      if (type === 'discovery') bringDiscovery();
      if (type === 'news') return { ok: true, value: null };
      return { ok: true, value: answers[type] ?? view ?? block({ kind: 'sending', of: 'block' }) };
    });
    let request: MenuRequest | undefined;
    offerMenu(
      (asked) => {
        request = asked;
        return () => {};
      },
      vi.fn(() => () => {}),
    );
    startInbox(fake.api, document, window);
    await vi.waitFor(() => expect(hosts()).toHaveLength(1));
    await vi.waitFor(() => expect(fake.sent.mock.calls.map(([sent]) => sent)).toMatchObject([{}, {}, {}, {}]));
    const [host] = hosts();
    if (host) inside(host, 'button').dispatchEvent(trusted(new MouseEvent('contextmenu', { bubbles: true })));
    await vi.waitFor(() => expect(request).toBeTruthy());
    request?.onEnd('7d', true);
    return { request, asked: fake.sent.mock.calls.map(([sent]) => sent as { type: string; payload: unknown }) };
  }

  it('changes the end of the block that stands', async () => {
    const { request, asked } = await choose(blocked());
    expect(request).toMatchObject({ lifts: true, ends: 'change' });
    expect(asked.filter(({ type }) => type === 'block')).toEqual([]);
    expect(asked.filter(({ type }) => type === 'change-end')).toEqual([
      { type: 'change-end', payload: { blockId: 'b1', end: '7d', seen: true } },
    ]);
  });

  it('is a new block where none stands', async () => {
    const { request, asked } = await choose(undefined);
    expect(request).toMatchObject({ lifts: false, ends: 'block' });
    expect(asked.filter(({ type }) => type === 'block')).toMatchObject([{ payload: { end: '7d' } }]);
  });
});

describe('a page that is seen', () => {
  function start() {
    vi.useFakeTimers({ now, toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    visibility.state = 'visible';
    const onWake = vi.fn();
    const deps = { onWake, onMutation: () => {}, onLeave: () => {}, onAsked: () => undefined };
    const lifetime = createLifetime({ api: createFakePageApi().api, document, view: window, ...deps });
    lifetime.agree(handshake);
    const turn = (state: 'visible' | 'hidden') => {
      visibility.state = state;
      document.dispatchEvent(new Event('visibilitychange'));
    };
    return { lifetime, onWake, turn };
  }
  const minutes = (count: number) => vi.advanceTimersByTime(count * 60_000);

  it('asks again every ten minutes', () => {
    const { onWake } = start();
    minutes(9.9);
    expect(onWake).not.toHaveBeenCalled();
    minutes(30);
    expect(onWake).toHaveBeenCalledTimes(3);
  });

  it('asks nothing while it is hidden, and at once when it is seen again after that long', () => {
    const { onWake, turn } = start();
    turn('hidden');
    minutes(60);
    expect(onWake).not.toHaveBeenCalled();
    turn('visible');
    expect(onWake).toHaveBeenCalledTimes(1);
    turn('hidden');
    turn('visible');
    expect(onWake).toHaveBeenCalledTimes(1);
    minutes(10);
    expect(onWake).toHaveBeenCalledTimes(2);
  });

  it.each([
    ['at rest', ({ lifetime }: ReturnType<typeof start>) => lifetime.rest()],
    ['where it left', () => document.dispatchEvent(new Event(handshake))],
  ])('asks nothing more %s', (_what, end) => {
    const started = start();
    end(started);
    started.turn('visible');
    minutes(60);
    expect(started.onWake).not.toHaveBeenCalled();
  });
});
