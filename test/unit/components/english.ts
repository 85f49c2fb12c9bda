import messages from '../../../public/_locales/en/messages.json';
import type { CordonError } from '../../../utils/errors';

interface Message {
  readonly message: string;
  readonly placeholders?: Readonly<Record<string, { readonly content: string }>>;
}

const all: Readonly<Record<string, Message>> = messages;

/** Where a line breaks is no matter of these tests. */
const plain = (text: string) => text.replaceAll('\u00a0', ' ').replaceAll('\u2011', '-');

/** The English sentences, put together as browsers do it. A missing key fails the test. */
export const english = {
  t(key: string, ...substitutions: string[]): string {
    const found = all[key];
    if (!found) throw new RangeError(`no message ${key}`);
    return plain(found.message).replace(/\$(\w+)\$/g, (_whole, name: string) => {
      const place = found.placeholders?.[name.toLowerCase()]?.content ?? '';
      return substitutions[Number(place.slice(1)) - 1] ?? '';
    });
  },
  counted(name: string, count: number, ...substitutions: string[]): string {
    return english.t(`${name}_${count === 1 ? 'one' : 'other'}`, english.formatNumber(count), ...substitutions);
  },
  formatNumber: (value: number) => value.toLocaleString('en'),
  formatList: (things: readonly string[]) => new Intl.ListFormat('en').format(things),
  errorSentence(error: CordonError): string {
    return english.t(`error_${error.code.replaceAll('-', '_')}`);
  },
};
