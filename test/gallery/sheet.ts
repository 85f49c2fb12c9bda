import type { Browser } from 'puppeteer-core';

/** A picture with the words above it. */
export interface Labelled {
  readonly label: string;
  readonly picture: Uint8Array;
}

/** Puts pictures side by side into one, with a title. */
export async function createSheets(browser: Browser) {
  const page = await browser.newPage();
  return async (title: string, pictures: readonly Labelled[]): Promise<Uint8Array> => {
    const figures = pictures.map(
      ({ label, picture }) =>
        `<figure><figcaption>${label}</figcaption><img src="data:image/png;base64,${Buffer.from(picture).toString('base64')}"></figure>`,
    );
    await page.setViewport({ width: 3024, height: 200 });
    await page.setContent(`<!doctype html><style>
      body { display: inline-block; margin: 0; padding: 12px; background: #8a8f98; font: 13px sans-serif; color: #000; }
      h1 { margin: 0 0 8px; font-size: 15px; }
      div { display: flex; flex-wrap: wrap; gap: 12px; align-items: flex-start; width: max-content; max-width: 3000px; }
      figure { margin: 0; }
      figcaption { margin-bottom: 4px; }
      img { display: block; }
    </style><body><h1>${title}</h1><div>${figures.join('')}</div></body>`);
    const body = await page.$('body');
    if (!body) throw new Error('the sheet has no body');
    const box = await body.boundingBox();
    await page.setViewport({ width: Math.ceil(box?.width ?? 800), height: Math.ceil(box?.height ?? 200) });
    return page.screenshot({ fullPage: true });
  };
}
