import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Gives a new profile the settings for which Chromium has no flag; leaves one that was used before as it is. */
export async function prepareChromiumProfile(dir: string, locale = 'en-US'): Promise<void> {
  // Else Chromium fetches a dictionary from redirector.gvt1.com at the first letter typed.
  const settings = { spellcheck: { blocked_dictionaries: ['en-US', locale] } };
  await mkdir(join(dir, 'Default'), { recursive: true });
  await writeFile(join(dir, 'Default', 'Preferences'), JSON.stringify(settings), { flag: 'wx' }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    },
  );
}
