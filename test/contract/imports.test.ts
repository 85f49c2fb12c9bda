import { describe, expect, it } from 'vitest';
import { readImports } from './import-graph';
import { importRules } from './import-rules';
import { readSources } from './read-files';

const graph = readImports(readSources('entrypoints', 'components', 'utils', 'public'));

describe('imports run one way', () => {
  it.each(importRules)('$name', ({ check }) => {
    expect(check(graph)).toEqual([]);
  });
});

/** Sources that keep every rule. Each sample below adds to them what breaks one. */
const honest: Readonly<Record<string, string>> = {
  'entrypoints/background/index.ts':
    "import { browser } from '../../utils/platform/browser';\nimport { keys } from './keys';",
  'entrypoints/background/keys.ts': "export { vault as keys } from '../../utils/connections/vault';",
  'entrypoints/inbox.ts': "import { look } from '../utils/page/look';",
  'entrypoints/popup/main.tsx': "import { List } from '../../components/popup/list';",
  'components/popup/list.tsx': "import { render } from 'preact';\nimport type * as z from 'zod/mini';",
  'components/in-page/menu.tsx':
    "import { useState } from 'preact/hooks';\nimport { end } from '../../utils/blocking/end';",
  'utils/platform/browser.ts': "import browser from 'webextension-polyfill';",
  'utils/platform/leaf.ts': "import type { Tabs } from 'webextension-polyfill';\nexport const leaf = 1;",
  'utils/page/look.ts': "import { end } from '../blocking/end';\nimport type { Block } from '../blocking/block';",
  'utils/consoles/index.ts': "export { recipe } from './acme/recipe';",
  'utils/consoles/acme/recipe.ts': 'export const recipe = 1;',
  'utils/consoles/acme/api.ts': "import * as z from 'zod/mini';\nimport type { recipe } from './recipe';",
  'utils/blocking/end.ts': 'export const end = 1;',
  'utils/blocking/block.ts': "import * as z from 'zod/mini';\nimport { end } from './end';",
  'utils/connections/vault.ts': 'export const vault = 1;',
};

const samples: readonly { rule: string; adds: Readonly<Record<string, string>>; says: readonly string[] }[] = [
  {
    rule: 'every import can be followed',
    adds: {
      'utils/page/lost.ts': "import './nowhere';",
      'utils/page/late.ts': '\nvoid import(name);',
    },
    says: [
      'utils/page/lost.ts:1 imports ./nowhere, which is not there',
      'utils/page/late.ts:2 imports something that is only known at run time',
    ],
  },
  {
    rule: 'what ships never imports tests',
    adds: {
      'test/lab/lab-hosts.ts': '',
      'utils/page/a.ts': "import type { A } from '../../test/lab/lab-hosts';",
      'components/popup/b.tsx': "type B = import('../../test/lab/lab-hosts').B;",
    },
    says: [
      'utils/page/a.ts:1 imports ../../test/lab/lab-hosts',
      'components/popup/b.tsx:1 imports ../../test/lab/lab-hosts',
    ],
  },
  {
    rule: 'utils and components never import entrypoints',
    adds: { 'components/popup/c.tsx': "import type { P } from '@/entrypoints/background';" },
    says: ['components/popup/c.tsx:1 imports @/entrypoints/background'],
  },
  {
    rule: 'only the background imports from its folder',
    adds: { 'entrypoints/options/main.tsx': "import type { keys } from '../background/keys';" },
    says: ['entrypoints/options/main.tsx:1 imports ../background/keys'],
  },
  {
    rule: 'utils never import components',
    adds: { 'utils/platform/d.ts': "export type { L } from '../../components/popup/list';" },
    says: ['utils/platform/d.ts:1 imports ../../components/popup/list'],
  },
  {
    rule: 'the page half never reaches the background half',
    adds: {
      'utils/page/e.ts': "import { f } from '../platform/f';",
      'utils/platform/f.ts': "import { type Block } from '../blocking/block';",
      'utils/consoles/acme/index.ts': "const api = await import('./api');",
      'utils/consoles/index.ts': "export { vault } from '../connections/vault';",
    },
    says: [
      'utils/page/e.ts reaches utils/blocking/block.ts: utils/page/e.ts → utils/platform/f.ts → utils/blocking/block.ts',
      'utils/consoles/acme/index.ts reaches utils/consoles/acme/api.ts: utils/consoles/acme/index.ts → utils/consoles/acme/api.ts',
      'utils/consoles/acme/index.ts reaches package:zod: utils/consoles/acme/index.ts → utils/consoles/acme/api.ts → package:zod',
      'utils/consoles/index.ts reaches utils/connections/vault.ts: utils/consoles/index.ts → utils/connections/vault.ts',
    ],
  },
  {
    rule: 'the scripts for inboxes carry no console',
    adds: { 'utils/page/look.ts': "import { recipe } from '../consoles/acme/recipe';" },
    says: [
      'entrypoints/inbox.ts reaches utils/consoles/acme/recipe.ts: entrypoints/inbox.ts → utils/page/look.ts → utils/consoles/acme/recipe.ts',
    ],
  },
  {
    rule: 'the screens never reach zod',
    adds: { 'components/options/g.tsx': "import { block } from '../../utils/blocking/block';" },
    says: [
      'components/options/g.tsx reaches package:zod: components/options/g.tsx → utils/blocking/block.ts → package:zod',
    ],
  },
  {
    rule: 'components know no browser API',
    adds: { 'components/shared/h.tsx': "import { browser } from '~/utils/platform/browser';" },
    says: [
      'components/shared/h.tsx reaches utils/platform/browser.ts: components/shared/h.tsx → utils/platform/browser.ts',
    ],
  },
  {
    rule: 'what is drawn in pages reaches only Preact, shared parts and leaves of utils',
    adds: {
      'components/in-page/i.tsx':
        "import '../popup/list';\nimport { leaf } from '../../utils/platform/leaf';\nimport { look } from '../../utils/page/look';",
    },
    says: [
      'components/in-page/i.tsx reaches components/popup/list.tsx: components/in-page/i.tsx → components/popup/list.tsx',
      'components/in-page/i.tsx reaches utils/page/look.ts: components/in-page/i.tsx → utils/page/look.ts',
    ],
  },
  {
    rule: 'only utils/platform/browser.ts imports the polyfill, but for its types',
    adds: {
      'utils/platform/j.ts': "export * from 'webextension-polyfill';",
      'utils/platform/k.ts': "import { type Tabs } from 'webextension-polyfill';",
    },
    says: [
      'utils/platform/j.ts:1 imports webextension-polyfill',
      'utils/platform/k.ts:1 imports webextension-polyfill',
    ],
  },
  {
    rule: 'adapters of consoles never import connections',
    adds: { 'utils/consoles/acme/api.ts': "\nimport type { Vault } from '../../connections/vault';" },
    says: ['utils/consoles/acme/api.ts:2 imports ../../connections/vault'],
  },
  {
    rule: 'adapters of consoles never reach connections',
    adds: {
      'utils/consoles/acme/api.ts': "import { l } from '../../platform/l';",
      'utils/platform/l.ts': "import { vault } from '../connections/vault';",
    },
    says: [
      'utils/consoles/acme/api.ts reaches utils/connections/vault.ts: utils/consoles/acme/api.ts → utils/platform/l.ts → utils/connections/vault.ts',
    ],
  },
  {
    rule: 'the heart never reaches a browser API',
    adds: {
      'utils/blocking/m.ts': "import { openDB } from 'idb';",
      'utils/blocking/n.ts': "import { o } from '../platform/o';",
      'utils/platform/o.ts': "const { browser } = require('./browser');",
    },
    says: [
      'utils/blocking/m.ts reaches package:idb: utils/blocking/m.ts → package:idb',
      'utils/blocking/n.ts reaches utils/platform/browser.ts: utils/blocking/n.ts → utils/platform/o.ts → utils/platform/browser.ts',
      'utils/blocking/n.ts reaches package:webextension-polyfill: utils/blocking/n.ts → utils/platform/o.ts → utils/platform/browser.ts → package:webextension-polyfill',
    ],
  },
  {
    rule: 'the background never reaches views or the page half',
    adds: { 'entrypoints/background/keys.ts': "import '../../utils/page/look';" },
    says: [
      'entrypoints/background/index.ts reaches utils/page/look.ts: entrypoints/background/index.ts → entrypoints/background/keys.ts → utils/page/look.ts',
      'entrypoints/background/keys.ts reaches utils/page/look.ts: entrypoints/background/keys.ts → utils/page/look.ts',
    ],
  },
  {
    rule: 'no run-time imports go in a circle',
    adds: {
      'utils/connections/p.ts': "import { q } from './q';",
      'utils/connections/q.ts': "import { p } from './p';\nimport type { vault } from './vault';",
      'utils/connections/vault.ts': "import { q } from './q';",
    },
    says: ['utils/connections/p.ts → utils/connections/q.ts → utils/connections/p.ts'],
  },
];

describe('the checker catches', () => {
  it.each(samples)('a breach of: $rule', ({ rule, adds, says }) => {
    const broken = readImports(new Map(Object.entries({ ...honest, ...adds })));
    const found = importRules.find(({ name }) => name === rule)?.check(broken);
    expect(found).toEqual(expect.arrayContaining([...says]));
  });

  it('nothing where every rule is kept', () => {
    const kept = readImports(new Map(Object.entries(honest)));
    expect(importRules.flatMap(({ check }) => check(kept))).toEqual([]);
  });

  it('every rule in a sample of its own', () => {
    expect(samples.map(({ rule }) => rule)).toEqual(importRules.map(({ name }) => name));
  });

  it('a rule that speaks of no file', () => {
    const empty = readImports(new Map([['wxt.config.ts', '']]));
    expect(() => importRules.flatMap(({ check }) => check(empty))).toThrow('no source matches');
  });
});
