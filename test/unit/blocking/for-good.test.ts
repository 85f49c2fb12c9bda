import { describe, expect, it } from 'vitest';
import { endOf } from '../../../utils/blocking/end';
import type { Reference } from '../../../utils/consoles/types';
import { createHeart, undoWindow } from '../helpers/heart';

const alex = { kind: 'contact', contactId: '827' } as Reference;
const hour = 3_600_000;
const elevenYears = 11 * 365 * 24 * hour;

function bench(endsBlocks: boolean) {
  const heart = createHeart({ endsBlocks });
  heart.console.add({ id: '827', name: 'Alex Morgan' });
  return heart;
}

describe('a block for good, on a console that ends none', () => {
  it('is ended by nobody, ever', async () => {
    const heart = bench(false);
    await heart.press(alex, { end: 'for-good' });
    await heart.pass(60_000);
    expect((await heart.only()).state).toMatchObject({ kind: 'blocked', endedBy: 'nobody' });
    await heart.pass(elevenYears);
    expect(heart.console.records).toHaveLength(1);
    expect((await heart.only()).state).toMatchObject({ kind: 'blocked', endedBy: 'nobody' });
  });

  it('can be given an end later, and taken it again', async () => {
    const heart = bench(false);
    await heart.press(alex, { end: 'for-good' });
    await heart.pass(60_000);
    const { id } = await heart.only();
    const change = (choice: '1h' | 'for-good') => heart.engine().changeEnd(id, endOf(choice, heart.now()), undoWindow);
    await change('1h');
    await change('for-good');
    await heart.pass(2 * hour);
    expect(heart.console.records).toHaveLength(1);
    await change('1h');
    await heart.pass(2 * hour);
    expect(heart.console.records).toEqual([]);
  });
});

describe('a block for good, on a console that ends blocks', () => {
  it('is ended by the console, in ten years', async () => {
    const heart = bench(true);
    await heart.press(alex, { end: 'for-good' });
    await heart.pass(60_000);
    expect((await heart.only()).state).toMatchObject({ kind: 'blocked', endedBy: 'console' });
  });
});
