// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { PageNews } from '../../../utils/messaging/protocol';
import { offerStrip, type StripDeps } from '../../../utils/page/strip-door';
import { button, endInbox, flush, ok, press, recycle, start, waiting } from './inbox-bench';

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
  visibility.state = 'visible';
  Reflect.set(globalThis, door, undefined);
});

/** A page whose background has this to tell, each once; the strip comes with the menu's script. */
async function open(...told: (PageNews | null)[]) {
  const strip = { shown: undefined as string | undefined, told: [] as (PageNews | null)[], deps: [] as StripDeps[] };
  const menu = () => {
    offerStrip({
      shown: () => strip.shown,
      tell(news, deps) {
        strip.told.push(news);
        strip.deps.push(deps);
        strip.shown = news?.blockId;
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
    expect(sent('news')).toMatchObject([{ payload: { atButtons: [] } }]);
    expect([strip.told, sent('menu')]).toEqual([[], []]);
  });

  it('tells it in the strip, and then asks about what is on the screen', async () => {
    const { sent, strip, fake } = await open(question, question);
    await vi.waitFor(() => expect(strip.told).toEqual([question]));
    fake.broadcast({ type: 'changed' });
    await vi.waitFor(() => expect(sent('news')).toHaveLength(2));
    expect(sent('news')[1]?.payload).toEqual({ shown: 'b1', atButtons: [] });
    fake.broadcast({ type: 'changed' });
    await vi.waitFor(() => expect(strip.told).toEqual([question, question, null]));
    expect(sent('menu')).toHaveLength(1);
  });

  it('says which blocks its buttons in sight tell of', async () => {
    let block: unknown = null;
    const { sent, fake } = await start({
      block: (asked) => {
        const reply = waiting(asked);
        block = reply.ok ? reply.value : null;
        return reply;
      },
      status: ({ payload }) =>
        ok((payload.references as { contactId: string }[]).map(({ contactId }) => (contactId === '1' ? block : null))),
    });
    const atButtons = async () => {
      const asked = sent('news').length;
      fake.broadcast({ type: 'changed' });
      await vi.waitFor(() => expect(sent('news').length).toBeGreaterThan(asked));
      return sent('news').at(-1)?.payload.atButtons;
    };
    const at = (top: number) => {
      for (const index of [0, 1]) button(index).getBoundingClientRect = () => new DOMRect(10, top, 24, 24);
    };
    at(100);
    expect(await atButtons()).toEqual([]);
    await press(0);
    expect(await atButtons()).toEqual(['b1']);
    at(-30);
    expect(await atButtons()).toEqual([]);
    at(innerHeight + 1);
    expect(await atButtons()).toEqual([]);
    at(100);
    recycle(0, 3, 'Somebody Else');
    await flush();
    expect(await atButtons()).toEqual([]);
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
