import { chipCell, idCell, lineCell } from './cells.js';
import { c } from './class-names.js';
import { h, setText, textNode } from './dom.js';
import { fullTime } from './format.js';
import { createGrid } from './grid.js';
import { ask } from './store.js';

// The columns of the vendor's own screenshot (vendor-apis §3.6).
const COLUMNS = [
  ['ID', '142px'],
  ['Contact', 'minmax(180px, 1.3fr)'],
  ['User', 'minmax(104px, 0.8fr)'],
  ['Subject', 'minmax(150px, 1.4fr)'],
  ['Category', '98px'],
  ['Created', '132px'],
  ['Created by', '76px'],
  ['Status', '92px'],
];

function createCells() {
  const parts = {
    id: lineCell('cellCode'),
    contact: idCell(),
    user: lineCell(),
    subject: lineCell(),
    category: lineCell(),
    created: lineCell('time'),
    by: lineCell(),
    status: chipCell(),
  };
  return {
    elements: Object.values(parts).map(({ element }) => element),
    show(item) {
      parts.id.show(item.id);
      parts.contact.show(item.email, item.idText);
      parts.user.show(item.user);
      parts.subject.show(item.subject);
      parts.category.show(item.category);
      parts.created.show(fullTime(item.at));
      parts.by.show(item.by);
      parts.status.show(item.status);
    },
  };
}

/** The grid of messages, newest first. */
export function createMessagesPage() {
  let asked = 0;
  const count = textNode();
  const grid = createGrid({ label: 'Messages', columns: COLUMNS, createCells });
  const element = h(
    'main',
    { class: c.page },
    h(
      'header',
      { class: c.pageHead },
      h('h1', { class: c.pageTitle }, 'Notifications', h('span', { class: c.pageCount }, count)),
    ),
    grid.element,
  );

  async function load() {
    asked += 1;
    const mine = asked;
    const rows = await ask('messages');
    if (!rows || mine !== asked) return;
    setText(count, String(rows.length));
    grid.show(rows);
  }

  return { element, show: load, update: load };
}
