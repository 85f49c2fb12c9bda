import type { PopupPort } from '../../components/popup/port';
import arabic from '../../public/_locales/ar/messages.json';
import german from '../../public/_locales/de/messages.json';
import english from '../../public/_locales/en/messages.json';
import { consoles } from '../../utils/consoles';
import type { BlockView, BlockViewState, ConnectionView, Overview } from '../../utils/messaging/protocol';
import { showable } from '../../utils/platform/hostile-text';
import { type Tongue, tongueOf } from '../../utils/platform/language';
import { createSentences } from '../../utils/platform/sentences';
import { HOSTILE_NAMES } from '../lab/shared/hostile-names';
import { block, connection, contactId, type FakePort, fakePort } from '../unit/components/fake-port';

/** The languages that the gallery speaks. */
export type Language = 'en' | 'de' | 'ar';

type Message = { readonly message: string; readonly placeholders?: Record<string, { readonly content: string }> };

const messages: Readonly<Record<Language, Readonly<Record<string, Message>>>> = {
  en: english,
  de: german,
  ar: arabic,
};

/** Names as contacts have them where that language is spoken, each another. */
const names: Readonly<Record<Language, readonly string[]>> = {
  en: ['Alex Morgan', 'Priya Raman', 'Wes Calloway', 'Grace Okafor', 'José Núñez', 'Li Wei', 'Dana Whitfield'],
  de: [
    'Maximiliane-Charlotte von Hohenstein-Waldburg',
    'Karl-Friedrich Oberndörfer',
    'Annegret Schmidt-Kaltenbrunner',
    'Jürgen Groß',
    'Wilhelmine Straßenmüller',
    'Li Wei',
    'Ute Öz',
  ],
  ar: ['ليلى الحداد', 'Priya Raman', 'عمر بكر عبد الرحمن', 'Wes Calloway', 'نور', 'Li Wei', 'سامي الخطيب'],
};

// Those that are hardest on a layout come first.
const hardest = ['very long', 'combining marks', 'bidi override', 'emoji', 'right to left, Arabic', 'script tag'];
const hostile = hardest.map((why) => HOSTILE_NAMES.find((one) => one.why === why)?.name ?? why);

const labels: Readonly<Record<Language, readonly [string, string]>> = {
  en: ['Support EU', 'Support US'],
  de: ['Kundenbetreuung Österreich und Schweiz', 'Kundenbetreuung Deutschland'],
  ar: ['فريق الدعم', 'Support US'],
};

/** What the states are made of: names, sentences and fixtures, in one language. */
export interface Stage extends Pick<PopupPort, 't' | 'counted' | 'formatTime'> {
  readonly language: Language;
  readonly tongue: Tongue;
  /** The names of contacts, by their place; they begin again after the last. */
  name(place: number): string;
  /** The same as the screens show it. */
  shown(place: number): string;
  readonly email: string;
  /** A connection to Acquire that works, changed as told. */
  connection(changes?: Partial<ConnectionView>): ConnectionView;
  /** A second one, to another console. */
  otherConnection(changes?: Partial<ConnectionView>): ConnectionView;
  /** A block of the contact at this place of the names. */
  block(place: number, state: BlockViewState, changes?: Partial<BlockView>): BlockView;
  /** A port whose background answers with this overview, in this language, with all consoles. */
  port(overview?: Partial<Overview>, changes?: Partial<FakePort>): FakePort;
}

/** Makes the stage for a language; with `hostileNames` contacts have the worst names that there are. */
export function createStage(language: Language, hostileNames: boolean): Stage {
  const all = messages[language];
  const sentences = createSentences({
    getUILanguage: () => language,
    getMessage(key, substitutions = []) {
      const found = all[key];
      const contents = Object.entries(found?.placeholders ?? {});
      return (found?.message ?? '').replace(/\$(\w+)\$/g, (_whole, wanted: string) => {
        const place = contents.find(([name]) => name === wanted.toLowerCase())?.[1].content ?? '';
        return [substitutions].flat()[Number(place.slice(1)) - 1] ?? '';
      });
    },
  });
  const people = hostileNames ? hostile : names[language];
  const name = (place: number) => people[place % people.length] ?? '';
  const [label, otherLabel] = hostileNames ? ([hostile[0] ?? '', hostile[2] ?? ''] as const) : labels[language];
  return {
    ...sentences,
    language,
    tongue: tongueOf(sentences.t),
    name,
    shown: (place) => showable(name(place)),
    email: hostileNames ? `${'a'.repeat(64)}@${'long-name.'.repeat(12)}example` : 'alex.morgan@example.com',
    connection: (changes) => connection({ label, ...changes }),
    otherConnection: (changes) =>
      connection({
        id: 'softwareone:tkn-1000-0001',
        consoleId: 'softwareone',
        label: otherLabel,
        account: 'TKN-1000-0001',
        origin: 'https://portal.platform.softwareone.com',
        hosts: ['https://portal.platform.softwareone.com/*', 'https://api.platform.softwareone.com/*'],
        ...changes,
      }),
    block(place, state, changes) {
      const id = contactId(String(750_940 + place));
      const reference = { kind: 'contact', contactId: id } as const;
      return block(state, { id: `b${place}`, name: name(place), contactId: id, reference, ...changes });
    },
    port: (overview, changes) => Object.assign(fakePort(overview), sentences, { consoles }, changes),
  };
}
