import type { Browser } from 'puppeteer-core';

interface DeveloperPrivate {
  addHostPermission(id: string, host: string): Promise<void>;
  removeHostPermission(id: string, host: string): Promise<void>;
}

declare const chrome: { readonly developerPrivate: DeveloperPrivate };

/**
 * Adds to or takes from the hosts that the user allowed on Chromium's own page of extensions. A host allowed there is not
 * yet given to the extension, but its request is granted without the prompt, which no driver can press.
 */
export async function changeAllowedHosts(
  browser: Browser,
  extensionId: string,
  change: 'add' | 'remove',
  hosts: readonly string[],
): Promise<void> {
  const page = await browser.newPage({ background: true });
  try {
    await page.goto('chrome://extensions/');
    await page.evaluate(
      async (id, what, all) => {
        for (const host of all) {
          if (what === 'add') await chrome.developerPrivate.addHostPermission(id, host);
          else await chrome.developerPrivate.removeHostPermission(id, host);
        }
      },
      extensionId,
      change,
      hosts,
    );
  } finally {
    await page.close();
  }
}
