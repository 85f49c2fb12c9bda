import { existsSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import chromeManifest from '../fixtures/manifest/chrome-mv3.json';
import firefoxManifest from '../fixtures/manifest/firefox-mv3.json';
import { labHosts } from '../lab/lab-hosts';
import { readFiles, root } from './read-files';

type Build = ReadonlyMap<string, Buffer>;

const golden = { 'chrome-mv3': chromeManifest, 'firefox-mv3': firefoxManifest };
const browsers = ['chrome-mv3', 'firefox-mv3'] as const;
const builds = new Map<string, Build>();

// Each library leaves words in what is built of it: where they are not found in its own script, they would prove nothing elsewhere.
const traces = {
  polyfill: ['webextension-polyfill', 'should only be loaded in a browser extension'],
  preact: ['__k', 'dangerouslySetInnerHTML'],
  zod: ['_zod', '~standard'],
  idb: ['createObjectStore'],
};
const running = ['eval(', 'new Function', 'Function('];
const leaking = ['postMessage(', 'wrappedJSObject'];
const mainWorld = ['"MAIN"', "'MAIN'", '`MAIN`'];

// What runs in every frame of an inbox has to be small, and what finds names and watches buttons in those that a connection serves (bytes).
const most = { 'inbox.js': 24_000, 'discovery.js': 24_000, 'seen.js': 6_000 };

beforeAll(() => {
  for (const name of browsers.flatMap((browser) => [browser, `${browser}-lab`])) {
    if (!existsSync(`${root}.output/${name}/manifest.json`)) {
      throw new Error(`.output/${name} is missing: run "npm run build:lab" first`);
    }
    builds.set(name, readFiles(`.output/${name}`));
  }
});

function buildOf(name: string): Build {
  const build = builds.get(name);
  if (!build) throw new RangeError(`no build ${name}`);
  return build;
}

function fileOf(build: Build, path: string): Buffer {
  const file = build.get(path);
  if (!file) throw new RangeError(`no ${path} in the build`);
  return file;
}

function manifestOf(build: Build): Record<string, unknown> {
  return JSON.parse(fileOf(build, 'manifest.json').toString('utf8'));
}

/** Every text of the build: scripts, pages, styles, sentences. Pictures are left out. */
function textsOf(build: Build, ending: RegExp): [path: string, text: string][] {
  return [...build].filter(([path]) => ending.test(path)).map(([path, content]) => [path, content.toString('utf8')]);
}

/** Where any of these words stand, as `path: word`. */
function findings(texts: readonly (readonly [string, string])[], words: readonly string[]): string[] {
  return texts.flatMap(([path, text]) => words.filter((word) => text.includes(word)).map((word) => `${path}: ${word}`));
}

describe.each(browsers)('%s', (browser) => {
  it('has the manifest of the golden file, but for its version', () => {
    const { version, ...rest } = manifestOf(buildOf(browser));
    expect(version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(rest).toEqual(golden[browser]);
  });

  it.each(['host_permissions', 'web_accessible_resources', 'content_scripts'])('asks for no %s', (key) => {
    expect(Object.keys(manifestOf(buildOf(browser)))).not.toContain(key);
  });

  it.each(Object.entries(most))('has a small %s', (script, bytes) => {
    expect(fileOf(buildOf(browser), script).byteLength).toBeLessThanOrEqual(bytes);
  });

  it('has scripts for inboxes without libraries and without doors to the page', () => {
    const scripts = textsOf(buildOf(browser), /^(?:inbox|discovery|seen)\.js$/);
    const unwanted = [...Object.values(traces).flat(), 'preact', 'zod', 'innerHTML', 'outerHTML', 'insertAdjacentHTML'];
    expect(scripts).toHaveLength(3);
    expect(findings(scripts, [...unwanted, ...leaking, ...running])).toEqual([]);
  });

  it('has a menu script with Preact, and without other libraries and doors to the page', () => {
    const menu = textsOf(buildOf(browser), /^menu\.js$/);
    expect(findings(menu, traces.preact)).toHaveLength(traces.preact.length);
    expect(findings(menu, [...traces.polyfill, ...traces.zod, ...traces.idb, ...leaking, ...running])).toEqual([]);
  });

  it.each(Object.entries(traces))('shows the traces of %s where it is used', (_library, words) => {
    const scripts = textsOf(buildOf(browser), /\.js$/);
    for (const word of words) expect(findings(scripts, [word]), word).not.toEqual([]);
  });

  it('has no script or page that makes code out of text', () => {
    const scripts = textsOf(buildOf(browser), /\.(?:js|html)$/);
    expect(scripts.length).toBeGreaterThan(4);
    expect(findings(scripts, running)).toEqual([]);
  });

  it('runs nothing in the world of the page', () => {
    expect(findings(textsOf(buildOf(browser), /\.(?:js|json)$/), mainWorld)).toEqual([]);
  });

  it('has no source maps', () => {
    const build = buildOf(browser);
    expect([...build.keys()].filter((path) => path.endsWith('.map'))).toEqual([]);
    expect(findings(textsOf(build, /\.(?:js|css|html)$/), ['sourceMappingURL'])).toEqual([]);
  });

  it('says nothing of the machine that built it', () => {
    const places = [process.cwd(), root.slice(0, -1)];
    const telling = [...buildOf(browser)].filter(([, content]) => places.some((place) => content.includes(place)));
    expect(telling.map(([path]) => path)).toEqual([]);
  });

  it('is the same for the lab, file by file and byte by byte, but for its manifest', () => {
    const [made, lab] = [buildOf(browser), buildOf(`${browser}-lab`)];
    expect([...lab.keys()].sort()).toEqual([...made.keys()].sort());
    const differing = [...made].filter(([path, content]) => !lab.get(path)?.equals(content)).map(([path]) => path);
    expect(differing).toEqual(['manifest.json']);
  });

  it('gets from the lab nothing but its hosts', () => {
    const lab = manifestOf(buildOf(`${browser}-lab`));
    expect(lab).toEqual({ ...manifestOf(buildOf(browser)), host_permissions: labHosts });
  });
});
