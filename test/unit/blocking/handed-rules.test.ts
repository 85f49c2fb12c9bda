import { describe, expect, it } from 'vitest';
import type { Block } from '../../../utils/blocking/block';
import type { Contact, ContactId, Reference } from '../../../utils/consoles/types';
import { type CordonError, cordonError } from '../../../utils/errors';
import { createHeart } from '../helpers/heart';

const day = 86_400_000;
const boss = { id: '7' as ContactId, name: 'Grace Okafor', email: 'grace@own.example' };
const alex = { id: '827' as ContactId, name: 'Alex Morgan', email: 'alex@mail.example' };
const reference = ({ id: contactId }: Contact): Reference => ({ kind: 'contact', contactId });

/** A heart whose rules are against whatever `forbids` names; it notes whom it was asked about. */
function withObjection(forbids: (block: Block) => CordonError | undefined) {
  const asked: (string | undefined)[] = [];
  const heart = createHeart({
    rules: {
      objection: async (block) => {
        asked.push(block.contact?.email);
        return forbids(block);
      },
    },
  });
  for (const contact of [boss, alex]) heart.console.add({ ...contact });
  const writes = () => heart.console.calls.filter((call) => call.startsWith('block'));
  return { heart, asked, writes };
}

const protectsBoss = (block: Block) => (block.contact?.id === boss.id ? cordonError('protected') : undefined);

describe('an objection', () => {
  it('is asked for with the contact as the console tells it, and stops the block before anything is sent', async () => {
    const { heart, asked, writes } = withObjection(protectsBoss);
    await heart.press(reference(boss), { name: boss.name });
    await heart.pass(60_000);
    expect((await heart.only()).state).toEqual({ kind: 'failed', error: { code: 'protected' } });
    expect(asked).toEqual([boss.email]);
    expect(writes()).toEqual([]);
    expect(heart.console.records).toEqual([]);
  });

  it('does not wait for the window', async () => {
    const { heart } = withObjection(protectsBoss);
    await heart.press(reference(boss), { name: boss.name });
    await heart.settle();
    expect((await heart.only()).state.kind).toBe('failed');
  });

  it('concerns nobody else', async () => {
    const { heart } = withObjection(protectsBoss);
    await heart.press(reference(alex));
    await heart.pass(60_000);
    expect((await heart.only()).state.kind).toBe('blocked');
  });

  it('that comes up within the window counts', async () => {
    let forbidden = false;
    const { heart, writes } = withObjection(() => (forbidden ? cordonError('by-policy') : undefined));
    await heart.press(reference(alex));
    await heart.settle();
    expect((await heart.only()).state.kind).toBe('waiting');
    forbidden = true;
    await heart.pass(60_000);
    expect((await heart.only()).state).toMatchObject({ kind: 'failed', error: { code: 'by-policy' } });
    expect(writes()).toEqual([]);
  });

  it('does not stop the lift of a block that stands, nor ends it', async () => {
    let forbidden = false;
    const { heart } = withObjection(() => (forbidden ? cordonError('protected') : undefined));
    await heart.press(reference(alex));
    await heart.pass(60_000);
    forbidden = true;
    const { id } = await heart.only();
    await heart.engine().changeEnd(id, { until: heart.now() + 9 * day, forGood: false }, 0);
    await heart.pass(60_000);
    expect((await heart.only()).state).toMatchObject({ kind: 'blocked', notChanged: { code: 'protected' } });
    await heart.engine().lift(id, 0);
    await heart.pass(60_000);
    expect((await heart.only()).state.kind).toBe('lifted');
    expect(heart.console.records).toEqual([]);
  });

  it('leaves alone what may have left already: only the console can tell what came of it', async () => {
    let forbidden = false;
    const { heart } = withObjection(() => (forbidden ? cordonError('protected') : undefined));
    heart.console.failNext('block', cordonError('timeout'), true);
    await heart.press(reference(alex));
    await heart.pass(5_001);
    forbidden = true;
    await heart.pass(600_000);
    expect((await heart.only()).state.kind).toBe('blocked');
    expect(heart.console.records).toHaveLength(1);
  });
});

describe('the brakes that are handed in', () => {
  it('hold the press after as many as they allow', async () => {
    const heart = createHeart({ rules: { brakes: async () => ({ perMinute: 2, perDay: 50 }) } });
    const states = [];
    for (const id of ['1', '2', '3']) {
      heart.console.add({ id, name: `Person ${id}` });
      const made = await heart.press(reference({ id: id as ContactId }), { name: `Person ${id}`, tabId: 7 });
      states.push(made.ok ? made.value.state.kind : made.error.code);
    }
    expect(states).toEqual(['waiting', 'waiting', 'held']);
  });
});

describe('the time that names are kept', () => {
  it.each([
    [0, ''],
    [2 * day, 'Alex Morgan'],
  ])('%i ms decides what is left of an ended block after a day', async (kept, name) => {
    const heart = createHeart({ rules: { namesKept: async () => kept } });
    heart.console.add({ ...alex });
    await heart.press(reference(alex));
    await heart.engine().undo((await heart.only()).id);
    await heart.pass(day);
    await heart.restart();
    expect((await heart.only()).pageName).toBe(name);
  });
});
