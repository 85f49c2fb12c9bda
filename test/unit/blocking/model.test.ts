import * as fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { type History, histories } from './model-commands';
import { createWorld } from './model-world';

/** So many histories are tried: few with every test run, many before a release. */
const runs = Number(process.env.CORDON_MODEL_RUNS ?? 1_500);

/** The same histories in every test run; `CORDON_MODEL_SEED` gives others, or a failing one again. */
const seed = Number(process.env.CORDON_MODEL_SEED ?? 20_261_120);

async function live({ commands, ...kind }: History): Promise<readonly string[]> {
  const { heart, watch, run, comeToRest } = createWorld(kind);
  for (const command of commands) {
    await run(command);
    await heart.settle();
    watch.look();
    if (watch.broken.length > 0) return watch.broken;
  }
  await comeToRest();
  watch.lookAtRest();
  return watch.broken;
}

it(`keeps its promises through ${runs} histories of presses, kills, clocks, faults and other people`, async () => {
  vi.spyOn(console, 'warn').mockImplementation(() => {});
  await fc.assert(
    fc.asyncProperty(histories, async (history) => {
      expect(await live(history)).toEqual([]);
    }),
    { numRuns: runs, seed },
  );
}, 86_400_000);
