import { createAvatar } from './avatar.js';
import { createChatsPage } from './chats-page.js';
import { c } from './class-names.js';
import { createContactPage } from './contact-page.js';
import { createContactsPage } from './contacts-page.js';
import { body, h, setAttribute, setText, textNode } from './dom.js';
import { icon } from './icons.js';
import { createMessagesPage } from './messages-page.js';
import { navigate, startRouter } from './navigation.js';
import { currentRoute } from './router.js';
import { currentState, follow, refresh, subscribe } from './store.js';
import { createTokensPage } from './tokens-page.js';

const HOME = '/administration/accounts/contacts';
const MENU = [
  ['Administration', null],
  ['Contacts', HOME, 'contacts'],
  ['Notifications', '/administration/accounts/notifications', 'email'],
  ['API tokens', '/administration/settings/api-tokens', 'settings'],
  ['Helpdesk', null],
  ['Chats', '/helpdesk/chats', 'conversations'],
];
const PAGES = {
  contacts: [createContactsPage, 'Contacts', HOME],
  contact: [createContactPage, 'Contact', HOME],
  messages: [createMessagesPage, 'Notifications', '/administration/accounts/notifications'],
  tokens: [createTokensPage, 'API tokens', '/administration/settings/api-tokens'],
  chats: [createChatsPage, 'Chats', '/helpdesk/chats'],
};

const title = document.querySelector('title');
const made = new Map();
let current = null;
const links = new Map();
const menu = MENU.map(([label, href, iconName]) => {
  if (!href) return h('p', { class: c.menuHead }, label);
  const link = h('a', { class: c.menuLink, href }, icon(iconName, 18), h('span', {}, label));
  links.set(href, link);
  return link;
});
const avatar = createAvatar('small');
const agentName = textNode();
const sidebar = h(
  'nav',
  { class: c.sidebar, 'aria-label': 'Main' },
  h('a', { class: c.brand, href: HOME }, h('span', { class: c.brandMark, 'aria-hidden': 'true' }, 'S'), 'Marketplace'),
  ...menu,
  h(
    'div',
    { class: c.sidebarAgent },
    avatar.element,
    h('div', {}, h('span', { class: c.agentName }, agentName), h('span', { class: c.agentAccount }, 'Operations')),
  ),
);
const outlet = h('div', { class: c.outlet });

function showRoute() {
  if (location.pathname === '/') return navigate(HOME, { replace: true });
  const route = currentRoute();
  const [create, label, place] = PAGES[route.page];
  if (!made.has(route.page)) made.set(route.page, create());
  const page = made.get(route.page);
  if (page !== current) {
    outlet.replaceChildren(page.element);
    current = page;
  }
  for (const [href, link] of links) setAttribute(link, 'aria-current', href === place ? 'page' : null);
  title.textContent = `${label} · SoftwareOne Marketplace practice portal`;
  page.show(route);
}

subscribe(() => {
  const { agent } = currentState();
  avatar.show({ id: agent.id, name: agent.name, named: true });
  setText(agentName, agent.name);
  current?.update();
});

body.append(h('div', { class: c.portal }, sidebar, outlet));
startRouter(showRoute);
showRoute();
refresh();
follow();
