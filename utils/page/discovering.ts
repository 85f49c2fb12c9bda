import { createButton } from './button';
import { createContactsWords } from './contacts-words';
import { createDiscovery } from './discover';
import type { MakeDiscovery } from './discovery-door';
import { createFitting } from './fitting';
import { createNearby } from './nearby';
import { openContact } from './open-contact';
import { createPlacement } from './placement';

/** Puts together what is about the names of one page. */
export const createDiscovering: MakeDiscovery = (document, view, changed) => {
  const words = createContactsWords(document, view);
  const fitting = createFitting();
  return {
    by: (recipe) => createDiscovery(document, recipe, words),
    open: openContact,
    nearby: createNearby(changed),
    createButton,
    placement: createPlacement(view, fitting.forget),
    fitting,
  };
};
