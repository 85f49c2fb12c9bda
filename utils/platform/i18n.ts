import type messages from '../../public/_locales/en/messages.json';
import { browser } from './browser';
import { createSentences } from './sentences';

/** The name of a sentence; English is the source of truth. */
export type MessageKey = keyof typeof messages;

/** The name of a sentence with a count. Its messages are `<name>_one`, `<name>_other`, and what else a language tells apart. */
export type CountedKey = {
  [Key in MessageKey]: Key extends `${infer Name}_one` ? (`${Name}_other` extends MessageKey ? Name : never) : never;
}[MessageKey];

/** The sentences in the browser's language, or in English where they are not translated. */
export const { t, counted, errorSentence, formatTime, formatNumber, formatList } = createSentences({
  getMessage: (key, substitutions = []) => browser.i18n.getMessage(key, [...substitutions]),
  getUILanguage: () => browser.i18n.getUILanguage(),
});
