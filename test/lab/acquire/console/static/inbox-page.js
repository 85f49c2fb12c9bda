import { c } from './class-names.js';
import { createConversation } from './conversation.js';
import { h, onWindow, setText, textNode } from './dom.js';
import { icon } from './icons.js';
import { createInboxList } from './inbox-list.js';
import { createRow, ROW_HEIGHT } from './inbox-row.js';
import { currentSwitches, navigate } from './navigation.js';
import { createPressResort } from './resort-on-press.js';
import { currentState } from './store.js';

const TABS = [
  ['all', 'All'],
  ['active', 'Active'],
  ['pending', 'Pending'],
];

/** The inbox: the list of conversations and the open one. */
export function createInboxPage() {
  let filter = 'all';
  let openId = null;
  let items = [];
  const isResortOn = currentSwitches().get('resort') === 'press';
  const resort = createPressResort(() => showList());
  const list = createInboxList({
    createRow,
    rowHeight: ROW_HEIGHT,
    onOpen: (item) => navigate(`/conversations/case/${item.id}`),
    onPress: isResortOn ? (event) => resort.onPress(event, items) : undefined,
  });
  const conversation = createConversation();
  const tabs = TABS.map(([key, label]) => {
    const count = textNode();
    const onclick = () => {
      filter = key;
      list.element.scrollTop = 0;
      showList();
    };
    const element = h(
      'button',
      { type: 'button', role: 'tab', class: c.tab, onclick },
      label,
      h('span', { class: c.tabCount }, count),
    );
    return { key, element, count };
  });
  const search = h('input', {
    type: 'search',
    class: c.searchInput,
    placeholder: 'Search conversations',
    'aria-label': 'Search conversations',
    oninput: () => showList(),
  });
  const nothing = h('p', { class: c.nothing, hidden: true }, 'No conversations here.');
  const element = h(
    'div',
    { class: c.inbox },
    h(
      'section',
      { class: c.listPane, 'aria-label': 'Inbox' },
      h('header', { class: c.listHead }, h('h1', { class: c.listTitle }, 'Conversations')),
      h('label', { class: c.search }, icon('search', 16), search),
      h('div', { class: c.tabs, role: 'tablist' }, ...tabs.map((tab) => tab.element)),
      nothing,
      list.element,
    ),
    conversation.element,
  );

  function showList() {
    const cases = currentState()?.cases ?? [];
    const wanted = search.value.trim().toLowerCase();
    items = cases
      .filter((item) => filter === 'all' || item.status === filter)
      .filter((item) => !wanted || `${item.rowName}\n${item.preview}`.toLowerCase().includes(wanted));
    if (isResortOn) items.sort((a, b) => resort.timeOf(b) - resort.timeOf(a));
    for (const tab of tabs) {
      setText(
        tab.count,
        String(tab.key === 'all' ? cases.length : cases.filter((item) => item.status === tab.key).length),
      );
      tab.element.setAttribute('aria-selected', String(tab.key === filter));
    }
    nothing.hidden = items.length > 0 || !currentState();
    list.show(items, openId);
  }

  onWindow('keydown', (event) => {
    if (!element.isConnected || event.ctrlKey || event.metaKey || event.altKey) return;
    if (/^(?:INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) || event.target.isContentEditable) return;
    if (event.key === '/') {
      event.preventDefault();
      search.focus();
    }
    const step = { j: 1, k: -1 }[event.key];
    const next = step && items[items.findIndex((item) => item.id === openId) + step];
    if (next) navigate(`/conversations/case/${next.id}`);
  });

  return {
    element,
    show(route) {
      openId = route.caseId;
      element.classList.toggle(c.hasOpen, openId !== null);
      showList();
      conversation.show(openId);
    },
    update() {
      showList();
      conversation.update();
    },
  };
}
