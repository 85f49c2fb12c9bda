import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { showable } from '../../../utils/platform/hostile-text';
import { hostileNames } from '../../fixtures/hostile-names';

const controls = Array.from({ length: 0xa0 }, (_, code) => code).filter((code) => code < 0x20 || code > 0x7e);
const directions = [0x200e, 0x200f, 0x061c, 0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069];
const lines = [0x2028, 0x2029];
const forbidden = [...controls, ...directions, ...lines];

const graphemes = (text: string) => [...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)].length;
const family = '👩‍👩‍👧‍👦';

/** Names that break what shows them, each by another means: the corpus, and what no console would store. */
const hostile: readonly string[] = [
  ...hostileNames,
  ...directions.map((code) => `Nina ${String.fromCharCode(code)}gnihton kcolB`),
  ...[0, 7, 8, 9, 0xa, 0xb, 0xd, 0x1b, 0x7f, 0x85, 0x9b].map((code) => `Al${String.fromCharCode(code)}ex`),
  'Line\u2028separator',
  'Paragraph\u2029separator',
  '\ud800',
  '\udc00Alex',
  'Alex\ud83d',
  '\ud83dAlex\ude00',
  `${'a'.repeat(119)}\ud83d`,
  'a'.repeat(121),
  'a'.repeat(1_000_000),
  family.repeat(121),
  `x${family.repeat(60)}`,
  `xy${family.repeat(60)}`,
  `xyz${family.repeat(60)}`,
  `a${'\u0336'.repeat(10_000)}`,
  `${'e\u0301'.repeat(130)}`,
  '\u202e'.repeat(5_000),
  ' '.repeat(5_000),
  '\u3000Alex\u3000',
  '🇩🇪'.repeat(130),
  '</title><script>alert(1)</script>',
  '&lt;b&gt;',
  'javascript:alert(1)',
  '$1 $NAME$ %s',
  'constructor',
  '\u{e0041}\u{e0042}tags',
  'क्षि'.repeat(100),
  '한'.repeat(200),
  '\u1112\u1161\u11ab'.repeat(150),
];

describe('a name made fit to show', () => {
  it('is tried with at least two hundred hostile ones', () => {
    expect(new Set(hostile).size).toBeGreaterThanOrEqual(200);
  });

  it.each(hostile.map((name, index) => ({ index, start: JSON.stringify(name.slice(0, 24)), name })))(
    'is harmless and short: $index $start',
    ({ name }) => {
      const shown = showable(name);
      const codes = Array.from(shown, (letter) => letter.codePointAt(0) ?? 0);
      expect(codes.filter((code) => forbidden.includes(code))).toEqual([]);
      expect(shown.isWellFormed()).toBe(true);
      expect(graphemes(shown)).toBeLessThanOrEqual(120);
      expect(shown.length).toBeLessThanOrEqual(481);
      expect(shown).toBe(shown.trim());
      expect(showable(shown)).toBe(shown);
    },
  );

  it.each([
    ['Alex Morgan', 'Alex Morgan'],
    ['<script>1</script>', '<script>1</script>'],
    ['  Dana \n\t Whitfield ', 'Dana Whitfield'],
    ['Nina \u202eXela\u202c', 'Nina Xela'],
    ['ليلى الحداد', 'ليلى الحداد'],
    ['Jose\u0301', 'Jose\u0301'],
    [family, family],
    ['a'.repeat(120), 'a'.repeat(120)],
    ['a'.repeat(121), `${'a'.repeat(119)}…`],
    [`${'a'.repeat(118)} b c`, `${'a'.repeat(118)}…`],
    ['🙂'.repeat(120), '🙂'.repeat(120)],
    ['🙂'.repeat(121), `${'🙂'.repeat(119)}…`],
    ['\ud83d', '\ufffd'],
    [' \u200e\u0000 ', ''],
    ['', ''],
    ['Al\u200eex\u2066', 'Alex'],
    ['Al\u0000ex', 'Al ex'],
    [`e${'\u0301'.repeat(50)}`, `e${'\u0301'.repeat(4)}`],
    ['\u200b\u200d\u3164', ''],
  ])('%j becomes %j', (name, shown) => {
    expect(showable(name)).toBe(shown);
  });

  it('is harmless, whole and short whatever it was', () => {
    const text = fc.string({
      unit: fc.constantFrom(
        ...forbidden.map((code) => String.fromCharCode(code)),
        'a',
        '🙂',
        '\ud83d',
        '\u0336',
        ' ',
        family,
      ),
      maxLength: 700,
    });
    fc.assert(
      fc.property(text, (name) => {
        const shown = showable(name);
        expect(Array.from(shown).some((letter) => forbidden.includes(letter.codePointAt(0) ?? 0))).toBe(false);
        expect(shown.isWellFormed()).toBe(true);
        expect(graphemes(shown)).toBeLessThanOrEqual(120);
        expect(shown.length).toBeLessThanOrEqual(481);
      }),
    );
  });
});
