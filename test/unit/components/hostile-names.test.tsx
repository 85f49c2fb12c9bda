// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { showable } from '../../../utils/platform/hostile-text';
import { hostileNames } from '../../fixtures/hostile-names';
import { now } from './fake-port';
import { type Draw, surfaces } from './hostile-surfaces';

/** Names as most people have them, each another. */
const plainNames = (length: number) => Array.from({ length }, (_, index) => `Alex Morgan ${index}.`);
/** What `showable` leaves at most of a name: letters as they are stored, not as people count them. */
const longest = 481;

/** Every element by its name and the names of its attributes, in order. */
function outline(root: ParentNode): readonly string[] {
  return [...root.querySelectorAll('*')].map(
    (element) => `${element.tagName} ${element.getAttributeNames().join(' ')}`,
  );
}

/** Every text and every attribute, each by itself. */
function textsOf({ root, said = '' }: Awaited<ReturnType<Draw>>): readonly string[] {
  const elements = [...root.querySelectorAll('*')].filter(({ tagName }) => tagName !== 'STYLE');
  const attributes = elements.flatMap((element) =>
    element.getAttributeNames().map((name) => element.getAttribute(name) ?? ''),
  );
  const texts = elements.flatMap(({ childNodes }) =>
    [...childNodes].filter(({ nodeType }) => nodeType === 3).map(({ nodeValue }) => nodeValue ?? ''),
  );
  return [...attributes, ...texts, said];
}

function count(texts: readonly string[], word: string): number {
  return texts.join('\n').split(word).length - 1;
}

/** Controls, marks that turn directions but for those that isolate, separators of lines, and halves of letters. */
const forbidden = /[\p{Cc}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2028\u2029]/u;

const seen = hostileNames.map((name) => ({ name, shown: showable(name) }));
const visible = seen.filter(({ shown }) => shown !== '');
const invisible = seen.filter(({ shown }) => shown === '');

function chunks<T>(all: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
    all.slice(index * size, (index + 1) * size),
  );
}

beforeEach(() => {
  vi.useFakeTimers({ now });
});
afterEach(() => {
  vi.useRealTimers();
  document.body.replaceChildren();
});

it('the corpus has at least two hundred names', () => {
  expect(new Set(hostileNames).size).toBeGreaterThanOrEqual(200);
  expect(invisible.length).toBeGreaterThan(10);
});

describe.each(Object.entries(surfaces))('on %s', (_surface, { at, draw }) => {
  it('every hostile name is text, whole and alone', async () => {
    const plain = new Map<number, { readonly elements: readonly string[]; readonly texts: readonly string[] }>();
    const look = async (names: readonly string[]) => {
      const made = await draw(names);
      const seen = { elements: outline(made.root), texts: textsOf(made) };
      made.end();
      return seen;
    };
    for (const names of chunks(visible, at)) {
      const ordinary = plainNames(names.length);
      const like = plain.get(names.length) ?? (await look(ordinary));
      plain.set(names.length, like);
      const { elements, texts } = await look(names.map(({ name }) => name));
      const where = JSON.stringify(names.map(({ shown }) => shown.slice(0, 20)));
      expect(elements, where).toEqual(like.elements);
      expect(texts.filter((text) => forbidden.test(text))).toEqual([]);
      const times = ordinary.map((name) => count(like.texts, name));
      for (const [index, { shown }] of names.entries()) {
        expect(times[index]).toBeGreaterThanOrEqual(1);
        expect(count(texts, shown), shown).toBeGreaterThanOrEqual(times[index] ?? 0);
      }
      const drawn = times.reduce((sum, one) => sum + one, 0);
      expect(texts.join('').length, where).toBeLessThanOrEqual(like.texts.join('').length + drawn * longest);
    }
  }, 120_000);

  it('a name cannot turn the direction of the words around it', async () => {
    const { root, end } = await draw(plainNames(at));
    const texts = [...root.querySelectorAll('*')].flatMap(({ childNodes }) => [...childNodes]);
    const open = texts.filter(
      (node) => node.nodeType === 3 && node.nodeValue?.includes('Alex Morgan') && !node.parentElement?.closest('bdi'),
    );
    end();
    // What is spoken has no direction; the live regions are for that.
    const spoken = open.filter((node) => !node.parentElement?.closest('[role=status]'));
    expect(spoken.map(({ nodeValue }) => nodeValue).filter((text) => !/\u2068.*\u2069/.test(text ?? ''))).toEqual([]);
  });

  it('where nothing of a name can be seen, something else is said', async () => {
    for (const names of chunks(invisible, at)) {
      const nobody = await draw(names.map(({ name }) => name));
      const texts = textsOf(nobody);
      nobody.end();
      expect(texts.filter((text) => forbidden.test(text))).toEqual([]);
      expect(texts.join('').length).toBeLessThan(400 * names.length + 20_000);
    }
  }, 120_000);
});
