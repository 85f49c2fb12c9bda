import { describe, expect, it } from 'vitest';
import { afterError, type Circuit, closed, openAt, readCircuit } from '../../../utils/blocking/circuit';
import { createCircuits } from '../../../utils/blocking/circuits';
import { cordonError, type ErrorCode, errorCodes } from '../../../utils/errors';

const now = 1_000_000;

function failing(codes: readonly (readonly [ErrorCode, string])[], from: Circuit = closed): Circuit {
  return codes.reduce((circuit, [code, contact]) => afterError(circuit, cordonError(code), contact, now), from);
}

describe('a circuit', () => {
  it.each(errorCodes.filter((code) => !['bad-key', 'no-permission', 'may-not-block', 'not-json'].includes(code)))(
    'stays closed however often a contact meets %s',
    (code) => {
      const circuit = failing([1, 2, 3, 4, 5].map((contact) => [code, String(contact)] as const));
      expect(openAt(circuit, now)).toBeUndefined();
    },
  );

  it.each<[ErrorCode, number]>([
    ['bad-key', 1],
    ['no-permission', 3],
    ['may-not-block', 3],
    ['not-json', 2],
  ])('opens at %s on %i different contacts, not one sooner, until a person sees to it', (code, most) => {
    const failures = Array.from({ length: most }, (_, index) => [code, String(index)] as const);
    expect(openAt(failing(failures.slice(1)), now)).toBeUndefined();
    const open = openAt(failing(failures), now + 10 ** 12);
    expect(open).toEqual({ error: { code } });
  });

  it('does not count one contact twice', () => {
    const circuit = failing([
      ['no-permission', 'a'],
      ['no-permission', 'a'],
      ['no-permission', 'a'],
    ]);
    expect(openAt(circuit, now)).toBeUndefined();
  });

  it('counts only failures of one kind in a row', () => {
    const circuit = failing([
      ['no-permission', 'a'],
      ['no-permission', 'b'],
      ['not-json', 'c'],
      ['no-permission', 'd'],
      ['no-permission', 'e'],
    ]);
    expect(openAt(circuit, now)).toBeUndefined();
  });

  it('is open during a pause, and closed after it', () => {
    const circuit = afterError(closed, cordonError('rate-limited', { notBefore: now + 500 }), 'a', now);
    expect(openAt(circuit, now + 499)).toMatchObject({ until: now + 500 });
    expect(openAt(circuit, now + 500)).toBeUndefined();
  });

  it('keeps the longer of two pauses', () => {
    const long = afterError(closed, cordonError('rate-limited', { notBefore: now + 900 }), 'a', now);
    const both = afterError(long, cordonError('rate-limited', { notBefore: now + 100 }), 'b', now);
    expect(openAt(both, now)?.until).toBe(now + 900);
  });

  it('takes no pause for one that is over or that has no time', () => {
    expect(afterError(closed, cordonError('rate-limited', { notBefore: now }), 'a', now)).toBe(closed);
    expect(afterError(closed, cordonError('rate-limited'), 'a', now)).toBe(closed);
  });

  it('that waits for a person is not opened by a pause that ends', () => {
    const rejected = failing([['bad-key', 'a']]);
    const paused = afterError(rejected, cordonError('rate-limited', { notBefore: now + 500 }), 'b', now);
    expect(openAt(paused, now + 1_000)).toEqual({ error: { code: 'bad-key' } });
  });

  it.each([undefined, null, 7, 'open', { open: 1 }, { open: { error: { code: 'no such code' } } }, { strikes: {} }])(
    'stored as %j lets everything through',
    (stored) => expect(readCircuit(stored)).toEqual(closed),
  );

  it('is read as it was stored', () => {
    const circuit = failing([['bad-key', 'a']]);
    expect(readCircuit(JSON.parse(JSON.stringify(circuit)))).toEqual(circuit);
  });
});

describe('the circuits of connections', () => {
  function kept() {
    const stored = new Map<string, Circuit>();
    const reopened: string[] = [];
    const store = {
      read: async (id: string) => stored.get(id) ?? closed,
      write: async (id: string, circuit: Circuit) => void stored.set(id, circuit),
    };
    const circuits = createCircuits(store, { now: () => now }, (id) => reopened.push(id));
    return { circuits, reopened };
  }

  it('count failures that come at the same moment', async () => {
    const { circuits } = kept();
    const refused = cordonError('no-permission');
    await Promise.all(['a', 'b', 'c'].map((contact) => circuits.failed('one', refused, contact)));
    expect((await circuits.open('one'))?.error.code).toBe('no-permission');
  });

  it('are each their own', async () => {
    const { circuits } = kept();
    await circuits.failed('one', cordonError('bad-key'), 'a');
    expect(await circuits.open('one')).toBeDefined();
    expect(await circuits.open('two')).toBeUndefined();
  });

  it('tell when one lets through again, and only then', async () => {
    const { circuits, reopened } = kept();
    await circuits.succeeded('one');
    await circuits.failed('one', cordonError('no-permission'), 'a');
    await circuits.succeeded('one');
    expect(reopened).toEqual([]);
    await circuits.failed('one', cordonError('bad-key'), 'a');
    await circuits.close('one');
    expect(reopened).toEqual(['one']);
    expect(await circuits.open('one')).toBeUndefined();
  });
});
