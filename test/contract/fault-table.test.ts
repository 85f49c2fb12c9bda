import { describe, expect, it } from 'vitest';
import { readSources } from './read-files';

const rows = Array.from({ length: 34 }, (_, index) => `R${index + 1}`);

/**
 * What of a row of the fault table no test proves yet, and why. Everything else of the row is proven by the tests that carry its
 * name: run them with `vitest -t R12`.
 */
const notYet: Readonly<Record<string, string>> = {
  R2: 'in each browser a background is killed at four moments of one console’s request, once a run; the thousands at random are of the heart',
  R12: 'X-RateLimit-Reset is read only for the console that documents its unit',
  R17: 'a request that takes a minute is imitated; no browser waits for one',
  R19: 'two real tabs race once a run in each browser; the 200 races are of the heart',
  R21: 'a full disk is imitated; no browser’s database is filled to its end',
  R22: 'single records are set apart; there is no second copy to read from where the whole database cannot be opened',
  R24: 'in Firefox a copy whose extension was switched off or removed is ended at once: its buttons stay, dead, until a reload',
  R25: 'jumps of the clock are proven, and only UTC milliseconds are stored; no zone and no end of summer time is tried',
  R27: 'one look a frame is proven; each reads the whole page, not only what was added, and its time is not measured',
  R28: 'at most 200 buttons are proven; the time of the first pass and the growth of the heap are not measured',
  R30: 'each delay is tried once a run in each browser, not a hundred times',
  R33: 'other people are imitated at the console; no second profile of the extension works beside the first',
};

/** The names of tests: what stands as text after `it`, `it.each` and `describe`, and the first column of their tables. */
function namesOf(source: string): readonly string[] {
  return [...source.matchAll(/(['"`])((?:(?!\1)[^\\\n]|\\.)*\bR\d{1,2}\b(?:(?!\1)[^\\\n]|\\.)*)\1/g)].map(
    (found) => found[2] ?? '',
  );
}

const tests = [...readSources('test/unit', 'test/e2e')].filter(([path]) => /\.test\.tsx?$/.test(path));
const named = new Map(
  rows.map((row) => [
    row,
    tests.flatMap(([path, source]) =>
      namesOf(source)
        .filter((name) => new RegExp(`\\b${row}\\b`).test(name))
        .map((name) => `${path}: ${name}`),
    ),
  ]),
);

describe('the fault table', () => {
  it.each(rows)('%s has a test of its name', (row) => {
    expect(named.get(row)?.length).toBeGreaterThan(0);
  });

  it('has no exception that is none of its rows, or that says nothing', () => {
    for (const [row, reason] of Object.entries(notYet)) {
      expect(rows).toContain(row);
      expect(reason.length).toBeGreaterThan(20);
    }
  });

  it('is not read from what is no name of a test', () => {
    expect(namesOf("// R1 in a comment\nconst R2 = 1;\nit('R3 is one', () => {});")).toEqual(['R3 is one']);
  });
});
