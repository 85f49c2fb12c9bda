import { describe, expect, it } from 'vitest';
import type { Block } from '../../../utils/blocking/block';
import { endedAt, forgetNames, namesKept } from '../../../utils/blocking/retention';
import { cordonError } from '../../../utils/errors';
import { aBlock, aRecord, pressedAt, standing, until } from './a-block';
import { blockOf, byContact, contactOf } from './block-fixture';
import { blockedHeart, day, minute } from './faults/faults-bench';

const alex = { ...contactOf('827'), email: 'alex@example.com', ip: '192.0.2.1', firstName: 'Alex' };
const secret = /Alex|alex@|192\.0\.2|carl@|David/;
const undone = { kind: 'undone', at: pressedAt } as const;

describe('when a block ended', () => {
  it.each<[string, Partial<Block>, number | undefined]>([
    ['is waiting', {}, undefined],
    ['asks', { state: { kind: 'needs-you', error: cordonError('names-differ') } }, undefined],
    ['is held', { state: { kind: 'held', error: cordonError('bad-key') } }, undefined],
    ['was undone', { state: undone }, pressedAt],
    ['was lifted', { state: { kind: 'lifted', at: until, rules: [], elsewhere: false } }, until],
    ['came to its end on the console', { state: standing() }, until],
    ['is for Cordon to lift', { state: standing({ endedBy: 'cordon' }) }, undefined],
    ['is kept for good', { state: standing({ endedBy: 'nobody' }) }, undefined],
    ['was refused', { sent: true, doubt: false, state: { kind: 'failed', error: cordonError('refused') } }, pressedAt],
    ['may be made', { sent: true, state: { kind: 'failed', error: cordonError('timeout') } }, until],
    [
      'was not lifted',
      {
        sent: true,
        doubt: false,
        wish: { kind: 'not-blocked' },
        state: { kind: 'failed', error: cordonError('refused') },
        previous: { wish: aBlock().wish, state: standing() },
      },
      until,
    ],
  ])('that %s', (_, fields, ended) => {
    expect(endedAt(aBlock(fields), until + day)).toBe(ended);
  });

  it('is not before it has', () => {
    expect(endedAt(aBlock({ state: standing() }), until - 1)).toBeUndefined();
    const maybe = aBlock({ sent: true, state: { kind: 'failed', error: cordonError('timeout') } });
    expect(endedAt(maybe, until - 1)).toBeUndefined();
  });
});

describe('names', () => {
  const ended = blockOf({
    reference: { kind: 'words', words: 'alex@example.com' },
    aliases: ['words Alex Morgan', 'conversation 30', 'contact 827'],
    contact: alex,
    state: {
      kind: 'lifted',
      at: pressedAt,
      rules: [aRecord('3', { rule: 'email', values: ['carl@spam.example'], by: 'David' })],
      elsewhere: false,
    },
    previous: {
      wish: aBlock().wish,
      state: { kind: 'needs-you', error: cordonError('names-differ'), contacts: [alex] },
    },
  });

  it('are kept for 90 days after the end, and not a millisecond longer', () => {
    expect(forgetNames([ended], pressedAt + namesKept - 1).put).toEqual([]);
    const [left] = forgetNames([ended], pressedAt + namesKept).put ?? [];
    expect(JSON.stringify(ended)).toMatch(secret);
    expect(JSON.stringify(left)).not.toMatch(secret);
    expect(left).toMatchObject({
      id: ended.id,
      reference: byContact('827'),
      aliases: ['conversation 30', 'contact 827'],
      contact: { id: '827' },
      pressedAt: ended.pressedAt,
      wish: ended.wish,
      state: { kind: 'lifted', at: pressedAt },
    });
  });

  it('are forgotten once: what holds none is left alone', () => {
    const once = forgetNames([ended], pressedAt + namesKept).put ?? [];
    expect(forgetNames(once, pressedAt + 2 * namesKept)).toEqual({ put: [], result: 0 });
  });

  it('that are all that is known of somebody are forgotten too, and what came of the press stays', () => {
    const nobody = blockOf({ reference: { kind: 'words', words: 'Alex' }, state: undone });
    const [left] = forgetNames([nobody], pressedAt + namesKept).put ?? [];
    expect(left).toMatchObject({ id: nobody.id, reference: { kind: 'words', words: '' }, state: undone });
    expect(JSON.stringify(left)).not.toMatch(secret);
    expect(forgetNames(left ? [left] : [], pressedAt + namesKept).result).toBe(0);
  });

  it('of a block that stands are kept, however old it is; at a start long after its end they are gone', async () => {
    const { heart, id } = await blockedHeart({ endsBlocks: false });
    await heart.engine().lift(id, 0);
    await heart.pass(minute);
    await heart.pass(89 * day);
    await heart.restart();
    expect((await heart.only()).contact?.name).toBe('Alex Morgan');
    await heart.pass(2 * day);
    await heart.restart();
    expect(JSON.stringify(await heart.only())).not.toMatch(secret);
    expect(await heart.only()).toMatchObject({ contact: { id: '827' }, state: { kind: 'lifted' } });
  });
});
