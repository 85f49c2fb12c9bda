import { c } from './class-names.js';
import { createConversation } from './conversation.js';
import { h, setText, textNode } from './dom.js';
import { icon } from './icons.js';
import { createInboxList } from './inbox-list.js';
import { createRow, ROW_HEIGHT } from './inbox-row.js';
import { currentSwitches } from './navigation.js';
import { createPressResort } from './resort-on-press.js';
import { currentState } from './store.js';
import { STATES } from './words.js';

/** The inbox: the list of conversations and the open one. */
export function createInboxPage() {
  let filter = 'open';
  let openId = null;
  let items = [];
  const isResortOn = currentSwitches().get('resort') === 'press';
  const resort = createPressResort(() => showList());
  const list = createInboxList({
    createRow,
    rowHeight: ROW_HEIGHT,
    onPress: isResortOn ? (event) => resort.onPress(event, items) : undefined,
  });
  const conversation = createConversation();
  const tabs = [...Object.entries(STATES), ['all', 'All']].map(([key, label]) => {
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
    placeholder: 'Search',
    'aria-label': 'Search the inbox',
    oninput: () => showList(),
  });
  const nothing = h('p', { class: c.nothing, hidden: true }, 'No conversations here.');
  const element = h(
    'div',
    { class: c.inbox },
    h(
      'section',
      { class: c.listPane, 'aria-label': 'Inbox' },
      h(
        'header',
        { class: c.listHead },
        h('h1', { class: c.listTitle }, 'Inbox'),
        h('label', { class: c.search }, icon('search', 15), search),
      ),
      h('div', { class: c.tabs, role: 'tablist' }, ...tabs.map((tab) => tab.element)),
      nothing,
      list.element,
    ),
    conversation.element,
  );

  function showList() {
    const all = currentState()?.conversations ?? [];
    const wanted = search.value.trim().toLowerCase();
    items = all
      .filter((item) => filter === 'all' || item.state === filter)
      .filter((item) => !wanted || `${item.rowName}\n${item.title}\n${item.preview}`.toLowerCase().includes(wanted));
    if (isResortOn) items.sort((a, b) => resort.timeOf(b) - resort.timeOf(a));
    for (const tab of tabs) {
      const count = tab.key === 'all' ? all.length : all.filter((item) => item.state === tab.key).length;
      setText(tab.count, String(count));
      tab.element.setAttribute('aria-selected', String(tab.key === filter));
    }
    nothing.hidden = items.length > 0 || !currentState();
    list.show(items, openId);
  }

  return {
    element,
    show(route) {
      openId = route.conversationId;
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
