import { innerRootOf, selectAll } from './dom';

/** The id by which a copy of the inbox script knows the buttons of another. Inside a closed root, where no page sees it. */
export const buttonMark = 'cordon';

/**
 * Takes away the buttons of a copy of this script whose extension was updated under it. Firefox ends such a copy at once and leaves its
 * buttons, dead. It also lets scripts of extensions see into closed roots; Chromium does not, and there the old copy leaves by itself.
 */
export function removeDeadButtons(document: Document): void {
  for (const host of selectAll(document, 'span:empty')) {
    if (innerRootOf(host)?.getElementById(buttonMark)) host.remove();
  }
}
