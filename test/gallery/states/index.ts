import type { GalleryState } from '../state';
import { buttonStates } from './button';
import { connectingStates } from './connecting';
import { menuStates } from './menu';
import { optionsStates } from './options';
import { popupStates } from './popup';
import { questionStates } from './question';

/** Every state of every surface. Each entry is a row of the gallery, and is checked by axe-core. */
export const states: readonly GalleryState[] = [
  ...buttonStates,
  ...menuStates,
  ...popupStates,
  ...connectingStates,
  ...optionsStates,
  ...questionStates,
];
