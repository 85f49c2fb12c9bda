import { describe, expect, it } from 'vitest';
import { countPresses } from './steps/counted-presses';
import { browsers, connect, ordinaryContacts, recordsOf, requestsAbout, useStage, whileHeld } from './steps/stage';

const site = 'https://demo.acquire.io';
const hour = 3_600_000;
/** Longer than the undo window (milliseconds). */
const windowOver = 6_500;

/** Where a button stands: by a name in a list, or by the heading of an open contact, where it has a caret. */
const places = ['list', 'heading'] as const;

// The goals of the screens: block 1, block with another time 2, undo 1, lift from the page 2.
describe.each(browsers)('the presses it takes in %s', (browser) => {
  const stage = useStage(browser);
  const left: Record<(typeof places)[number], { readonly id: number; readonly name: string }[]> = {
    list: [],
    heading: [],
  };

  /** Somebody of whom no other test knows, in a list or on a page of their own. */
  async function someone(place: (typeof places)[number]) {
    const { session, world } = stage();
    const person = left[place].shift();
    if (!person) throw new Error('the cast is used up');
    const { id, name } = person;
    const view = await session.openPage(`${site}/contacts${place === 'list' ? '' : `/${id}`}`);
    await view.waitForControl({ role: 'button', name: `Block ${name}` });
    const sent = () => requestsAbout(world, id);
    /** For how many hours the contact is blocked now, by each record. */
    const hours = () => recordsOf(world, id).map(({ blockTill }) => (Date.parse(blockTill) - Date.now()) / hour);
    const blocked = { role: 'button', name: new RegExp(`^${name}, blocked until `) };
    return { id, name, view, sent, hours, blocked, counted: await countPresses(view) };
  }

  it('connects', async () => {
    await connect(stage());
    const all = ordinaryContacts(stage().world);
    left.heading.push(...all.slice(0, 10));
    // The list begins with those who came last.
    left.list.push(...all.slice(-10).reverse());
    expect(stage().world.requests.length).toBeGreaterThan(0);
  });

  it.each(places)('to block: one; and to lift that block in the page: two (%s)', async (place) => {
    const { name, view, sent, hours, blocked, counted } = await someone(place);
    await counted.press({ role: 'button', name: `Block ${name}` });
    await view.waitForControl(blocked);
    expect(await counted.taken()).toBe(1);
    expect(hours()).toEqual([expect.closeTo(24, 1)]);
    expect(sent()).toBe(1);

    await counted.press(blocked);
    await counted.press({ role: 'menuitem', name: 'Lift the block' });
    await view.waitForControl({ role: 'button', name: `Block ${name}` });
    expect(await counted.taken()).toBe(2);
    expect(hours()).toEqual([]);
    await view.close();
  });

  it.each(places)('to block for another time: two (%s)', async (place) => {
    const { name, view, sent, hours, blocked, counted } = await someone(place);
    if (place === 'list') await counted.press({ role: 'button', name: `Block ${name}` }, { button: 'right' });
    else await counted.press({ role: 'button', name: `Block options for ${name}` });
    await counted.press({ role: 'menuitem', name: '7 days' });
    await view.waitForControl(blocked);
    expect(await counted.taken()).toBe(2);
    expect(hours()).toEqual([expect.closeTo(7 * 24, 1)]);
    expect(sent()).toBe(1);
    await view.close();
  });

  it.each(places)('to undo: one, and nothing is sent (%s)', async (place) => {
    const { name, view, sent, hours, counted } = await someone(place);
    await whileHeld(stage().world, async () => {
      await counted.press({ role: 'button', name: `Block ${name}` });
      expect(await counted.taken()).toBe(1);
      await counted.press({ role: 'button', name: `Undo block of ${name}` }, { hoverMs: 900 });
      await view.waitForControl({ role: 'button', name: `Block ${name}` });
    });
    expect(await counted.taken()).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, windowOver));
    expect([sent(), hours()]).toEqual([0, []]);
    await view.close();
  });
});
