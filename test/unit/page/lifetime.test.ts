// @vitest-environment happy-dom
import './like-a-browser';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createLifetime, wakeLivingCopy } from '../../../utils/page/lifetime';
import { createFakePageApi } from './fake-page-api';

const handshakes = ['cordon-1', 'cordon-2'];

/** One copy of the inbox script, and what it was told. */
function start(fake = createFakePageApi()) {
  const told = { onWake: vi.fn(), onMutation: vi.fn(), onLeave: vi.fn(), onAsked: vi.fn(() => undefined) };
  const lifetime = createLifetime({ api: fake.api, document, view: window, ...told });
  return { ...told, lifetime, fake };
}

/** A promise that the test settles. */
function pending<T>() {
  let settle: { resolve: (value: T) => void; reject: (error: Error) => void } | undefined;
  const promise = new Promise<T>((resolve, reject) => {
    settle = { resolve, reject };
  });
  return { promise, resolve: (value: T) => settle?.resolve(value), reject: (error: Error) => settle?.reject(error) };
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 50));

beforeEach(() => {
  document.body.innerHTML = '<p title="#1" data-contact-id="1">Alex</p>';
});

afterEach(() => {
  // Every copy ends with its test, or the next would meet it.
  for (const name of handshakes) document.dispatchEvent(new Event(name));
  vi.useRealTimers();
});

describe('two copies of one installation', () => {
  it('agree that the older leaves', () => {
    const [older, newer] = [start(), start()];
    older.lifetime.agree('cordon-1');
    newer.lifetime.agree('cordon-1');
    expect(older.onLeave).toHaveBeenCalledTimes(1);
    expect([older.lifetime.away(), newer.lifetime.away()]).toEqual([true, false]);
    expect(newer.onLeave).not.toHaveBeenCalled();
  });

  it('agree once, however often the background is asked', () => {
    const only = start();
    for (let times = 0; times < 3; times += 1) only.lifetime.agree('cordon-1');
    expect(only.lifetime.away()).toBe(false);
  });

  it('of different installations leave each other alone', () => {
    const [one, other] = [start(), start()];
    one.lifetime.agree('cordon-1');
    other.lifetime.agree('cordon-2');
    expect([one.lifetime.away(), other.lifetime.away()]).toEqual([false, false]);
  });

  it('leave once, and hear nothing afterwards', async () => {
    const { lifetime, fake, onLeave, onWake, onMutation } = start();
    lifetime.agree('cordon-1');
    document.dispatchEvent(new Event('cordon-1'));
    document.dispatchEvent(new Event('cordon-1'));
    fake.broadcast({ type: 'changed' });
    document.body.append('more');
    window.dispatchEvent(new Event('popstate'));
    await settled();
    expect(onLeave).toHaveBeenCalledTimes(1);
    expect([onWake, onMutation].flatMap(({ mock }) => mock.calls)).toEqual([]);
    expect(fake.listening()).toBe(0);
  });

  it('cannot be told to leave before they agreed on a name', () => {
    const { lifetime } = start();
    for (const name of ['cordon', 'leave', ...handshakes]) document.dispatchEvent(new Event(name));
    expect(lifetime.away()).toBe(false);
    lifetime.agree('cordon-1');
  });
});

describe('a script that is put into the page again', () => {
  it('is needed where there is no copy', () => {
    expect(wakeLivingCopy()).toBe(false);
  });

  it('only wakes the copy that lives', () => {
    const { lifetime, onWake } = start();
    lifetime.agree('cordon-1');
    expect(wakeLivingCopy()).toBe(true);
    expect(onWake).toHaveBeenCalledTimes(1);
  });

  it('is needed where the copy belongs to an extension that is gone', () => {
    const { lifetime, fake, onWake } = start();
    lifetime.agree('cordon-1');
    fake.kill();
    expect(wakeLivingCopy()).toBe(false);
    expect(onWake).not.toHaveBeenCalled();
  });

  it('is needed where the copy has left, and not where a newer took its place', () => {
    const older = start();
    older.lifetime.agree('cordon-1');
    const newer = start();
    newer.lifetime.agree('cordon-1');
    expect(wakeLivingCopy()).toBe(true);
    expect(newer.onWake).toHaveBeenCalledTimes(1);
    document.dispatchEvent(new Event('cordon-1'));
    expect(wakeLivingCopy()).toBe(false);
  });
});

describe('the background', () => {
  it('is heard where it says that something changed', () => {
    const { lifetime, fake, onWake } = start();
    lifetime.agree('cordon-1');
    fake.broadcast({ type: 'changed' });
    expect(onWake).toHaveBeenCalledTimes(1);
  });

  it.each([[{ type: 'leave' }], [{ type: 'other' }], [null], [undefined], ['changed']])(
    'is not misheard: %j',
    (message) => {
      const { lifetime, fake, onWake, onLeave } = start();
      lifetime.agree('cordon-1');
      fake.broadcast(message);
      expect([onWake, onLeave].flatMap(({ mock }) => mock.calls)).toEqual([]);
    },
  );

  it('is not heard in another extension', () => {
    const { lifetime, fake, onWake } = start();
    lifetime.agree('cordon-1');
    fake.broadcast({ type: 'changed' }, 'another');
    expect(onWake).not.toHaveBeenCalled();
  });
});

describe('a change of the page', () => {
  const paragraph = () => document.querySelector('p') ?? document.body;

  it.each<readonly [string, () => void]>([
    ['a new row', () => document.body.append(document.createElement('p'))],
    ['a row less', () => paragraph().remove()],
    ['another text', () => void (paragraph().firstChild as Text).appendData('ander')],
    ['another title', () => paragraph().setAttribute('title', '#2')],
    ['another label', () => paragraph().setAttribute('aria-label', '#2')],
    ['another tooltip', () => paragraph().setAttribute('data-original-title', 'ID: 2')],
    ['another contact id', () => paragraph().setAttribute('data-contact-id', '2')],
    ['another link', () => paragraph().setAttribute('href', '/contacts/2')],
    ['another class', () => paragraph().setAttribute('class', 'message')],
    ['a row hidden', () => paragraph().setAttribute('hidden', '')],
    ['the address, by going back', () => window.dispatchEvent(new Event('popstate'))],
    ['the address, behind the #', () => window.dispatchEvent(new Event('hashchange'))],
  ])('is looked at: %s', async (_what, change) => {
    const { lifetime, onMutation } = start();
    lifetime.agree('cordon-1');
    lifetime.watchAlso(['data-contact-id']);
    change();
    await vi.waitFor(() => expect(onMutation).toHaveBeenCalled());
  });

  it('is looked at when its app changes the address, also after it has drawn', async () => {
    const navigation = new EventTarget();
    Object.defineProperty(window, 'navigation', { value: navigation, configurable: true });
    const { lifetime, onMutation } = start();
    lifetime.agree('cordon-1');
    navigation.dispatchEvent(new Event('currententrychange'));
    await vi.waitFor(() => expect(onMutation).toHaveBeenCalledTimes(1));
    Reflect.deleteProperty(window, 'navigation');
  });

  it('that says nothing of contacts is not looked at', async () => {
    const { lifetime, onMutation } = start();
    lifetime.agree('cordon-1');
    paragraph().setAttribute('style', 'top: 1px');
    await settled();
    expect(onMutation).not.toHaveBeenCalled();
  });

  it('is looked at once for many changes, and not for those that were made meanwhile', async () => {
    const { lifetime, onMutation } = start();
    lifetime.agree('cordon-1');
    onMutation.mockImplementation(() => document.body.append(document.createElement('i')));
    for (let row = 0; row < 50; row += 1) document.body.append(document.createElement('p'));
    await vi.waitFor(() => expect(onMutation).toHaveBeenCalled());
    await settled();
    expect(onMutation).toHaveBeenCalledTimes(1);
    onMutation.mockReset();
  });

  it('is not looked at any more at rest, which leaves what stands', async () => {
    const { lifetime, fake, onMutation, onLeave } = start();
    lifetime.agree('cordon-1');
    lifetime.rest();
    document.body.append('more');
    await settled();
    expect(onMutation).not.toHaveBeenCalled();
    expect(onLeave).not.toHaveBeenCalled();
    expect(fake.listening()).toBe(0);
  });
});

describe('a page that is about to close', () => {
  const closes = () => {
    const event = new Event('beforeunload', { cancelable: true });
    window.dispatchEvent(event);
    return !event.defaultPrevented;
  };

  it('asks first while a press is not stored, and only then', async () => {
    const { lifetime } = start();
    lifetime.agree('cordon-1');
    const stored = pending<string>();
    expect(closes()).toBe(true);
    const held = lifetime.hold(stored.promise);
    expect(closes()).toBe(false);
    stored.resolve('stored');
    expect(await held).toBe('stored');
    expect(closes()).toBe(true);
  });

  it('asks until the last of several presses is stored, also where one fails', async () => {
    const { lifetime } = start();
    lifetime.agree('cordon-1');
    const [one, other] = [pending<void>(), pending<void>()];
    const held = [lifetime.hold(one.promise), lifetime.hold(other.promise)];
    one.reject(new Error('lost'));
    await expect(held[0]).rejects.toThrow('lost');
    expect(closes()).toBe(false);
    other.resolve();
    await held[1];
    expect(closes()).toBe(true);
  });
});

describe('with the clock', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: 1_000_400, toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  });

  it('a hovering pointer wakes the background once in five seconds', () => {
    const { lifetime, onWake } = start();
    lifetime.agree('cordon-1');
    lifetime.approach();
    vi.advanceTimersByTime(4_999);
    lifetime.approach();
    expect(onWake).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(1);
    lifetime.approach();
    expect(onWake).toHaveBeenCalledTimes(2);
  });

  it('a count-down ticks after its time, once, for as long as it is asked to', () => {
    const { lifetime } = start();
    lifetime.agree('cordon-1');
    const tick = vi.fn();
    lifetime.tickAfter(100, tick);
    lifetime.tickAfter(600, tick);
    vi.advanceTimersByTime(599);
    expect(tick).not.toHaveBeenCalled();
    vi.advanceTimersByTime(10);
    expect(tick).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(5_000);
    expect(tick).toHaveBeenCalledTimes(1);
    lifetime.tickAfter(1_000, tick);
    lifetime.tickAfter(undefined, tick);
    vi.advanceTimersByTime(5_000);
    expect(tick).toHaveBeenCalledTimes(1);
  });

  it('a copy that left does not tick', () => {
    const { lifetime } = start();
    lifetime.agree('cordon-1');
    const tick = vi.fn();
    lifetime.tickAfter(1_000, tick);
    document.dispatchEvent(new Event('cordon-1'));
    vi.advanceTimersByTime(5_000);
    lifetime.tickAfter(1_000, tick);
    vi.advanceTimersByTime(5_000);
    expect(tick).not.toHaveBeenCalled();
  });
});

describe('a page that is left', () => {
  it('is away until it comes back, and asks again when it comes back whole', () => {
    const { lifetime, onWake } = start();
    lifetime.agree('cordon-1');
    window.dispatchEvent(new Event('pagehide'));
    expect([lifetime.away(), onWake.mock.calls.length]).toEqual([true, 0]);
    window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }));
    expect([lifetime.away(), onWake.mock.calls.length]).toEqual([false, 1]);
  });
});
