import { c } from './class-names.js';
import { h } from './dom.js';
import { currentState } from './store.js';
import { CHANNELS, STATUSES } from './words.js';

function page(title, render) {
  const body = h('div', { class: c.pageScroll });
  const element = h(
    'main',
    { class: c.page },
    h('header', { class: c.pageHead }, h('h1', { class: c.pageTitle }, title)),
    body,
  );
  const update = () => {
    const state = currentState();
    if (state) body.replaceChildren(...render(state));
  };
  return { element, show: update, update };
}

function countBy(cases, key, names) {
  return Object.entries(names).map(([value, label]) => [label, cases.filter((item) => item[key] === value).length]);
}

function tile(label, value) {
  return h(
    'div',
    { class: c.tile },
    h('span', { class: c.tileLabel }, label),
    h('span', { class: c.tileValue }, String(value)),
  );
}

function bars(title, rows) {
  const most = Math.max(1, ...rows.map(([, value]) => value));
  return h(
    'section',
    { class: c.card },
    h('h2', { class: c.cardTitle }, title),
    ...rows.map(([label, value]) => {
      const bar = h('span', { class: c.bar });
      bar.style.width = `${Math.max(1, (value / most) * 100)}%`;
      return h(
        'div',
        { class: c.barRow },
        h('span', {}, label),
        h('span', { class: c.barTrack }, bar),
        h('span', {}, String(value)),
      );
    }),
  );
}

export function createHomePage() {
  return page('Home', ({ agent, contacts, cases }) => [
    h('p', { class: c.lead }, `Welcome back, ${agent.name}. This is what is going on in your account.`),
    h(
      'div',
      { class: c.tiles },
      tile('Active conversations', cases.filter((item) => item.status === 'active').length),
      tile('Waiting for an agent', cases.filter((item) => item.status === 'pending').length),
      tile(
        'Unread messages',
        cases.reduce((sum, item) => sum + item.unread, 0),
      ),
      tile('Contacts', contacts),
    ),
  ]);
}

export function createAnalyticsPage() {
  return page('Analytics', ({ cases }) => [
    bars('Conversations by channel', countBy(cases, 'channel', CHANNELS)),
    bars('Conversations by status', countBy(cases, 'status', STATUSES)),
  ]);
}

export function createSettingsPage() {
  return page('Settings', ({ account, agent }) => [
    h(
      'section',
      { class: c.card },
      h('h2', { class: c.cardTitle }, 'Your profile'),
      h(
        'dl',
        { class: c.profileFields },
        ...[
          ['Name', agent.name],
          ['E-mail', agent.email],
          ['Account', `${account}.acquire.io`],
          ['Edition', 'Practice console'],
        ].map(([label, value]) => h('div', {}, h('dt', {}, label), h('dd', {}, value))),
      ),
    ),
  ]);
}

/** The inbox in a frame of the same origin, as consoles that are embedded in another product show it. */
export function createEmbeddedPage() {
  const frame = h('iframe', { class: c.frame, title: 'Inbox', src: `/conversations${location.search}` });
  const head = h('header', { class: c.pageHead }, h('h1', { class: c.pageTitle }, 'Workspace'));
  return { element: h('main', { class: c.page }, head, frame), show() {}, update() {} };
}
