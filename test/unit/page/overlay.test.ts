// @vitest-environment happy-dom
import './like-a-browser';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createOverlay } from '../../../utils/page/overlay';

const width = 200;
const anchor = new DOMRect(500, 100, 40, 24);

afterEach(() => vi.restoreAllMocks());

/** Where a layer of 200 pixels starts in a window of 1024, from the left. */
function leftOf(direction: string, beside = anchor): number {
  Object.assign(HTMLElement.prototype, { showPopover() {} });
  const overlay = createOverlay(document, '', beside, { lang: 'ar', dir: direction }, () => {});
  vi.spyOn(overlay.container, 'getBoundingClientRect').mockReturnValue(new DOMRect(0, 0, width, 300));
  overlay.show();
  overlay.remove();
  return Number.parseFloat(overlay.container.style.left);
}

describe('a layer above the page', () => {
  it('starts where its words start: at the left edge of the button, or at its right one', () => {
    expect(leftOf('ltr')).toBe(anchor.left);
    expect(leftOf('rtl') + width).toBe(anchor.right);
  });

  it('stays inside the window in both directions', () => {
    const edges = [new DOMRect(2, 100, 24, 24), new DOMRect(innerWidth - 26, 100, 24, 24)];
    for (const left of edges.flatMap((edge) => [leftOf('ltr', edge), leftOf('rtl', edge)])) {
      expect(left).toBeGreaterThan(0);
      expect(left + width).toBeLessThan(innerWidth);
    }
  });

  it('has the language and direction of its words, whatever the page has', () => {
    const { container } = createOverlay(document, '', anchor, { lang: 'ar', dir: 'rtl' }, () => {});
    expect([container.lang, container.dir]).toEqual(['ar', 'rtl']);
  });
});
