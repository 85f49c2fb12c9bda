import ts from 'typescript';

/** One sentence of a locale, as browsers read it. */
export interface Message {
  readonly message: string;
  readonly description?: string;
  readonly placeholders?: Readonly<Record<string, { readonly content: string }>>;
}

/** Every sentence of one locale by its key. */
export type Locale = Readonly<Record<string, Message>>;

/** A place where a source asks for a sentence. `count` is how many substitutions it hands over, where that can be read. */
export interface Use {
  readonly where: string;
  readonly key: string;
  readonly count: number | undefined;
}

const keyShape = /^(?:extension|page|popup|options|question|strip|console|error|end)_[a-z0-9_]+$/;
const asking = /(?:^|\.)(?:say|t|getMessage|counted)$/;

/**
 * What is wrong inside one locale: names and contents of placeholders, and messages without words. `saysItsCount` tells of which messages
 * the words say the count, so that its placeholder may be left out.
 */
export function problemsInside(
  locale: Locale,
  saysItsCount: (key: string) => boolean = () => false,
): readonly string[] {
  return Object.entries(locale).flatMap(([key, { message, placeholders = {} }]) => {
    const declared = Object.keys(placeholders);
    const written = placeholdersIn(message);
    const contents = Object.values(placeholders).map(({ content }) => content);
    return [
      ...(message.trim() === '' ? [`${key} is empty`] : []),
      ...written
        .filter((name) => !declared.includes(name))
        .map((name) => `${key} says $${name}$ and never declares it`),
      ...declared
        .filter((name) => !written.includes(name) && !(name === 'count' && saysItsCount(key)))
        .map((name) => `${key} declares ${name} and never says it`),
      ...(/\$\d/.test(message) ? [`${key} says a number where a name belongs`] : []),
      ...(message.replace(/\$\w+\$/g, '').includes('$') ? [`${key} has a stray $`] : []),
      ...contents
        .filter((_content, index) => !contents.includes(`$${index + 1}`))
        .map(
          (content) =>
            `${key} has the content ${content}, and its ${contents.length} are not $1 to $${contents.length}`,
        ),
    ];
  });
}

/** What is wrong between the sources' uses and the sentences there are. `families` are the keys that are put together at run time. */
export function problemsOfUse(
  locale: Locale,
  uses: readonly Use[],
  families: Readonly<Record<string, readonly string[]>>,
) {
  const all = uses.flatMap((use) =>
    use.key.endsWith('*') ? (families[use.key] ?? [`${use.key} of no family`]).map((key) => ({ ...use, key })) : [use],
  );
  const used = new Set(all.map(({ key }) => key));
  const takes = (key: string) => Object.keys(locale[key]?.placeholders ?? {}).length;
  return [
    ...all
      .filter(({ key }) => !Object.hasOwn(locale, key))
      .map(({ where, key }) => `${where} asks for ${key}, which is not there`),
    ...all
      .filter(({ key, count }) => Object.hasOwn(locale, key) && count !== undefined && count !== takes(key))
      .map(({ where, key, count }) => `${where} hands ${count} to ${key}, which takes ${takes(key)}`),
    ...Object.keys(locale)
      .filter((key) => !used.has(key))
      .map((key) => `${key} is never used`),
  ];
}

/** Every use of a sentence in a source: calls of `say`, `t`, `counted` and `getMessage`, and other strings that look like a key. */
export function usesIn(path: string, text: string): readonly Use[] {
  const kind = path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, kind);
  const uses: Use[] = [];

  function note(node: ts.Node, call: ts.CallExpression | undefined): void {
    const where = `${path}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
    const key = keyOf(node);
    if (key === undefined || !(call || keyShape.test(key))) return;
    const keys = call && /counted$/.test(call.expression.getText()) ? [`${key}_one`, `${key}_other`] : [key];
    uses.push(...keys.map((one) => ({ where, key: one, count: call && substitutions(call) })));
  }

  function visit(node: ts.Node, call?: ts.CallExpression): void {
    note(node, call);
    if (ts.isConditionalExpression(node)) {
      visit(node.condition);
      visit(node.whenTrue, call);
      visit(node.whenFalse, call);
    } else if (ts.isCallExpression(node) && asking.test(node.expression.getText())) {
      visit(node.expression);
      for (const argument of node.arguments) visit(argument, argument === node.arguments[0] ? node : undefined);
    } else {
      ts.forEachChild(node, (child) => visit(child, ts.isParenthesizedExpression(node) ? call : undefined));
    }
  }

  visit(file);
  return uses;
}

function keyOf(node: ts.Node): string | undefined {
  if (ts.isStringLiteralLike(node)) return /^__MSG_(\w+)__$/.exec(node.text)?.[1] ?? node.text;
  return ts.isTemplateExpression(node) ? `${node.head.text}*` : undefined;
}

function substitutions({ expression, arguments: [_key, ...handed] }: ts.CallExpression): number | undefined {
  // `getMessage` takes them as a list, and neither that nor what is spread can be counted.
  if (/getMessage$/.test(expression.getText())) return handed.length === 0 ? 0 : undefined;
  return handed.some((argument) => ts.isSpreadElement(argument)) ? undefined : handed.length;
}

function placeholdersIn(message: string): readonly string[] {
  return [...new Set([...message.matchAll(/\$(\w+)\$/g)].map(([, name = '']) => name.toLowerCase()))];
}
