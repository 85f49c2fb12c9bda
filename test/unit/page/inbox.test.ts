// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { BlockView } from '../../../utils/messaging/protocol';
import { hosts, inside } from './closed-roots';
import {
  type Asked,
  button,
  endInbox,
  flush,
  inbox,
  labels,
  ok,
  press,
  pressEvent,
  recycle,
  start,
  waiting,
  welcome,
} from './inbox-bench';

afterEach(() => {
  endInbox();
  vi.useRealTimers();
});

describe('a page of a connected console', () => {
  it('gets a button beside each name', async () => {
    await start();
    expect(labels()).toEqual(['Block Alex Morgan', 'Block Grace Okafor']);
  });

  it('gets one with words and a caret beside a heading, and small ones in lists', async () => {
    await start({}, `<h2 title="#5">Wes Calloway</h2>${inbox}`);
    const shown = hosts().map((host) => inside(host, '.words').textContent);
    expect(shown).toEqual(['Block', '', '']);
    expect(() => inside(hosts()[0] ?? document.body, '.caret')).not.toThrow();
  });

  it('gets none where no connection serves it', async () => {
    const { found } = await start({ wake: () => ({ ok: false, error: { code: 'no-connection' } }) });
    expect(document.documentElement.outerHTML).toBe(found);
  });

  it('is left as it was found when another copy takes over', async () => {
    const { found } = await start();
    expect(hosts()).toHaveLength(2);
    endInbox();
    expect(document.documentElement.outerHTML).toBe(found);
  });

  it('shows what is known of its contacts', async () => {
    const blocked = (asked: Asked) => {
      const references = asked.payload.references as readonly BlockView['reference'][];
      const state = { kind: 'blocked', seen: true, checkedAt: 0 } as const;
      const until = Date.now() + 5_000;
      const view = { id: 'b', connectionId: 'c', name: 'x', until, forGood: false, pressedAt: 0, state };
      return ok(references.map((reference, index) => (index === 1 ? { ...view, reference } : null)));
    };
    await start({ status: blocked });
    expect(labels()[0]).toBe('Block Alex Morgan');
    expect(labels()[1]).toMatch(/^Grace Okafor, blocked until /);
  });
});

describe('a console whose names get a button on some pages only', () => {
  const recipe = { shapes: { ...welcome.recipe.shapes, pages: '/contacts' } };

  it('gets them where its app leads there, and loses them where it leads away', async () => {
    await start({ wake: () => ok({ ...welcome, recipe }) });
    expect(labels()).toEqual([]);
    history.pushState(null, '', '/contacts');
    window.dispatchEvent(new Event('popstate'));
    await vi.waitFor(() => expect(labels()).toEqual(['Block Alex Morgan', 'Block Grace Okafor']));
    history.pushState(null, '', '/chats');
    document.body.append(document.createElement('p'));
    await vi.waitFor(() => expect(labels()).toEqual([]));
  });

  it('takes no press on one of another page, however silently the address changed', async () => {
    const { sent } = await start({ wake: () => ok({ ...welcome, recipe }) });
    history.pushState(null, '', '/contacts');
    window.dispatchEvent(new Event('popstate'));
    await vi.waitFor(() => expect(labels()).toHaveLength(2));
    history.pushState(null, '', '/chats');
    await press(0);
    expect(sent('block')).toEqual([]);
  });
});

describe('a press', () => {
  it('blocks the contact whose name is beside the button', async () => {
    const { sent } = await start();
    await press(1);
    expect(sent('block')).toMatchObject([
      { payload: { reference: { kind: 'contact', contactId: '2' }, name: 'Grace Okafor' } },
    ]);
    expect(labels()).toEqual(['Block Alex Morgan', 'Undo block of Grace Okafor']);
  });

  it('that no person made asks for nothing', async () => {
    const { sent } = await start();
    button(0).dispatchEvent(new MouseEvent('click', { bubbles: true, detail: 1 }));
    await flush();
    expect(sent('block')).toEqual([]);
    expect(labels()[0]).toBe('Block Alex Morgan');
  });

  it('and the second click of the same double click are one block', async () => {
    const { sent } = await start();
    await press(0, 1);
    await press(0, 2);
    expect(sent('block')).toHaveLength(1);
    expect(sent('undo')).toEqual([]);
  });

  it('while the one before is not stored yet asks for nothing more', async () => {
    const { sent } = await start({ block: () => new Promise(() => {}) });
    await press(0);
    expect(labels()[0]).toBe('Blocking Alex Morgan');
    await press(0);
    expect(sent('block')).toHaveLength(1);
  });

  it('on one that was not taken tries again, but for the second click of a double click', async () => {
    vi.useFakeTimers({ now: 1_000_000, toFake: ['Date'] });
    const { sent } = await start({ block: () => ({ ok: false, error: { code: 'not-stored' } }) });
    await press(0);
    vi.setSystemTime(1_000_699);
    await press(0);
    expect(sent('block')).toHaveLength(1);
    vi.setSystemTime(1_000_699 + 700);
    await press(0);
    expect(sent('block')).toHaveLength(2);
  });

  it('that was not taken says so, with the reason', async () => {
    await start({ block: () => ({ ok: false, error: { code: 'not-stored' } }) });
    await press(0);
    expect(labels()[0]).toMatch(/^Alex Morgan was not blocked: The browser could not store this/);
    expect(labels()[1]).toBe('Block Grace Okafor');
  });
});

describe('the undo window', () => {
  it('about whom a person is asked brings the question forward, and asks for no second block', async () => {
    const state = { kind: 'needs-you', of: 'block', error: { code: 'names-differ' } } as const;
    const { sent } = await start({
      block: (asked) => {
        const reply = waiting(asked);
        return reply.ok ? ok({ ...reply.value, state }) : reply;
      },
    });
    await press(0);
    expect(labels()[0]).toContain('needs you');
    await press(0);
    expect(sent('show')).toEqual([{ type: 'show', payload: { blockId: 'b1' } }]);
    expect([sent('block').length, sent('undo').length]).toEqual([1, 0]);
  });

  it('counts down by itself, and ends', async () => {
    vi.useFakeTimers({ now: 1_000_000, toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    await start();
    await press(0);
    const words = () => {
      const shown = inside(hosts()[0] ?? document.body, '.words');
      return [shown.textContent, shown.dataset.more].filter(Boolean).join(' · ');
    };
    const seen = [words()];
    // A moment after each full second, since timers may be late and never early.
    vi.advanceTimersByTime(50);
    for (let second = 0; second < 6; second += 1) {
      vi.advanceTimersByTime(1_000);
      seen.push(words());
    }
    const time = 'Undo · 1 day';
    expect(seen).toEqual([`${time} · 5`, `${time} · 4`, `${time} · 3`, `${time} · 2`, `${time} · 1`, time, time]);
  });
});

describe('a row that was used for somebody else', () => {
  it('since the button was drawn: the press asks for nothing, and says so', async () => {
    const { sent } = await start();
    recycle(0, 9, 'Priya Raman');
    await press(0);
    expect(sent('block')).toEqual([]);
    expect(labels()[0]).toMatch(/^Priya Raman was not blocked: The page moved on to another contact/);
  });

  it('under the same name, since the button was drawn: the same', async () => {
    const { sent } = await start();
    recycle(0, 9, 'Alex Morgan');
    await press(0);
    expect(sent('block')).toEqual([]);
  });

  it('between the pointer going down and the click: the same, though the button was drawn again', async () => {
    const { sent } = await start();
    button(0).dispatchEvent(pressEvent('pointerdown'));
    recycle(0, 9, 'Priya Raman');
    await vi.waitFor(() => expect(labels()[0]).toBe('Block Priya Raman'));
    await press(0);
    expect(sent('block')).toEqual([]);
  });

  it('and was taken out of the page: the same', async () => {
    const { sent } = await start();
    const kept = button(0);
    document.querySelector('li')?.remove();
    kept.dispatchEvent(pressEvent('click'));
    await flush();
    expect(sent('block')).toEqual([]);
  });

  it('whose id became ambiguous: the same', async () => {
    const { sent } = await start();
    document.querySelector('li p')?.setAttribute('title', '#30');
    await press(0);
    expect(sent('block')).toEqual([]);
  });

  it('does not tell the new contact what became of the old one’s press', async () => {
    await start({ block: () => ({ ok: false, error: { code: 'not-stored' } }) });
    await press(0);
    recycle(0, 9, 'Priya Raman');
    await vi.waitFor(() => expect(labels()[0]).toBe('Block Priya Raman'));
  });

  it('while a press is on its way: the new contact is not called blocked', async () => {
    let store: (reply: unknown) => void = () => {};
    const { sent } = await start({
      block: () =>
        new Promise((resolve) => {
          store = resolve;
        }),
    });
    await press(0);
    const [asked] = sent('block');
    recycle(0, 9, 'Priya Raman');
    await vi.waitFor(() => expect(labels()[0]).toBe('Block Priya Raman'));
    if (asked) store(waiting(asked));
    await flush();
    expect(labels()[0]).toBe('Block Priya Raman');
    recycle(0, 1, 'Alex Morgan');
    await vi.waitFor(() => expect(labels()[0]).toBe('Undo block of Alex Morgan'));
  });
});

describe('an extension that is gone', () => {
  it('says so when the page changes, on the buttons that stand', async () => {
    const { fake } = await start();
    fake.kill();
    document.body.append(document.createElement('p'));
    await vi.waitFor(() => expect(labels()).toEqual(Array(2).fill('Extension updated: reload this page')));
  });

  it('says so on every button, and asks for nothing any more', async () => {
    const { fake, sent } = await start();
    fake.kill();
    await press(0);
    expect(sent('block')).toEqual([]);
    expect(new Set(labels())).toEqual(new Set(['Extension updated: reload this page']));
    expect(fake.listening()).toBe(0);
  });
});

describe('a background that ends while it is asked', () => {
  afterEach(() => {
    endInbox();
    vi.useRealTimers();
  });

  const gone = (times: number, answer: () => unknown) => {
    let left = times;
    return () => {
      if (left <= 0) return answer();
      left -= 1;
      throw new Error('the message channel closed');
    };
  };

  it('is asked again, and what is shown stays', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    let lost = 0;
    const wake = () => {
      if (lost <= 0) return ok(welcome);
      lost -= 1;
      throw new Error('the message channel closed');
    };
    const { fake, sent } = await start({ wake });
    const shown = labels();
    const asked = sent('wake').length;
    lost = 2;
    fake.broadcast({ type: 'changed' });
    await flush();
    expect([labels(), sent('wake').length]).toEqual([shown, asked + 1]);
    await vi.advanceTimersByTimeAsync(1_000);
    await vi.advanceTimersByTimeAsync(2_000);
    expect([labels(), sent('wake').length]).toEqual([shown, asked + 3]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sent('wake')).toHaveLength(asked + 3);
  });

  it('is not asked for ever', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    const { sent } = await start({ wake: gone(100, () => ok(welcome)) });
    await vi.advanceTimersByTimeAsync(120_000);
    expect(sent('wake')).toHaveLength(6);
    expect(labels()).toEqual([]);
  });

  it('gives the buttons at last, where the first answer was lost', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    await start({ wake: gone(1, () => ok(welcome)) });
    expect(labels()).toEqual([]);
    await vi.advanceTimersByTimeAsync(1_100);
    expect(labels()).toEqual(['Block Alex Morgan', 'Block Grace Okafor']);
  });

  it('is asked once more what it knows of the contacts', async () => {
    const { sent } = await start({ status: gone(1, () => ok([null, null])) });
    await flush();
    expect(sent('status')).toHaveLength(2);
    expect(labels()).toEqual(['Block Alex Morgan', 'Block Grace Okafor']);
  });
});
