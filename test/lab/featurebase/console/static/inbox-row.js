import { createAvatar } from './avatar.js';
import { c } from './class-names.js';
import { h, setAttribute, setText, textNode } from './dom.js';
import { listTime } from './format.js';
import { icon, patchIcon } from './icons.js';
import { conversationPath } from './router.js';
import { CHANNEL_ICONS, othersWord } from './words.js';

export const ROW_HEIGHT = 76;

/**
 * One row of the list, which is one link. It is made once and shows whichever conversation is at its place; its address is all
 * that tells which one.
 */
export function createRow() {
  const avatar = createAvatar('small');
  const name = textNode();
  const others = textNode();
  const time = textNode();
  const title = textNode();
  const preview = textNode();
  const channel = icon('chat', 13);
  const timeElement = h('time', { class: c.rowTime }, time);
  const dot = h('span', { class: c.rowDot });
  const link = h(
    'a',
    { class: c.rowLink },
    avatar.element,
    h(
      'span',
      { class: c.rowBody },
      h(
        'span',
        { class: c.rowLine },
        h(
          'span',
          { class: c.rowWho },
          h('span', { class: c.rowName }, name),
          h('span', { class: c.rowOthers }, others),
        ),
        timeElement,
      ),
      h('span', { class: c.rowTitle }, title),
      h('span', { class: c.rowLine }, h('span', { class: c.rowPreview }, channel, h('span', {}, preview)), dot),
    ),
  );
  const element = h('div', { role: 'listitem', class: c.row }, link);

  return {
    element,
    show(item, index, total, isOpen) {
      element.hidden = !item;
      if (!item) return;
      const top = `translateY(${index * ROW_HEIGHT}px)`;
      if (element.style.transform !== top) element.style.transform = top;
      setAttribute(element, 'aria-posinset', index + 1);
      setAttribute(element, 'aria-setsize', total);
      setAttribute(link, 'href', conversationPath(item.id));
      setAttribute(link, 'aria-current', isOpen ? 'page' : null);
      element.classList.toggle(c.isOpen, isOpen);
      element.classList.toggle(c.isUnread, item.unread > 0);
      avatar.show({ id: item.rowName, name: item.rowName, named: item.named });
      setText(name, item.rowName);
      setText(others, item.others > 0 ? `+${item.others}` : '');
      setAttribute(others.parentNode, 'title', othersWord(item.others) || null);
      setText(time, listTime(item.lastAt));
      setAttribute(timeElement, 'datetime', new Date(item.lastAt).toISOString());
      setText(title, item.title || 'No subject');
      setText(preview, item.isLastFromAgent ? `You: ${item.preview}` : item.preview);
      patchIcon(channel, CHANNEL_ICONS[item.channel]);
      dot.hidden = item.unread === 0;
      setAttribute(dot, 'aria-label', `${item.unread} unread`);
    },
  };
}
