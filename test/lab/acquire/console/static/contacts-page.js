import { createAvatar } from './avatar.js';
import { c } from './class-names.js';
import { closestTo, h, setText, textNode } from './dom.js';
import { seenTime } from './format.js';
import { icon } from './icons.js';
import { navigate } from './navigation.js';
import { ask } from './store.js';
import { startTooltips } from './tooltip.js';

const COLUMNS = ['Name', 'E-mail', 'Company', 'Phone', 'Last seen'];
/** Only contacts that are in sync with the account's CRM are shown as links. */
const isLinked = (contact) => contact.id % 6 === 0;

function nameElement(contact) {
  const tooltip = { 'data-original-title': `ID: ${contact.id}` };
  return isLinked(contact)
    ? h('a', { class: c.tableName, href: `/contacts/${contact.id}`, ...tooltip }, contact.name)
    : h('span', { class: c.tableName, ...tooltip }, contact.name);
}

function row(contact) {
  const avatar = createAvatar('small');
  avatar.show(contact);
  const open = (event) => {
    if (!closestTo(event, 'a')) navigate(`/contacts/${contact.id}`);
  };
  const cell = (text) => h('td', {}, text ?? h('span', { class: c.none }, '–'));
  return h(
    'tr',
    { class: c.tableRow, onclick: open },
    h('td', {}, h('div', { class: c.nameCell }, avatar.element, nameElement(contact))),
    cell(contact.email),
    cell(contact.company),
    cell(contact.phone),
    h('td', { class: c.seen }, seenTime(contact.lastSeen)),
  );
}

/** The table of all contacts, fifty a page. */
export function createContactsPage() {
  let asked = 0;
  let current = { number: 1, search: '' };
  const count = textNode();
  const range = textNode();
  const body = h('tbody');
  const go = (number, search) => {
    const query = new URLSearchParams({ ...(number > 1 && { page: number }), ...(search && { q: search }) });
    navigate(query.size ? `/contacts?${query}` : '/contacts', { replace: search !== current.search });
  };
  const search = h('input', {
    type: 'search',
    class: c.searchInput,
    placeholder: 'Search contacts',
    'aria-label': 'Search contacts',
    oninput: () => go(1, search.value.trim()),
  });
  const button = (label, iconName, step) => {
    const onclick = () => go(current.number + step, current.search);
    return h('button', { type: 'button', class: c.iconButton, 'aria-label': label, onclick }, icon(iconName, 16));
  };
  const previous = button('Previous page', 'back', -1);
  const next = button('Next page', 'next', 1);
  const scroller = h(
    'div',
    { class: c.tableBox },
    h(
      'table',
      { class: c.table },
      h('thead', {}, h('tr', {}, ...COLUMNS.map((label) => h('th', { scope: 'col' }, label)))),
      body,
    ),
  );
  const element = h(
    'main',
    { class: c.page },
    h(
      'header',
      { class: c.pageHead },
      h('h1', { class: c.pageTitle }, 'Contacts', h('span', { class: c.pageCount }, count)),
      h('label', { class: `${c.search} ${c.pageSearch}` }, icon('search', 16), search),
    ),
    scroller,
    h('footer', { class: c.pager }, h('span', {}, range), previous, next),
  );
  startTooltips(scroller);

  return {
    element,
    async show(route) {
      current = route;
      if (!search.matches(':focus')) search.value = route.search;
      asked += 1;
      const mine = asked;
      const query = new URLSearchParams({ page: route.number - 1, q: route.search });
      const answer = await ask(`contacts?${query}`);
      if (!answer || mine !== asked) return;
      const start = answer.page * answer.pageSize;
      body.replaceChildren(...answer.contacts.map(row));
      scroller.scrollTop = 0;
      setText(count, String(answer.total));
      setText(
        range,
        answer.contacts.length ? `${start + 1}–${start + answer.contacts.length} of ${answer.total}` : 'No contacts',
      );
      previous.disabled = answer.page === 0;
      next.disabled = start + answer.pageSize >= answer.total;
    },
    update() {},
  };
}
