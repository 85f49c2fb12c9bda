import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PageApi } from '../../../utils/platform/page-api';
import { createSentences } from '../../../utils/platform/sentences';
import { sayTime, unbroken } from '../../../utils/platform/times';

interface Message {
  readonly message: string;
  readonly placeholders?: Readonly<Record<string, { readonly content: string }>>;
}

/** The messages of a locale as browsers give them, in a browser that speaks `browsers`. */
function i18nOf(locale: string, browsers: string, but: Readonly<Record<string, Message>> = {}): PageApi['i18n'] {
  const path = new URL(`../../../public/_locales/${locale}/messages.json`, import.meta.url);
  const all: Readonly<Record<string, Message>> = { ...JSON.parse(readFileSync(path, 'utf8')), ...but };
  return {
    getMessage(key, substitutions = []) {
      const found = all[key];
      return (found?.message ?? '').replace(/\$(\w+)\$/g, (_whole, name: string) => {
        const place = Number(found?.placeholders?.[name.toLowerCase()]?.content.slice(1));
        return substitutions[place - 1] ?? '';
      });
    },
    getUILanguage: () => browsers,
  };
}

const plain = (text: string) => text.replace(/[\u2068\u2069]/g, '');

beforeEach(() => void vi.useFakeTimers({ now: new Date(2026, 10, 20, 10) }));
afterEach(() => void vi.useRealTimers());

describe('a sentence with a count', () => {
  it('has the words of its category, with the number as the language writes it', () => {
    const { counted } = createSentences(i18nOf('de', 'de'));
    expect([1, 2, 1000].map((count) => counted('popup_several_block', count))).toEqual([
      '1 Kontakt sperren',
      '2 Kontakte sperren',
      '1.000 Kontakte sperren',
    ]);
  });

  it('has the categories that English lacks', () => {
    const { counted } = createSentences(i18nOf('ar', 'ar'));
    const said = [1, 2, 3, 11, 100].map((count) => plain(counted('popup_several_block', count)));
    expect(said).toEqual([
      'حظر جهة اتصال واحدة',
      'حظر جهتي اتصال',
      'حظر 3 جهات اتصال',
      'حظر 11 جهة اتصال',
      'حظر 100 جهة اتصال',
    ]);
  });

  it('is chosen by the language of the sentences, not by that of the browser', () => {
    // Polish counts 2 as few.
    expect(createSentences(i18nOf('en', 'pl')).counted('popup_several_block', 2)).toBe('Block 2 contacts');
  });

  it('falls back to the words for all other counts', () => {
    const i18n = i18nOf('en', 'en', { popup_language: { message: 'pl' } });
    expect(createSentences(i18n).counted('popup_several_block', 2)).toBe('Block 2 contacts');
  });

  it('takes more substitutions after the count', () => {
    const { counted } = createSentences(i18nOf('en', 'en-GB'));
    expect(counted('popup_several_undo', 4, '18')).toBe('Undo all 4 (18\u00a0s)');
  });
});

describe('times, numbers and lists', () => {
  const at = new Date(2026, 0, 5, 9, 5).getTime();

  it.each([
    ['the region of the browser, where the sentences are in its language', 'de', 'de-AT', 'de-AT'],
    ['the language of the sentences, where the browser speaks another', 'en', 'fr', 'en'],
    ['the language of the sentences, where the browser speaks one that begins alike', 'de', 'den', 'de'],
  ])('are written in %s', (_what, locale, browsers, language) => {
    const { formatTime, formatNumber } = createSentences(i18nOf(locale, browsers));
    expect(formatTime(at)).toBe(unbroken(sayTime(at, Date.now(), language)));
    expect(formatNumber(1_234.5)).toBe(new Intl.NumberFormat(language).format(1_234.5));
  });

  it('join with the words of the language', () => {
    expect(createSentences(i18nOf('en', 'en-GB')).formatList(['a', 'b', 'c'])).toBe('a, b and c');
    expect(createSentences(i18nOf('de', 'de')).formatList(['a', 'b'])).toBe('a und b');
    expect(plain(createSentences(i18nOf('ar', 'ar')).formatList(['a', 'b']))).toBe('a وb');
  });
});

describe('what is put into a sentence', () => {
  it('is isolated in one that runs from right to left, and left alone in others', () => {
    expect(createSentences(i18nOf('ar', 'ar')).t('page_block', 'Alex!')).toBe('حظر \u2068Alex!\u2069');
    expect(createSentences(i18nOf('de', 'de')).t('page_block', 'Alex!')).toBe('Alex! sperren');
  });
});
