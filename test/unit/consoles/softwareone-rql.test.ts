import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { containing, isSearchable, quoted } from '../../../utils/consoles/softwareone/rql';
import { type Filter, parseRql } from '../../lab/softwareone/rql';
import { type Bench, CONTACTS, startBench } from './softwareone-bench';

const pieces = fc.constantFrom(
  ...'" "" \\ \\" ( ) )) * , & # % %22 %2522 %28 + = ? ; \' eq( ne(id,x) ),or(ne(id,"") ")) &limit=100 &select=+audit'.split(
    ' ',
  ),
  ' ',
  '\0',
  '\n',
  '\u200b',
  '\ud800',
  '”',
  '＂',
  'é',
  '💥',
);
const hostile = fc
  .array(fc.oneof(pieces, fc.string({ maxLength: 4 })), { maxLength: 8 })
  .map((parts) => parts.join(''));

const filterOf = (text: string) => `or(eq(email,${quoted(text)}),ilike(name,${containing(text)}))`;

/** The one shape that a search may have: two comparisons, of an e-mail and of a name. */
function expectSearch(filter: Filter | undefined): void {
  expect(filter).toMatchObject({
    op: 'or',
    of: [
      { op: 'eq', field: 'email' },
      { op: 'ilike', field: 'name' },
    ],
  });
  expect(filter?.op === 'or' && filter.of).toHaveLength(2);
}

describe('what a person types', () => {
  it('stays one value, whatever it is made of', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const query = parseRql(`${filterOf(text)}&limit=20&offset=0`);
        expectSearch(query.filter);
        expect(query).toMatchObject({ limit: 20, offset: 0, order: [], select: [] });
      }),
      { numRuns: 2_000 },
    );
  });

  it('is, without the signs of the language, what the console compares with', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const { filter } = parseRql(filterOf(text));
        const [email, name] = filter?.op === 'or' ? filter.of : [];
        const left = text.toWellFormed().replace(/["\\()*\p{Cc}\p{Cf}]/gu, '');
        expect(email?.op === 'eq' && email.value).toBe(left);
        expect(name?.op === 'ilike' && name.value.replaceAll('*', '')).toBe(left);
        expect(name?.op === 'ilike' && /^\*.*\*$/s.test(name.value)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it('is written in plain characters', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(filterOf(text)).toMatch(/^[\w(),.*~!%-]+$/);
      }),
    );
  });

  it.each([
    ['O’Brien (Sales)', '%22*O%E2%80%99Brien%20*Sales*%22'],
    ["O'Brien", '%22*O%27Brien*%22'],
    ['a*b', '%22*a*b*%22'],
    ['a+b@mail.example', '%22*a%2Bb%40mail.example*%22'],
    ['AT&T #1', '%22*AT%26T%20%231*%22'],
  ])('%j is looked for by what is left of it', (text, pattern) => {
    expect(containing(text)).toBe(pattern);
  });

  it.each(['', ' ', '*', '**', '()', '"', '\\ \\', '\u200b', '\n', '" ) ('])('%j is nothing to look for', (text) => {
    expect(isSearchable(text)).toBe(false);
  });
});

describe('a search', () => {
  let bench: Bench;

  beforeEach(async () => {
    bench = await startBench();
  });

  afterEach(() => bench.close());

  it('is never refused by a strict console, and never finds everyone, whatever is typed', async () => {
    await fc.assert(
      fc.asyncProperty(hostile, async (text) => {
        bench.arrived.length = 0;
        const found = await bench.api.findContacts(text);
        expect(found.ok).toBe(true);
        expect(bench.arrived).toHaveLength(isSearchable(text) ? 1 : 0);
        for (const address of bench.arrived) {
          expect(address.startsWith(`GET ${CONTACTS}?or(eq(email,%22`)).toBe(true);
          expect(address.endsWith('%22))&limit=20&offset=0')).toBe(true);
        }
      }),
      { numRuns: 150 },
    );
    expect(bench.world.requests.filter(({ status }) => status !== 200)).toEqual([]);
  });

  it.each(['x"),ne(id,"', 'x")),or(ne(id,"', 'x"))&limit=100&or(ne(id,"', 'x%22),ne(id,%22', 'x\\"),ne(id,\\"'])(
    'for %j does not become another question',
    async (text) => {
      expect(await bench.api.findContacts(text)).toEqual({ ok: true, value: { contacts: [] } });
    },
  );

  it('goes by the raw query, and never by a parameter', async () => {
    await bench.api.findContacts('Priya');
    expect(bench.arrived[0]).not.toContain('rql=');
  });

  it('for nothing that can be looked for asks nobody', async () => {
    for (const text of ['', '  ', '***', '")('])
      expect(await bench.api.findContacts(text)).toEqual({ ok: true, value: { contacts: [] } });
    expect(bench.arrived).toEqual([]);
  });
});
