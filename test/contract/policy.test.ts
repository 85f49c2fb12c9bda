import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { policyKeys, readPolicy } from '../../utils/connections/policy-schema';
import firefoxManifest from '../fixtures/manifest/firefox-mv3.json';
import { breaches, type ManagedSchema, readPropertyList, readRegistryFile, type Values } from './policy-files';
import { readSources, root } from './read-files';

const sources = readSources('public', 'docs');
const readme = readFileSync(`${root}README.md`, 'utf8');

function sourceOf(path: string): string {
  const text = sources.get(path);
  if (text === undefined) throw new RangeError(`no ${path}`);
  return text;
}

const schema: ManagedSchema = JSON.parse(sourceOf('public/managed-schema.json'));
const firefoxId = firefoxManifest.browser_specific_settings.gecko.id;
const placeholder = 'EXTENSION_ID';

/** What stands at a path of keys. */
function at(value: unknown, ...keys: readonly (string | number)[]): Values {
  return keys.reduce<unknown>((inner, key) => (inner as Record<string | number, unknown>)[key], value) as Values;
}

const registry = (vendor: string) => (text: string) =>
  readRegistryFile(
    text,
    `HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\${vendor}\\3rdparty\\extensions\\${placeholder}\\policy`,
    schema,
  ) as Values;
const profile = (type: string) => (text: string) => {
  const content = at(readPropertyList(text), 'PayloadContent', 0);
  expect(content.PayloadType).toBe(type);
  return Object.fromEntries(
    Object.entries(content).filter(([name]) => !name.startsWith('Payload') && name !== 'EnterprisePoliciesEnabled'),
  );
};

/** Each ready file, and how its browser reads it. */
const files: Readonly<Record<string, (text: string) => Values>> = {
  'windows-chrome.reg': registry('Google\\Chrome'),
  'windows-edge.reg': registry('Microsoft\\Edge'),
  'macos-chrome.mobileconfig': profile(`com.google.Chrome.extensions.${placeholder}`),
  'macos-edge.mobileconfig': profile(`com.microsoft.Edge.extensions.${placeholder}`),
  'macos-firefox.mobileconfig': (text) => at(profile('org.mozilla.firefox')(text), '3rdparty', 'Extensions', firefoxId),
  'linux-chrome-edge.json': (text) => at(JSON.parse(text), '3rdparty', 'extensions', placeholder),
  'firefox-policies.json': (text) => at(JSON.parse(text), 'policies', '3rdparty', 'Extensions', firefoxId),
};

const valuesOf = (file: string) => files[file]?.(sourceOf(`docs/policy/${file}`)) ?? {};

describe('the managed schema', () => {
  it('names the keys that Cordon reads, and no other', () => {
    expect(Object.keys(schema.properties ?? {}).sort()).toEqual([...policyKeys].sort());
  });

  it('says of every key what it does', () => {
    for (const [name, { title, description }] of Object.entries(schema.properties ?? {})) {
      expect({ name, title: title ?? '', description: description ?? '' }).toEqual({
        name,
        title: expect.stringMatching(/\S/),
        description: expect.stringMatching(/\.$/),
      });
    }
  });

  // Chromium drops what breaks the schema before anybody hears of it: only what arrives can be told of.
  it('leaves what a value may be to Cordon', () => {
    expect(JSON.stringify(schema)).not.toMatch(/"(?:enum|minimum|maximum|pattern|required)"/);
  });
});

describe.each(Object.keys(files))('the ready file %s', (file) => {
  it('keeps to the managed schema', () => {
    expect(breaches(schema, valuesOf(file))).toEqual([]);
  });

  it('is read whole, and shows every key', () => {
    const { policy, unread } = readPolicy(valuesOf(file));
    expect(unread).toEqual([]);
    expect(Object.keys(policy).sort()).toEqual([...policyKeys].sort());
  });

  it('says the same as the others', () => {
    expect(valuesOf(file)).toEqual(valuesOf('linux-chrome-edge.json'));
  });

  it('is one that the README leads to', () => {
    expect(readme).toContain(`(docs/policy/${file})`);
  });
});

describe('the ready files', () => {
  it('are all read here', () => {
    const there = [...sources.keys()].filter((path) => path.startsWith('docs/policy/'));
    expect(there.sort()).toEqual(
      Object.keys(files)
        .map((file) => `docs/policy/${file}`)
        .sort(),
    );
  });

  it('have every key in the table of the README', () => {
    const table = [...readme.matchAll(/^\| `(\w+)` \|/gm)].map(([, key]) => key);
    expect(table.filter((key) => policyKeys.includes(key ?? '')).sort()).toEqual([...policyKeys].sort());
  });
});

describe('the check of values finds', () => {
  it.each([
    [{ undoSeconds: '5' }, 'policy.undoSeconds is no integer'],
    [{ undoSeconds: 2.5 }, 'policy.undoSeconds is no integer'],
    [{ nonsense: 1 }, 'policy.nonsense is not known'],
    [{ reasons: ['a', 1] }, 'policy.reasons[1] is no string'],
    [{ addresses: { acquire: 'acme' } }, 'policy.addresses.acquire is no array'],
    [{ brakes: { perHour: 1 } }, 'policy.brakes.perHour is not known'],
    [{ forGood: 0 }, 'policy.forGood is no boolean'],
  ])('in %o the breach', (values, breach) => {
    expect(breaches(schema, values)).toEqual([breach]);
  });
});
