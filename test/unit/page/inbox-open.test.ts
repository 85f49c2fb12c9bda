// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { cordonError } from '../../../utils/errors';
import { hosts } from './closed-roots';
import { endInbox, flush, inbox, start } from './inbox-bench';

afterEach(endInbox);

const page = `${inbox}<h1 title="#1">Alex Morgan</h1>`;
const alex = {
  connectionId: 'acquire:demo',
  reference: { kind: 'contact', contactId: '1' },
  name: 'Alex Morgan',
};
const refused = () => ({ ok: false, error: cordonError('paused') });

describe('a page that is asked who is open in it', () => {
  it('tells the contact of its heading, as it stands at that moment', async () => {
    const { fake } = await start({}, page);
    expect(fake.broadcast({ type: 'open' })).toEqual([alex]);
    const heading = document.querySelector('h1');
    heading?.setAttribute('title', '#2');
    if (heading?.firstChild) heading.firstChild.textContent = 'Grace Okafor';
    expect(fake.broadcast({ type: 'open' })).toEqual([
      { ...alex, reference: { kind: 'contact', contactId: '2' }, name: 'Grace Okafor' },
    ]);
  });

  it('sends no more of a name than a press does', async () => {
    const { fake } = await start({}, `${inbox}<h1 title="#1">${'x'.repeat(400)}\ud800</h1>`);
    const [{ name } = { name: '' }] = fake.broadcast({ type: 'open' }) as { name: string }[];
    expect(name.isWellFormed()).toBe(true);
  });

  it('says nothing where it is a list, to nobody else, and to no other question', async () => {
    const { fake } = await start();
    expect(fake.broadcast({ type: 'open' })).toEqual([]);
    endInbox();
    const open = await start({}, page);
    expect(open.fake.broadcast({ type: 'open' }, 'another extension')).toEqual([]);
    for (const message of [{ type: 'changed' }, { type: 'leave' }, undefined, 'open'])
      expect(open.fake.broadcast(message)).toEqual([]);
  });

  it('says nothing and shows nothing while Cordon is paused, and all of it once again after that', async () => {
    let paused = false;
    const { fake } = await start({ wake: () => (paused ? refused() : undefined) }, page);
    const before = hosts().length;
    expect(before).toBe(3);
    paused = true;
    fake.broadcast({ type: 'changed' });
    await vi.waitFor(() => expect(hosts().length).toBe(0));
    expect(fake.broadcast({ type: 'open' })).toEqual([]);
    paused = false;
    fake.broadcast({ type: 'changed' });
    await vi.waitFor(() => expect(hosts().length).toBe(before));
    await flush();
    expect(hosts().length).toBe(before);
    expect(fake.broadcast({ type: 'open' })).toEqual([alex]);
  });
});
