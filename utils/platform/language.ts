/** The language of sentences and its direction (`ltr`, `rtl`), as an element's attributes have them. */
export interface Tongue {
  readonly lang: string;
  readonly dir: string;
}

/** The tongue of the sentences that `say` gives. */
export function tongueOf(say: (key: 'popup_language' | 'popup_direction') => string): Tongue {
  return { lang: say('popup_language'), dir: say('popup_direction') };
}

/**
 * The language in which times and numbers are written: the browser's own where the sentences are in it (`de-AT` for `de`), else that of
 * the sentences. All are BCP 47 tags.
 */
export function writingLanguage(sentences: string, browsers: string): string {
  return browsers.startsWith(`${sentences}-`) ? browsers : sentences;
}

/**
 * Texts for the placeholders of a sentence, each isolated where sentences run from right to left: a Latin name would otherwise turn
 * the signs around it.
 */
export function forPlaceholders(texts: readonly string[], direction: string): string[] {
  return texts.map((text) => (direction === 'rtl' ? `\u2068${text}\u2069` : text));
}

/** The message of this name for a count, by the plural that the messages' language has for it. `message` gives nothing where there is none. */
export function countedMessage(
  name: string,
  count: number,
  message: (key: string) => string,
  language: string,
): string {
  return message(`${name}_${new Intl.PluralRules(language).select(count)}`) || message(`${name}_other`);
}
