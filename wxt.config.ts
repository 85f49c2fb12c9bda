import { readFile, writeFile } from 'node:fs/promises';
import JSZip from 'jszip';
import { defineConfig } from 'wxt';
import { manifestFor } from './utils/platform/manifest';

/** What addons.mozilla.org gets to build from: what this list names, and no file that happens to lie about. */
const sources = [
  '{entrypoints,components,utils,public}/**',
  'docs/build-from-sources.md',
  '{package,package-lock,tsconfig}.json',
  'wxt.config.ts',
  '{README,CHANGELOG,LICENSE}*',
];

/** The earliest time that a ZIP file can tell. */
const anyTime = new Date('1980-01-01T00:00:00Z');

/** Writes a package anew without time and place of its making, so that the same sources always give the same bytes. */
async function writeAnew(path: string): Promise<void> {
  const made = await JSZip.loadAsync(await readFile(path));
  const zip = new JSZip();
  const files = Object.values(made.files).filter(({ dir }) => !dir);
  for (const file of files.sort((one, other) => (one.name < other.name ? -1 : 1))) {
    zip.file(file.name, await file.async('nodebuffer'), { date: anyTime, createFolders: false });
  }
  const options = {
    type: 'nodebuffer',
    platform: 'DOS',
    compression: 'DEFLATE',
    compressionOptions: { level: 9 },
  } as const;
  await writeFile(path, await zip.generateAsync(options));
}

export default defineConfig({
  manifestVersion: 3,
  imports: false,
  manifest: ({ browser }) => manifestFor(browser),
  zip: {
    artifactTemplate: 'cordon-{{version}}-{{browser}}.zip',
    sourcesTemplate: 'cordon-{{version}}-firefox-sources.zip',
    includeSources: sources,
    excludeSources: ['**'],
  },
  hooks: {
    'zip:done': async (_, packages) => {
      for (const path of packages) await writeAnew(path);
    },
  },
  vite: ({ mode }) => {
    // What a shell happens to say must make no other build: with `test`, paths of this machine would get into it.
    process.env.NODE_ENV = mode;
    return { build: { sourcemap: false } };
  },
});
