import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createExampleCopy, type ExampleCopy, folders, linesOf, locales, registry, registryLine } from './example-copy';
import { readFiles, root } from './read-files';

const english = 'public/_locales/en/messages.json';

const aMinute = 60_000;

let copy: ExampleCopy;

const read = (path: string) => readFileSync(path, 'utf8');
const ofCopy = (path: string) => copy.at(path);
const ofRepository = (path: string) => join(root, path);
const run: ExampleCopy['run'] = (tool, ...args) => copy.run(tool, ...args);

function filesAt(where: string): ReadonlyMap<string, Buffer> {
  return new Map(
    folders.flatMap((folder) =>
      [...readFiles(folder, where)].map(([path, content]): [string, Buffer] => [`${folder}/${path}`, content]),
    ),
  );
}

/** The paths of all files in the folders that are not the same in the copy, or are on one side only. */
function differing(): string[] {
  const [before, after] = [filesAt(root), filesAt(`${ofCopy('.')}/`)];
  const isSame = (path: string) => before.get(path)?.equals(after.get(path) ?? Buffer.of()) ?? false;
  return [...new Set([...before.keys(), ...after.keys()])].filter((path) => !isSame(path));
}

/** The blocks of code in CONTRIBUTING.md that quote a file, each with the path that its heading line links. */
function quotes(): readonly { readonly path: string; readonly quoted: string }[] {
  const pattern = /^`([^`\n]+)`[^\n]*:\n\n```\w+\n(.*?)\n```$/gms;
  return [...read(ofRepository('CONTRIBUTING.md')).matchAll(pattern)].map(([, path = '', quoted = '']) => ({
    path,
    quoted,
  }));
}

beforeAll(() => {
  copy = createExampleCopy();
}, aMinute);

afterAll(() => copy.remove());

describe('a console is added', () => {
  it('by its folder, one line, its sentences and its lab folder, and by nothing else', () => {
    const own = /^(?:utils\/consoles|test\/lab)\/helpline\//;
    const paths = differing();
    expect(paths.filter((path) => !own.test(path)).sort()).toEqual([...locales, registry].sort());
    expect(paths.filter((path) => own.test(path)).length).toBeGreaterThan(9);
    const lines = linesOf(read(ofRepository(registry)));
    expect(linesOf(read(ofCopy(registry))).filter((line) => !lines.includes(line))).toEqual([registryLine]);
    const sentences = JSON.parse(read(ofCopy(english)));
    const added = Object.keys(sentences).filter((key) => key.startsWith('console_helpline_'));
    expect(added.length).toBeGreaterThan(5);
    for (const key of added) delete sentences[key];
    expect(sentences).toEqual(JSON.parse(read(ofRepository(english))));
  });

  it(
    'and the types still fit',
    async () => {
      expect(await run('typescript/bin/tsc', '--noEmit', '-p', '.')).toEqual({ ok: true, said: '\n' });
    },
    6 * aMinute,
  );

  it(
    'and its own tests pass, and those of imports and sentences',
    async () => {
      const files = ['test/lab/helpline/', 'test/contract/imports.test.ts', 'test/contract/locales.test.ts'];
      const { ok, said } = await run('vitest/vitest.mjs', 'run', '--config', 'test/vitest.config.ts', ...files);
      expect(ok, said).toBe(true);
      expect(said).toMatch(/Test Files\s+4 passed/);
    },
    6 * aMinute,
  );
});

describe('CONTRIBUTING.md', () => {
  it('quotes the files as they are after its steps', () => {
    const found = quotes();
    expect(found.map(({ path }) => path)).toEqual(expect.arrayContaining([registry, english]));
    expect(found.filter(({ path, quoted }) => !read(ofCopy(path)).includes(quoted)).map(({ path }) => path)).toEqual(
      [],
    );
    expect(found.find(({ path }) => path === registry)?.quoted).toBe(registryLine);
  });

  it('quotes with every block of TypeScript or JSON a file', () => {
    const blocks = [...read(ofRepository('CONTRIBUTING.md')).matchAll(/^```(?:ts|json)$/gm)];
    expect(quotes()).toHaveLength(blocks.length);
  });

  it('links only to what is there', () => {
    const links = [...read(ofRepository('CONTRIBUTING.md')).matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map(
      ([, path = '']) => path,
    );
    expect(links.length).toBeGreaterThan(10);
    expect(links.filter((path) => !existsSync(ofRepository(path)))).toEqual([]);
  });
});
