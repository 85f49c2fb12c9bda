import { describe, expect, it } from 'vitest';
import { endOf } from '../../../utils/blocking/end';
import type { Press } from '../../../utils/blocking/press';
import { undoSeveral, wishSeveral } from '../../../utils/blocking/several';
import { mostSeveral, severalId, severalWindow } from '../../../utils/blocking/several-ids';
import type { ContactId } from '../../../utils/consoles/types';
import { cordonError } from '../../../utils/errors';
import { connectionId, createHeart } from '../helpers/heart';
import { contact, second } from './faults/faults-bench';

function heartWith(count: number) {
  const heart = createHeart();
  const ids = Array.from({ length: count }, (_, index) => String(500 + index));
  for (const id of ids) heart.console.add({ id, name: `Contact ${id}` });
  const presses = ids.map(
    (id): Press => ({
      id: severalId('press', id),
      connectionId,
      reference: { kind: 'contact', contactId: id as ContactId },
      pageName: '',
      end: endOf('1d', heart.now()),
      endChosen: false,
      fromPage: false,
      confirmed: true,
    }),
  );
  return { heart, presses };
}

describe('several at once', () => {
  it('wait twenty seconds, and are all made then, never more than four requests at a time', async () => {
    const { heart, presses } = heartWith(30);
    const most = { now: 0 };
    heart.console.ways.onCall = () => {
      most.now = Math.max(most.now, heart.console.flights.count());
    };
    expect(await heart.engine().blockSeveral(presses, severalWindow)).toEqual({
      ok: true,
      value: { made: 30, joined: 0 },
    });
    await heart.pass(19 * second);
    expect(heart.console.blocks()).toBe(0);
    heart.console.flights.fill('done');
    await heart.pass(3 * second);
    expect(heart.console.flights.count()).toBeLessThanOrEqual(4);
    heart.console.flights.landAll();
    await heart.pass(10 * second);
    expect(heart.console.records).toHaveLength(30);
    expect(most.now).toBeLessThanOrEqual(4);
  });

  it('are not braked, though they are more than a hand can press', async () => {
    const { heart, presses } = heartWith(150);
    await heart.engine().blockSeveral(presses, severalWindow);
    expect((await heart.engine().all()).every(({ state }) => state.kind === 'waiting')).toBe(true);
  });

  it('are undone with one Undo, and nothing else is', async () => {
    const { heart, presses } = heartWith(4);
    heart.console.add({ id: '827', name: 'Alex Morgan' });
    await heart.press(contact('827'));
    await heart.engine().blockSeveral(presses, severalWindow);
    expect(await heart.engine().undoSeveral('press')).toBe(4);
    expect(await heart.engine().undoSeveral('press')).toBe(0);
    await heart.pass(60 * second);
    expect(heart.console.records.map(({ contactId }) => contactId)).toEqual(['827']);
  });

  it('join a block that is under way, which one Undo for all leaves alone', async () => {
    const { heart, presses } = heartWith(2);
    await heart.press(contact('500'), { name: 'Contact 500' });
    expect(await heart.engine().blockSeveral(presses, severalWindow)).toEqual({
      ok: true,
      value: { made: 1, joined: 1 },
    });
    await heart.engine().undoSeveral('press');
    await heart.pass(60 * second);
    expect(heart.console.records.map(({ contactId }) => contactId)).toEqual(['500']);
  });

  it('sent as a message twice are made once', async () => {
    const { heart, presses } = heartWith(3);
    await heart.engine().blockSeveral(presses, severalWindow);
    await heart.engine().blockSeveral(presses, severalWindow);
    await heart.pass(60 * second);
    expect(heart.console.blocks()).toBe(3);
  });

  it('with an end that is over are refused, and none is stored', () => {
    const { heart, presses } = heartWith(3);
    const late = presses.map((press) => ({ ...press, end: { until: heart.now() + 59_999, forGood: false } }));
    expect(wishSeveral([], late, heart.now(), severalWindow)).toEqual({
      result: { ok: false, error: cordonError('too-late') },
    });
  });

  it('are a thousand at most', () => {
    const { heart, presses } = heartWith(mostSeveral + 1);
    expect(wishSeveral([], presses, heart.now(), severalWindow).result.ok).toBe(false);
    const wished = wishSeveral([], presses.slice(0, mostSeveral), heart.now(), severalWindow);
    expect(wished.put).toHaveLength(mostSeveral);
    expect(undoSeveral(wished.put ?? [], 'press', heart.now()).result).toBe(mostSeveral);
  });
});
