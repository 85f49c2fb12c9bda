import { createAvatar } from './avatar.js';
import { c } from './class-names.js';
import { createComposer } from './composer.js';
import { createDetails } from './details.js';
import { h, setAttribute, setText, textNode } from './dom.js';
import { icon, patchIcon } from './icons.js';
import { ask, currentState } from './store.js';
import { createTimeline } from './timeline.js';
import { CHANNELS, findConversation, othersWord, STATES } from './words.js';

const WIDE = matchMedia('(min-width: 1200px)');

// Messages tell their authors by name; two of one name in one conversation look the same, as they do to a reader.
function authorOf({ author }) {
  return { ...author, id: author.name, label: author.name };
}

/** The open conversation. Its header, its panel and its composer are made once; another conversation is put into them. */
export function createConversation() {
  let openId = null;
  let areDetailsOpen = WIDE.matches;
  const avatar = createAvatar();
  const name = textNode();
  const others = textNode();
  const title = textNode();
  const chip = h('span', {});
  const chipText = textNode();
  chip.append(chipText);
  const stateIcon = icon('check', 16);
  const stateLabel = textNode();
  const stopped = h('p', { class: c.stopped, role: 'status', hidden: true });
  const timeline = createTimeline(authorOf);
  const composer = createComposer((id) => `conversations/${id}/messages`);
  const details = createDetails();
  const detailsButton = h(
    'button',
    { type: 'button', class: c.iconButton, 'aria-label': 'Details', onclick: toggleDetails },
    icon('panel', 18),
  );
  const pane = h(
    'section',
    { class: c.conversation, 'aria-label': 'Conversation' },
    h(
      'header',
      { class: c.conversationHead },
      h('a', { href: '/dashboard/inbox', class: c.back, 'aria-label': 'Back to the inbox' }, icon('back', 18)),
      avatar.element,
      h(
        'div',
        { class: c.heading },
        h(
          'div',
          { class: c.headingLine },
          h('h2', { class: c.headName }, name),
          h('span', { class: c.headOthers }, others),
        ),
        h('p', { class: c.headTitle }, title),
      ),
      h(
        'div',
        { class: c.headActions },
        chip,
        h('button', { type: 'button', class: c.secondary, onclick: changeState }, stateIcon, h('span', {}, stateLabel)),
        detailsButton,
      ),
    ),
    timeline.element,
    stopped,
    composer.element,
  );
  const empty = h(
    'div',
    { class: c.empty },
    h('div', { class: c.emptyIcon }, icon('conversations', 28)),
    h('p', { class: c.emptyTitle }, 'No conversation selected'),
    h('p', {}, 'Choose one from the inbox.'),
  );
  const element = h('div', { class: c.openPane }, empty, pane, details.element);

  function changeState() {
    const item = findConversation(openId);
    if (item) ask(`conversations/${item.id}/state`, { state: item.state === 'closed' ? 'open' : 'closed' });
  }

  function toggleDetails() {
    areDetailsOpen = !areDetailsOpen;
    update();
  }

  async function load(item) {
    const wanted = item.id;
    const path = `conversations/${wanted}`;
    const answer = await (item.unread > 0 ? ask(`${path}/read`, {}) : ask(path));
    if (openId !== wanted || !answer) return;
    timeline.show(answer.conversation, answer.messages);
    details.show(answer);
    const blocked = answer.people.filter((person) => person.isBlocked);
    stopped.hidden = blocked.length === 0;
    stopped.replaceChildren(
      icon('ban', 15),
      h(
        'span',
        {},
        blocked.length === 1 ? 'A participant is blocked and can send nothing.' : 'Participants are blocked.',
      ),
    );
  }

  function update() {
    const item = findConversation(openId);
    empty.hidden = item !== null || (openId !== null && !currentState());
    pane.hidden = item === null;
    details.element.hidden = item === null || !areDetailsOpen;
    setAttribute(detailsButton, 'aria-pressed', String(areDetailsOpen));
    if (!item) return;
    avatar.show({ id: item.name, name: item.name, named: item.named });
    setText(name, item.name);
    setText(others, othersWord(item.others));
    setText(title, `${CHANNELS[item.channel]} · ${item.title || 'No subject'}`);
    setAttribute(chip, 'class', `${c.chip} ${c[item.state]}`);
    setText(chipText, STATES[item.state]);
    patchIcon(stateIcon, item.state === 'closed' ? 'reopen' : 'check');
    setText(stateLabel, item.state === 'closed' ? 'Reopen' : 'Close');
    composer.show(item.id);
    // The people of a conversation change without a message too: a rename, a block.
    load(item);
  }

  WIDE.addEventListener('change', () => {
    areDetailsOpen = WIDE.matches;
    update();
  });

  return {
    element,
    update,
    show(newId) {
      if (newId !== openId) {
        openId = newId;
        timeline.clear();
        stopped.hidden = true;
        if (!WIDE.matches) areDetailsOpen = false;
      }
      update();
    },
  };
}
