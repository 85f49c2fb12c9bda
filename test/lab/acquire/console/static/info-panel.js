import { createAvatar } from './avatar.js';
import { c } from './class-names.js';
import { h, setAttribute, setText, textNode } from './dom.js';
import { fullTime, listTime } from './format.js';
import { icon } from './icons.js';
import { ask } from './store.js';
import { CHANNELS, STATUSES } from './words.js';

function createField(iconName, label) {
  const value = textNode('–');
  const element = h(
    'div',
    { class: c.field },
    icon(iconName, 16),
    h('dt', { class: c.fieldLabel }, label),
    h('dd', { class: c.fieldValue }, value),
  );
  return { element, show: (text) => setText(value, text || '–') };
}

/** The information panel. The same elements show whichever contact's conversation is open. */
export function createInfoPanel() {
  let contactId = null;
  let shown = '';
  const avatar = createAvatar('large');
  const name = textNode();
  const link = h('a', { class: c.panelName, title: 'View contact' }, name);
  const company = textNode();
  const fields = {
    email: createField('email', 'E-mail'),
    phone: createField('phone', 'Phone'),
    ip: createField('globe', 'IP address'),
    company: createField('company', 'Company'),
    channel: createField('conversations', 'Channel'),
    status: createField('check', 'Status'),
    started: createField('clock', 'Started'),
  };
  const history = h('ul', { class: c.historyList });
  const notes = h('textarea', {
    class: c.notes,
    rows: '6',
    placeholder: 'Notes are seen by agents only.',
    'aria-label': 'Notes',
  });
  const details = [fields.email, fields.phone, fields.ip, fields.company];
  const about = [fields.channel, fields.status, fields.started];
  const pages = {
    info: h(
      'div',
      {},
      h('h3', { class: c.panelTitle }, 'Details'),
      h('dl', {}, ...details.map((field) => field.element)),
      h('h3', { class: c.panelTitle }, 'This conversation'),
      h('dl', {}, ...about.map((field) => field.element)),
    ),
    history: h('div', {}, h('h3', { class: c.panelTitle }, 'All conversations'), history),
    notes: h('div', {}, h('h3', { class: c.panelTitle }, 'Notes'), notes),
  };
  const tabs = [
    ['info', 'Info'],
    ['history', 'History'],
    ['notes', 'Notes'],
  ].map(([key, label]) => {
    const onclick = () => choose(key);
    return { key, element: h('button', { type: 'button', role: 'tab', class: c.tab, onclick }, label) };
  });
  const element = h(
    'aside',
    { class: c.panel, 'aria-label': 'Contact information' },
    h('div', { class: c.panelHead }, avatar.element, link, h('p', { class: c.panelCompany }, company)),
    h('div', { class: `${c.tabs} ${c.panelTabs}`, role: 'tablist' }, ...tabs.map((tab) => tab.element)),
    h('div', { class: c.panelBody }, ...Object.values(pages)),
  );
  choose('info');

  function choose(key) {
    for (const tab of tabs) tab.element.setAttribute('aria-selected', String(tab.key === key));
    for (const [page, content] of Object.entries(pages)) content.hidden = page !== key;
  }

  function showHistory(cases, openId) {
    const rows = cases.map((item) =>
      h(
        'li',
        {},
        h(
          'a',
          {
            class: c.historyLink,
            href: `/conversations/case/${item.id}`,
            'aria-current': item.id === openId ? 'true' : null,
          },
          h('span', { class: c.historyText }, item.preview || 'No messages'),
          h(
            'span',
            { class: c.historyMeta },
            `${CHANNELS[item.channel]} · ${STATUSES[item.status]} · ${listTime(item.lastAt)}`,
          ),
        ),
      ),
    );
    history.replaceChildren(...rows);
  }

  return {
    element,
    async show(item) {
      const wanted = [item.id, item.name, item.status, item.lastAt].join();
      if (wanted === shown) return;
      shown = wanted;
      fields.channel.show(CHANNELS[item.channel]);
      fields.status.show(STATUSES[item.status]);
      fields.started.show(fullTime(item.startedAt));
      const answer = await ask(`contacts/${item.contactId}`);
      if (wanted !== shown) return;
      // A contact who was merged into another is gone; their conversation may still be here.
      const contact = answer?.contact ?? { id: item.contactId, name: item.name, named: item.named };
      if (contact.id !== contactId) notes.value = '';
      contactId = contact.id;
      avatar.show(contact);
      setAttribute(link, 'href', `/contacts/${contact.id}`);
      setText(name, contact.name);
      setText(company, contact.company ?? (contact.named ? 'Contact' : 'Visitor'));
      fields.email.show(contact.email);
      fields.phone.show(contact.phone);
      fields.ip.show(contact.ip);
      fields.company.show(contact.company);
      showHistory(answer?.cases ?? [item], item.id);
    },
  };
}
