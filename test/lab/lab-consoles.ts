import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { LabConsoleModule } from './lab-console';

const folder = new URL('.', import.meta.url);
const found = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => fileURLToPath(new URL(`${name}/lab-console.ts`, folder)))
  .filter((path) => existsSync(path))
  .sort();

/** Every imitated console: the folders beside this file that have a `lab-console.ts`, in the order of their names. */
export const labConsoles: readonly LabConsoleModule[] = await Promise.all(
  found.map((path): Promise<LabConsoleModule> => import(/* @vite-ignore */ path)),
);
