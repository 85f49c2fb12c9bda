import { describe, expect, it } from 'vitest';
import { createReceiveBench, goodPage, pagePayloads, refusal, served } from '../../messaging/receive-bench';

const asked = Object.entries(pagePayloads);

describe('an inbox in a frame', () => {
  it.each([
    ['of the console’s own page', { frameId: 3 }],
    ['deep inside other frames', { frameId: 40 }],
    ['in a page of another host', { frameId: 3, tab: { id: 9, url: 'https://evil.example/' } }],
  ])('R29 is served by its own origin, not by its tab’s: %s', async (_what, where) => {
    const { receive, reached } = createReceiveBench();
    for (const [type, payload] of asked)
      expect(await receive({ type, payload }, { ...goodPage, ...where })).toEqual({ ok: true, value: type });
    expect(reached).toHaveLength(asked.length);
  });

  it.each([
    ['a frame of another host in the console’s page', { origin: 'https://evil.example', url: 'https://evil.example/' }],
    ['a sandboxed frame of the console', { origin: 'null' }],
    ['a sandboxed srcdoc frame', { origin: 'null', url: 'about:srcdoc' }],
    ['a data address', { origin: 'null', url: 'data:text/html,x' }],
    ['a frame whose host only begins like the console’s', { origin: `${served}.evil.example` }],
  ])('R29 is refused: %s', async (_what, where) => {
    const { receive, reached } = createReceiveBench();
    for (const [type, payload] of asked)
      expect(await receive({ type, payload }, { ...goodPage, frameId: 3, ...where })).toEqual(refusal);
    expect(reached).toEqual([]);
  });
});
