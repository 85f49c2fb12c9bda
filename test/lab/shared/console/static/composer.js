import { c } from './class-names.js';
import { h } from './dom.js';
import { icon } from './icons.js';
import { ask } from './store.js';

/** The agent's reply box, which sends to `pathOf(id)`. Enter sends, Shift and Enter starts a new line. */
export function createComposer(pathOf) {
  let openId = null;
  const field = h('textarea', {
    class: c.composerField,
    rows: '2',
    placeholder: 'Write a reply…',
    'aria-label': 'Reply',
    oninput: grow,
    onkeydown: (event) => {
      if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      send();
    },
  });
  const element = h(
    'form',
    {
      class: c.composer,
      onsubmit: (event) => {
        event.preventDefault();
        send();
      },
    },
    field,
    h(
      'div',
      { class: c.composerBar },
      h('span', { class: c.composerHint }, 'Enter to send, Shift + Enter for a new line'),
      h('button', { type: 'submit', class: c.primary }, icon('send', 15), 'Send'),
    ),
  );

  function grow() {
    field.style.height = 'auto';
    field.style.height = `${Math.min(field.scrollHeight, 160)}px`;
  }

  async function send() {
    const text = field.value.trim();
    if (!text || openId === null) return;
    field.value = '';
    grow();
    await ask(pathOf(openId), { text });
  }

  return {
    element,
    show(newId) {
      if (newId === openId) return;
      openId = newId;
      field.value = '';
      grow();
    },
  };
}
