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
  { state: { surface: 'question', id: 'names-differ' }, view: light, to: 'question' },
];

const gallery = await openGallery();
try {
  for (const { state, view, to } of pictures) {
    const window = await gallery.open(view, 2);
    await window.show(state);
    // No more than there is to see.
    await window.page.setViewport({ ...(window.page.viewport() ?? { width: 380 }), height: 40 });
    await writeFile(fileURLToPath(new URL(`../../docs/pictures/${to}.png`, import.meta.url)), await window.picture());
  }
} finally {
  await gallery.close();
}
