import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openGallery } from './browser';
import { createSheets } from './sheet';
import { views } from './views';

/** Where the pictures go, as people type it. */
const PICTURES = 'test/pictures/gallery';

// Words after the command choose states whose surface or name holds one of them.
const wanted = process.argv.slice(2);
const folder = fileURLToPath(new URL(`../../${PICTURES}/`, import.meta.url));
const gallery = await openGallery();
try {
  const windows = await Promise.all(views.map((view) => gallery.open(view)));
  const sheet = await createSheets(gallery.browser);
  const all = (await windows[0]?.list()) ?? [];
  const chosen = all.filter(
    ({ surface, id }) => wanted.length === 0 || wanted.some((word) => `${surface}/${id}`.includes(word)),
  );
  if (wanted.length === 0) await rm(folder, { recursive: true, force: true });
  const failed: string[] = [];
  for (const state of chosen) {
    try {
      await Promise.all(windows.map((window) => window.show(state)));
    } catch (thrown) {
      failed.push(`${state.surface}: ${state.id}: ${thrown}`);
    }
    const pictures = [];
    for (const [place, window] of windows.entries()) {
      pictures.push({ label: views[place]?.id ?? '', picture: await window.picture() });
    }
    const path = join(folder, state.surface, `${fileName(state.id)}.png`);
    await mkdir(join(folder, state.surface), { recursive: true });
    await writeFile(path, await sheet(`${state.surface}: ${state.id}`, pictures));
  }
  for (const line of failed) console.error(line);
  if (failed.length > 0) process.exitCode = 1;
  console.log(`${chosen.length} rows of ${views.length} pictures are in ${PICTURES}.`);
} finally {
  await gallery.close();
}

function fileName(id: string): string {
  return id.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
}
