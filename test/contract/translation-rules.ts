import type { Locale, Message } from './locale-rules';

/** A sentence that a locale must have: the English one that it translates, and the category of counts that it is for. */
interface Wanted {
  readonly english: Message;
  readonly category: string | undefined;
}

// No locale's layout holds more, and none needs more (a short word grows most).
const longest = (letters: number) => 1.5 * letters + 20;

// English words that no other language of these screens has.
const leftover = /\b(?:the|you|your|this)\b/i;

/**
 * The names of the sentences with a count. Each is a message per category of counts, whose key it ends (`_one`, `_other` …); English,
 * which is the truth, has these two.
 */
export function countedNames(english: Locale): readonly string[] {
  return Object.keys(english).flatMap((key) => {
    const name = /^(.+)_one$/.exec(key)?.[1];
    return name !== undefined && Object.hasOwn(english, `${name}_other`) ? [name] : [];
  });
}

/** What keys a locale lacks or has too many, and whose placeholders are not those of English. */
export function problemsBetween(english: Locale, other: Locale, language: string): readonly string[] {
  const wanted = wantedIn(english, language);
  return [
    ...[...wanted.keys()].filter((key) => !Object.hasOwn(other, key)).map((key) => `${key} is missing`),
    ...Object.keys(other)
      .filter((key) => !wanted.has(key))
      .map((key) => `${key} is one too many`),
    ...[...wanted]
      .filter(([key, one]) => Object.hasOwn(other, key) && contentsOf(one.english) !== contentsOf(other[key]))
      .map(([key]) => `${key} has other placeholders`),
  ];
}

/** What does not read as the language, or is too long for the room that English has on the screens. */
export function problemsOfTranslation(english: Locale, other: Locale, language: string): readonly string[] {
  const digits = new Intl.NumberFormat(language, { useGrouping: false });
  return [...wantedIn(english, language)].flatMap(([key, { english: truth }]) => {
    const words = wordsOf(other[key]);
    const room = longest(wordsOf(truth).length);
    // Ids stand as they are.
    const numbers = words.match(/(?<![^\s(])\p{N}+(?![^\s).,;:])/gu) ?? [];
    return [
      ...(words.length > room ? [`${key} has ${words.length} letters, where ${room} fit`] : []),
      ...(/["']/.test(words) ? [`${key} has straight quotation marks`] : []),
      ...numbers
        .filter((number) => /\D/.test(number) || digits.format(Number(number)) !== number)
        .map((number) => `${key} says ${number}, which ${language} writes otherwise`),
      ...(language === 'en' ? [] : leftoverIn(key, words, wordsOf(truth))),
    ];
  });
}

/** The messages with a count whose category is one number alone in this language, so that the words may say it: `an hour`. */
export function saysItsCount(english: Locale, language: string): (key: string) => boolean {
  const wanted = wantedIn(english, language);
  const rules = new Intl.PluralRules(language);
  return (key) => {
    const category = wanted.get(key)?.category;
    if (category === undefined) return false;
    return (
      Array.from({ length: 1001 }, (_, count) => rules.select(count)).filter((one) => one === category).length === 1
    );
  };
}

function wantedIn(english: Locale, language: string): ReadonlyMap<string, Wanted> {
  const wanted = new Map(
    Object.entries(english).map(([key, message]): [string, Wanted] => [key, { english: message, category: undefined }]),
  );
  for (const name of countedNames(english)) {
    const other = english[`${name}_other`];
    wanted.delete(`${name}_one`);
    wanted.delete(`${name}_other`);
    for (const category of new Intl.PluralRules(language).resolvedOptions().pluralCategories) {
      if (other) wanted.set(`${name}_${category}`, { english: english[`${name}_${category}`] ?? other, category });
    }
  }
  return wanted;
}

/** One word may be the same in both: `Label` or `Export`. */
function leftoverIn(key: string, words: string, truth: string): string[] {
  const several = (truth.match(/\p{L}+/gu) ?? []).length > 1;
  return (words === truth && several) || leftover.test(words) ? [`${key} is still English`] : [];
}

function wordsOf(message: Message | undefined): string {
  return message?.message.replace(/\$\w+\$/g, '') ?? '';
}

function contentsOf(message: Message | undefined): string {
  const pairs = Object.entries(message?.placeholders ?? {}).map(([name, { content }]) => `${name}=${content}`);
  return pairs.sort().join();
}
