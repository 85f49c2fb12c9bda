import { describe, expect, it } from 'vitest';
import { createConnectionStore } from '../../../utils/connections/connection-store';
import { withEndOf } from '../../../utils/connections/settings';
import type { Reference } from '../../../utils/consoles/types';
import type { OpenContact } from '../../../utils/messaging/protocol';
import { createTabHandlers, withBlockOf } from '../../../utils/messaging/tab-handlers';
import { connectionOf } from '../connections/connection-fixture';
import { database, emptyDatabase } from '../connections/fresh-database';
import { rulesUnder } from '../connections/rules-fixture';
import { createHeart, undoWindow } from '../helpers/heart';
import { contact, conversation } from './page-bench';

const connectionId = 'acquire:demo';
const day = 86_400_000;
const text827 = { kind: 'contact', contactId: '827', fromText: true } as Reference;

/** The real handlers over the real engine. */
async function createBench() {
  await emptyDatabase();
  const heart = createHeart();
  heart.console.add({ id: '827', name: 'Alex Morgan', email: 'alex@mail.example' });
  const clock = { now: heart.now };
  const connections = createConnectionStore(database);
  await connections.put(connectionOf('demo', { end: '7d' }));
  const rules = rulesUnder();
  const paused: unknown[] = [];
  const handlers = createTabHandlers({
    clock,
    engine: heart.engine(),
    connections,
    rules,
    withEnd: withEndOf(connections, clock, rules, () => {}),
    undoWindow: async () => undoWindow,
    pause: {
      pause: async (choice) => void paused.push(choice),
      resume: async () => void paused.push('resume'),
    },
  });
  let presses = 0;
  const press = (reference: Reference, name = 'Alex Morgan') => {
    presses += 1;
    return handlers['block-open']({ pressId: `press-${presses}`, connectionId, reference, name });
  };
  const open = (reference: Reference, name = 'Alex Morgan'): OpenContact => ({ connectionId, reference, name });
  const see = async (reference: Reference) =>
    (await withBlockOf(open(reference), { engine: heart.engine(), clock })).block;
  return { heart, rules, handlers, press, see, paused };
}

describe('Block for the contact that is open', () => {
  it('blocks with the stored choice after the window, once the API has said who it is', async () => {
    const { heart, press, see } = await createBench();
    const made = await press(contact('827'));
    expect(made).toMatchObject({ ok: true, value: { name: 'Alex Morgan', state: { kind: 'waiting' } } });
    expect(made.ok && made.value.until - heart.now()).toBe(7 * day);
    expect(heart.console.blocks()).toBe(0);
    await heart.pass(undoWindow + 1_000);
    expect(heart.console.blocks()).toBe(1);
    expect(await see(contact('827'))).toMatchObject({ state: { kind: 'blocked' } });
  });

  it('asks where the name in the page is not the one that the API gives', async () => {
    const { heart, press, see } = await createBench();
    await press(contact('827'), 'Grace Okafor');
    await heart.pass(60_000);
    expect(heart.console.blocks()).toBe(0);
    expect(await see(contact('827'))).toMatchObject({ state: { kind: 'needs-you', error: { code: 'names-differ' } } });
  });

  it('joins the block that a press in the page made', async () => {
    const { heart, press } = await createBench();
    const first = await press(contact('827'));
    const second = await press(contact('827'));
    expect(second.ok && second.value.id).toBe(first.ok && first.value.id);
    await heart.pass(60_000);
    expect(heart.console.blocks()).toBe(1);
  });

  it('has no brakes', async () => {
    const { heart, press } = await createBench();
    for (let id = 1_000; id < 1_020; id += 1) {
      heart.console.add({ id: String(id), name: `Alex ${id}` });
      expect(await press(contact(String(id)), `Alex ${id}`)).toMatchObject({ value: { state: { kind: 'waiting' } } });
    }
  });

  it('refuses what is no reference of the console, no connection, and an account that is not allowed', async () => {
    const { handlers, press, rules } = await createBench();
    const refused = (code: string) => ({ ok: false, error: { code } });
    expect(await press(contact('a-7'))).toEqual(refused('no-reference'));
    expect(await press(conversation('x'))).toEqual(refused('no-reference'));
    const elsewhere = { pressId: 'p', connectionId: 'acquire:none', reference: contact('827'), name: 'Alex Morgan' };
    expect(await handlers['block-open'](elsewhere)).toEqual(refused('no-connection'));
    rules.set({ addresses: { acquire: ['other'] } });
    expect(await press(contact('827'))).toEqual(refused('by-policy'));
  });

  it('knows no block by a text that anybody may write, and never joins one by it', async () => {
    const { heart, press, see } = await createBench();
    await press(contact('827'));
    await heart.pass(60_000);
    expect(await see(text827)).toBeUndefined();
    expect(await press(text827, '#827')).toEqual({ ok: false, error: { code: 'id-as-name' } });
    expect(heart.console.blocks()).toBe(1);
  });
});

describe('a pause', () => {
  it('is begun and ended', async () => {
    const { handlers, paused } = await createBench();
    expect(await handlers.pause({ choice: 'hour' })).toEqual({ ok: true, value: null });
    expect(await handlers.pause({ choice: 'until-resumed' })).toEqual({ ok: true, value: null });
    expect(await handlers.resume({})).toEqual({ ok: true, value: null });
    expect(paused).toEqual(['hour', 'until-resumed', 'resume']);
  });
});
