import { createButton } from '../../utils/page/button';
import { buttonStyles } from '../../utils/page/styles';

/** Makes the button of inboxes for one of Cordon's own pages, whose policy lets no style stand in the page itself. */
export const createPracticeButton: typeof createButton = (document, full, tongue, events) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(buttonStyles);
  return createButton(document, full, tongue, events, sheet);
};
