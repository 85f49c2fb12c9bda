import { createAvatar } from './avatar.js';
import { c } from './class-names.js';
import { h } from './dom.js';
import { clockTime, dayTitle } from './format.js';

const GROUP_MS = 5 * 60_000;

function messageElement(message, author, isFirst) {
  const isAgent = message.from === 'agent';
  const bubble = h('div', { class: c.bubble });
  // The server has made the markup harmless.
  bubble.innerHTML = message.html;
  const avatar = createAvatar('small');
  avatar.show(author);
  const who = author.label ? `${author.label} · ` : '';
  return h(
    'div',
    { class: [c.message, isAgent && c.fromAgent, isFirst && c.isFirst].filter(Boolean).join(' ') },
    avatar.element,
    h(
      'div',
      { class: c.messageBody },
      isFirst ? h('div', { class: c.messageMeta }, `${who}${clockTime(message.at)}`) : null,
      bubble,
    ),
  );
}

/**
 * The messages of one conversation. New ones are added below; another conversation starts it anew. `authorOf(message, item)`
 * tells who wrote a message, `{ id, name, named, label }`; the label stands above the message.
 */
export function createTimeline(authorOf) {
  let shownId = null;
  let last = null;
  let lastAuthor = null;
  const shown = new Set();
  const inner = h('div', { class: c.timelineInner });
  const element = h('div', { class: c.timeline, role: 'log', 'aria-label': 'Messages', tabindex: '0' }, inner);
  // Forms in messages are shown and send nothing.
  element.addEventListener('submit', (event) => event.preventDefault());

  return {
    element,
    clear() {
      shownId = null;
      inner.replaceChildren();
    },
    show(item, messages) {
      const isOther = item.id !== shownId;
      const isAtEnd = element.scrollHeight - element.scrollTop - element.clientHeight < 80;
      if (isOther) {
        inner.replaceChildren();
        shown.clear();
        last = null;
        shownId = item.id;
      }
      for (const message of messages) {
        if (shown.has(message.id)) continue;
        const day = dayTitle(message.at);
        if (!last || dayTitle(last.at) !== day) {
          inner.append(h('div', { class: c.day }, h('span', {}, day)));
          last = null;
        }
        const author = authorOf(message, item);
        const isFirst =
          !last || lastAuthor !== author.id || last.from !== message.from || message.at - last.at > GROUP_MS;
        inner.append(messageElement(message, author, isFirst));
        lastAuthor = author.id;
        shown.add(message.id);
        last = message;
      }
      if (isOther || isAtEnd) element.scrollTop = element.scrollHeight;
    },
  };
}
