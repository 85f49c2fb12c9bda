import { describe, expect, it, vi } from 'vitest';
import { cordonError } from '../../../../utils/errors';
import { undoWindow } from '../../helpers/heart';
import { blockedHeart, contact, conversation, day, heartWithAlex, hour, minute, second, stateOf } from './faults-bench';

describe('the background is killed', () => {
  it('R1 before the request: what was stored goes out after the next waking, once', async () => {
    const heart = heartWithAlex();
    await heart.press(contact('827'));
    heart.kill();
    await heart.pass(minute);
    expect(heart.console.blocks()).toBe(0);
    await heart.restart();
    await heart.pass(second);
    expect(heart.console.blocks()).toBe(1);
    expect((await stateOf(heart)).kind).toBe('blocked');
  });

  it.each(['lost', 'done', 'later'] as const)(
    'R2 during the request (%s): asks what is true when the lease is over, and makes one record',
    async (fate) => {
      const heart = heartWithAlex();
      await heart.press(contact('827'));
      await heart.pass(4 * second);
      heart.console.flights.fill();
      await heart.pass(2 * second);
      expect(heart.console.calls.at(-1)).toBe('block 827');
      heart.kill();
      heart.console.flights.cutAll(fate);
      await heart.restart();
      expect(await stateOf(heart)).toMatchObject({ kind: 'retrying', error: { code: 'unknown-outcome' } });
      await heart.pass(minute);
      expect(heart.console.records.map(({ contactId }) => contactId)).toEqual(['827']);
      expect(heart.console.blocks()).toBe(fate === 'lost' ? 2 : 1);
      expect(await stateOf(heart)).toMatchObject({ kind: 'blocked', seen: true });
    },
  );

  it.each(['lost', 'done', 'later'] as const)(
    'R2 during the request (%s): its own alarm wakes it, though no page and no press does',
    async (fate) => {
      const heart = heartWithAlex();
      await heart.press(contact('827'));
      await heart.pass(4 * second);
      heart.console.flights.fill();
      await heart.pass(2 * second);
      expect(heart.console.calls.at(-1)).toBe('block 827');
      heart.stop();
      heart.console.flights.cutAll(fate);
      await heart.pass(2 * minute);
      expect(heart.console.records).toHaveLength(1);
      expect(await stateOf(heart)).toMatchObject({ kind: 'blocked', seen: true });
    },
  );

  it('R1 in the window: its own alarm wakes it, though no page and no press does', async () => {
    const heart = heartWithAlex();
    await heart.press(contact('827'));
    await heart.pass(second);
    heart.stop();
    await heart.pass(2 * minute);
    expect(heart.console.blocks()).toBe(1);
  });

  it('R2 at every moment of the work, at random: nothing lost, nothing double', async () => {
    for (let moment = 0; moment < 40; moment += 1) {
      const heart = heartWithAlex({ random: () => (moment % 10) / 10 });
      let steps = 0;
      const pressed = await heart.press(contact('827'));
      expect(pressed.ok).toBe(true);
      heart.store.onStep = heart.console.ways.onCall = () => {
        steps += 1;
        if (steps === moment % 10) heart.kill();
      };
      await heart.pass(minute);
      await heart.restart();
      await heart.pass(hour);
      expect(heart.console.records).toHaveLength(1);
      expect((await stateOf(heart)).kind).toBe('blocked');
    }
  });

  it('R3 after the answer and before it is stored: reads back, and sends no second block', async () => {
    const heart = heartWithAlex();
    await heart.press(contact('827'));
    await heart.pass(4 * second);
    heart.console.flights.fill();
    await heart.pass(2 * second);
    heart.store.broken = true;
    vi.spyOn(console, 'warn').mockImplementation(() => {});
    heart.console.flights.landAll();
    await heart.settle();
    heart.store.broken = false;
    expect(heart.console.records).toHaveLength(1);
    expect((await stateOf(heart)).kind).toBe('sending');
    await heart.restart();
    await heart.pass(minute);
    expect(heart.console.blocks()).toBe(1);
    expect(await stateOf(heart)).toMatchObject({ kind: 'blocked', seen: true });
  });

  it('R4 with the browser: the block is still there, its window closed, and it goes out at the next start', async () => {
    const heart = heartWithAlex();
    await heart.press(contact('827'), { tabId: 7 });
    heart.kill();
    await heart.pass(second);
    await heart.restart();
    expect((await stateOf(heart)).kind).toBe('waiting');
    await heart.engine().browserStarted();
    await heart.pass(second);
    expect(heart.console.blocks()).toBe(1);
  });

  it.each(['lost', 'done', 'later'] as const)(
    'R24 by an update during the request (%s): sending is told before, and the outcome is asked for',
    async (fate) => {
      const heart = heartWithAlex();
      await heart.press(contact('827'));
      await heart.pass(4 * second);
      expect(await heart.engine().isSending()).toBe(false);
      heart.console.flights.fill();
      await heart.pass(2 * second);
      expect(heart.console.calls.at(-1)).toBe('block 827');
      expect(await heart.engine().isSending()).toBe(true);
      heart.kill();
      heart.console.flights.cutAll(fate);
      await heart.restart();
      expect(await heart.engine().isSending()).toBe(false);
      // Nothing is asked while the console may still be at work on it.
      await heart.pass(23 * second);
      expect(heart.console.calls.at(-1)).toBe('block 827');
      await heart.pass(minute);
      expect(heart.console.blocks()).toBe(fate === 'lost' ? 2 : 1);
      expect(heart.console.records).toHaveLength(1);
      expect((await stateOf(heart)).kind).toBe('blocked');
    },
  );

  it.each(['lost', 'done', 'later'] as const)(
    'R24 by an update during a lift (%s): its outcome is asked for, and nothing is left',
    async (fate) => {
      const { heart, id } = await blockedHeart();
      await heart.engine().lift(id, second);
      heart.console.ways.onCall = (call) => {
        if (call.startsWith('lift')) heart.console.flights.fill();
      };
      await heart.pass(2 * second);
      expect(heart.console.calls.at(-1)).toMatch(/^lift/);
      heart.kill();
      heart.console.ways.onCall = () => {};
      heart.console.flights.cutAll(fate);
      await heart.restart();
      await heart.pass(minute);
      expect(heart.console.records).toEqual([]);
      expect((await stateOf(heart)).kind).toBe('lifted');
    },
  );
});

describe('the network', () => {
  it('R5 offline: the block waits without counting attempts, and goes out when the network is back', async () => {
    const heart = heartWithAlex();
    await heart.press(contact('827'));
    await heart.pass(4 * second);
    heart.network.up = false;
    heart.console.ways.refusal = cordonError('no-network');
    await heart.pass(hour);
    expect(await stateOf(heart)).toMatchObject({ kind: 'retrying', attempts: 0, error: { code: 'no-network' } });
    heart.network.up = true;
    heart.console.heal();
    await heart.engine().networkBack();
    await heart.settle();
    expect(heart.console.records).toHaveLength(1);
  });

  it('R5 offline: finds the network again without any event, within half a minute', async () => {
    const heart = heartWithAlex();
    heart.network.up = false;
    heart.console.ways.refusal = cordonError('no-network');
    await heart.press(contact('827'));
    await heart.pass(10 * minute);
    heart.console.heal();
    await heart.pass(31 * second);
    expect(heart.console.records).toHaveLength(1);
  });

  it('R5 offline: a network that comes back inside the window does not shorten it', async () => {
    const heart = heartWithAlex();
    heart.network.up = false;
    heart.console.ways.refusal = cordonError('no-network');
    await heart.press(contact('827'));
    await heart.pass(second);
    heart.network.up = true;
    heart.console.heal();
    await heart.engine().networkBack();
    await heart.pass(undoWindow - 2 * second);
    expect(heart.console.blocks()).toBe(0);
    await heart.pass(2 * second);
    expect(heart.console.blocks()).toBe(1);
  });

  it('R6 a dead address while the machine has a network: tried again for a day, more and more rarely, then said', async () => {
    const heart = heartWithAlex();
    heart.console.ways.refusal = cordonError('no-network');
    await heart.press(contact('827'), { end: '7d' });
    await heart.pass(day - minute);
    expect(await stateOf(heart)).toMatchObject({ kind: 'retrying', error: { code: 'no-network' } });
    await heart.pass(hour);
    expect(await stateOf(heart)).toEqual({ kind: 'needs-you', error: { code: 'no-network' } });
    // Every two and a half minutes in the middle, once it has lasted for a while.
    expect(heart.console.calls.length).toBeLessThan(700);
  });

  it('R17 a slow answer: the press is answered at once, the request is given up after 20 s, then read back', async () => {
    const heart = heartWithAlex();
    await heart.press(contact('827'));
    await heart.pass(4 * second);
    heart.console.flights.fill('done');
    await heart.pass(15 * second);
    expect((await stateOf(heart)).kind).toBe('sending');
    await heart.pass(7 * second);
    heart.console.flights.landAll();
    await heart.pass(minute);
    expect(heart.console.blocks()).toBe(1);
    expect(heart.console.records).toHaveLength(1);
    expect(await stateOf(heart)).toMatchObject({ kind: 'blocked', seen: true });
  });
});

describe('at once', () => {
  it('R18 fifty presses in a second, and each message twice: one request', async () => {
    const heart = heartWithAlex();
    for (let press = 0; press < 50; press += 1) {
      const id = `press-of-a-finger-${press >> 1}`;
      expect((await heart.press(contact('827'), { id, tabId: 7 })).ok).toBe(true);
      await heart.pass(20);
    }
    await heart.pass(minute);
    expect(heart.console.blocks()).toBe(1);
    expect((await heart.only()).id).toBe('press-of-a-finger-0');
  });

  it('R18 a message sent again after its wish was undone does not wake it', async () => {
    const heart = heartWithAlex();
    await heart.press(contact('827'), { id: 'a' });
    await heart.engine().undo('a');
    await heart.press(contact('827'), { id: 'a' });
    await heart.pass(minute);
    expect(heart.console.blocks()).toBe(0);
  });

  it('R19 two tabs in one moment: one block, in both', async () => {
    const heart = heartWithAlex();
    heart.console.converse('30', '827');
    const both = await Promise.all([
      heart.press(contact('827'), { tabId: 1 }),
      heart.press(conversation('30'), { tabId: 2 }),
    ]);
    expect(both.every(({ ok }) => ok)).toBe(true);
    await heart.pass(minute);
    expect(heart.console.blocks()).toBe(1);
    const found = await heart.engine().find('acquire:demo', [contact('827'), conversation('30')]);
    expect(new Set(found.map((block) => block?.id)).size).toBe(1);
    expect(found[0]?.state.kind).toBe('blocked');
  });

  it('R19 two tabs and two ways to name the contact, at any two moments: one block, 200 times', async () => {
    for (let run = 0; run < 200; run += 1) {
      const heart = heartWithAlex({ copies: false, random: () => (run % 10) / 10 });
      heart.console.converse('30', '827');
      const first = heart.press(contact('827'), { tabId: 1 });
      for (let turn = 0; turn < run % 40; turn += 1) await Promise.resolve();
      if (run % 3 === 0) await heart.pass((run * 97) % 9_000);
      const second = heart.press(run % 2 === 0 ? conversation('30') : contact('827'), { tabId: 2 });
      expect([(await first).ok, (await second).ok]).toEqual([true, true]);
      await heart.pass(minute);
      expect(heart.console.blocks()).toBe(1);
      expect((await heart.only()).state.kind).toBe('blocked');
    }
  });

  it.each([0, 1, 2, 3, 5, 8, 13])('R19 a press and an undo %i turns apart end as the later one says', async (turns) => {
    const heart = heartWithAlex();
    const pressing = heart.press(contact('827'), { id: 'a' });
    for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
    const undone = await heart.engine().undo('a');
    await pressing;
    await heart.pass(minute);
    expect(heart.console.blocks()).toBe(undone.ok ? 0 : 1);
  });

  it('R19 a press in another tab while a lift waits takes the lift back', async () => {
    const { heart, id } = await blockedHeart();
    await heart.engine().lift(id, undoWindow, 1);
    await heart.press(contact('827'), { tabId: 2 });
    await heart.pass(minute);
    expect(heart.console.records).toHaveLength(1);
    expect((await stateOf(heart)).kind).toBe('blocked');
  });

  it('R20 alarm, start of the browser, network and popup together, in any order: one request, 500 times', async () => {
    for (let run = 0; run < 500; run += 1) {
      const heart = heartWithAlex({ copies: false });
      await heart.press(contact('827'));
      await heart.pass(4 * second);
      heart.kill();
      await heart.pass(hour);
      const engine = heart.engine();
      const triggers = [
        () => engine.start(),
        () => engine.browserStarted(),
        () => engine.drive(),
        () => engine.drive(),
        () => engine.networkBack(),
        () => engine.checkAll(),
      ];
      for (let index = 0; index < triggers.length; index += 1) {
        void triggers[(index * (1 + (run % 5)) + run) % triggers.length]?.();
        for (let turn = 0; turn < (run * index) % 7; turn += 1) await Promise.resolve();
      }
      void engine.start();
      await heart.pass(minute);
      expect(heart.console.blocks()).toBe(1);
      expect(heart.console.records).toHaveLength(1);
    }
  });
});
