import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { View } from '../../e2e/harness/launch';

/** Where the pictures go, as people type it. */
export const PICTURES = 'test/pictures/demo';

/** Longer than what moves or fades on the screens, in milliseconds. */
const SETTLE_MS = 350;

/** Takes a picture of a view; the pictures are numbered in the order in which they are taken. */
export type TakePicture = (view: View, name: string) => Promise<void>;

/** Empties the folder for pictures and gives what fills it. */
export async function openPictures(): Promise<TakePicture> {
  const folder = fileURLToPath(new URL(`../../../${PICTURES}/`, import.meta.url));
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  let taken = 0;
  return async (view, name) => {
    taken += 1;
    await sleep(SETTLE_MS);
    await view.screenshot(join(folder, `${String(taken).padStart(2, '0')}-${name}.png`));
  };
}
