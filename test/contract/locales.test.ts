import { describe, expect, it } from 'vitest';
import { presets } from '../../utils/blocking/end';
import { errorCodes } from '../../utils/errors';
import { type Locale, problemsInside, problemsOfUse, usesIn } from './locale-rules';
import { readSources } from './read-files';
import { problemsBetween, problemsOfTranslation, saysItsCount } from './translation-rules';

const snake = (text: string) => text.replaceAll('-', '_');

const locales = new Map(
  [...readSources('public/_locales')].map(([path, text]): [string, Locale] => {
    const name = /^public\/_locales\/(\w+)\/messages\.json$/.exec(path)?.[1];
    if (name === undefined) throw new RangeError(`${path} is no locale`);
    return [name, JSON.parse(text)];
  }),
);
const english = locales.get('en') ?? {};
const tagOf = (name: string) => name.replaceAll('_', '-');

const rightToLeft = /^(?:ar|fa|he|ur)(?:_|$)/;

/** The keys that are put together at run time, by how they begin. Nothing else may be. */
const families = {
  'error_*': errorCodes.map((code) => `error_${snake(code)}`),
  'end_*': presets.map((preset) => `end_${snake(preset)}`),
};

// The manifest's keys stand in utils/platform/manifest.ts.
const uses = [...readSources('utils', 'components', 'entrypoints')].flatMap(([path, text]) =>
  /\.tsx?$/.test(path) ? usesIn(path, text) : [],
);

describe('the sentences', () => {
  it('are there in English', () => {
    expect(Object.keys(english).length).toBeGreaterThan(100);
  });

  it('are all used, and all that are used are there, with as many substitutions as they take', () => {
    expect(uses.length).toBeGreaterThan(100);
    expect(problemsOfUse(english, uses, families)).toEqual([]);
  });

  it.each(errorCodes)('have one for the error %s', (code) => {
    expect(english[`error_${snake(code)}`]?.message).toMatch(/[.]$/);
  });
});

describe.each([...locales])('the locale %s', (name, locale) => {
  it('has the keys and placeholders of English, and one for each category of counts', () => {
    expect(problemsBetween(english, locale, tagOf(name))).toEqual([]);
  });

  it('reads as its language, in the room that there is', () => {
    expect(problemsOfTranslation(english, locale, tagOf(name))).toEqual([]);
  });

  it('begins the sentence of an error in its own direction: inside another sentence its first letter says which', () => {
    const turned = Object.entries(locale).filter(
      ([key, { message }]) => key.startsWith('error_') && /^\p{Script=Latin}/u.test(message),
    );
    expect(locale.popup_direction?.message === 'rtl' ? turned : []).toEqual([]);
  });

  it('declares the placeholders that it says, has no other, and has no empty sentence', () => {
    expect(problemsInside(locale, saysItsCount(english, tagOf(name)))).toEqual([]);
  });

  it('has a description that the stores take', () => {
    expect(locale.extension_description?.message.length).toBeLessThanOrEqual(132);
  });

  it('says which language it is, and its direction', () => {
    expect(locale.popup_language?.message).toBe(tagOf(name));
    expect(locale.popup_direction?.message).toBe(rightToLeft.test(name) ? 'rtl' : 'ltr');
  });
});

const sound: Locale = {
  page_block: { message: 'Block $NAME$', placeholders: { name: { content: '$1' } } },
  page_why: { message: '$NAME$: $WHY$', placeholders: { name: { content: '$1' }, why: { content: '$2' } } },
  page_undo: { message: 'Undo' },
  error_gone: { message: 'Gone.' },
};
const soundUses = usesIn(
  'a.ts',
  `say(x ? 'page_block' : 'page_block', name);
port.t('page_why', a, b);
const key = 'page_undo';
say(\`error_\${code}\`);`,
);

describe('the checks find', () => {
  const inside = (message: Locale[string]) => problemsInside({ key: message });

  it('nothing in sound sentences', () => {
    expect(problemsInside(sound)).toEqual([]);
    expect(problemsBetween(sound, sound, 'en')).toEqual([]);
    expect(problemsOfUse(sound, soundUses, { 'error_*': ['error_gone'] })).toEqual([]);
  });

  it('an empty sentence', () => {
    expect(inside({ message: ' ' })).toEqual(['key is empty']);
  });

  it('a placeholder that is not declared, and one that is not said', () => {
    expect(inside({ message: 'Block $NAME$' })).toEqual(['key says $name$ and never declares it']);
    expect(inside({ message: 'Block', placeholders: { name: { content: '$1' } } })).toEqual([
      'key declares name and never says it',
    ]);
  });

  it('contents that are not $1, $2 and so on', () => {
    expect(inside({ message: '$A$', placeholders: { a: { content: '$2' } } })).toHaveLength(1);
    expect(inside({ message: '$A$ $B$', placeholders: { a: { content: '$1' }, b: { content: '$1' } } })).toHaveLength(
      1,
    );
  });

  it('numbers and stray signs in a sentence', () => {
    expect(inside({ message: 'Block $1' })).toContain('key says a number where a name belongs');
    expect(inside({ message: 'Costs 5 $' })).toEqual(['key has a stray $']);
  });

  it('keys that are missing or too many, and other placeholders', () => {
    const { page_undo: _undo, ...rest } = sound;
    expect(problemsBetween(sound, { ...rest, page_new: { message: 'New' } }, 'de')).toEqual([
      'page_undo is missing',
      'page_new is one too many',
    ]);
    const swapped = { ...sound, page_block: { message: '$NAME$', placeholders: { name: { content: '$2' } } } };
    expect(problemsBetween(sound, swapped, 'de')).toEqual(['page_block has other placeholders']);
  });

  it('a key that is asked for and not there', () => {
    const lost = usesIn('b.tsx', "<p>{t(done ? 'page_undone' : 'page_undo')}</p>;\nconst key = 'page_lost';");
    expect(problemsOfUse(sound, [...soundUses, ...lost], { 'error_*': ['error_gone'] })).toEqual([
      'b.tsx:1 asks for page_undone, which is not there',
      'b.tsx:2 asks for page_lost, which is not there',
    ]);
  });

  it('a key that is never used', () => {
    const unused = { ...sound, page_old: { message: 'Old' } };
    expect(problemsOfUse(unused, soundUses, { 'error_*': ['error_gone'] })).toEqual(['page_old is never used']);
  });

  it('an error without its sentence, and a family that nobody declared', () => {
    expect(problemsOfUse(sound, soundUses, { 'error_*': ['error_gone', 'error_new'] })).toEqual([
      'a.ts:4 asks for error_new, which is not there',
    ]);
    expect(problemsOfUse(sound, soundUses, {})).toContain('a.ts:4 asks for error_* of no family, which is not there');
  });

  it('too few and too many substitutions', () => {
    const wrong = usesIn('c.ts', "t('page_why', a);\nsay('page_undo', a);\nsay('page_why', ...all);");
    expect(problemsOfUse(sound, [...soundUses, ...wrong], { 'error_*': ['error_gone'] })).toEqual([
      'c.ts:1 hands 1 to page_why, which takes 2',
      'c.ts:2 hands 1 to page_undo, which takes 0',
    ]);
  });

  it('the two messages of a sentence with a count', () => {
    expect(usesIn('e.ts', "counted('page_more', count, name);")).toEqual([
      { where: 'e.ts:1', key: 'page_more_one', count: 2 },
      { where: 'e.ts:1', key: 'page_more_other', count: 2 },
    ]);
  });

  it('the keys of the manifest', () => {
    expect(usesIn('d.ts', "const name = '__MSG_page_block__';")).toEqual([
      { where: 'd.ts:1', key: 'page_block', count: undefined },
    ]);
  });
});

describe('the checks of a translation find', () => {
  const placeholders = { count: { content: '$1' } };
  const counts: Locale = {
    more_one: { message: '$COUNT$ more', placeholders },
    more_other: { message: '$COUNT$ more', placeholders },
  };
  const says = (message: string, language = 'de', truth = 'Lift the block') =>
    problemsOfTranslation({ key: { message: truth } }, { key: { message } }, language);

  it('a category that is missing, and one that the language does not have', () => {
    expect(problemsBetween(counts, counts, 'de')).toEqual([]);
    expect(problemsBetween(counts, counts, 'ar')).toEqual(
      expect.arrayContaining(['zero', 'two', 'few', 'many'].map((category) => `more_${category} is missing`)),
    );
    const few = { ...counts, more_few: { message: '$COUNT$', placeholders } };
    expect(problemsBetween(counts, few, 'de')).toEqual(['more_few is one too many']);
    expect(problemsBetween(counts, { ...counts, more_other: { message: 'mehr' } }, 'de')).toEqual([
      'more_other has other placeholders',
    ]);
  });

  it('a count that is not said where a category has several', () => {
    const silent: Locale = { more_one: { message: 'one more', placeholders } };
    expect(problemsInside(silent, saysItsCount(counts, 'en'))).toEqual([]);
    expect(problemsInside(silent, saysItsCount(counts, 'ru'))).toEqual(['more_one declares count and never says it']);
    expect(problemsInside({ more_other: { message: 'more', placeholders } }, saysItsCount(counts, 'en'))).toHaveLength(
      1,
    );
  });

  it('nothing in a sound one', () => {
    expect(says('Sperre aufheben')).toEqual([]);
    expect(says('Label', 'de', 'Label')).toEqual([]);
    expect(says('30 Tage, TKN-1234', 'de', '30 days, TKN-1234')).toEqual([]);
  });

  it.each([
    ['what is still English', says('Lift the block')],
    ['what is half English', says('Die Sperre of the Kontakt')],
    ['straight quotation marks', says('Sperre "aufheben"')],
    ['what is too long', says('Die Sperre dieses Kontakts wird nun aufgehoben')],
    ['digits that the language does not use', says('٣٠ أيام', 'ar', '30 days')],
    ['digits of another language', says('30 días', 'ar-EG', '30 days')],
  ])('%s', (_what, problems) => {
    expect(problems).toHaveLength(1);
  });
});
