import { chipCell, lineCell } from './cells.js';
import { c } from './class-names.js';
import { h } from './dom.js';
import { createGrid } from './grid.js';
import { ask } from './store.js';

const COLUMNS = [
  ['ID', 'minmax(180px, 1fr)'],
  ['Account', 'minmax(140px, 1fr)'],
  ['Status', '140px'],
];

function createCells() {
  const [id, access, state] = [lineCell('cellCode'), lineCell(), chipCell()];
  return {
    elements: [id, access, state].map(({ element }) => element),
    show(item) {
      id.show(item.id);
      access.show(item.access);
      state.show(item.state);
    },
  };
}

/** The tokens that were made, without what makes them work. */
export function createTokensPage() {
  const grid = createGrid({ label: 'API tokens', columns: COLUMNS, createCells });
  const element = h(
    'main',
    { class: c.page },
    h('header', { class: c.pageHead }, h('h1', { class: c.pageTitle }, 'API tokens')),
    grid.element,
  );
  const load = async () => grid.show((await ask('tokens')) ?? []);
  return { element, show: load, update: load };
}
