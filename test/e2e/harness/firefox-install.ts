import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, rmdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
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

// Where Firefox reads on Linux what an administrator decided (mozilla.github.io/policy-templates).
const policyDir = '/etc/firefox/policies';
const policyFile = join(policyDir, 'policies.json');

/**
 * An installation whose policy every Firefox of this machine is started with, as in a company, until `remove` (Linux, as root). Throws
 * where the machine has such a policy already.
 */
export async function managedByPolicies(id: string): Promise<ManagedInstallation> {
  const made = await mkdir(policyDir, { recursive: true });
  const write = (values: Readonly<Record<string, unknown>> | undefined, flag: 'w' | 'wx') =>
    writeFile(
      policyFile,
      JSON.stringify({ policies: values ? { '3rdparty': { Extensions: { [id]: values } } } : {} }),
      {
        flag,
      },
    );
  // A file that is there is not ours to write over.
  await write(undefined, 'wx');
  const removeAtExit = () => rmSync(policyFile, { force: true });
  process.once('exit', removeAtExit);
  return {
    id,
    sites: {},
    setPolicy: (values) => write(values, 'w'),
    async remove() {
      process.off('exit', removeAtExit);
      await rm(policyFile, { force: true });
      if (!made) return;
      // The folders that were made for it, as long as nobody else has put anything there.
      for (let dir = policyDir; dir.startsWith(made); dir = dirname(dir)) await rmdir(dir).catch(() => undefined);
    },
  };
}
