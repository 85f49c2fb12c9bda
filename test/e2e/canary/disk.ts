import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { gunzipSync, inflateSync } from 'node:zlib';
import { formsIn, type Wanted } from './forms';

/** What may be packed inside a file, unpacked where that is possible from the first byte on. */
function unpacked(bytes: Buffer): readonly Buffer[] {
  const found: Buffer[] = [];
  for (const unpack of [gunzipSync, inflateSync]) {
    try {
      found.push(unpack(bytes));
    } catch {
      // It is not packed in this way.
    }
  }
  return found;
}

/** Every file below a folder that holds something wanted, as `path: what as form`, names of files included. */
export async function findOnDisk(dir: string, all: readonly Wanted[]): Promise<readonly string[]> {
  const found: string[] = [];
  let files = 0;
  for (const entry of await readdir(dir, { recursive: true, withFileTypes: true })) {
    const path = relative(dir, join(entry.parentPath, entry.name)).replaceAll('\\', '/');
    const named = all.flatMap((one) => formsIn(Buffer.from(entry.name), one));
    found.push(...named.map((what) => `${path}: its name holds ${what}`));
    if (!entry.isFile()) continue;
    files += 1;
    const bytes = await readFile(join(dir, path));
    const inside = [bytes, ...unpacked(bytes)].flatMap((part) => all.flatMap((one) => formsIn(part, one)));
    found.push(...[...new Set(inside)].map((what) => `${path}: ${what}`));
  }
  // A profile has hundreds of files: an empty folder would prove nothing.
  if (files < 20) throw new Error(`only ${files} files in ${dir}`);
  return found;
}
