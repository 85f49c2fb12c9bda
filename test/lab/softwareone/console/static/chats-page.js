import { createAvatar } from './avatar.js';
import { c } from './class-names.js';
import { createComposer } from './composer.js';
import { h, setAttribute, setText, textNode } from './dom.js';
import { listTime } from './format.js';
import { createInboxList } from './inbox-list.js';
import { navigate } from './navigation.js';
import { ask } from './store.js';
import { createTimeline } from './timeline.js';

const ROW_HEIGHT = 68;

function createRow(onOpen) {
  const [name, time, title, preview] = [textNode(), textNode(), textNode(), textNode()];
  let shown = null;
  const element = h(
    'div',
    {
      class: c.chatRow,
      role: 'listitem',
      tabindex: '0',
      onclick: () => shown && onOpen(shown),
      onkeydown: (event) => event.key === 'Enter' && shown && onOpen(shown),
    },
    h('div', { class: c.chatTop }, h('span', { class: c.chatName }, name), h('time', { class: c.time }, time)),
    h('div', { class: c.chatTitle }, title),
    h('div', { class: c.chatPreview }, preview),
  );
  return {
    element,
    show(item, index, total, isOpen) {
      shown = item;
      element.hidden = item === null;
      if (!item) return;
      element.style.top = `${index * ROW_HEIGHT}px`;
      setAttribute(element, 'aria-posinset', index + 1);
      setAttribute(element, 'aria-setsize', total);
      setAttribute(element, 'aria-current', isOpen ? 'true' : null);
      setText(name, item.called);
      setText(time, listTime(item.lastAt));
      setText(title, item.title);
      setText(preview, item.preview);
    },
  };
}

function person({ id, called, account, status }) {
  const avatar = createAvatar('small');
  avatar.show({ id, name: called, named: true });
  return h(
    'li',
    { class: c.person },
    avatar.element,
    h('div', { class: c.twoLines }, h('span', { class: c.cellStrong }, called), h('span', { class: c.cellId }, id)),
    h('span', { class: c.personAccount }, status === 'Exited' ? `${account}, left` : account),
  );
}

/** The helpdesk: chats, the open one, and who takes part in it. */
export function createChatsPage() {
  let openId = null;
  let asked = 0;
  const list = createInboxList({
    createRow,
    rowHeight: ROW_HEIGHT,
    onOpen: ({ id }) => navigate(`/helpdesk/chats/${id}`),
  });
  const title = h('h1', { class: c.pageTitle });
  const timeline = createTimeline(({ author }) => author);
  const composer = createComposer((id) => `chats/${id}/messages`);
  const people = h('ul', {});
  const open = h(
    'section',
    { class: c.chatOpen, hidden: true },
    h('header', { class: c.pageHead }, title),
    timeline.element,
    composer.element,
  );
  const side = h('aside', { class: c.chatSide, hidden: true }, h('h2', { class: c.cardTitle }, 'Participants'), people);
  const nothing = h('p', { class: c.nothing }, 'Choose a chat.');
  const element = h(
    'main',
    { class: c.chats },
    h('section', { class: c.chatList }, h('h2', { class: c.chatListTitle }, 'Chats'), list.element),
    open,
    nothing,
    side,
  );

  async function load() {
    asked += 1;
    const mine = asked;
    const [rows, answer] = await Promise.all([ask('chats'), openId ? ask(`chats/${openId}`) : null]);
    if (mine !== asked) return;
    if (rows) list.show(rows, openId);
    open.hidden = answer === null;
    side.hidden = answer === null;
    nothing.hidden = answer !== null;
    if (!answer) return;
    if (title.textContent !== answer.chat.title) title.textContent = answer.chat.title;
    timeline.show(answer.chat, answer.messages);
    composer.show(answer.chat.id);
    people.replaceChildren(...answer.participants.map(person));
  }

  return {
    element,
    show(route) {
      openId = route.id;
      return load();
    },
    update: load,
  };
}
