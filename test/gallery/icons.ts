import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launchAlone } from './browser';

/** Each icon by its size, with the drawing that was made for it. */
const icons = [
  { size: 16, source: '16', to: 'public/icon' },
  { size: 32, source: 'icon', to: 'public/icon' },
  { size: 48, source: '48', to: 'public/icon' },
  { size: 96, source: 'icon', to: 'public/icon' },
  { size: 128, source: 'icon', to: 'public/icon' },
  { size: 64, source: 'icon', to: 'docs/icon/store' },
  { size: 300, source: 'icon', to: 'docs/icon/store' },
] as const;

const at = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

const browser = await launchAlone();
try {
  const page = await browser.newPage();
  for (const { size, source, to } of icons) {
    const svg = await readFile(at(`docs/icon/${source}.svg`), 'utf8');
    await page.setViewport({ width: size, height: size });
    await page.setContent(
      `<!doctype html><style>body { margin: 0 } svg { display: block; width: ${size}px }</style>${svg}`,
    );
    const path = at(`${to}/${size}.png`);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, await page.screenshot({ omitBackground: true }));
  }
} finally {
  await browser.close();
}
