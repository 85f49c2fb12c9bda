import type { CordonError } from '../errors';
import type { CountedKey, MessageKey } from './i18n';
import { countedMessage, forPlaceholders, writingLanguage } from './language';
import type { PageApi } from './page-api';
import { sayTime, unbroken } from './times';

/** Says sentences, and writes times, numbers and lists in their language. `i18n` is the browser's part that has the messages. */
export function createSentences(i18n: PageApi['i18n']) {
  /** Empty where there is no such message. */
  function message(key: string, substitutions: readonly string[] = []): string {
    return i18n.getMessage(key, forPlaceholders(substitutions, i18n.getMessage('popup_direction')));
  }

  const language = () => i18n.getMessage('popup_language');
  const writing = () => writingLanguage(language(), i18n.getUILanguage());
  const formatNumber = (value: number) => new Intl.NumberFormat(writing()).format(value);

  return {
    /** The sentence of this key. */
    t(key: MessageKey, ...substitutions: string[]): string {
      return message(key, substitutions);
    },
    /** The sentence of this name for a count, which is the first substitution. */
    counted(name: CountedKey, count: number, ...substitutions: string[]): string {
      const all = [formatNumber(count), ...substitutions];
      return countedMessage(name, count, (key) => message(key, all), language());
    },
    /** The sentence for an error of the closed list. */
    errorSentence(error: CordonError): string {
      return message(`error_${error.code.replaceAll('-', '_')}`);
    },
    /** A time (epoch milliseconds), as short as it stays clear. */
    formatTime(at: number): string {
      return unbroken(sayTime(at, Date.now(), writing()));
    },
    formatNumber,
    /** Things one after the other: `a, b and c`. */
    formatList(things: readonly string[]): string {
      return new Intl.ListFormat(writing()).format(forPlaceholders(things, i18n.getMessage('popup_direction')));
    },
  };
}
