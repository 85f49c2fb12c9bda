import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { messages } from './message-arbitrary';
import { handedOn, isAllowed } from './message-oracle';
import { createReceiveBench, goodPage, nobodies, popup, refusal } from './receive-bench';

type Json = Record<string, unknown>;

const strangers = nobodies.map(([, sender]) => sender);

describe('the door', () => {
  it('opens to what the protocol allows, for who may ask, and to nothing else', async () => {
    const bench = createReceiveBench();
    const opened = { page: 0, extension: 0 };
    let shut = 0;
    await fc.assert(
      fc.asyncProperty(
        messages,
        fc.array(fc.constantFrom(...strangers), { minLength: 4, maxLength: 4 }),
        async (message, others) => {
          bench.reached.length = 0;
          for (const sender of others) expect(await bench.receive(message, sender)).toEqual(refusal);
          expect(bench.reached).toEqual([]);
          for (const [side, sender] of [
            ['page', goodPage],
            ['extension', popup],
          ] as const) {
            bench.reached.length = 0;
            const reply = await bench.receive(message, sender);
            if (isAllowed(message, side)) {
              opened[side] += 1;
              const { type } = message as Json;
              expect(reply).toEqual({ ok: true, value: type });
              expect(bench.reached).toMatchObject([{ side, type }]);
              expect(bench.reached[0]?.payload).toEqual(
                side === 'page' ? handedOn(message as Json) : (message as Json).payload,
              );
            } else {
              shut += 1;
              expect(reply).toEqual(refusal);
              expect(bench.reached).toEqual([]);
            }
          }
        },
      ),
      // Each message comes from six senders: four who may nothing, a page and the popup.
      { numRuns: 10_000 },
    );
    // Neither side of the oracle is idle.
    expect(opened.page).toBeGreaterThan(200);
    expect(opened.extension).toBeGreaterThan(400);
    expect(shut).toBeGreaterThan(1_000);
  }, 120_000);
});
