import { createAvatar } from './avatar.js';
import { c } from './class-names.js';
import { h, setAttribute, setText, textNode } from './dom.js';
import { listTime } from './format.js';
import { icon, patchIcon } from './icons.js';
import { CHANNELS } from './words.js';

export const ROW_HEIGHT = 64;

/** One row of the list. It is made once and shows whichever conversation is at its place. */
export function createRow(onOpen) {
  let shown = null;
  const avatar = createAvatar();
  const channel = icon('chat', 11);
  const name = textNode();
  const time = textNode();
  const preview = textNode();
  const unread = textNode();
  const channelBadge = h('span', { class: c.channel }, channel);
  const nameElement = h('span', { class: c.rowName }, name);
  const timeElement = h('time', { class: c.rowTime }, time);
  const unreadElement = h('span', { class: c.unread }, unread);
  const element = h(
    'div',
    { role: 'listitem', tabindex: '0', class: c.row },
    h('div', { class: c.rowAvatar }, avatar.element, channelBadge),
    h(
      'div',
      { class: c.rowBody },
      h('div', { class: c.rowLine }, nameElement, timeElement),
      h('div', { class: c.rowLine }, h('span', { class: c.preview }, preview), unreadElement),
    ),
  );
  element.addEventListener('click', () => shown && onOpen(shown));
  element.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && shown) onOpen(shown);
  });

  return {
    element,
    show(item, index, total, isOpen) {
      shown = item;
      element.hidden = !item;
      if (!item) return;
      const top = `translateY(${index * ROW_HEIGHT}px)`;
      if (element.style.transform !== top) element.style.transform = top;
      setAttribute(element, 'aria-posinset', index + 1);
      setAttribute(element, 'aria-setsize', total);
      setAttribute(element, 'aria-current', isOpen ? 'true' : null);
      element.classList.toggle(c.isOpen, isOpen);
      element.classList.toggle(c.isUnread, item.unread > 0);
      avatar.show({ id: item.contactId, name: item.rowName, named: item.named });
      patchIcon(channel, item.channel);
      setAttribute(channelBadge, 'title', CHANNELS[item.channel]);
      setText(name, item.rowName);
      setAttribute(nameElement, 'title', `#${item.contactId}`);
      setText(time, listTime(item.lastAt));
      setAttribute(timeElement, 'datetime', new Date(item.lastAt).toISOString());
      setText(preview, item.lastFrom === 'agent' ? `You: ${item.preview}` : item.preview);
      setText(unread, item.unread > 99 ? '99+' : String(item.unread));
      unreadElement.hidden = item.unread === 0;
      setAttribute(unreadElement, 'aria-label', `${item.unread} unread`);
    },
  };
}
