import { chipCell } from './cells.js';
import { c } from './class-names.js';
import { h, setText, textNode } from './dom.js';
import { fullTime } from './format.js';
import { icon } from './icons.js';
import { ask } from './store.js';

const FIELDS = ['E-mail', 'User', 'Account', 'Opted out of', 'Created', 'Blocked', 'Reason'];

function messageRow({ subject, at, status }) {
  const chip = chipCell();
  chip.show(status);
  return h(
    'li',
    { class: c.cardRow },
    h('span', { class: c.cardText }, subject),
    h('time', { class: c.time }, fullTime(at)),
    chip.element,
  );
}

/** One contact: who they are, whether they are blocked, and what was sent to them. */
export function createContactPage() {
  let contactId = null;
  let asked = 0;
  const name = h('h1', { class: c.profileName });
  const id = textNode();
  const status = chipCell();
  const values = new Map(FIELDS.map((label) => [label, textNode('–')]));
  const messages = h('ul');
  const missing = h('p', { class: c.nothing, hidden: true }, 'There is no such contact.');
  const content = h(
    'div',
    { class: c.profile },
    h(
      'header',
      { class: c.profileHead },
      h('div', { class: c.profileHeading }, name, h('p', { class: c.cellId }, id)),
      status.element,
    ),
    h(
      'section',
      { class: c.card },
      h('h2', { class: c.cardTitle }, 'General'),
      h(
        'dl',
        { class: c.facts },
        ...FIELDS.map((label) => h('div', {}, h('dt', {}, label), h('dd', {}, values.get(label)))),
      ),
    ),
    h('section', { class: c.card }, h('h2', { class: c.cardTitle }, 'Latest messages'), messages),
  );
  const element = h(
    'main',
    { class: c.page },
    h(
      'nav',
      { class: c.crumbs, 'aria-label': 'Breadcrumb' },
      h('a', { href: '/administration/accounts/contacts' }, icon('back', 15), 'Contacts'),
    ),
    h('div', { class: c.pageScroll }, missing, content),
  );

  async function load() {
    asked += 1;
    const mine = asked;
    const answer = await ask(`contacts/${contactId}`);
    if (mine !== asked) return;
    missing.hidden = answer !== null;
    content.hidden = answer === null;
    if (!answer) return;
    const { contact, block } = answer;
    if (name.textContent !== contact.called) name.textContent = contact.called;
    setText(id, contact.id);
    status.show(contact.status);
    const facts = {
      'E-mail': contact.email,
      User: contact.user,
      Account: contact.account,
      'Opted out of': contact.optOuts,
      Created: fullTime(contact.created),
      Blocked: block && `${fullTime(block.at)} by ${block.by}`,
      Reason: block?.reason,
    };
    for (const [label, value] of values) setText(value, facts[label] || '–');
    messages.replaceChildren(...answer.messages.map(messageRow));
    if (answer.messages.length === 0) messages.append(h('li', { class: c.nothing }, 'No messages'));
  }

  return {
    element,
    show(route) {
      if (route.id !== contactId) content.hidden = true;
      contactId = route.id;
      return load();
    },
    update: load,
  };
}
