import { cycles, type ImportGraph, reach } from './import-graph';

/** One direction of imports. `check` gives one sentence for each breach, with the file and the import. */
export interface ImportRule {
  readonly name: string;
  readonly check: (graph: ImportGraph) => readonly string[];
}

const shipped = /^(?:entrypoints|components|utils)\//;
const browserModules =
  /^(?:package:webextension-polyfill|package:idb|utils\/platform\/(?:browser|page-api|i18n|database|waking)\.ts)$/;
const polyfill = /^package:webextension-polyfill$/;
const zod = /^package:zod$/;
const inPage = /^components\/in-page\//;
// What the form of the menu shares with the popup: it must bring nothing else along.
const sharedParts = /^components\/shared\/(?:reason-form|field|action-button)\.tsx$/;

const pageHalf =
  /^(?:utils\/page\/.*|utils\/consoles\/(?:[^/]+\/)?(?:index|recipe|registry)\.ts|entrypoints\/(?:inbox|discovery|seen)\.ts)$/;
const backgroundHalf =
  /^(?:utils\/connections\/.*|utils\/blocking\/(?!end\.ts$).*|utils\/consoles\/(?:apis|[^/]+\/(?:api|schema))\.ts|package:(?:zod|idb|preact|webextension-polyfill))$/;

/** The directions of design §4, each to be tested by itself. */
export const importRules: readonly ImportRule[] = [
  { name: 'every import can be followed', check: (graph) => graph.unfollowed },
  neverImports('what ships never imports tests', shipped, /^test\//),
  neverImports('utils and components never import entrypoints', /^(?:utils|components)\//, /^entrypoints\//),
  neverImports(
    'only the background imports from its folder',
    /^(?!entrypoints\/background\/)/,
    /^entrypoints\/background\//,
  ),
  neverImports('utils never import components', /^utils\//, /^components\//),
  neverReaches('the page half never reaches the background half', pageHalf, backgroundHalf),
  neverReaches(
    'the scripts for inboxes carry no console',
    /^entrypoints\/(?:inbox|discovery|seen)\.ts$/,
    /^utils\/consoles\/(?!types\.ts$)/,
  ),
  neverReaches('the screens never reach zod', /^(?:components\/|entrypoints\/(?:popup|options|question)\/)/, zod),
  neverReaches('components know no browser API', /^components\//, browserModules),
  { name: 'what is drawn in pages reaches only Preact, shared parts and leaves of utils', check: inPageReaches },
  neverImports(
    'only utils/platform/browser.ts imports the polyfill, but for its types',
    /^(?!utils\/platform\/browser\.ts$)/,
    polyfill,
    { types: true },
  ),
  neverImports('adapters of consoles never import connections', /^utils\/consoles\//, /^utils\/connections\//),
  neverReaches('adapters of consoles never reach connections', /^utils\/consoles\//, /^utils\/connections\//),
  neverReaches('the heart never reaches a browser API', /^utils\/blocking\//, browserModules),
  neverReaches(
    'the background never reaches views or the page half',
    /^entrypoints\/background\//,
    /^(?:components\/.*|utils\/page\/.*|package:preact)$/,
  ),
  { name: 'no run-time imports go in a circle', check: (graph) => cycles(graph).map((chain) => chain.join(' → ')) },
];

function neverImports(name: string, from: RegExp, to: RegExp, allow = { types: false }): ImportRule {
  return {
    name,
    check: (graph) => {
      some(graph, from);
      return graph.imports
        .filter((one) => from.test(one.from) && to.test(one.to) && !(allow.types && one.typeOnly))
        .map((one) => `${one.from}:${one.line} imports ${one.specifier}`);
    },
  };
}

function neverReaches(name: string, from: RegExp, to: RegExp): ImportRule {
  return {
    name,
    check: (graph) =>
      some(graph, from).flatMap((file) =>
        [...reach(graph, file)]
          .filter(([target]) => to.test(target))
          .map(([target, chain]) => `${file} reaches ${target}: ${chain.join(' → ')}`),
      ),
  };
}

function inPageReaches(graph: ImportGraph): readonly string[] {
  const loading = new Set(graph.imports.filter((one) => !one.typeOnly).map((one) => one.from));
  const isLeaf = (target: string) => target.startsWith('utils/') && !loading.has(target);
  return some(graph, inPage).flatMap((file) =>
    [...reach(graph, file)]
      .filter(
        ([target]) =>
          target !== 'package:preact' && !inPage.test(target) && !sharedParts.test(target) && !isLeaf(target),
      )
      .map(([target, chain]) => `${file} reaches ${target}: ${chain.join(' → ')}`),
  );
}

/** The files that a rule speaks of. A rule that speaks of none would hold for ever, whatever the code does. */
function some(graph: ImportGraph, which: RegExp): readonly string[] {
  const files = graph.files.filter((file) => which.test(file));
  if (files.length === 0) throw new RangeError(`no source matches ${which}`);
  return files;
}
