// Makes a fresh clone ready: node test/setup.mjs [--browsers[=both|any]]. Says nothing when all is there.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const TITLES = { chromium: 'Chromium, Chrome or Edge', firefox: 'Firefox' };
const DEBIAN_PACKAGES = { chromium: 'chromium', firefox: 'firefox-esr' };
const OUTPUT_LINES_SHOWN = 12;

/** A reason to stop that is already a sentence for people. */
class Stop extends Error {}

/** @param {string} path */
function readJson(path) {
  return JSON.parse(readFileSync(path, 'utf8'));
}

/**
 * Runs a program without showing what it prints, unless it fails.
 * @param {string} what
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnSyncOptions} [options]
 */
function run(what, command, args, options = {}) {
  const { status, error, stdout, stderr } = spawnSync(command, args, { cwd: ROOT, encoding: 'utf8', ...options });
  if (status === 0) return;
  const lines = `${stdout ?? ''}${stderr ?? ''}`.split('\n').filter((line) => line.trim() !== '');
  const errors = lines.filter((line) => /\berror .|^E:/i.test(line));
  const output = (errors.length > 0 ? errors : lines.slice(-OUTPUT_LINES_SHOWN))
    .slice(0, OUTPUT_LINES_SHOWN)
    .join('\n');
  if (output) console.error(output);
  throw new Stop(`${what} failed${error ? ` (${error.message})` : ''}; the lines above say why.`);
}

function checkNode() {
  const [, wantedMajor = 0, wantedMinor = 0] =
    /(\d+)\.(\d+)/.exec(readJson(join(ROOT, 'package.json')).engines.node)?.map(Number) ?? [];
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return;
  throw new Stop(`Node ${wantedMajor}.${wantedMinor} or newer is needed; this is ${process.versions.node}.`);
}

/** Whether node_modules holds what package-lock.json asks for; npm keeps its own record of that inside. */
function arePackagesThere() {
  const record = join(ROOT, 'node_modules', '.package-lock.json');
  if (!existsSync(record)) return false;
  const wanted = readJson(join(ROOT, 'package-lock.json')).packages;
  const installed = readJson(record).packages;
  return Object.entries(wanted).every(([place, { version, integrity, optional, devOptional, link }]) => {
    if (place === '' || link) return true;
    const there = installed[place];
    // Optional packages are left out where they are for other systems.
    if (!there) return Boolean(optional || devOptional);
    return there.version === version && there.integrity === integrity;
  });
}

function installPackages() {
  if (arePackagesThere()) return;
  console.log('Installing the packages of package-lock.json …');
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund'];
  // Under npm, its own program is known; without it, Windows starts npm through a shell only.
  const npm = process.env.npm_execpath;
  if (npm && /\.[cm]?js$/.test(npm)) run('npm ci', process.execPath, [npm, ...args]);
  else run('npm ci', 'npm', args, { shell: process.platform === 'win32' });
}

function prepareTypes() {
  if (existsSync(join(ROOT, '.wxt', 'tsconfig.json'))) return;
  run('wxt prepare', process.execPath, [join(ROOT, 'node_modules', 'wxt', 'bin', 'wxt.mjs'), 'prepare']);
}

/**
 * Whose packages this system has. Ubuntu's browsers are snaps, so it and what is made from it stand apart.
 * @returns {'debian' | 'ubuntu' | undefined}
 */
function packageFamily() {
  if (process.platform !== 'linux' || !existsSync('/etc/os-release')) return undefined;
  const names =
    readFileSync('/etc/os-release', 'utf8')
      .match(/^ID(_LIKE)?=.*/gm)
      ?.join(' ') ?? '';
  if (names.includes('ubuntu')) return 'ubuntu';
  return names.includes('debian') ? 'debian' : undefined;
}

/** @param {('chromium' | 'firefox')[]} kinds */
function howToInstall(kinds) {
  const packages = kinds.map((kind) => DEBIAN_PACKAGES[kind]).join(' ');
  if (packageFamily() === 'debian') return `install with: sudo apt-get install ${packages}`;
  if (packageFamily() === 'ubuntu') {
    return "Ubuntu's own packages are snaps, which hide their files from tests: install Chrome from google.com/chrome and Firefox from packages.mozilla.org";
  }
  return 'install from the usual place, or name the program in CORDON_CHROMIUM or CORDON_FIREFOX';
}

/** @param {('chromium' | 'firefox')[]} kinds */
function installOnDebian(kinds) {
  const options = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  const packages = kinds.map((kind) => DEBIAN_PACKAGES[kind]);
  console.log(`Installing ${packages.join(' and ')} …`);
  run('apt-get update', 'apt-get', ['update'], options);
  run('apt-get install', 'apt-get', ['install', '-y', '--no-install-recommends', ...packages], options);
}

/** @param {string} wanted */
async function provideBrowsers(wanted) {
  if (wanted !== 'both' && wanted !== 'any') throw new Stop(`--browsers takes both or any, not ${wanted}.`);
  const { findBrowsers } = await import('./lab/find-browsers.mjs');
  const missing = () => {
    const found = findBrowsers();
    const kinds = /** @type {const} */ (['chromium', 'firefox']).filter((kind) => !found[kind]);
    return wanted === 'any' && kinds.length < 2 ? [] : kinds;
  };
  if (missing().length > 0 && packageFamily() === 'debian' && process.getuid?.() === 0) installOnDebian(missing());
  const still = missing();
  if (still.length === 0) return;
  const titles = still.map((kind) => TITLES[kind]).join(wanted === 'any' ? ' or ' : ' and ');
  throw new Stop(`Not found: ${titles}; ${howToInstall(still)}.`);
}

try {
  checkNode();
  installPackages();
  prepareTypes();
  const option = process.argv.slice(2).find((argument) => /^--browsers(=|$)/.test(argument));
  if (option) await provideBrowsers(option.split('=')[1] ?? 'both');
} catch (error) {
  console.error(
    error instanceof Stop ? error.message : `The setup failed: ${error instanceof Error ? error.message : error}`,
  );
  process.exitCode = 1;
}
