import { chipCell, idCell, lineCell } from './cells.js';
import { c } from './class-names.js';
import { h, setText, textNode } from './dom.js';
import { fullTime } from './format.js';
import { createGrid } from './grid.js';
import { icon } from './icons.js';
import { navigate } from './navigation.js';
import { ask } from './store.js';

const COLUMNS = [
  ['Contact', 'minmax(210px, 1.5fr)'],
  ['E-mail', 'minmax(190px, 1.4fr)'],
  ['User', 'minmax(130px, 1fr)'],
  ['Account', '110px'],
  ['Status', '110px'],
  ['Created', '150px'],
];

function createCells() {
  const [contact, email, user, account, status, created] = [
    idCell(),
    lineCell(),
    lineCell(),
    lineCell(),
    chipCell(),
    lineCell('time'),
  ];
  return {
    elements: [contact, email, user, account, status, created].map(({ element }) => element),
    show(item) {
      contact.show(item.called, item.idText);
      email.show(item.email);
      user.show(item.user);
      account.show(item.account);
      status.show(item.status);
      created.show(fullTime(item.created));
    },
  };
}

/** The grid of all contacts, with a filter by name, e-mail or id. */
export function createContactsPage() {
  let asked = 0;
  const count = textNode();
  const grid = createGrid({
    label: 'Contacts',
    columns: COLUMNS,
    createCells,
    onOpen: ({ id }) => navigate(`/administration/accounts/contacts/${id}`),
  });
  const search = h('input', {
    type: 'search',
    class: c.searchInput,
    placeholder: 'Filter contacts',
    'aria-label': 'Filter contacts',
    oninput: () => {
      grid.toTop();
      load();
    },
  });
  const element = h(
    'main',
    { class: c.page },
    h(
      'header',
      { class: c.pageHead },
      h('h1', { class: c.pageTitle }, 'Contacts', h('span', { class: c.pageCount }, count)),
      h('label', { class: `${c.search} ${c.pageSearch}` }, icon('search', 16), search),
    ),
    grid.element,
  );

  async function load() {
    asked += 1;
    const mine = asked;
    const rows = await ask(`contacts?${new URLSearchParams({ q: search.value })}`);
    if (!rows || mine !== asked) return;
    setText(count, String(rows.length));
    grid.show(rows);
  }

  return { element, show: load, update: load };
}
