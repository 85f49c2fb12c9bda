import { type ExecFileException, execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import JSZip from 'jszip';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from './read-files';

const aMinute = 60_000;
const stores = ['chrome', 'edge', 'firefox'] as const;
/** What a fresh clone has and a build may read. */
const cloned = [
  ...['entrypoints', 'components', 'utils', 'public', 'docs'],
  ...['package.json', 'package-lock.json', 'tsconfig.json', 'wxt.config.ts'],
  ...['README.md', 'CHANGELOG.md', 'CONTRIBUTING.md', 'LICENSE', '.gitignore'],
];
/** What may lie about where a package is made, and belongs to nobody else. */
const secrets = {
  '.env': 'WXT_TOKEN=left-lying-about',
  'notes.txt': 'left-lying-about',
  'docs/notes.md': 'left-lying-about',
};

type Packages = ReadonlyMap<string, Buffer>;

let where: string;
let first: Packages;
let second: Packages;
let rebuilt: Packages;

const { version }: { version: string } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const packageOf = (store: string) => `cordon-${version}-${store}.zip`;
const sources = `cordon-${version}-firefox-sources.zip`;

function bytesOf(packages: Packages, name: string): Buffer {
  const found = packages.get(name);
  if (!found) throw new RangeError(`no ${name}; there is ${[...packages.keys()].join(', ')}`);
  return found;
}

const digest = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

/** Every file of a package, by its path. */
async function contentsOf(bytes: Buffer): Promise<ReadonlyMap<string, Buffer>> {
  const files = Object.values((await JSZip.loadAsync(bytes)).files).filter(({ dir }) => !dir);
  return new Map(await Promise.all(files.map(async (one) => [one.name, await one.async('nodebuffer')] as const)));
}

/** The packages of npm are taken from here, where package-lock.json put them: a test must not need the network. */
function lendPackages(folder: string): void {
  symlinkSync(realpathSync(join(root, 'node_modules')), join(folder, 'node_modules'), 'dir');
}

function zip(folder: string, store: string, timeZone: string): Promise<void> {
  const env = { ...process.env, CI: '1', NO_COLOR: '1', TZ: timeZone };
  const args = [join(folder, 'node_modules/wxt/bin/wxt.mjs'), 'zip', '-b', store, '--level', 'warn'];
  return new Promise((resolve, reject) => {
    const options = { cwd: folder, env, timeout: 2 * aMinute, maxBuffer: 10_000_000 };
    execFile(process.execPath, args, options, (error: ExecFileException | null, stdout, stderr) =>
      error ? reject(new Error(`${error.message}\n${stdout}\n${stderr}`)) : resolve(),
    );
  });
}

function packagesIn(folder: string): Packages {
  const output = join(folder, '.output');
  const names = readdirSync(output).filter((name) => name.endsWith('.zip'));
  return new Map(names.map((name) => [name, readFileSync(join(output, name))]));
}

/** A fresh copy of the repository at a path of its own. */
function copyTo(folder: string): string {
  const path = join(where, folder);
  mkdirSync(path, { recursive: true });
  for (const name of cloned) cpSync(join(root, name), join(path, name), { recursive: true });
  lendPackages(path);
  return path;
}

beforeAll(async () => {
  where = realpathSync(mkdtempSync(join(tmpdir(), 'cordon-packages-')));
  const one = copyTo('one');
  for (const store of stores) await zip(one, store, 'UTC');
  first = packagesIn(one);

  const other = copyTo('somewhere/else/and deeper');
  for (const [name, text] of Object.entries(secrets)) await writeFile(join(other, name), text);
  for (const store of [...stores].reverse()) await zip(other, store, 'Pacific/Auckland');
  second = packagesIn(other);

  const third = join(where, 'from-sources');
  for (const [path, content] of await contentsOf(bytesOf(first, sources))) {
    mkdirSync(dirname(join(third, path)), { recursive: true });
    await writeFile(join(third, path), content);
  }
  lendPackages(third);
  await zip(third, 'firefox', 'UTC');
  rebuilt = packagesIn(third);
}, 8 * aMinute);

afterAll(() => rmSync(where, { recursive: true, force: true }));

describe('the packages for the stores', () => {
  it('are one for each store, and the sources for Firefox', () => {
    expect([...first.keys()].sort()).toEqual([...stores.map(packageOf), sources].sort());
  });

  it.each([...stores.map(packageOf), sources])(
    'come out the same in another folder, order and time zone: %s',
    (name) => {
      expect(digest(bytesOf(second, name))).toBe(digest(bytesOf(first, name)));
    },
  );

  it.each([packageOf('firefox'), sources])('come out the same from the sources for Firefox alone: %s', (name) => {
    expect(digest(bytesOf(rebuilt, name))).toBe(digest(bytesOf(first, name)));
  });

  it('give Edge what Chrome gets', () => {
    expect(digest(bytesOf(first, packageOf('edge')))).toBe(digest(bytesOf(first, packageOf('chrome'))));
  });

  it('hold the manifest at their top, and no source, test or map', async () => {
    for (const store of stores) {
      const paths = [...(await contentsOf(bytesOf(first, packageOf(store)))).keys()];
      expect(paths).toContain('manifest.json');
      expect(paths.filter((path) => !/\.(?:js|css|html|json|png)$/.test(path))).toEqual([]);
    }
  });

  it('hold nothing that lay about', async () => {
    for (const [name, bytes] of second) {
      const telling = [...(await contentsOf(bytes))].filter(([, content]) => content.includes('left-lying-about'));
      expect(
        telling.map(([path]) => path),
        name,
      ).toEqual([]);
    }
  });
});

describe('the sources for Firefox', () => {
  it('tell how to build, with the versions of all packages', async () => {
    const paths = [...(await contentsOf(bytesOf(first, sources))).keys()];
    expect(paths).toEqual(
      expect.arrayContaining([
        'README.md',
        'docs/build-from-sources.md',
        'package.json',
        'package-lock.json',
        'wxt.config.ts',
      ]),
    );
  });

  it('are the files of the repository, each as it is there', async () => {
    const files = [...(await contentsOf(bytesOf(first, sources)))];
    expect(files.length).toBeGreaterThan(150);
    expect(
      files.filter(([path, content]) => !readFileSync(join(root, path)).equals(content)).map(([path]) => path),
    ).toEqual([]);
  });
});
