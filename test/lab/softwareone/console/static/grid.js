import { c } from './class-names.js';
import { closestTo, h, setAttribute } from './dom.js';

const OVERSCAN = 4;
const ROW_HEIGHT = 56;
const GAP = 12;
const SIDES = 56;

/** Below it the grid scrolls to the side, its head along with its rows. */
function leastWidth(columns) {
  const least = columns.map(([, width]) => Number.parseInt(/\d+/.exec(width)?.[0] ?? '0', 10));
  return least.reduce((sum, width) => sum + width, SIDES + (columns.length - 1) * GAP);
}

/**
 * A grid of any length with as many row elements as fit on the screen, each used again for other items: `columns` are
 * `[label, width]`, `createCells()` gives the cells of one row and `show(item)`, which puts another item into them.
 */
export function createGrid({ label, columns, createCells, onOpen }) {
  const rows = [];
  let items = [];
  const widths = columns.map(([, width]) => width).join(' ');
  const head = h(
    'div',
    { class: c.gridHead, role: 'row', 'aria-rowindex': '1' },
    ...columns.map(([text]) => h('div', { role: 'columnheader', class: c.gridLabel }, text)),
  );
  const track = h('div', { class: c.gridTrack, role: 'rowgroup' });
  const scroller = h(
    'div',
    { class: c.gridScroller },
    h('div', { role: 'rowgroup', class: c.gridHeadGroup }, head),
    track,
  );
  const element = h('div', { class: c.grid, role: 'grid', 'aria-label': label }, scroller);
  element.style.setProperty('--columns', widths);
  element.style.setProperty('--least', `${leastWidth(columns)}px`);
  setAttribute(element, 'aria-colcount', columns.length);

  function createRow() {
    const cells = createCells();
    const row = h(
      'div',
      { class: onOpen ? `${c.gridRow} ${c.opens}` : c.gridRow, role: 'row' },
      ...cells.elements.map((cell) => h('div', { class: c.gridCell, role: 'gridcell' }, cell)),
    );
    let shown = null;
    row.addEventListener('click', (event) => {
      if (shown && onOpen && !closestTo(event, 'a, button')) onOpen(shown);
    });
    track.append(row);
    return {
      show(item, index) {
        shown = item;
        row.hidden = item === null;
        if (!item) return;
        const top = `${index * ROW_HEIGHT}px`;
        if (row.style.top !== top) row.style.top = top;
        setAttribute(row, 'aria-rowindex', index + 2);
        cells.show(item);
      },
    };
  }

  function place() {
    const visible = Math.ceil(scroller.clientHeight / ROW_HEIGHT) + 2 * OVERSCAN;
    while (rows.length < visible) rows.push(createRow());
    const first = Math.max(0, Math.floor(scroller.scrollTop / ROW_HEIGHT) - OVERSCAN);
    for (let index = first; index < first + rows.length; index += 1) {
      rows[index % rows.length].show(items[index] ?? null, index);
    }
  }

  scroller.addEventListener('scroll', place, { passive: true });
  new ResizeObserver(place).observe(scroller);

  return {
    element,
    toTop() {
      scroller.scrollTop = 0;
    },
    show(newItems) {
      items = newItems;
      track.style.height = `${items.length * ROW_HEIGHT}px`;
      setAttribute(element, 'aria-rowcount', items.length + 1);
      place();
    },
  };
}
