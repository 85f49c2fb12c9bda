import { readdirSync, readFileSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root, with a slash at its end. */
export const root = fileURLToPath(new URL('../../', import.meta.url));

/** Every file below a folder of the repository, or of a copy of it, by its path from that folder, with forward slashes. */
export function readFiles(folder: string, where = root): ReadonlyMap<string, Buffer> {
  const top = `${where}${folder}`;
  const found = new Map<string, Buffer>();
  for (const entry of readdirSync(top, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = `${entry.parentPath}${sep}${entry.name}`;
    found.set(relative(top, path).replaceAll(sep, '/'), readFileSync(path));
  }
  return found;
}

/** Every file below some folders as text, by its path from the repository's root. */
export function readSources(...folders: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    folders.flatMap((folder) =>
      [...readFiles(folder)].map(([path, content]): [string, string] => [
        `${folder}/${path}`,
        content.toString('utf8'),
      ]),
    ),
  );
}
