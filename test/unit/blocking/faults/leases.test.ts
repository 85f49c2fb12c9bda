import { describe, expect, it } from 'vitest';
import { cordonError } from '../../../../utils/errors';
import { contact, heartWithAlex, hour, minute, second, stateOf } from './faults-bench';

describe('R2 R17 a console that is slow', () => {
  it('a request that timed out is read back only when the console has given up, too', async () => {
    const heart = heartWithAlex({ random: () => 0 });
    await heart.press(contact('827'));
    await heart.pass(4 * second);
    const left = heart.now() + second;
    heart.console.failNext('block', cordonError('timeout'));
    await heart.pass(20 * second);
    expect(heart.console.calls.at(-1)).toBe('block 827');
    expect(await stateOf(heart)).toMatchObject({ kind: 'retrying', error: { code: 'timeout' } });
    await heart.engine().retry((await heart.only()).id);
    await heart.settle();
    expect(heart.console.calls.at(-1)).toBe('block 827');
    await heart.pass(left + 25 * second - heart.now());
    expect(heart.console.records).toHaveLength(1);
  });

  it('a slow reading leaves the request after it a whole lease: killed then, it makes no second record', async () => {
    const heart = heartWithAlex();
    heart.console.failNext('block', cordonError('timeout'));
    await heart.press(contact('827'));
    await heart.pass(5 * second);
    heart.console.flights.fill('later');
    // Until the reading has left, and 18 s of it.
    while (heart.console.flights.count() === 0) await heart.pass(second);
    await heart.pass(18 * second);
    heart.console.flights.landAll();
    heart.console.flights.fill('later');
    await heart.settle();
    expect(heart.console.calls.at(-1)).toBe('block 827');
    expect(await stateOf(heart)).toMatchObject({ kind: 'sending', leaseEnds: heart.now() + 25 * second });
    heart.kill();
    heart.console.flights.cutAll('later');
    await heart.restart();
    await heart.pass(hour);
    expect(heart.console.records).toHaveLength(1);
    expect((await stateOf(heart)).kind).toBe('blocked');
  });
});

describe('R10 a conflict that does not say with what', () => {
  const conflict = cordonError('unknown-outcome', { status: 409 });

  it.each([true, false])('and the block is there: that is the block (console ends blocks: %s)', async (endsBlocks) => {
    const heart = heartWithAlex({ endsBlocks });
    heart.console.failNext('block', conflict, true);
    await heart.press(contact('827'));
    await heart.pass(minute);
    expect(heart.console.blocks()).toBe(1);
    expect(await stateOf(heart)).toMatchObject({ kind: 'blocked', seen: true });
  });

  it.each([
    [{ endsBlocks: true }, 'conflict'],
    [{ endsBlocks: false }, 'conflict'],
    [{ endsBlocks: false, tellsState: false }, 'unknown-outcome'],
  ] as const)('and it is not seen: sent once more, then a person is asked (%o)', async (options, code) => {
    const heart = heartWithAlex(options);
    for (let time = 0; time < 5; time += 1) heart.console.failNext('block', conflict);
    await heart.press(contact('827'));
    await heart.pass(hour);
    expect(heart.console.blocks()).toBe(2);
    expect(await stateOf(heart)).toMatchObject({
      kind: 'needs-you',
      error: { code, status: 409 },
    });
  });
});
