// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { takePageApi } from '../../../utils/platform/page-api';

function createApi(id: string | undefined = 'abc') {
  const nothing = () => {};
  return {
    runtime: { id, sendMessage: nothing, onMessage: { addListener: nothing, removeListener: nothing } },
    i18n: { getMessage: nothing, getUILanguage: nothing },
  };
}

function standing(browser: unknown, chrome: unknown): ReturnType<typeof takePageApi> {
  vi.stubGlobal('browser', browser);
  vi.stubGlobal('chrome', chrome);
  return takePageApi();
}

/** An element that holds everything the API would: only what it is can tell. */
function elementAsApi(tag: string): Element {
  return Object.assign(document.createElement(tag), createApi());
}

const throwing = new Proxy(createApi(), {
  get() {
    throw new DOMException('Blocked a frame', 'SecurityError');
  },
});

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('the API that a content script takes', () => {
  it('is the browser’s', () => {
    const api = createApi();
    expect(standing(api, undefined)).toBe(api);
    expect(standing(undefined, api)).toBe(api);
    expect(standing(api, createApi())).toBe(api);
  });

  it.each(['form', 'a', 'img', 'div', 'iframe'])('is never a <%s> that stands in its place', (tag) => {
    expect(standing(undefined, elementAsApi(tag))).toBeUndefined();
    expect(standing(elementAsApi(tag), undefined)).toBeUndefined();
  });

  it('is the real one where an element stands in the other place', () => {
    const api = createApi();
    expect(standing(elementAsApi('form'), api)).toBe(api);
  });

  it('is never several elements of one name, nor a frame’s window', () => {
    expect(standing(undefined, Object.assign(document.getElementsByTagName('i'), createApi()))).toBeUndefined();
    expect(standing(undefined, window)).toBeUndefined();
  });

  it('is never a frame of another origin, which lets nobody read it', () => {
    expect(standing(undefined, throwing)).toBeUndefined();
    const api = createApi();
    expect(standing(throwing, api)).toBe(api);
  });

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'chrome'],
    ['a function', () => {}],
    ['an empty object', {}],
    ['an API without an id', { ...createApi(), runtime: { ...createApi().runtime, id: undefined } }],
    ['an API that cannot send', { ...createApi(), runtime: { ...createApi().runtime, sendMessage: {} } }],
    ['an API that cannot listen', { ...createApi(), runtime: { ...createApi().runtime, onMessage: {} } }],
    ['an API without sentences', { ...createApi(), i18n: {} }],
    ['the API that pages see', { runtime: undefined, app: {} }],
  ])('is not taken from %s', (_what, value) => {
    expect(standing(undefined, value)).toBeUndefined();
  });
});
