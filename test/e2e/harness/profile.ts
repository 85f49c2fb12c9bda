import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Profile {
  readonly dir: string;
  /** For what the browser drops beside its profile; goes with it. */
  readonly temporary: string;
  /** Removes what was made for one launch; leaves a given profile. */
  remove(): Promise<void>;
}

const temporary = new Set<string>();
let isGuarded = false;

/**
 * From now on a process that ends in the middle of a test leaves no profile behind. To be called after a launch: the
 * driver's own end of its browsers, which still write, then comes first.
 */
export function guardProfiles(): void {
  if (isGuarded) return;
  isGuarded = true;
  process.on('exit', () => {
    for (const dir of temporary) rmSync(dir, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
  });
  // The driver closes its browsers at this signal but lets the process live.
  process.on('SIGTERM', () => process.exit(143));
}

async function makeTemporary(): Promise<string> {
  const dir = await realpath(await mkdtemp(join(tmpdir(), 'cordon-e2e-')));
  temporary.add(dir);
  return dir;
}

async function remove(dir: string): Promise<void> {
  // On Windows a browser's files stay locked for a moment after its end.
  await rm(dir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  temporary.delete(dir);
}

/** The given profile, or a new one in the system's folder for temporary files. */
export async function openProfile(given: string | undefined): Promise<Profile> {
  const own = await makeTemporary();
  const profile = { dir: given ?? join(own, 'profile'), temporary: join(own, 'tmp') };
  await mkdir(profile.temporary);
  return { ...profile, remove: () => remove(own) };
}
