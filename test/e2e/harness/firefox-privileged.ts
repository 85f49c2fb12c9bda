import type { AccessibleNode } from './controls';
import type { Box, LoggedMessage, Size } from './types';
import type { MousePress, Point } from './view';

/** The parts of Firefox's own interfaces that the agent uses inside the browser; none of it is in any typed package. */
export interface Out<Value> {
  value?: Value;
}

export interface Accessible {
  readonly role: number;
  readonly computedARIARole: string;
  readonly name: string | null;
  readonly description: string | null;
  readonly value: string;
  readonly firstChild: Accessible | null;
  readonly nextSibling: Accessible | null;
  readonly attributes: { getStringProperty(name: string): string } | null;
  getState(state: Out<number>, extra: Out<number>): void;
  getBoundsInCSSPixels(x: Out<number>, y: Out<number>, width: Out<number>, height: Out<number>): void;
  scrollTo(how: number): void;
  takeFocus(): void;
  doAction(index: number): void;
}

export interface BrowserElement extends Element {
  readonly currentURI: { readonly spec: string } | null;
  readonly webProgress: { readonly isLoadingDocument: boolean } | null;
  readonly browsingContext: {
    readonly currentWindowGlobal: {
      drawSnapshot(area: DOMRect, scale: number, background: string): Promise<ImageBitmap>;
    };
  };
  focus(): void;
}

export interface Extension {
  readonly backgroundState: string | undefined;
  terminateBackground(options: object): Promise<void>;
}

export interface HostPermissions {
  readonly permissions: readonly string[];
  readonly origins: readonly string[];
}

export interface ConsoleEvent {
  readonly level: string;
  readonly filename: string;
  readonly lineNumber: number;
  readonly arguments: readonly unknown[];
}

export interface ScriptError {
  readonly errorMessage: string;
  readonly sourceName: string;
  readonly lineNumber: number;
  readonly flags: number;
  readonly category: string;
}

/** A message as the agent sends it; who `from` is, only the harness knows. */
export type RawMessage = Omit<LoggedMessage, 'from'>;

/** What the agent offers. A view is the driver's id of a tab's document, or `popup`. */
export interface Agent {
  isOpen(view: string): boolean;
  readNodes(view: string): AccessibleNode[];
  boxOf(view: string, id: number): Box | undefined;
  /** Whether the element's centre is on the part of the document that is seen, as far as the browser has told this process. */
  isInView(view: string, id: number): boolean;
  reveal(id: number): void;
  focus(id: number): void;
  /** Its first action, as assistive technology calls it. */
  activate(id: number): void;
  listen(send: (message: string) => void): void;
  setLocale(locale: string): void;
  setPref(name: string, value: boolean | number | undefined): void;
  answerPrompts(agree: boolean): void;
  changeHosts(extensionId: string, change: 'add' | 'remove', origins: readonly string[]): Promise<void>;
  backgroundState(extensionId: string): string;
  endBackground(extensionId: string): Promise<void>;
  openPopup(extensionId: string): Promise<void>;
  popupState(): { readonly url: string; readonly size: Size } | undefined;
  closePopup(): void;
  drawPopup(): Promise<string>;
  movePointerInPopup(to: Point): void;
  pressInPopup(at: Point, press: MousePress): void;
  pressKeyInPopup(key: string): void;
  holdModifierInPopup(key: string, held: boolean): void;
}
