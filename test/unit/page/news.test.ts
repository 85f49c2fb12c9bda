// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { cordonError } from '../../../utils/errors';
import type { BlockViewState, PageNews } from '../../../utils/messaging/protocol';
import { offerStrip, type StripDeps, type StripNews } from '../../../utils/page/strip-door';
import { hosts } from './closed-roots';
import { endInbox, everybodyIs, flush, hostsInSight, ok, recycle, start } from './inbox-bench';

// Before the page half is loaded, which takes the getter off the prototype.
const visibility = vi.hoisted(() => {
  const told = { state: 'visible' };
  Object.defineProperty(Document.prototype, 'visibilityState', { configurable: true, get: () => told.state });
  return told;
});

const question: PageNews = { blockId: 'b1', kind: 'needs-you', of: 'block', shows: true };
const door = Symbol.for('cordon strip');

afterEach(() => {
  endInbox();
  vi.restoreAllMocks();
  vi.useRealTimers();
  visibility.state = 'visible';
  Reflect.set(globalThis, door, undefined);
});

/** A page whose background has this to tell, each once; the strip comes with the menu's script. */
async function open(...told: (PageNews | null)[]) {
  const strip = { shown: undefined as string | undefined, told: [] as (StripNews | null)[], deps: [] as StripDeps[] };
  const menu = () => {
    offerStrip({
      shown: () => strip.shown,
      tell(news, deps) {
        strip.told.push(news);
        strip.deps.push(deps);
        strip.shown = news && 'blockId' in news ? news.blockId : undefined;
      },
    });
    return ok(null);
  };
  const made = await start({ news: () => ok(told.shift() ?? null), menu });
  return { ...made, strip };
}

describe('a page that is looked at', () => {
  it('asks at its start, and carries no strip where there is nothing to tell', async () => {
    const { sent, strip } = await open();
    await vi.waitFor(() => expect(sent('news')).toHaveLength(1));
    await flush();
    expect(sent('news')).toMatchObject([{ payload: { atButtons: [], read: [] } }]);
    expect([strip.told, sent('menu')]).toEqual([[], []]);
  });

  it('tells it in the strip, and then asks about what is on the screen', async () => {
    const { sent, strip, fake } = await open(question, question);
    await vi.waitFor(() => expect(strip.told).toEqual([question]));
    fake.broadcast({ type: 'changed' });
    await vi.waitFor(() => expect(sent('news')).toHaveLength(2));
    expect(sent('news')[1]?.payload).toEqual({ shown: 'b1', atButtons: [], read: [] });
    fake.broadcast({ type: 'changed' });
    await vi.waitFor(() => expect(strip.told).toEqual([question, question, null]));
    expect(sent('menu')).toHaveLength(1);
  });

  it('says what its buttons in sight tell, and of what only once it could be read', async () => {
    vi.useFakeTimers({ toFake: ['Date', 'performance', 'setTimeout', 'clearTimeout'] });
    const inSight = hostsInSight();
    const state: { now: BlockViewState } = { now: { kind: 'sending', of: 'block' } };
    const { sent, fake } = await start({ status: everybodyIs(() => state.now) });
    const asked = () => sent('news').at(-1)?.payload;
    await vi.advanceTimersByTimeAsync(100);
    expect(asked()).toEqual({ atButtons: [], read: [] });
    state.now = { kind: 'failed', of: 'block', error: cordonError('refused') };
    fake.broadcast({ type: 'changed' });
    await vi.advanceTimersByTimeAsync(100);
    expect(asked()).toEqual({ atButtons: ['contact 1', 'contact 2'], read: [] });
    recycle(0, 3, 'Somebody Else');
    inSight.mockImplementation(() => null);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(sent('news')).toHaveLength(2);
    inSight.mockImplementation((_, y) => hosts()[Math.floor(y / 100) - 1] ?? null);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(asked()).toEqual({ atButtons: ['contact 3', 'contact 2'], read: ['contact 2'] });
    inSight.mockImplementation(() => null);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(asked()).toEqual({ atButtons: [], read: [] });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(sent('news')).toHaveLength(4);
  });

  it('asks for what the strip told until a press that was not taken took its place', async () => {
    const { sent, strip, fake } = await open(question, question);
    await vi.waitFor(() => expect(strip.told).toEqual([question]));
    fake.broadcast({ type: 'changed' });
    await vi.waitFor(() => expect(sent('news')).toHaveLength(2));
    strip.shown = undefined;
    fake.broadcast({ type: 'changed' });
    await vi.waitFor(() => expect(sent('news')).toHaveLength(3));
    expect(sent('news')[2]?.payload).toMatchObject({ shown: 'b1' });
  });

  it('asks again when the strip is closed', async () => {
    const { sent, strip } = await open(question);
    await vi.waitFor(() => expect(strip.deps).toHaveLength(1));
    strip.shown = undefined;
    strip.deps[0]?.onClose();
    await vi.waitFor(() => expect(sent('news')).toHaveLength(2));
  });

  it('asks when it comes to the front', async () => {
    visibility.state = 'hidden';
    const { sent, strip, fake } = await open(question);
    fake.broadcast({ type: 'changed' });
    await vi.waitFor(() => expect(sent('wake')).toHaveLength(2));
    await flush();
    expect(sent('news')).toEqual([]);
    visibility.state = 'visible';
    document.dispatchEvent(new Event('visibilitychange'));
    await vi.waitFor(() => expect(strip.told).toEqual([question]));
  });

  it('asks no more when another copy has taken over', async () => {
    const { sent } = await open();
    await vi.waitFor(() => expect(sent('news')).toHaveLength(1));
    endInbox();
    document.dispatchEvent(new Event('visibilitychange'));
    await flush();
    expect(sent('news')).toHaveLength(1);
  });
});

it('a frame inside a page asks for no news', async () => {
  vi.spyOn(window, 'top', 'get').mockReturnValue({} as Window);
  const { sent } = await open(question);
  await vi.waitFor(() => expect(sent('status')).toHaveLength(1));
  await flush();
  expect(sent('news')).toEqual([]);
  vi.restoreAllMocks();
});
