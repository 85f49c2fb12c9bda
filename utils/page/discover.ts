import type { Recipe } from '../consoles/recipe';
import type { ContactId, ConversationId, Reference } from '../consoles/types';
import type { createContactsWords } from './contacts-words';
import {
  addressOf,
  attribute,
  baseOf,
  beside,
  childElements,
  closest,
  isBefore,
  matches,
  parentOf,
  selectAll,
  tagOf,
  textOf,
} from './dom';
import type { Candidate, Discovery, FoundName } from './found';
import { createIdTexts, type PersonText } from './id-texts';
import { oneEach } from './one-each';
import { compile, hintAttributes, idIn } from './patterns';
import { boxOf, headings, isFirstText, notNames, rowOf } from './rows';

type Check = (element: Element) => boolean;
type IdTexts = ReturnType<typeof createIdTexts>;

const besides = 'nav, aside, [role="navigation"], [role="complementary"]';
const longestName = 500;

/** Makes the discovery of contact names for a console of which only the shapes of its ids are known (design §5, step 3 and 4). */
export function createDiscovery(document: Document, recipe: Recipe, words: ReturnType<typeof createContactsWords>) {
  const { shapes } = recipe;
  const patterns = compile(shapes);
  const hinted = selectorOf([...hintAttributes, ...shapes.contactAttributes]);
  const conversations = shapes.conversationAttributes ?? [];

  /** The ids that the console's markup gives for exactly this element. */
  function idsInMarkup(element: Element): readonly string[] {
    const ids: (string | undefined)[] = [];
    for (const name of hintAttributes) ids.push(idIn(patterns.hint, attribute(element, name)?.trim()));
    for (const name of shapes.contactAttributes)
      ids.push(idIn(patterns.attributeValue, attribute(element, name)?.trim()));
    if (tagOf(element) === 'A') ids.push(idIn(patterns.contactLink, pathOf(attribute(element, 'href'))));
    return [...new Set(ids.filter((id) => id !== undefined))];
  }

  function pathOf(href: string | null): string | undefined {
    if (!href || !URL.canParse(href, baseOf(document))) return undefined;
    const url = new URL(href, baseOf(document));
    return url.origin === new URL(baseOf(document)).origin ? `${url.pathname}${url.search}${url.hash}` : undefined;
  }

  function fromMarkup(isContactsWord: Check, idTexts: IdTexts): Candidate[] {
    const found: Candidate[] = [];
    for (const element of selectAll(document, `${hinted},a[href]`)) {
      const ids = idsInMarkup(element);
      if (ids.length === 0 || isContactsWord(element)) continue;
      const named = nameIn(element);
      // Without a name it still says who its row is about.
      if (!named && textOf(element) !== '' && !rowOf(element)) continue;
      const text = named ? textOf(named) : '';
      const person =
        named && idTexts.isId(text) ? idTexts.personBeside(named, text) : { element: named ?? element, name: text };
      found.push(...ids.map((id) => contact(person, id, 'markup')));
    }
    return found;
  }

  /** Rows and headings that lead to a conversation: the name in them is who the conversation is with. */
  function fromConversations(isContactsWord: Check, columns: readonly Element[]): Candidate[] {
    const { conversationLink, conversationValue } = patterns;
    const found: Candidate[] = [];
    const links = conversationLink ? ['a[href]'] : [];
    const selector = [...links, ...(conversations.length > 0 ? [selectorOf(conversations)] : [])].join(',');
    for (const element of selector === '' ? [] : selectAll(document, selector)) {
      const ids = conversations.map((name) => idIn(conversationValue, attribute(element, name)?.trim()));
      if (tagOf(element) === 'A') ids.push(idIn(conversationLink, pathOf(attribute(element, 'href'))));
      const known = [...new Set(ids.filter((id) => id !== undefined))];
      if (known.length === 0 || isContactsWord(element)) continue;
      const row =
        closest(element, headings) ?? rowOf(element) ?? (childElements(element).length > 0 ? element : undefined);
      const named = row && !isAboutContact(row, columns) ? nameIn(row) : undefined;
      if (!named) continue;
      const place = placeOf(named);
      for (const id of known)
        found.push({
          element: named,
          name: textOf(named),
          reference: { kind: 'conversation', conversationId: id as ConversationId },
          place,
          source: 'conversation',
        });
    }
    return found;
  }

  /** The element that holds the name: the element itself, or in a container such as a row the part that looks like one. */
  function nameIn(element: Element): Element | undefined {
    if (matches(element, notNames)) return undefined;
    const text = textOf(element);
    if (text === '' || text.length > 4 * longestName) return undefined;
    const leaves = selectAll(element, '*').filter((part) => childElements(part).length === 0 && textOf(part) !== '');
    if (leaves.length <= 1) return text.length <= longestName ? element : undefined;
    const named = selectAll(element, 'h1, h2, h3, h4, h5, h6, strong, b, [class*="name" i]').find(
      (part) => textOf(part) !== '' && !isEmphasis(part),
    );
    return named ?? leaves.find((leaf) => textOf(leaf).length > 2 && !isTime(leaf));
  }

  function fromText(isContactsWord: Check, idTexts: IdTexts, columns: readonly Element[]): Candidate[] {
    const { unnamed, idText, idTextCut } = patterns;
    if (!unnamed && !idText && !idTextCut) return [];
    const found: Candidate[] = [];
    const walker = Document.prototype.createTreeWalker.call(document, document, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const beside = idTexts.read(node as Text);
      if (beside) {
        const { reference, ...person } = beside;
        const read = contact(person, '', 'text');
        found.push(reference ? { ...read, reference } : { ...read, cut: true });
        continue;
      }
      const text = (node as Text).data.trim();
      const id = text.length > 0 && text.length < 40 ? idIn(unnamed, text) : undefined;
      const element = id === undefined ? null : parentOf(node);
      if (id === undefined || !element || textOf(element) !== text) continue;
      if (matches(element, notNames) || isContactsWord(element)) continue;
      if (!isFirstText(element) || isAboutContact(element, columns)) continue;
      const read = contact({ element, name: text }, id, 'text');
      found.push({ ...read, reference: { kind: 'contact', contactId: id as ContactId, fromText: true } });
    }
    return found;
  }

  function fromAddress(columns: readonly Element[]): Candidate[] {
    const address = pathOf(addressOf(document));
    const contactId = idIn(patterns.contactAddress, address);
    const conversationId = contactId === undefined ? idIn(patterns.conversationAddress, address) : undefined;
    if (contactId === undefined && conversationId === undefined) return [];
    const scopes = columns.length > 0 ? columns : [document];
    const heading = scopes
      .flatMap((scope) => selectAll(scope, headings))
      .find((element) => !closest(element, besides) && !words.isMarked(element) && isShown(element));
    if (!heading) return [];
    const reference: Reference =
      contactId === undefined
        ? { kind: 'conversation', conversationId: conversationId as ConversationId }
        : { kind: 'contact', contactId: contactId as ContactId };
    return [{ element: heading, name: textOf(heading), reference, place: 'heading', source: 'address' }];
  }

  /** Looks over the whole page. */
  function look(): Discovery {
    if (patterns.pages && !patterns.pages.test(pathOf(addressOf(document)) ?? '')) return { names: [], ambiguous: 0 };
    const columns = words.columns();
    const isContactsWord = (element: Element) => words.includes(element, columns);
    const idTexts = createIdTexts(document, patterns, isContactsWord);
    return oneEach([
      ...fromMarkup(isContactsWord, idTexts),
      ...fromText(isContactsWord, idTexts, columns),
      ...fromConversations(isContactsWord, columns),
      ...fromAddress(columns),
    ]);
  }

  return { look };
}

function selectorOf(attributes: readonly string[]): string {
  return attributes.map((name) => `[${name}]`).join(',');
}

function contact({ element, name }: PersonText, id: string, source: Candidate['source']): Candidate {
  return { element, name, reference: { kind: 'contact', contactId: id as ContactId }, place: placeOf(element), source };
}

function placeOf(element: Element): FoundName['place'] {
  return closest(element, headings) ? 'heading' : 'list';
}

/** In lists of facts and in panels behind the conversation, what contacts gave or wrote stands first in its row. */
function isAboutContact(element: Element, columns: readonly Element[]): boolean {
  const panel = closest(element, besides);
  return closest(element, 'dl') !== null || (panel !== null && columns.some((column) => isBefore(column, panel)));
}

function isShown(element: Element): boolean {
  return textOf(element) !== '' && boxOf(element).width > 0;
}

/** A word that stands out of a text around it, as the words that were searched for do in a preview of a message. */
function isEmphasis(part: Element): boolean {
  return (
    matches(part, 'strong, b') && [beside(part, 'previous'), beside(part, 'next')].some((node) => node instanceof Text)
  );
}

function isTime(leaf: Element): boolean {
  return matches(leaf, 'time, time *') || /^\d{1,2}:\d{2}\b/.test(textOf(leaf));
}
