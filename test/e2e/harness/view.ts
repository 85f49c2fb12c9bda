import type { KeyInput, Page } from 'puppeteer-core';
import { type AccessibleNode, createControlTree, describeControls, describeQuery, plain, textOf } from './controls';
import type { Box, Control, ControlQuery, Modifier, View } from './types';
import { pause, waitUntil } from './wait';

// For a small machine with two browsers on it; what is there sooner is not waited for.
const DEFAULT_TIMEOUT_MS = 15_000;
const FOCUS_TIMEOUT_MS = 500;
const TAB_LIMIT = 80;

// Nobody aims at a control of a page and presses it within this time, and Cordon takes no such press for meant.
const AIM_MS = 350;

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface MousePress {
  readonly button: 'left' | 'middle' | 'right';
  readonly count: number;
}

/** What one browser must be able to do with one document; `createView` builds all else on it. */
export interface ViewDriver {
  readonly page: Page;
  url(): Promise<string>;
  /** In reading order, parents first. */
  readNodes(): Promise<AccessibleNode[]>;
  boxOf(id: number): Promise<Box | undefined>;
  /** Scrolls the element into view where it is not. */
  reveal(id: number): Promise<void>;
  focus(id: number): Promise<void>;
  /** Does what assistive technology does to activate the element. Missing where the browser lets no driver do so. */
  activate?(id: number): Promise<void>;
  movePointer(to: Point): Promise<void>;
  pressPointer(at: Point, press: MousePress): Promise<void>;
  keyDown(key: KeyInput): Promise<void>;
  keyUp(key: KeyInput): Promise<void>;
  type(text: string): Promise<void>;
  selectAll(): Promise<void>;
  reload(): Promise<void>;
  screenshot(path: string, fullPage: boolean): Promise<void>;
  bringToFront(): Promise<void>;
  isClosed(): Promise<boolean>;
  close(): Promise<void>;
}

function centreOf(box: Box): Point {
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

function isSame(one: Box | undefined, other: Box | undefined): boolean {
  return one?.x === other?.x && one?.y === other?.y && one?.width === other?.width && one?.height === other?.height;
}

/** Everything that a test does with one document, for both browsers. */
export function createView(driver: ViewDriver): View {
  const readTree = async () => createControlTree(await driver.readNodes());

  const findOne = async (query: ControlQuery, timeoutMs = DEFAULT_TIMEOUT_MS): Promise<Control> => {
    let seen: Control[] = [];
    let count = 0;
    return await waitUntil(
      async () => {
        const tree = await readTree();
        seen = tree.all();
        const found = tree.find(query);
        count = found.length;
        // While something is drawn anew, the browser's tree may hold the old one and the new one.
        return count === 1 ? found[0] : undefined;
      },
      () => `${count || 'no'} ${describeQuery(query)}; there is ${describeControls(seen)}`,
      timeoutMs,
    );
  };

  /**
   * The control with a box that two readings in a row agree on, so that nothing is pressed where it was a moment ago.
   * Lists that draw their rows anew put another element in its place: then that one is found.
   */
  const findAtRest = async (query: ControlQuery, timeoutMs?: number): Promise<{ control: Control; box: Box }> => {
    let control = await findOne(query, timeoutMs);
    let last: Box | undefined;
    return await waitUntil(
      async () => {
        // Each time: a list that is drawn anew or sorted again may have carried it out of sight.
        await driver.reveal(control.id);
        const box = await driver.boxOf(control.id);
        const rests = box !== undefined && isSame(box, last);
        last = box;
        if (!box) control = await findOne(query, timeoutMs);
        return rests && { control, box };
      },
      () => `${describeQuery(query)} has no place of its own or does not stay there`,
      DEFAULT_TIMEOUT_MS,
    );
  };

  const pointAt = async (query: ControlQuery, timeoutMs?: number) => {
    await driver.bringToFront();
    return await waitUntil(
      async () => {
        const { control, box } = await findAtRest(query, timeoutMs);
        const point = centreOf(box);
        await driver.movePointer(point);
        // What the pointer's coming set off, or an answer that came meanwhile, may have carried it away.
        const stays = isSame(await driver.boxOf(control.id), box);
        return stays && { control, point };
      },
      () => `${describeQuery(query)} moves away from the pointer`,
      DEFAULT_TIMEOUT_MS,
    );
  };

  const pressKey: View['pressKey'] = async (combination) => {
    // Firefox's driver has no word for this key.
    const keys = combination.split('+').map((key) => (key === 'Space' ? ' ' : key)) as KeyInput[];
    for (const key of keys) await driver.keyDown(key);
    for (const key of keys.reverse()) await driver.keyUp(key);
  };

  const readFocused = async () => {
    const nodes = await driver.readNodes();
    return { nodes, focused: nodes.findLast((node) => node.states.includes('focused'))?.id };
  };

  const stepFocus = async (key: 'Tab' | 'Shift+Tab') => {
    const before = await readFocused();
    await pressKey(key);
    const end = performance.now() + FOCUS_TIMEOUT_MS;
    let after = await readFocused();
    while (after.focused === before.focused && performance.now() < end) after = await readFocused();
    return after;
  };

  const view: View = {
    get page() {
      return driver.page;
    },
    url: () => driver.url(),
    controls: async () => (await readTree()).all(),
    text: async () => textOf(await driver.readNodes()),
    waitForControl: (query, options) => findOne(query, options?.timeoutMs),
    waitForNoControl: async (query, options) => {
      await waitUntil(
        async () => (await readTree()).find(query).length === 0,
        () => `${describeQuery(query)} is still there`,
        options?.timeoutMs ?? DEFAULT_TIMEOUT_MS,
      );
    },
    waitForText: async (wanted, options) => {
      let text = '';
      await waitUntil(
        async () => {
          text = await view.text();
          return typeof wanted === 'string' ? text.includes(plain(wanted)) : wanted.test(text);
        },
        () => `the text ${wanted} is not in: ${text}`,
        options?.timeoutMs ?? DEFAULT_TIMEOUT_MS,
      );
    },
    boxOf: (control) => driver.boxOf(control.id),
    hover: async (query, options) => (await pointAt(query, options?.timeoutMs)).control,
    press: async (query, options = {}) => {
      const { control, point } = await pointAt(query, options.timeoutMs);
      const aim = /^https?:/.test(await driver.url()) ? AIM_MS : 0;
      await pause(Math.max(options.hoverMs ?? 0, aim));
      const modifiers: readonly Modifier[] = options.modifiers ?? [];
      for (const modifier of modifiers) await driver.keyDown(modifier);
      await driver.pressPointer(point, { button: options.button ?? 'left', count: options.clickCount ?? 1 });
      for (const modifier of modifiers) await driver.keyUp(modifier);
      return control;
    },
    activate: async (query, options) => {
      if (!driver.activate) throw new Error('This browser lets no driver do what assistive technology does');
      const control = await findOne(query, options?.timeoutMs);
      await driver.activate(control.id);
      return control;
    },
    focus: async (query, options) => {
      await driver.bringToFront();
      const control = await findOne(query, options?.timeoutMs);
      await driver.focus(control.id);
      return control;
    },
    tabTo: async (query, { backwards = false, limit = TAB_LIMIT } = {}) => {
      await driver.bringToFront();
      // A Tab in a page that is not drawn yet leaves it, and Firefox comes back at its end.
      await waitUntil(
        async () => (await readTree()).find(query).length > 0,
        () => `there is no ${describeQuery(query)}`,
        DEFAULT_TIMEOUT_MS,
      );
      const met: string[] = [];
      for (let step = 0; step < limit; step += 1) {
        const { nodes, focused } = await stepFocus(backwards ? 'Shift+Tab' : 'Tab');
        const tree = createControlTree(nodes);
        const control = tree.find(query).find(({ id }) => id === focused);
        if (control) return control;
        met.push(describeControls(tree.all().filter(({ id }) => id === focused)) || 'nothing');
      }
      throw new Error(
        `${limit} presses of Tab did not reach ${describeQuery(query)}, but ${[...new Set(met)].join(', ')}`,
      );
    },
    pressKey,
    type: (text) => driver.type(text),
    fill: async (query, text) => {
      await view.press(query);
      await driver.selectAll();
      await pressKey('Delete');
      await driver.type(text);
    },
    fillDate: async (query, date) => {
      const [, year, month, day, hour, minute] = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d))?$/.exec(date) ?? [];
      if (!year || !month || !day) throw new Error(`${date} is no date`);
      const typeInto = async (part: ControlQuery, text: string) => {
        await view.focus(part);
        await driver.type(text);
      };
      const part = (name: RegExp): ControlQuery => ({ role: 'spinbutton', name, within: query });
      await typeInto(part(/^Month/), month);
      await typeInto(part(/^Day/), day);
      await typeInto(part(/^Year/), year);
      if (!hour || !minute) return;
      const half = (await view.controls()).find(({ name }) => name.startsWith('AM/PM'));
      const hour12 = String(Number(hour) % 12 || 12).padStart(2, '0');
      await typeInto(part(/^Hours/), half ? hour12 : hour);
      await typeInto(part(/^Minutes/), minute);
      if (half) await typeInto({ role: half.role, name: half.name, within: query }, Number(hour) < 12 ? 'a' : 'p');
    },
    choose: async (query, option) => {
      await view.focus(query);
      await driver.type(option);
      let value = '';
      await waitUntil(
        async () => {
          value = (await findOne(query)).value;
          return plain(value) === plain(option);
        },
        () => `${describeQuery(query)} holds "${value}", not "${option}"`,
        DEFAULT_TIMEOUT_MS,
      );
    },
    reload: () => driver.reload(),
    screenshot: (path, options) => driver.screenshot(path, options?.fullPage ?? false),
    bringToFront: () => driver.bringToFront(),
    isClosed: () => driver.isClosed(),
    waitForClose: async (options) => {
      await waitUntil(
        () => driver.isClosed(),
        () => 'the view is still open',
        options?.timeoutMs ?? DEFAULT_TIMEOUT_MS,
      );
    },
    close: () => driver.close(),
  };
  return view;
}
