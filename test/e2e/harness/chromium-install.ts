import { execFile } from 'node:child_process';
import { createHash, createPublicKey } from 'node:crypto';
import { cp, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { ManagedInstallation } from './types';

const run = promisify(execFile);

// Where Debian's Chromium reads what an administrator decided (chromium.org, "Linux Quick Start").
const policyDir = '/etc/chromium/policies/managed';
const policyFile = join(policyDir, 'cordon-test.json');
const host = 'updates.example';

/** Packs a built extension and has every Chromium of this machine install it, as an administrator would, until `remove`. */
export async function installByPolicy(extensionDir: string, executablePath: string): Promise<ManagedInstallation> {
  const dir = await mkdtemp(join(tmpdir(), 'cordon-crx-'));
  const source = join(dir, 'cordon');
  await cp(extensionDir, source, { recursive: true });
  const flags = ['--no-sandbox', '--headless=new', `--user-data-dir=${join(dir, 'profile')}`];
  await run(executablePath, [...flags, `--pack-extension=${source}`]);
  const id = idOf(await readFile(`${source}.pem`, 'utf8'));
  const { version } = JSON.parse(await readFile(join(source, 'manifest.json'), 'utf8'));
  const crx = await readFile(`${source}.crx`);
  await rm(dir, { recursive: true, force: true });
  const update = `https://${host}/update.xml`;
  const settings = { [id]: { installation_mode: 'normal_installed', update_url: update } };
  await mkdir(policyDir, { recursive: true });
  // By default nothing that an administrator installed may be looked into. A file that is there is not ours to write over.
  const policy = { ExtensionSettings: settings, DeveloperToolsAvailability: 1 };
  await writeFile(policyFile, JSON.stringify(policy), { flag: 'wx' });
  return {
    id,
    sites: {
      [host]: (req, res) => {
        if (req.url?.startsWith('/cordon.crx')) {
          res.writeHead(200, { 'content-type': 'application/x-chrome-extension' }).end(crx);
        } else res.writeHead(200, { 'content-type': 'text/xml' }).end(updateOf(id, version));
      },
    },
    async setPolicy(values) {
      // Read again at each change: half a file would be no policy at all.
      const next = `${policyDir}.next`;
      const managed = values && { '3rdparty': { extensions: { [id]: values } } };
      await writeFile(next, JSON.stringify({ ...policy, ...managed }));
      await rename(next, policyFile);
    },
    remove: () => rm(policyFile),
  };
}

function updateOf(id: string, version: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<gupdate xmlns="http://www.google.com/update2/response" protocol="2.0">
  <app appid="${id}"><updatecheck codebase="https://${host}/cordon.crx" version="${version}"/></app>
</gupdate>`;
}

/** An extension's id is the beginning of its public key's SHA-256, in letters from a to p. */
function idOf(privateKey: string): string {
  const key = createPublicKey(privateKey).export({ type: 'spki', format: 'der' });
  const hex = createHash('sha256').update(key).digest('hex').slice(0, 32);
  return [...hex].map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 16))).join('');
}
