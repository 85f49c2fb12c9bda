import { createAvatar } from './avatar.js';
import { c } from './class-names.js';
import { h, setText, textNode } from './dom.js';
import { fullTime, listTime } from './format.js';
import { icon } from './icons.js';
import { ask } from './store.js';
import { CHANNELS, STATUSES } from './words.js';

const BLOCK_TYPES = { contact: '', email: ' by e-mail', ip: ' by IP address' };
const FIELDS = [
  ['email', 'E-mail'],
  ['phone', 'Phone'],
  ['company', 'Company'],
  ['ip', 'IP address'],
];

function caseRow(item) {
  return h(
    'li',
    {},
    h(
      'a',
      { class: c.caseLink, href: `/conversations/case/${item.id}` },
      h('span', { class: c.caseIcon, title: CHANNELS[item.channel] }, icon(item.channel, 16)),
      h('span', { class: c.caseText }, item.preview || 'No messages'),
      h('span', { class: `${c.chip} ${c[item.status]}` }, STATUSES[item.status]),
      h('time', { class: c.caseTime, datetime: new Date(item.lastAt).toISOString() }, listTime(item.lastAt)),
    ),
  );
}

/** One contact: who they are, whether they are blocked, and their conversations. */
export function createContactPage() {
  let contactId = null;
  let asked = 0;
  let answered = 0;
  const avatar = createAvatar('huge');
  const name = h('h1', { class: c.profileName });
  const company = textNode();
  const blocked = textNode();
  const badge = h('span', { class: c.blocked, hidden: true }, icon('ban', 14), blocked);
  const values = Object.fromEntries([...FIELDS, ['seen', 'Last seen']].map(([key]) => [key, textNode('–')]));
  const cases = h('ul', { class: c.caseList });
  const count = textNode();
  const missing = h('p', { class: c.nothing, hidden: true }, 'There is no such contact.');
  const content = h(
    'div',
    { class: c.profile },
    h(
      'header',
      { class: c.profileHead },
      avatar.element,
      h('div', { class: c.profileHeading }, name, h('p', { class: c.profileCompany }, company)),
      badge,
    ),
    h(
      'section',
      { class: c.card },
      h('h2', { class: c.cardTitle }, 'Details'),
      h(
        'dl',
        { class: c.profileFields },
        ...[...FIELDS, ['seen', 'Last seen']].map(([key, label]) =>
          h('div', {}, h('dt', {}, label), h('dd', {}, values[key])),
        ),
      ),
    ),
    h(
      'section',
      { class: c.card },
      h('h2', { class: c.cardTitle }, 'Conversations', h('span', { class: c.pageCount }, count)),
      cases,
    ),
  );
  const element = h(
    'main',
    { class: c.page },
    h(
      'nav',
      { class: c.crumbs, 'aria-label': 'Breadcrumb' },
      h('a', { href: '/contacts' }, icon('back', 15), 'All contacts'),
    ),
    h('div', { class: c.pageScroll }, missing, content),
  );

  async function load() {
    asked += 1;
    const mine = asked;
    const wanted = contactId;
    const answer = await ask(`contacts/${wanted}`);
    if (wanted !== contactId || mine < answered) return;
    answered = mine;
    missing.hidden = answer !== null;
    content.hidden = answer === null;
    if (!answer) return;
    const { contact, block } = answer;
    avatar.show(contact);
    if (name.textContent !== contact.name) name.textContent = contact.name;
    setText(company, contact.company ?? (contact.named ? 'Contact' : 'Visitor'));
    for (const [key] of FIELDS) setText(values[key], contact[key] || '–');
    setText(values.seen, fullTime(contact.lastSeen));
    badge.hidden = block === null;
    if (block) {
      setText(blocked, `Blocked${BLOCK_TYPES[block.type]} until ${fullTime(Date.parse(block.till))}`);
      badge.title = `Blocked by ${block.by}`;
    }
    setText(count, String(answer.cases.length));
    cases.replaceChildren(...answer.cases.map(caseRow));
  }

  return {
    element,
    show(route) {
      contactId = route.contactId;
      content.hidden = true;
      return load();
    },
    update: load,
  };
}
