// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import type { Reply } from '../../../utils/messaging/protocol';
import { type Asked, button, endInbox, flush, labels, ok, press, start, waiting, welcome } from './inbox-bench';

afterEach(endInbox);

describe('a page whose address several connections share', () => {
  const unchosen: Reply<never> = { ok: false, error: { code: 'choose-connection' } };

  it('gets its buttons when one is chosen for the tab, and loses them when none is any more', async () => {
    let answer: Reply<unknown> = unchosen;
    const { fake, found, sent } = await start({ wake: () => answer });
    expect(document.documentElement.outerHTML).toBe(found);
    expect(sent('status')).toEqual([]);
    answer = ok({ ...welcome, connectionLabel: 'South' });
    fake.broadcast({ type: 'changed' });
    await flush();
    expect(labels()).toEqual(['Block Alex Morgan', 'Block Grace Okafor']);
    answer = unchosen;
    fake.broadcast({ type: 'changed' });
    await flush();
    expect(document.documentElement.outerHTML).toBe(found);
  });

  it('shows nothing of the one that served it before', async () => {
    let connectionId = 'acquire:north';
    let late: ((reply: unknown) => void) | undefined;
    const status = ({ payload }: Asked) => {
      if (connectionId === 'acquire:north') return ok((payload.references as unknown[]).map(() => null));
      return new Promise((resolve) => {
        late = resolve;
      });
    };
    const { fake } = await start({ wake: () => ok({ ...welcome, connectionId }), status, block: waiting });
    await press(0);
    expect(labels()[0]).toBe('Undo block of Alex Morgan');
    connectionId = 'acquire:south';
    fake.broadcast({ type: 'changed' });
    await flush();
    expect(late).toBeDefined();
    expect(labels()[0]).toBe('Block Alex Morgan');
    expect(button(0)).toBeTruthy();
  });

  it('takes no late answer about the contacts of the one that served it before', async () => {
    let connectionId = 'acquire:north';
    const late: ((reply: unknown) => void)[] = [];
    const status = () => new Promise((resolve) => void late.push(resolve));
    const { fake } = await start({ wake: () => ok({ ...welcome, connectionId }), status });
    connectionId = 'acquire:south';
    fake.broadcast({ type: 'changed' });
    await flush();
    expect(late).toHaveLength(2);
    const of = { payload: { reference: { kind: 'contact', contactId: '1' }, name: 'Alex Morgan' } };
    const view = waiting(of as unknown as Asked);
    late[0]?.(ok([view.ok ? view.value : null, null]));
    await flush();
    expect(labels()[0]).toBe('Block Alex Morgan');
  });
});
