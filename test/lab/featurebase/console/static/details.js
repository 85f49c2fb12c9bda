import { createAvatar } from './avatar.js';
import { c } from './class-names.js';
import { h, setText, textNode } from './dom.js';
import { fullTime, listTime, seenTime } from './format.js';
import { icon } from './icons.js';
import { conversationPath } from './router.js';
import { CHANNELS, STATES, TYPES } from './words.js';

function field(iconName, label) {
  const value = textNode('–');
  const element = h(
    'div',
    { class: c.field },
    icon(iconName, 15),
    h('dt', { class: c.fieldLabel }, label),
    h('dd', { class: c.fieldValue }, value),
  );
  return { element, show: (text) => setText(value, text || '–') };
}

function personItem(person) {
  const avatar = createAvatar('small');
  avatar.show({ id: person.name, name: person.name, named: person.named });
  return h(
    'li',
    { class: c.person },
    avatar.element,
    h('span', { class: c.personName }, person.name),
    h('span', { class: c.chip }, person.isBlocked ? 'Blocked' : TYPES[person.type]),
  );
}

function earlierItem(item) {
  return h(
    'li',
    {},
    h(
      'a',
      { class: c.earlierLink, href: conversationPath(item.id) },
      h('span', { class: c.earlierText }, item.title || 'No subject'),
      h('span', { class: c.earlierMeta }, `${STATES[item.state]} · ${listTime(item.lastAt)}`),
    ),
  );
}

/** The details beside a conversation. The same elements show whoever's conversation is open. */
export function createDetails() {
  const avatar = createAvatar('large');
  const name = h('h3', { class: c.detailsName });
  const type = textNode();
  const blocked = h('p', { class: c.blockedNote, hidden: true }, icon('ban', 14), 'Blocked');
  const fields = {
    email: field('email', 'E-mail'),
    company: field('company', 'Company'),
    seen: field('clock', 'Last seen'),
    channel: field('conversations', 'Channel'),
    started: field('clock', 'Started'),
  };
  const people = h('ul', { class: c.people });
  const earlier = h('ul', { class: c.earlier });
  const earlierTitle = h('h4', { class: c.detailsTitle }, 'Other conversations');
  const element = h(
    'aside',
    { class: c.details, 'aria-label': 'Details' },
    h('div', { class: c.detailsHead }, avatar.element, name, h('p', { class: c.detailsType }, type), blocked),
    h(
      'div',
      { class: c.detailsBody },
      h('h4', { class: c.detailsTitle }, 'User'),
      h('dl', {}, fields.email.element, fields.company.element, fields.seen.element),
      h('h4', { class: c.detailsTitle }, 'Conversation'),
      h('dl', {}, fields.channel.element, fields.started.element),
      h('h4', { class: c.detailsTitle }, 'Participants'),
      people,
      earlierTitle,
      earlier,
    ),
  );

  return {
    element,
    show(open) {
      const [first] = open.people;
      if (!first) return;
      avatar.show({ id: first.name, name: first.name, named: first.named });
      if (name.textContent !== first.name) name.textContent = first.name;
      setText(type, TYPES[first.type]);
      blocked.hidden = !first.isBlocked;
      fields.email.show(first.email);
      fields.company.show(first.company);
      fields.seen.show(seenTime(first.lastSeen));
      fields.channel.show(CHANNELS[open.conversation.channel]);
      fields.started.show(fullTime(open.conversation.startedAt));
      people.replaceChildren(...open.people.map(personItem));
      earlierTitle.hidden = open.earlier.length === 0;
      earlier.replaceChildren(...open.earlier.map(earlierItem));
    },
  };
}
