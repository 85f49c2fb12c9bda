import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { labHosts } from './lab-hosts';

/**
 * Copies the production builds and adds the lab's hosts to their manifests, and nothing else: no driver can press Chromium's
 * native permission prompt.
 */
async function buildLab(): Promise<void> {
  for (const name of ['chrome-mv3', 'firefox-mv3']) {
    const [from, to] = [`.output/${name}`, `.output/${name}-lab`];
    await rm(to, { recursive: true, force: true });
    await cp(from, to, { recursive: true });
    const manifest: Record<string, unknown> = JSON.parse(await readFile(`${to}/manifest.json`, 'utf8'));
    await writeFile(`${to}/manifest.json`, JSON.stringify({ ...manifest, host_permissions: labHosts }));
  }
}

await buildLab();
