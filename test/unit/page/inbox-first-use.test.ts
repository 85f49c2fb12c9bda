// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type NoteRequest, offerMenu } from '../../../utils/page/menu-door';
import { endInbox, flush, labels, ok, press, start, welcome } from './inbox-bench';

const door = Symbol.for('cordon menu');

/** The menu's script comes when it is asked for: gives back the notes that were shown. */
function notes() {
  const shown: NoteRequest[] = [];
  const menu = () => {
    offerMenu(
      () => () => {},
      (request) => {
        shown.push(request);
        return () => {};
      },
    );
    return ok(null);
  };
  return { shown, menu };
}

afterEach(() => {
  endInbox();
  Reflect.set(globalThis, door, undefined);
});

describe('at the first use of a connection', () => {
  const wake = () => ok({ ...welcome, firstUse: true });

  it('the press is told what Block does here and what it does not stop, once', async () => {
    const { shown, menu } = notes();
    await start({ wake, menu });
    expect(shown).toEqual([]);
    await press(0);
    await press(1);
    await vi.waitFor(() => expect(shown).toHaveLength(1));
    await flush();
    expect(shown).toHaveLength(1);
    expect(shown[0]?.about).toEqual([
      'Block: the contact cannot use the chat widget until the date you choose. Acquire ends the block by itself.',
      'It does not stop someone who comes back with a fresh browser.',
    ]);
    expect(labels()).toEqual(['Undo block of Alex Morgan', 'Undo block of Grace Okafor']);
  });

  it('a press that was not taken is told only why', async () => {
    const { shown, menu } = notes();
    const { sent } = await start({ wake, menu, block: () => ({ ok: false, error: { code: 'not-stored' } }) });
    await press(0);
    await flush();
    expect([shown, sent('menu')]).toEqual([[], []]);
  });
});

it('later presses are told nothing', async () => {
  const { shown, menu } = notes();
  const { sent } = await start({ menu });
  await press(0);
  await flush();
  expect([shown, sent('menu')]).toEqual([[], []]);
});
