import type { ControlQuery, PressOptions, View } from '../harness/launch';

/** A page that a person has only a pointer for, whose every press is counted. */
export interface CountedPresses {
  press(query: ControlQuery, options?: PressOptions): Promise<void>;
  /**
   * The presses since the last asking. Fails where the page itself heard of other ones, of which there must be none, keys included.
   */
  taken(): Promise<number>;
}

/** Counts the presses in a page of the console twice: as they are made, and as the browser tells the page of them. */
export async function countPresses(view: View): Promise<CountedPresses> {
  await view.page.evaluate(() => {
    const heard = { presses: 0, keys: 0 };
    Object.assign(window, { heard });
    const hear = (type: string, count: 'presses' | 'keys') =>
      addEventListener(
        type,
        ({ isTrusted }) => {
          heard[count] += Number(isTrusted);
        },
        { capture: true },
      );
    hear('pointerdown', 'presses');
    hear('keydown', 'keys');
  });
  let made = 0;
  return {
    async press(query, options = {}) {
      await view.press(query, options);
      made += options.clickCount ?? 1;
    },
    async taken() {
      const counted = made;
      made = 0;
      const heard = await view.page.evaluate(() => {
        const { heard: all } = window as unknown as { heard: { presses: number; keys: number } };
        const copy = { ...all };
        Object.assign(all, { presses: 0, keys: 0 });
        return copy;
      });
      if (heard.presses !== counted || heard.keys !== 0)
        throw new Error(`${counted} presses were made, and the page heard of ${JSON.stringify(heard)}`);
      return counted;
    },
  };
}
