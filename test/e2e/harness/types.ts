import type { KeyInput, Page, Browser as PuppeteerBrowser } from 'puppeteer-core';
import type { SiteHandler } from '../../lab/sites';

export type BrowserName = 'chromium' | 'firefox';
export type ColorScheme = 'light' | 'dark';

export interface LaunchOptions {
  readonly browser: BrowserName;
  /** The built extension: a folder with its manifest. */
  readonly extensionDir: string;
  /** Port of the lab's proxy on the loopback interface; everything goes through it, `localhost` too. */
  readonly proxyPort: number;
  /** Kept after closing. Without it each launch has a profile of its own, removed at the end. */
  readonly profileDir?: string;
  /** Installed in the profile, as from a store, and not for this launch only: a restart then finds it, and tells it so. */
  readonly installed?: Installation;
  readonly headless?: boolean;
  readonly colorScheme?: ColorScheme;
  /** Language of browser, pages and extension, for example `ja`. */
  readonly locale?: string;
  readonly windowSize?: Size;
  /** Called with the profile's folder once the browser has ended and before that goes. */
  readonly whenClosed?: (profileDir: string) => Promise<void>;
  /** Milliseconds between two commands, for people who watch. */
  readonly slow?: number;
}

/** An extension that is installed as people have it. `sites` are where the browser fetches it: they belong into the lab. */
export interface Installation {
  readonly id: string;
  readonly sites: Readonly<Record<string, SiteHandler>>;
  /** Firefox: the home folder of its user, where an administrator's settings for extensions are. */
  readonly home?: string;
}

/** An installation that can be taken away again, and whose managed policy can be set. */
export interface ManagedInstallation extends Installation {
  /** Puts a policy for the extension in the place of the one before; without a value there is none any more. */
  setPolicy(values: Readonly<Record<string, unknown>> | undefined): Promise<void>;
  remove(): Promise<void>;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** In CSS pixels of the view, from its top left corner as it is scrolled now. */
export interface Box extends Size {
  readonly x: number;
  readonly y: number;
}

export type ControlState =
  | 'busy'
  | 'checked'
  | 'collapsed'
  | 'disabled'
  | 'expanded'
  | 'focusable'
  | 'focused'
  | 'has-popup'
  | 'invalid'
  | 'mixed'
  | 'pressed'
  | 'readonly'
  | 'required'
  | 'selected';

/** What assistive technology is told of one element, closed shadow roots and frames included. */
export interface Control {
  /** Good for `boxOf` as long as the element lives. */
  readonly id: number;
  readonly role: string;
  readonly name: string;
  readonly description: string;
  readonly value: string;
  readonly states: readonly ControlState[];
  /** The text inside, spaces collapsed. */
  readonly text: string;
}

/** Text matches when equal after collapsing spaces and leaving out the marks that isolate directions. */
export interface ControlQuery {
  readonly role: string;
  readonly name?: string | RegExp;
  readonly description?: string | RegExp;
  readonly text?: string | RegExp;
  readonly states?: readonly ControlState[];
  readonly withoutStates?: readonly ControlState[];
  readonly within?: ControlQuery;
  /** Which of several, from 0. Without it, several matches fail an action. */
  readonly nth?: number;
}

export type Modifier = 'Alt' | 'Control' | 'Meta' | 'Shift';

export interface PressOptions {
  readonly button?: 'left' | 'middle' | 'right';
  readonly modifiers?: readonly Modifier[];
  /** 2 is a double-click. */
  readonly clickCount?: number;
  /** How long the pointer rests on the control before the press. */
  readonly hoverMs?: number;
  /** How long to wait until the control is there. */
  readonly timeoutMs?: number;
}

export interface WaitOptions {
  readonly timeoutMs?: number;
}

/** One document that a person sees: a console's page, a page of the extension, its popup or a window it opened. */
export interface View {
  /** The driver's own page. Firefox's popup has none, so reading this there throws. */
  readonly page: Page;
  url(): Promise<string>;
  /** Every element with a role, in reading order. */
  controls(): Promise<Control[]>;
  /** All text that assistive technology gets, spaces collapsed. */
  text(): Promise<string>;
  waitForControl(query: ControlQuery, options?: WaitOptions): Promise<Control>;
  waitForNoControl(query: ControlQuery, options?: WaitOptions): Promise<void>;
  waitForText(text: string | RegExp, options?: WaitOptions): Promise<void>;
  /** Undefined where the element is gone or not laid out. */
  boxOf(control: Control): Promise<Box | undefined>;
  /** Rests the pointer on the control's centre. */
  hover(query: ControlQuery, options?: WaitOptions): Promise<Control>;
  /** Presses at the control's centre with the real mouse, whatever lies on top. Answers the control as it was before. */
  press(query: ControlQuery, options?: PressOptions): Promise<Control>;
  /** Activates the control as a screen reader does: by no pointer and no key. Firefox only. */
  activate(query: ControlQuery, options?: WaitOptions): Promise<Control>;
  /** Gives focus without a press. */
  focus(query: ControlQuery, options?: WaitOptions): Promise<Control>;
  /** Presses Tab until the control has focus, as a keyboard user would. */
  tabTo(query: ControlQuery, options?: { readonly backwards?: boolean; readonly limit?: number }): Promise<Control>;
  /** One key with its modifiers, for example `Enter`, `Shift+F10`, `Alt+ArrowDown`. */
  pressKey(combination: KeyInput | `${Modifier}+${KeyInput}`): Promise<void>;
  /** Types into what has focus. */
  type(text: string): Promise<void>;
  /** Replaces what a text field holds, by keyboard. */
  fill(query: ControlQuery, text: string): Promise<void>;
  /** Fills a native date field, with or without a time: `2026-11-25` or `2026-11-25T14:05`. English browsers only. */
  fillDate(query: ControlQuery, date: string): Promise<void>;
  /** Chooses in a native select list, by keyboard. */
  choose(query: ControlQuery, option: string): Promise<void>;
  /** Loads the document again. */
  reload(): Promise<void>;
  screenshot(path: string, options?: { readonly fullPage?: boolean }): Promise<void>;
  bringToFront(): Promise<void>;
  isClosed(): Promise<boolean>;
  waitForClose(options?: WaitOptions): Promise<void>;
  close(): Promise<void>;
}

export type MessageLevel = 'debug' | 'info' | 'log' | 'warn' | 'error' | 'exception';

/** What scripts wrote to a console or threw. */
export interface LoggedMessage {
  readonly level: MessageLevel;
  readonly text: string;
  /** Address of the script, with its line. */
  readonly source: string;
  /** `extension` is every script of the extension but its background, those in console pages included. */
  readonly from: 'background' | 'extension' | 'page';
}

export interface Emulation {
  readonly colorScheme?: ColorScheme;
  readonly reducedMotion?: boolean;
  readonly forcedColors?: boolean;
}

/** One running browser with the extension in it. */
export interface Session {
  readonly browser: BrowserName;
  readonly puppeteer: PuppeteerBrowser;
  readonly version: string;
  readonly extensionId: string;
  /** `chrome-extension://…` or `moz-extension://…`, without a slash at the end. */
  readonly origin: string;
  readonly profileDir: string;
  /** Grows while the session runs; the oldest comes first. */
  readonly messages: readonly LoggedMessage[];
  /** A new tab with a console's page, loaded. */
  openPage(url: string): Promise<View>;
  /** A new tab with a page of the extension, loaded. `manifest.json` is a page that has the APIs and runs no code. */
  openExtensionPage(path: string): Promise<View>;
  /** The toolbar button's real popup, over the tab that is in front. */
  openPopup(): Promise<View>;
  /** The window, tab or popup that the browser or extension opened by itself, once its address matches. */
  waitForView(url: string | RegExp, options?: WaitOptions): Promise<View>;
  /** How many windows, tabs and popups show a matching address now. */
  countViews(url: RegExp): Promise<number>;
  /** Whether the browser's permission prompts are agreed to, from now on. Refusing is possible in Firefox only. */
  answerPrompts(answer: 'agree' | 'refuse'): Promise<void>;
  /** Gives access as a request that the user agreed to would. */
  grantHosts(origins: readonly string[]): Promise<void>;
  /** Takes access away as the user would in the browser's settings. */
  revokeHosts(origins: readonly string[]): Promise<void>;
  isBackgroundRunning(): Promise<boolean>;
  /** Ends the background at once, whatever it is doing; its next event starts it again. */
  killBackground(): Promise<void>;
  emulate(emulation: Emulation): Promise<void>;
  /** Closes the browser as a person would. */
  close(): Promise<void>;
  /** Ends the browser as a crash would. */
  kill(): Promise<void>;
}
