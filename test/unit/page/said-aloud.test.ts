// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { BlockView, BlockViewState } from '../../../utils/messaging/protocol';
import { hosts, inside } from './closed-roots';
import { endInbox, flush, labels, ok, press, recycle, start, waiting } from './inbox-bench';

afterEach(() => {
  endInbox();
  vi.useRealTimers();
});

/** The live region beside each button. */
const regions = () => hosts().map((host) => inside(host, '[role="status"]'));
const said = () => regions().map((region) => region.textContent);

const many = (payload: Record<string, unknown>) => (payload.references as readonly unknown[]).length;

function blockOf(id: number, state: BlockViewState): BlockView | null {
  const reply = waiting({ type: 'block', payload: { reference: { kind: 'contact', id: String(id) }, name: 'x' } });
  return reply.ok ? { ...reply.value, state } : null;
}

const undoing = /^Undo block of Alex Morgan · until /;

describe('what comes of a press', () => {
  it('is said aloud at its button alone, and once: not again with every second', async () => {
    vi.useFakeTimers();
    await start();
    expect(said()).toEqual(['', '']);
    await press(0);
    expect(said()).toEqual([expect.stringMatching(undoing), '']);
    const [region] = regions();
    const text = region?.firstChild;
    const words = () => inside(hosts()[0] ?? document.body, '.words').dataset.more;
    const before = words();
    await vi.advanceTimersByTimeAsync(2_500);
    expect(words()).not.toBe(before);
    expect(region?.firstChild).toBe(text);
  });

  it('is silent while the request is on its way, and says how it ended', async () => {
    let state: BlockViewState | undefined;
    const { fake } = await start({
      status: ({ payload }) => ok([state ? blockOf(1, state) : null, null].slice(0, many(payload))),
    });
    await press(0);
    state = { kind: 'sending', of: 'block' };
    fake.broadcast({ type: 'changed' });
    await flush();
    expect(labels()[0]).toBe('Blocking Alex Morgan');
    expect(said()[0]).toMatch(undoing);
    state = { kind: 'undone', at: Date.now() };
    fake.broadcast({ type: 'changed' });
    await flush();
    expect(labels()[0]).toBe('Block Alex Morgan');
    expect(said()).toEqual(['Undone', '']);
  });

  it('is said where a press was not taken', async () => {
    await start({ block: () => ({ ok: false, error: { code: 'not-stored' } }) });
    await press(1);
    expect(said()).toEqual(['', expect.stringMatching(/^Grace Okafor was not blocked: /)]);
  });

  it('is silent about blocks that were made elsewhere, and about whom a row is used for next', async () => {
    const waits = { kind: 'waiting', of: 'block', sendsAt: Date.now() + 5_000 } as const;
    await start({ status: ({ payload }) => ok([null, blockOf(2, waits)].slice(0, many(payload))) });
    expect(labels()[1]).toBe('Undo block of Grace Okafor');
    expect(said()).toEqual(['', '']);
    await press(0);
    recycle(0, 9, 'Priya Raman');
    await vi.waitFor(() => expect(labels()[0]).toBe('Block Priya Raman'));
    expect(said()).toEqual(['', '']);
  });
});
