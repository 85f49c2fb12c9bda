import { posix } from 'node:path';
import ts from 'typescript';

/** Sources by their path from the repository's root, with forward slashes. */
export type Sources = ReadonlyMap<string, string>;

/** One import statement. `to` is a source's path, or `package:<name>` for what comes from node_modules. */
export interface Import {
  readonly from: string;
  readonly to: string;
  readonly specifier: string;
  readonly line: number;
  /** Erased by the compiler: no code is loaded. */
  readonly typeOnly: boolean;
}

/** All imports of some sources, and what could not be followed, one sentence each. */
export interface ImportGraph {
  readonly files: readonly string[];
  readonly imports: readonly Import[];
  readonly unfollowed: readonly string[];
}

const endings = ['', '.ts', '.tsx', '/index.ts', '/index.tsx'];
const aliases = /^(?:@@?|~~?)\//;

/** Reads the import statements of sources, by the compiler's own parser. */
export function readImports(sources: Sources): ImportGraph {
  const imports: Import[] = [];
  const unfollowed: string[] = [];
  for (const [from, text] of sources) {
    if (!/\.tsx?$/.test(from)) continue;
    for (const found of specifiersOf(from, text)) {
      const where = `${from}:${found.line}`;
      if (found.specifier === undefined) {
        unfollowed.push(`${where} imports something that is only known at run time`);
        continue;
      }
      const { specifier } = found;
      const targets = specifier.includes('*') ? expand(from, specifier, sources) : [resolve(from, specifier, sources)];
      if (targets.length === 0 || targets.some((to) => to === undefined)) {
        unfollowed.push(`${where} imports ${specifier}, which is not there`);
      }
      for (const to of targets) if (to !== undefined) imports.push({ from, to, ...found, specifier });
    }
  }
  return { files: [...sources.keys()], imports, unfollowed };
}

interface Found {
  readonly specifier: string | undefined;
  readonly line: number;
  readonly typeOnly: boolean;
}

function specifiersOf(path: string, text: string): readonly Found[] {
  const kind = path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, kind);
  const found: Found[] = [];
  const add = (node: ts.Node, specifier: ts.Node | undefined, typeOnly: boolean) =>
    found.push({
      specifier: specifier && ts.isStringLiteralLike(specifier) ? specifier.text : undefined,
      line: file.getLineAndCharacterOfPosition(node.getStart()).line + 1,
      typeOnly,
    });

  function visit(node: ts.Node): void {
    // Only a whole `import type` is erased: with verbatimModuleSyntax `import { type A }` still loads the module.
    if (ts.isImportDeclaration(node)) {
      add(node, node.moduleSpecifier, node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword);
    } else if (ts.isExportDeclaration(node) && node.moduleSpecifier) {
      add(node, node.moduleSpecifier, node.isTypeOnly);
    } else if (ts.isImportEqualsDeclaration(node) && ts.isExternalModuleReference(node.moduleReference)) {
      add(node, node.moduleReference.expression, node.isTypeOnly);
    } else if (ts.isImportTypeNode(node)) {
      add(node, ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined, true);
    } else if (ts.isCallExpression(node) && isLoading(node.expression)) {
      add(node, node.arguments[0], false);
    }
    ts.forEachChild(node, visit);
  }

  visit(file);
  return found;
}

function isLoading(called: ts.Expression): boolean {
  return called.kind === ts.SyntaxKind.ImportKeyword || /^(?:require|import\.meta\.glob)$/.test(called.getText());
}

function resolve(from: string, specifier: string, sources: Sources): string | undefined {
  const [path = ''] = specifier.split('?');
  const local = path.startsWith('.') ? posix.join(posix.dirname(from), path) : undefined;
  const target = local ?? (aliases.test(path) ? path.replace(aliases, '') : undefined);
  if (target !== undefined) return endings.map((ending) => `${target}${ending}`).find((name) => sources.has(name));
  const [first = '', second = ''] = path.split('/');
  return `package:${first.startsWith('@') ? `${first}/${second}` : first}`;
}

/** Every source that a pattern of `import.meta.glob` names; a star stands for one folder or file. */
function expand(from: string, pattern: string, sources: Sources): readonly string[] {
  const parts = posix.join(posix.dirname(from), pattern).split('*');
  const shape = new RegExp(`^${parts.map((part) => part.replace(/[.[\]()+]/g, '\\$&')).join('[^/]+')}$`);
  return [...sources.keys()].filter((name) => shape.test(name));
}

/** The shortest chains of run-time imports from one file to everything that is loaded with it, by where they lead. */
export function reach(graph: ImportGraph, start: string): ReadonlyMap<string, readonly string[]> {
  const chains = new Map<string, readonly string[]>();
  let edge: (readonly string[])[] = [[start]];
  while (edge.length > 0) {
    const next: (readonly string[])[] = [];
    for (const chain of edge) {
      for (const { from, to, typeOnly } of graph.imports) {
        if (typeOnly || from !== chain.at(-1) || chains.has(to)) continue;
        chains.set(to, [...chain, to]);
        next.push([...chain, to]);
      }
    }
    edge = next;
  }
  return chains;
}

/** Every cycle of run-time imports, once each, as the chain that leads back to its first file. */
export function cycles(graph: ImportGraph): readonly (readonly string[])[] {
  const found = new Map<string, readonly string[]>();
  for (const file of graph.files) {
    const chain = reach(graph, file).get(file);
    const members = [...new Set(chain)].sort().join(' ');
    if (chain && !found.has(members)) found.set(members, chain);
  }
  return [...found.values()];
}
