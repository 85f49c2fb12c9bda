import { createAvatar } from './avatar.js';
import { c } from './class-names.js';
import { createContactPage } from './contact-page.js';
import { createContactsPage } from './contacts-page.js';
import { body, h, setAttribute } from './dom.js';
import { icon } from './icons.js';
import { createInboxPage } from './inbox-page.js';
import { navigate, startRouter } from './navigation.js';
import { createAnalyticsPage, createEmbeddedPage, createHomePage, createSettingsPage } from './other-pages.js';
import { currentRoute } from './router.js';
import { currentState, follow, refresh, subscribe } from './store.js';

const RAIL = [
  ['home', 'Home'],
  ['conversations', 'Conversations'],
  ['contacts', 'Contacts'],
  ['analytics', 'Analytics'],
  ['settings', 'Settings'],
];
const PAGES = {
  home: [createHomePage, 'Home', 'home'],
  conversations: [createInboxPage, 'Conversations', 'conversations'],
  contacts: [createContactsPage, 'Contacts', 'contacts'],
  contact: [createContactPage, 'Contact', 'contacts'],
  analytics: [createAnalyticsPage, 'Analytics', 'analytics'],
  settings: [createSettingsPage, 'Settings', 'settings'],
  embedded: [createEmbeddedPage, 'Workspace', null],
};
const MINUTE = 60_000;

const title = document.querySelector('title');
const made = new Map();
let current = null;
const dot = h('span', { class: c.railDot, hidden: true });
const links = RAIL.map(([page, label]) => {
  const mark = page === 'conversations' ? dot : null;
  return h(
    'a',
    { class: c.railLink, href: `/${page}` },
    icon(page, 22),
    h('span', { class: c.railLabel }, label),
    mark,
  );
});
const agentAvatar = createAvatar('small');
const rail = h(
  'nav',
  { class: c.rail, 'aria-label': 'Main' },
  h('a', { class: c.logo, href: '/home', 'aria-label': 'Acquire' }, icon('chat', 20)),
  ...links,
  h('div', { class: c.railAgent }, agentAvatar.element, h('span', { class: c.presence })),
);
const outlet = h('div', { class: c.outlet });

function showTitle(label) {
  const unread = (currentState()?.cases ?? []).filter((item) => item.unread > 0).length;
  title.textContent = `${unread ? `(${unread}) ` : ''}${label} · Acquire practice console`;
}

function showRoute() {
  if (location.pathname === '/') return navigate('/conversations', { replace: true });
  const route = currentRoute();
  const [create, label, place] = PAGES[route.page];
  if (!made.has(route.page)) made.set(route.page, create());
  const page = made.get(route.page);
  if (page !== current) {
    outlet.replaceChildren(page.element);
    current = page;
  }
  for (const [index, link] of links.entries()) {
    setAttribute(link, 'aria-current', RAIL[index][0] === place ? 'page' : null);
  }
  showTitle(label);
  page.show(route);
}

subscribe(() => {
  const { agent, cases } = currentState();
  agentAvatar.show({ id: 1, name: agent.name, named: true });
  dot.hidden = !cases.some((item) => item.unread > 0);
  showTitle(PAGES[currentRoute().page][1]);
  current?.update();
});

const isFramed = window.top !== window;
body.append(h('div', { class: isFramed ? `${c.app} ${c.framed}` : c.app }, rail, outlet));
startRouter(showRoute);
showRoute();
refresh();
follow();
setInterval(() => current?.update(), MINUTE);
