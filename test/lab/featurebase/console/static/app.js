import { createAvatar } from './avatar.js';
import { c } from './class-names.js';
import { body, h, setAttribute, setText, textNode } from './dom.js';
import { icon } from './icons.js';
import { createInboxPage } from './inbox-page.js';
import { navigate, startRouter } from './navigation.js';
import { createBoardPage, createPostsPage, createSettingsPage } from './other-pages.js';
import { currentRoute } from './router.js';
import { currentState, follow, refresh, subscribe } from './store.js';

const MENU = [
  ['inbox', 'Inbox', 'conversations'],
  ['posts', 'Posts', 'analytics'],
  ['settings', 'Settings', 'settings'],
];
const PAGES = {
  inbox: [createInboxPage, 'Inbox'],
  posts: [createPostsPage, 'Posts'],
  settings: [createSettingsPage, 'Settings'],
  board: [createBoardPage, 'Feedback'],
};
const MINUTE = 60_000;

const title = document.querySelector('title');
const made = new Map();
let current = null;
const unread = textNode();
const badge = h('span', { class: c.menuCount, hidden: true }, unread);
const links = MENU.map(([page, label, iconName]) =>
  h(
    'a',
    { class: c.menuLink, href: `/dashboard/${page}` },
    icon(iconName, 18),
    h('span', { class: c.menuLabel }, label),
    page === 'inbox' ? badge : null,
  ),
);
const organisation = textNode();
const agent = textNode();
const agentAvatar = createAvatar('small');
const sidebar = h(
  'nav',
  { class: c.sidebar, 'aria-label': 'Main' },
  h('div', { class: c.brand }, h('span', { class: c.logo }, icon('analytics', 17)), h('span', {}, organisation)),
  ...links,
  h('div', { class: c.me }, agentAvatar.element, h('span', { class: c.menuLabel }, agent)),
);
const outlet = h('div', { class: c.outlet });

function showTitle(label) {
  const count = (currentState()?.conversations ?? []).filter((item) => item.unread > 0).length;
  title.textContent = `${count ? `(${count}) ` : ''}${label} · Featurebase practice console`;
  setText(unread, String(count));
  badge.hidden = count === 0;
}

function showRoute() {
  if (/^\/dashboard\/?$/.test(location.pathname)) return navigate('/dashboard/inbox', { replace: true });
  const route = currentRoute();
  const [create, label] = PAGES[route.page];
  if (!made.has(route.page)) made.set(route.page, create());
  const page = made.get(route.page);
  if (page !== current) {
    outlet.replaceChildren(page.element);
    current = page;
  }
  sidebar.hidden = route.page === 'board';
  for (const [index, link] of links.entries()) {
    setAttribute(link, 'aria-current', MENU[index][0] === route.page ? 'page' : null);
  }
  showTitle(label);
  page.show(route);
}

subscribe(() => {
  const state = currentState();
  setText(organisation, state.organisation);
  setText(agent, state.agent.name);
  agentAvatar.show({ id: state.agent.name, name: state.agent.name, named: true });
  showTitle(PAGES[currentRoute().page][1]);
  current?.update();
});

body.append(h('div', { class: c.shell }, sidebar, outlet));
startRouter(showRoute);
showRoute();
refresh();
follow();
setInterval(() => current?.update(), MINUTE);
