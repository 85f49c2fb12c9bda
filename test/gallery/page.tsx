import './open-roots';
import { options, render } from 'preact';
import lockSheet from '../../components/lock/lock.css?inline';
import optionsSheet from '../../components/options/options.css?inline';
import popupSheet from '../../components/popup/popup.css?inline';
import questionSheet from '../../components/question/question.css?inline';
import baseSheet from '../../components/shared/base.css?inline';
import tokensSheet from '../../components/shared/tokens.css?inline';
import { stopClock } from './clock';
import { findControl } from './find-control';
import inboxSheet from './inbox.css?inline';
import { createStage, type Language } from './stage';
import type { Step } from './state';
import { states } from './states';
import type { SurfaceName } from './surfaces';

/** What the gallery's page offers to whoever drives it. */
export interface GalleryPage {
  list(): readonly { readonly id: string; readonly surface: SurfaceName }[];
  /** Shows one state and gives what is to be done on it. */
  show(surface: SurfaceName, id: string, language: Language, hostileNames: boolean): readonly Step[];
  find(name: string, nth: number): Element;
  /** Resolves when nothing is on its way to the screen any more. */
  settled(): Promise<void>;
}

// In the order in which each page of the extension has them.
const sheets: Readonly<Record<SurfaceName, readonly string[]>> = {
  button: [inboxSheet],
  menu: [inboxSheet],
  popup: [tokensSheet, baseSheet, questionSheet, popupSheet, lockSheet],
  options: [tokensSheet, baseSheet, questionSheet, popupSheet, optionsSheet, lockSheet],
  question: [tokensSheet, baseSheet, popupSheet, questionSheet, lockSheet],
};

stopClock();
// Frames may be few in a window that nobody sees.
options.requestAnimationFrame = (work) => void setTimeout(work);

const style = document.createElement('style');
document.head.append(style);
let root: HTMLElement | undefined;

const page: GalleryPage = {
  list: () => states.map(({ id, surface }) => ({ id, surface })),
  show(surface, id, language, hostileNames) {
    const state = states.find((one) => one.surface === surface && one.id === id);
    if (!state) throw new RangeError(`no state ${surface} ${id}`);
    if (root) render(null, root);
    document.body.replaceChildren();
    for (const layer of document.querySelectorAll('html > :not(head, body)')) layer.remove();
    document.title = 'Cordon';
    const stage = createStage(language, hostileNames);
    Object.assign(document.documentElement, stage.tongue);
    // A caret that blinks is on one picture and not on the next.
    style.textContent = [...sheets[surface], '* { caret-color: transparent }'].join('\n');
    root = document.createElement('div');
    document.body.append(root);
    if (state.draw) render(state.draw(stage), root);
    state.mount?.(root, stage);
    return state.steps?.(stage) ?? [];
  },
  find: (name, nth) => findControl(document, name, nth),
  async settled() {
    for (let round = 0; round < 6; round += 1) await new Promise((done) => setTimeout(done));
    await document.fonts.ready;
  },
};

Object.assign(globalThis, { gallery: page });
