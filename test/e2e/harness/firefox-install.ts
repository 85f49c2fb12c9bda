import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import JSZip from 'jszip';
import type { ManagedInstallation } from './types';

/** Firefox takes an unsigned extension that lies in its profile. */
export const installedPrefs = {
  'xpinstall.signatures.required': false,
  'extensions.autoDisableScopes': 0,
  'extensions.startupScanScopes': 15,
};

/** Puts a built extension into a profile as its installed add-on. */
export async function installInProfile(profileDir: string, extensionDir: string, id: string): Promise<void> {
  const zip = new JSZip();
  for (const file of await readdir(extensionDir, { recursive: true, withFileTypes: true })) {
    if (!file.isFile()) continue;
    const path = join(file.parentPath, file.name);
    zip.file(relative(extensionDir, path), await readFile(path));
  }
  await mkdir(join(profileDir, 'extensions'), { recursive: true });
  await writeFile(join(profileDir, 'extensions', `${id}.xpi`), await zip.generateAsync({ type: 'nodebuffer' }));
}

/** An installation whose policy lies in a home folder of its own: nothing of the machine is changed for it (Linux). */
export async function managedInFirefox(id: string): Promise<ManagedInstallation> {
  const home = await mkdtemp(join(tmpdir(), 'cordon-home-'));
  // MDN, "Native manifests": where each user's managed storage is on Linux.
  const folder = join(home, '.mozilla', 'managed-storage');
  const file = join(folder, `${id}.json`);
  return {
    id,
    sites: {},
    home,
    async setPolicy(values) {
      await mkdir(folder, { recursive: true });
      if (!values) return rm(file, { force: true });
      await writeFile(file, JSON.stringify({ name: id, description: 'Cordon', type: 'storage', data: values }));
    },
    remove: () => rm(home, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }),
  };
}
