import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { openGallery, type StateName } from './browser';
import type { GalleryView } from './views';

interface Wanted {
  readonly state: StateName;
  readonly view: GalleryView;
  readonly to: string;
}

const light: GalleryView = { id: 'light', language: 'en' };

/** The pictures of README that are states of the gallery; the others come from the demo. */
const pictures: readonly Wanted[] = [
  { state: { surface: 'popup', id: 'the whole' }, view: light, to: 'popup' },
  {
    state: { surface: 'popup', id: 'the whole' },
    view: { id: 'dark from right to left', language: 'ar', dark: true },
    to: 'popup-arabic',
  },
  { state: { surface: 'menu', id: 'block' }, view: light, to: 'menu' },
  { state: { surface: 'question', id: 'names-differ' }, view: light, to: 'question' },
];

const gallery = await openGallery();
try {
  for (const { state, view, to } of pictures) {
    const window = await gallery.open(view, 2);
    await window.show(state);
    // No more than there is to see; a menu is as high as the window lets it.
    const least = state.surface === 'menu' ? 400 : 40;
    await window.page.setViewport({ ...(window.page.viewport() ?? { width: 380 }), height: least });
    await writeFile(fileURLToPath(new URL(`../../docs/pictures/${to}.png`, import.meta.url)), await window.picture());
  }
} finally {
  await gallery.close();
}
