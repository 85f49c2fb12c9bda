import { createAvatar } from './avatar.js';
import { c } from './class-names.js';
import { h } from './dom.js';
import { currentState } from './store.js';

/** What people asked for on the public board; they have names there too, and no conversation beside them. */
const POSTS = [
  ['Dark mode for the widget', 'Grace Okafor', 128],
  ['Export all posts as CSV', 'Priya Raman', 64],
  ['Merge two accounts of one person', 'Alex Morgan', 41],
  ['Vote without signing in', 'Wes Calloway', 12],
  ['Shortcuts for the inbox', 'Tomás Herrera', 9],
];

function post([title, author, votes]) {
  const avatar = createAvatar('small');
  avatar.show({ id: author, name: author, named: true });
  return h(
    'li',
    { class: c.post },
    h('span', { class: c.votes }, String(votes)),
    h(
      'div',
      {},
      h('h3', { class: c.postTitle }, title),
      h('p', { class: c.postBy }, avatar.element, h('span', {}, author)),
    ),
  );
}

function page(title, ...content) {
  return {
    element: h(
      'main',
      { class: c.page },
      h('header', { class: c.pageHead }, h('h1', { class: c.listTitle }, title)),
      h('div', { class: c.pageBody }, ...content),
    ),
    show() {},
    update() {},
  };
}

export function createPostsPage() {
  return page('Posts', h('ul', { class: c.posts }, ...POSTS.map(post)));
}

/** The public board, at the same host as the dashboard. */
export function createBoardPage() {
  return page(
    'Feedback',
    h('p', { class: c.lead }, 'Tell us what to build next. ', h('a', { href: '/dashboard/inbox' }, 'Dashboard')),
    h('ul', { class: c.posts }, ...POSTS.map(post)),
  );
}

export function createSettingsPage() {
  const list = h('dl', { class: c.settings });
  const made = page('Settings', list);
  const update = () => {
    const state = currentState();
    if (!state) return;
    const rows = [
      ['Organisation', `${state.organisation}.featurebase.app`],
      ['Signed in as', state.agent.name],
      ['E-mail', state.agent.email],
      ['Edition', 'Practice console'],
    ];
    list.replaceChildren(...rows.map(([label, value]) => h('div', {}, h('dt', {}, label), h('dd', {}, value))));
  };
  return { ...made, show: update, update };
}
