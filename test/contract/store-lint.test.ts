import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { readFiles, readSources, root } from './read-files';

const build = '.output/firefox-mv3';

interface Finding {
  readonly code: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

interface LintReport {
  readonly errors: readonly Finding[];
  readonly warnings: readonly Finding[];
}

/** Preact's `dangerouslySetInnerHTML`, which Cordon never uses, stands in every script that has Preact; it cannot be left out. */
const preacts = { code: 'UNSAFE_VAR_ASSIGNMENT', text: /^\w+\.innerHTML=\w+\.__html\b/ };
const withPreact = [/^menu\.js$/, /^chunks\/browser-port-[\w-]+\.js$/];

let report: LintReport;
let files: ReadonlyMap<string, Buffer>;

/** What addons.mozilla.org's own linter says of the build; it ends with 1 where it found errors. */
function lint(): Promise<LintReport> {
  const bin = `${root}node_modules/addons-linter/bin/addons-linter`;
  const options = { cwd: root, maxBuffer: 50_000_000, timeout: 120_000 };
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [bin, '--output', 'json', build], options, (error, stdout) => {
      try {
        resolve(JSON.parse(stdout));
      } catch {
        reject(error ?? new Error('the linter said nothing that can be read'));
      }
    });
  });
}

/** What stands in the build where a finding points to; lines and columns count from 1. */
function placeOf({ file, line, column }: Finding): string {
  const text = files.get(file)?.toString('utf8').split('\n')[line - 1] ?? '';
  return text.slice(column - 1, column + 59);
}

beforeAll(async () => {
  if (!existsSync(`${root}${build}/manifest.json`))
    throw new Error(`${build} is missing: run "npm run build:lab" first`);
  files = readFiles(build);
  report = await lint();
}, 180_000);

describe('what the linter of addons.mozilla.org says of the Firefox build', () => {
  it('is no error', () => {
    expect(report.errors).toEqual([]);
  });

  it('is no warning but that of Preact, once in each script that has Preact', () => {
    const ours = report.warnings.filter((one) => one.code !== preacts.code || !preacts.text.test(placeOf(one)));
    expect(ours).toEqual([]);
    const where = report.warnings.map(({ file }) => file).sort();
    expect(where.filter((file) => !withPreact.some((script) => script.test(file)))).toEqual([]);
    expect(where).toHaveLength(withPreact.length);
    expect(new Set(where).size).toBe(where.length);
  });

  it('has no ground in what Cordon itself writes', () => {
    const sources = [...readSources('entrypoints', 'components', 'utils')];
    const words = ['innerHTML', 'outerHTML', 'insertAdjacentHTML', 'document.write', 'createContextualFragment'];
    const found = sources.flatMap(([path, text]) =>
      words.filter((word) => text.toLowerCase().includes(word.toLowerCase())).map((word) => `${path}: ${word}`),
    );
    expect(sources.length).toBeGreaterThan(100);
    expect(found).toEqual([]);
  });
});
