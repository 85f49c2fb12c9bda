import { c } from './class-names.js';
import { closestTo, h } from './dom.js';

const OVERSCAN = 3;

/** A list of any length with as many row elements as fit on the screen, each used again: `{ element, show(items, openId) }`. */
export function createInboxList({ createRow, rowHeight, onOpen, onPress }) {
  const rows = [];
  let items = [];
  let openId = null;
  const track = h('div', { class: c.track, role: 'list', 'aria-label': 'Conversations' });
  const element = h('div', { class: c.scroller }, track);

  function place() {
    const visible = Math.ceil(element.clientHeight / rowHeight) + 2 * OVERSCAN;
    while (rows.length < visible) {
      const row = createRow(onOpen);
      rows.push(row);
      track.append(row.element);
    }
    const first = Math.max(0, Math.floor(element.scrollTop / rowHeight) - OVERSCAN);
    for (let index = first; index < first + rows.length; index += 1) {
      const item = items[index] ?? null;
      rows[index % rows.length].show(item, index, items.length, item !== null && item.id === openId);
    }
  }

  element.addEventListener('scroll', place, { passive: true });
  new ResizeObserver(place).observe(element);
  if (onPress) element.addEventListener('pointerdown', onPress, { capture: true });

  track.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const row = closestTo(event, '[aria-posinset]');
    if (!step || !row) return;
    event.preventDefault();
    const index = Number(row.getAttribute('aria-posinset')) - 1 + step;
    if (index < 0 || index >= items.length) return;
    const top = index * rowHeight;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (top + rowHeight > element.scrollTop + element.clientHeight) {
      element.scrollTop = top + rowHeight - element.clientHeight;
    }
    place();
    rows[index % rows.length].element.focus();
  });

  return {
    element,
    show(newItems, newOpenId) {
      items = newItems;
      openId = newOpenId;
      const height = `${items.length * rowHeight}px`;
      if (track.style.height !== height) track.style.height = height;
      place();
    },
  };
}
