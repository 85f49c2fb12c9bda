import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';

export interface Asset {
  readonly type: string;
  readonly body: string;
}

const TYPES: Readonly<Record<string, string>> = {
  css: 'text/css',
  html: 'text/html',
  js: 'text/javascript',
  svg: 'image/svg+xml',
};
const SHARED = new URL('./static/', import.meta.url);
const CLASS = /\.([a-z][a-z\d-]*)/g;

/** The class that a page carries for a name in its stylesheets, such as `c-9f2ab1`: it tells a reader nothing. */
function hashedClass(salt: string, name: string): string {
  return `c-${createHash('sha256').update(`${salt}:${name}`).digest('hex').slice(0, 6)}`;
}

function camelCase(name: string): string {
  return name.replace(/-([a-z\d])/g, (_, letter: string) => letter.toUpperCase());
}

/**
 * Reads a page's files once, by name: those that all practice consoles share, and then its own, which may stand in for a
 * shared one. Class names in the stylesheets are replaced by hashed ones, as a build with scoped styles does, each console
 * with its own (`salt`), and `class-names.js` gives the scripts the same names.
 */
export function loadPage(folder: URL, salt: string): ReadonlyMap<string, Asset> {
  const assets = new Map<string, Asset>();
  const classes = new Map<string, string>();
  for (const each of [SHARED, folder]) {
    for (const file of readdirSync(each)) {
      const extension = file.split('.').at(-1) ?? '';
      const type = TYPES[extension];
      if (!type) continue;
      let body = readFileSync(new URL(file, each), 'utf8');
      if (extension === 'css') {
        body = body.replace(CLASS, (_, name: string) => {
          classes.set(camelCase(name), hashedClass(salt, name));
          return `.${hashedClass(salt, name)}`;
        });
      }
      assets.set(file, { type, body });
    }
  }
  const names = JSON.stringify(Object.fromEntries(classes));
  assets.set('class-names.js', { type: 'text/javascript', body: `export const c = ${names};\n` });
  return assets;
}
