/** A policy's values as a browser would hand them over. */
export type Values = Readonly<Record<string, unknown>>;

/** What of a JSON schema managed storage is described with. */
export interface ManagedSchema {
  readonly type: 'object' | 'array' | 'string' | 'integer' | 'boolean';
  readonly title?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, ManagedSchema>>;
  readonly additionalProperties?: ManagedSchema;
  readonly items?: ManagedSchema;
}

/** What of a value breaks a managed schema, one line each. Keys that the schema does not name are breaches too. */
export function breaches(schema: ManagedSchema, value: unknown, where = 'policy'): readonly string[] {
  const fits = {
    object: typeof value === 'object' && value !== null && !Array.isArray(value),
    array: Array.isArray(value),
    string: typeof value === 'string',
    integer: Number.isInteger(value),
    boolean: typeof value === 'boolean',
  };
  if (!fits[schema.type]) return [`${where} is no ${schema.type}`];
  if (Array.isArray(value)) {
    const { items } = schema;
    return items
      ? value.flatMap((one, index) => breaches(items, one, `${where}[${index}]`))
      : [`${where} has no items`];
  }
  if (schema.type !== 'object') return [];
  return Object.entries(value as Values).flatMap(([name, one]) => {
    const inner = schema.properties?.[name] ?? schema.additionalProperties;
    return inner ? breaches(inner, one, `${where}.${name}`) : [`${where}.${name} is not known`];
  });
}

/** Reads a registry file as Chromium on Windows does: by the schema, with numbered values for lists and 0 or 1 for booleans. */
export function readRegistryFile(text: string, key: string, schema: ManagedSchema): unknown {
  const found = new Map<string, Map<string, string | number>>();
  let current: Map<string, string | number> | undefined;
  for (const line of text.split('\r\n')) {
    const opened = /^\[(.+)\]$/.exec(line)?.[1];
    const [, name = '', data = ''] = /^"((?:[^"\\]|\\.)*)"=(.+)$/.exec(line) ?? [];
    if (opened !== undefined) {
      current = new Map();
      found.set(opened, current);
    } else if (name !== '') current?.set(unescaped(name), registryData(data));
    else if (line !== '' && line !== 'Windows Registry Editor Version 5.00')
      throw new RangeError(`not understood: ${line}`);
  }
  if (!found.has(key)) throw new RangeError(`${key} is not in the file`);
  return registryValue(found, key, schema);
}

function registryValue(
  found: ReadonlyMap<string, ReadonlyMap<string, string | number>>,
  key: string,
  schema: ManagedSchema,
): unknown {
  const below = [...found.keys()].filter(
    (one) => one.startsWith(`${key}\\`) && !one.slice(key.length + 1).includes('\\'),
  );
  const entries: [string, unknown][] = [
    ...[...(found.get(key) ?? [])].map(([name, data]): [string, unknown] => {
      const inner = schema.items ?? schema.properties?.[name] ?? schema.additionalProperties;
      return [name, inner?.type === 'boolean' && (data === 0 || data === 1) ? data === 1 : data];
    }),
    ...below.map((one): [string, unknown] => {
      const name = one.slice(key.length + 1);
      const inner = schema.items ?? schema.properties?.[name] ?? schema.additionalProperties;
      if (!inner) throw new RangeError(`${one} is not in the schema`);
      return [name, registryValue(found, one, inner)];
    }),
  ];
  if (schema.type !== 'array') return Object.fromEntries(entries);
  return entries.sort(([one], [other]) => Number(one) - Number(other)).map(([, value]) => value);
}

function registryData(data: string): string | number {
  const dword = /^dword:([0-9a-f]{8})$/.exec(data)?.[1];
  if (dword !== undefined) return Number.parseInt(dword, 16);
  const text = /^"((?:[^"\\]|\\.)*)"$/.exec(data)?.[1];
  if (text === undefined) throw new RangeError(`not understood: ${data}`);
  return unescaped(text);
}

function unescaped(text: string): string {
  return text.replace(/\\(.)/g, '$1');
}

/** Reads a property list. */
export function readPropertyList(text: string): unknown {
  const tokens = [...text.matchAll(/<(\/?)(plist|dict|array|key|string|integer|true|false)\b[^>]*?(\/?)>([^<]*)/g)].map(
    ([, closing, tag = '', selfClosing, content = '']) => ({
      tag,
      opens: !closing,
      empty: Boolean(selfClosing),
      content,
    }),
  );
  let at = 0;
  const take = () => {
    const token = tokens[at];
    at += 1;
    if (!token) throw new RangeError('the list ends too soon');
    return token;
  };
  const isEnd = (tag: string) => tokens[at]?.tag === tag && tokens[at]?.opens === false;
  const textOf = (token: { readonly content: string; readonly tag: string }) => {
    const end = take();
    if (end.tag !== token.tag || end.opens) throw new RangeError(`${token.tag} is not closed`);
    return token.content.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
  };
  const value = (): unknown => {
    const token = take();
    switch (token.tag) {
      case 'plist':
        return value();
      case 'true':
      case 'false':
        return token.tag === 'true';
      case 'integer':
        return Number(textOf(token));
      case 'string':
        return textOf(token);
      case 'array': {
        const all: unknown[] = [];
        while (!isEnd('array')) all.push(value());
        take();
        return all;
      }
      case 'dict': {
        const all: [string, unknown][] = [];
        while (!isEnd('dict')) {
          const key = take();
          if (key.tag !== 'key') throw new RangeError(`${key.tag} where a key belongs`);
          all.push([textOf(key), value()]);
        }
        take();
        return Object.fromEntries(all);
      }
      default:
        throw new RangeError(`${token.tag} where a value belongs`);
    }
  };
  return value();
}
