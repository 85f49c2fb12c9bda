import { describe, expect, it } from 'vitest';
import { viewOf } from '../../../../utils/blocking/view';
import { cordonError } from '../../../../utils/errors';
import { connectionId } from '../../helpers/heart';
import { blockedHeart, contact, day, heartWithAlex, hour, minute, second, stateOf } from './faults-bench';

const refused = cordonError('no-permission', { status: 403, vendorCode: 'ERROR_UNAUTHORIZED_ACCESS' });

describe('R8 403', () => {
  it('says the console’s own reason, and that nothing was made', async () => {
    const heart = heartWithAlex();
    heart.console.failNext('block', refused);
    await heart.press(contact('827'));
    await heart.pass(minute);
    expect(viewOf(await heart.only(), heart.now()).state).toMatchObject({
      kind: 'needs-you',
      of: 'block',
      error: refused,
      trouble: 'wished',
      unknown: false,
    });
  });

  it('three times for one contact is that contact’s, and keeps no other waiting', async () => {
    const heart = heartWithAlex({}, 1);
    for (let time = 0; time < 3; time += 1) {
      heart.console.failNext('block', refused);
      await heart.press(contact('827'));
      await heart.pass(10 * second);
    }
    await heart.press(contact('900'));
    await heart.pass(10 * second);
    expect(heart.console.records.map(({ contactId }) => contactId)).toEqual(['900']);
  });

  it('with a success in between is not in a row', async () => {
    const heart = heartWithAlex({}, 5);
    for (let index = 0; index < 5; index += 1) {
      if (index !== 2) heart.console.failNext('block', refused);
      await heart.press(contact(String(900 + index)));
      await heart.pass(10 * second);
    }
    expect(heart.circuits.get(connectionId)?.open).toBeUndefined();
    expect(heart.console.blocks()).toBe(5);
  });
});

describe('R4 R24 a start finds what was left', () => {
  it('R4 without a key: what waits is held and says so, and goes out once when there is a key again', async () => {
    const heart = heartWithAlex();
    await heart.press(contact('827'));
    heart.kill();
    heart.console.ways.refusal = cordonError('no-key');
    void heart.engine().browserStarted();
    await heart.restart();
    await heart.pass(hour);
    expect(viewOf(await heart.only(), heart.now()).state).toMatchObject({ kind: 'held', error: { code: 'no-key' } });
    heart.console.heal();
    await heart.engine().connectionReady(connectionId);
    await heart.pass(minute);
    expect(heart.console.blocks()).toBe(1);
    expect((await stateOf(heart)).kind).toBe('blocked');
  });

  it.each(['waiting', 'sending', 'retrying'] as const)(
    'R24 an update while a block is %s: it is woken for, and made once',
    async (kind) => {
      const heart = heartWithAlex();
      if (kind === 'retrying') heart.console.failNext('block', cordonError('timeout'), true);
      await heart.press(contact('827'));
      await heart.pass(4 * second);
      if (kind === 'sending') heart.console.flights.fill('done');
      if (kind !== 'waiting') await heart.pass(second);
      expect((await stateOf(heart)).kind).toBe(kind);
      heart.kill();
      heart.console.flights.cutAll('done');
      expect(heart.waking()).toBeUndefined();
      await heart.restart();
      expect(heart.waking()).toBeGreaterThan(0);
      await heart.pass(hour);
      expect(heart.console.blocks()).toBe(1);
      expect(await stateOf(heart)).toMatchObject({ kind: 'blocked', seen: true });
    },
  );
});

describe('R26 the end that this browser makes', () => {
  it('is told so while the block stands, and told overdue while it cannot be made', async () => {
    const { heart } = await blockedHeart({ endsBlocks: false });
    const shown = async () => viewOf(await heart.only(), heart.now()).state;
    expect(await shown()).toMatchObject({ kind: 'blocked', endedBy: 'cordon', overdue: false });
    heart.console.ways.refusal = cordonError('no-key');
    await heart.pass(2 * day);
    expect(await shown()).toMatchObject({ kind: 'blocked', endedBy: 'cordon', overdue: true });
    heart.console.heal();
    await heart.pass(5 * minute);
    expect(heart.console.records).toEqual([]);
  });
});
