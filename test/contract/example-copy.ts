import { type ExecFileException, execFile } from 'node:child_process';
import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './read-files';

/** The folders of the repository that the worked example of CONTRIBUTING.md is laid into. */
export const folders = ['utils', 'components', 'entrypoints', 'public', 'test'];

/** The one line of the registry that it takes, and the file where it stands. */
export const registry = 'utils/consoles/registry.ts';
export const registryLine = "export { helpline } from './helpline';";

/** The sentences of every language. */
export const locales = readdirSync(join(root, 'public/_locales')).map(
  (name) => `public/_locales/${name}/messages.json`,
);

const english = 'public/_locales/en/messages.json';
const example = 'docs/example-console';
const configs = ['package.json', 'tsconfig.json', 'wxt.config.ts', '.wxt'];
const aMinute = 60_000;

/** A copy of the sources, with the console that CONTRIBUTING.md adds. */
export interface ExampleCopy {
  /** A file of the copy, by its path in the repository. */
  at(path: string): string;
  /** Runs one of the repository's tools in the copy; what it printed, and whether it was content. */
  run(tool: string, ...args: readonly string[]): Promise<{ readonly ok: boolean; readonly said: string }>;
  remove(): void;
}

/** Makes the copy by the four steps of CONTRIBUTING.md, and nothing else. A tool may take `timeout` milliseconds. */
export function createExampleCopy(timeout = 5 * aMinute): ExampleCopy {
  const copy = realpathSync(mkdtempSync(join(tmpdir(), 'cordon-example-')));
  const at = (path: string) => join(copy, path);
  const ofRepository = (path: string) => join(root, path);
  for (const path of [...folders, ...configs]) cpSync(ofRepository(path), at(path), { recursive: true });
  symlinkSync(realpathSync(ofRepository('node_modules')), at('node_modules'), 'dir');
  cpSync(ofRepository(`${example}/console`), at('utils/consoles/helpline'), { recursive: true });
  const lines = [...linesOf(readFileSync(at(registry), 'utf8')), registryLine].sort();
  writeFileSync(at(registry), `${lines.join('\n')}\n`);
  const added = JSON.parse(readFileSync(ofRepository(`${example}/messages.json`), 'utf8'));
  for (const locale of locales) {
    const known = JSON.parse(readFileSync(at(locale), 'utf8'));
    const lines = locale === english ? added : translated(added);
    writeFileSync(at(locale), `${JSON.stringify({ ...known, ...lines }, null, 2)}\n`);
  }
  cpSync(ofRepository(`${example}/lab`), at('test/lab/helpline'), { recursive: true });
  return {
    at,
    run(tool, ...args) {
      const options = { cwd: copy, timeout, maxBuffer: 10_000_000, env: { ...process.env, CI: '1', NO_COLOR: '1' } };
      return new Promise((resolve) => {
        execFile(
          process.execPath,
          [at(`node_modules/${tool}`), ...args],
          options,
          (error: ExecFileException | null, stdout, stderr) =>
            resolve({ ok: error === null, said: `${stdout}\n${stderr}` }),
        );
      });
    },
    remove: () => rmSync(copy, { recursive: true, force: true }),
  };
}

/** One word stands for each translation: the tests must not need one of the example in every language. */
function translated(added: Readonly<Record<string, unknown>>): Record<string, { readonly message: string }> {
  return Object.fromEntries(Object.keys(added).map((key) => [key, { message: 'Helpline' }]));
}

/** The lines of a text that say something. */
export function linesOf(text: string): string[] {
  return text.split('\n').filter((line) => line !== '');
}
