import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import chromeManifest from '../fixtures/manifest/chrome-mv3.json';
import firefoxManifest from '../fixtures/manifest/firefox-mv3.json';
import { root } from './read-files';

const read = (path: string) => readFileSync(`${root}${path}`, 'utf8');
const pages = ['SECURITY.md', 'PRIVACY.md', 'docs/build-from-sources.md'] as const;
const [security, privacy] = [read('SECURITY.md'), read('PRIVACY.md')];

describe('what SECURITY.md and PRIVACY.md promise', () => {
  it.each(pages)('links only to what is there: %s', (page) => {
    const links = [...read(page).matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map(([, path = '']) => path);
    expect(links.filter((path) => !existsSync(`${root}${path}`))).toEqual([]);
  });

  it('names every threat once, each with a defence and what shows it', () => {
    const rows = [...security.matchAll(/^\| T(\d+) \|([^|]+)\|([^|]+)\|([^|]+)\|$/gm)];
    expect(rows.map(([, number]) => Number(number))).toEqual(Array.from({ length: 23 }, (_, index) => index + 1));
    expect(rows.filter((cells) => cells.slice(2).some((cell) => cell.trim().length < 8))).toEqual([]);
  });

  it.each([chromeManifest, firefoxManifest])(
    'gives a reason for every permission and host of $browser_specific_settings.gecko.id',
    (manifest) => {
      const asked = [...manifest.permissions, ...manifest.optional_host_permissions];
      const reasons = privacy.slice(privacy.indexOf('## One reason'), privacy.indexOf('## For the stores'));
      expect(asked.filter((one) => !reasons.includes(`\`${one}\``))).toEqual([]);
    },
  );

  it('tells the store what the manifest for Firefox tells the browser', () => {
    const { required } = firefoxManifest.browser_specific_settings.gecko.data_collection_permissions;
    expect(required.filter((one) => !privacy.includes(`\`${one}\``))).toEqual([]);
  });

  it('can be found from the README', () => {
    const readme = read('README.md');
    for (const page of pages) expect(readme).toContain(`(${page})`);
  });
});
