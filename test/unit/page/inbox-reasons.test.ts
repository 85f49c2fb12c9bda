// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import type { BlockView } from '../../../utils/messaging/protocol';
import { type MenuRequest, type NoteRequest, offerMenu } from '../../../utils/page/menu-door';
import {
  type Asked,
  button,
  endInbox,
  flush,
  labels,
  ok,
  press,
  pressEvent,
  recycle,
  start,
  waiting,
  welcome,
} from './inbox-bench';

const door = Symbol.for('cordon menu');
const reasons = ['Spam', 'Threats'];

/** The menu's script is there: gives back what it was handed, and how many notes were closed. */
function menuArrives() {
  const arrived = { menus: [] as MenuRequest[], notes: [] as NoteRequest[], closed: 0 };
  offerMenu(
    (request) => {
      arrived.menus.push(request);
      return request.onClose;
    },
    (request) => {
      arrived.notes.push(request);
      return () => {
        arrived.closed += 1;
      };
    },
  );
  return arrived;
}

const required = () => ok({ ...welcome, reasonRequired: true, reasons, agentName: 'Kim' });

/** The answer to a press: the block as it waits, with what was said of it. */
function waitingWith(asked: Asked) {
  const reply = waiting(asked);
  const { reason, note } = asked.payload as Pick<BlockView, 'reason' | 'note'>;
  return reply.ok ? ok({ ...reply.value, reason, note }) : reply;
}

/** What the background makes of words. */
function describing({ payload }: Asked) {
  const reference = { kind: 'contact', contactId: '1' };
  return waitingWith({ type: 'block', payload: { ...payload, reference, name: 'Alex Morgan' } });
}

async function rightClick(index: number): Promise<void> {
  button(index).dispatchEvent(pressEvent('contextmenu'));
  await flush();
}

afterEach(() => {
  endInbox();
  Reflect.set(globalThis, door, undefined);
});

describe('after a press, where a reason is required', () => {
  it('asks why, and saves the answer of that block', async () => {
    const { notes } = menuArrives();
    const { sent } = await start({ wake: required, describe: describing });
    await press(0);
    expect(notes).toMatchObject([{ about: [], why: { name: 'Alex Morgan', reasons } }]);
    expect(labels()[0]).toBe('Undo block of Alex Morgan');
    expect(await notes[0]?.why?.onReason('Spam')).toBeUndefined();
    expect(sent('describe').map(({ payload }) => payload)).toEqual([{ blockId: 'b1', reason: 'Spam' }]);
  });

  it('says what Block does here in the same place, once', async () => {
    const { notes } = menuArrives();
    await start({ wake: () => ok({ ...welcome, firstUse: true, reasonRequired: true, reasons }) });
    await press(0);
    await press(1);
    expect(notes.map(({ about, why }) => [about.length, why?.name])).toEqual([
      [2, 'Alex Morgan'],
      [0, 'Grace Okafor'],
    ]);
  });

  it('says why an answer was not saved', async () => {
    const { notes } = menuArrives();
    await start({ wake: required, describe: () => ({ ok: false, error: { code: 'not-stored' } }) });
    await press(0);
    expect(await notes[0]?.why?.onReason('Spam')).toMatch(/could not store/i);
  });

  it.each([
    [
      'the block has one already',
      { block: (asked: Asked) => waitingWith({ ...asked, payload: { ...asked.payload, reason: 'Spam' } }) },
    ],
    ['the press was not taken', { block: () => ({ ok: false, error: { code: 'not-stored' } }) }],
    [
      'a question is asked of the press itself',
      {
        block: (asked: Asked) => {
          const reply = waiting(asked);
          const state = { kind: 'needs-you', of: 'block', error: { code: 'names-differ' } };
          return reply.ok ? ok({ ...reply.value, state }) : reply;
        },
      },
    ],
    ['none is required', { wake: () => ok(welcome) }],
  ])('asks nothing where %s', async (_, replies) => {
    const { notes } = menuArrives();
    await start({ wake: required, ...replies });
    await press(0);
    expect(notes).toEqual([]);
  });

  it('takes the question away with the block, and with the page', async () => {
    const arrived = menuArrives();
    await start({ wake: required, undo: waiting });
    await press(0);
    await rightClick(0);
    expect(arrived.closed).toBe(1);
    endInbox();
    expect(arrived.closed).toBeGreaterThan(1);
  });

  it('gives the keyboard back to the button, unless somebody else is there by now', async () => {
    const { notes } = menuArrives();
    await start({ wake: required });
    await press(0);
    document.body.focus();
    recycle(0, 9, 'Noor Haddad');
    notes[0]?.why?.onLeft();
    const focused = () =>
      button(0).getRootNode() instanceof ShadowRoot && (button(0).getRootNode() as ShadowRoot).activeElement;
    expect(focused()).toBeNull();
    await press(1);
    notes[1]?.why?.onLeft();
    expect((button(1).getRootNode() as ShadowRoot).activeElement).toBe(button(1));
  });
});

describe('the menu', () => {
  it('of a contact with no block sends what was written with the end that is chosen', async () => {
    const { menus, notes } = menuArrives();
    const { sent } = await start({ wake: required, block: waitingWith });
    await rightClick(0);
    expect(menus[0]).toMatchObject({ reasons, agentName: 'Kim' });
    expect([menus[0]?.block, menus[0]?.described]).toEqual([undefined, undefined]);
    menus[0]?.onEnd('7d', true, { reason: 'Spam', note: 'Three chats.' });
    await flush();
    expect(sent('block')).toMatchObject([{ payload: { end: '7d', reason: 'Spam', note: 'Three chats.' } }]);
    expect(notes).toEqual([]);
  });

  it('of a block that is made saves at once what is written, and has it the next time', async () => {
    const { menus } = menuArrives();
    const { sent } = await start({ describe: describing });
    await press(0);
    await rightClick(0);
    expect(menus[0]?.described).toMatchObject({ id: 'b1' });
    expect(await menus[0]?.onDescribe({ reason: 'Spam', note: '' })).toBeUndefined();
    expect(sent('describe').map(({ payload }) => payload)).toEqual([{ blockId: 'b1', reason: 'Spam', note: '' }]);
    await rightClick(0);
    expect(menus[1]?.described).toMatchObject({ reason: 'Spam' });
    expect(sent('block')).toHaveLength(1);
  });

  it('of a block that was lifted begins anew, and knows how often', async () => {
    const { menus } = menuArrives();
    const lifted = (asked: Asked) => {
      const reply = waiting({
        type: 'block',
        payload: { reference: (asked.payload.references as unknown[])[0], name: 'x' },
      });
      const state = { kind: 'lifted', at: 0, elsewhere: false };
      return ok([reply.ok && { ...reply.value, state, reason: 'Spam', times: 2 }, null]);
    };
    await start({ status: lifted });
    await rightClick(0);
    expect(menus[0]?.block).toMatchObject({ times: 2 });
    expect(menus[0]?.described).toBeUndefined();
  });
});
