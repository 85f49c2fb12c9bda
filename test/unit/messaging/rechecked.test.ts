import { expect, it } from 'vitest';
import { checkEvery } from '../../../utils/blocking/checks';
import { contact, createPageBench } from './page-bench';

it('a chip is held against the console when its conversation opens, if that was not done for ten minutes', async () => {
  const { heart, press, see } = createPageBench();
  await press(contact('827'));
  await heart.pass(10_000);
  const reads = () => heart.console.calls.filter((call) => call === 'state 827').length;
  const before = reads();
  expect(await see(contact('827'))).toMatchObject({ state: { kind: 'blocked' } });
  await heart.settle();
  expect(reads()).toBe(before);
  heart.console.remove(heart.console.records[0]?.id ?? '');
  await heart.pass(checkEvery);
  expect(reads()).toBe(before);
  // What is known is shown at once, and what is so as soon as the console has said it.
  expect(await see(contact('827'))).toMatchObject({ state: { kind: 'blocked' } });
  await heart.settle();
  expect(reads()).toBe(before + 1);
  expect(await see(contact('827'))).toMatchObject({ state: { kind: 'lifted', elsewhere: true } });
  await heart.settle();
  expect(reads()).toBe(before + 1);
});
