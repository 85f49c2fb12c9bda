import { createAvatar } from './avatar.js';
import { c } from './class-names.js';
import { createComposer } from './composer.js';
import { h, setAttribute, setText, textNode } from './dom.js';
import { icon, patchIcon } from './icons.js';
import { createInfoPanel } from './info-panel.js';
import { ask, currentState } from './store.js';
import { createTimeline } from './timeline.js';
import { findCase, STATUSES } from './words.js';

const WIDE = matchMedia('(min-width: 1180px)');

function authorOf(message, item) {
  if (message.from === 'contact') return { id: item.contactId, name: item.name, named: item.named };
  const name = currentState()?.agent.name;
  return { id: 1, name: name ?? '', named: true, label: name ?? 'Agent' };
}

/** The open conversation. Its header, its panel and its composer are made once; another conversation is put into them. */
export function createConversation() {
  let caseId = null;
  let loadedAt = null;
  let isPanelOpen = WIDE.matches;
  const avatar = createAvatar();
  const name = h('h2', { class: c.contactName });
  const title = h('p', { class: c.caseTitle });
  const status = h('span', {});
  const statusIcon = icon('check', 16);
  const statusLabel = textNode();
  const timeline = createTimeline(authorOf);
  const composer = createComposer((id) => `cases/${id}/messages`);
  const panel = createInfoPanel();
  const statusButton = h(
    'button',
    { type: 'button', class: c.secondary, onclick: changeStatus },
    statusIcon,
    h('span', {}, statusLabel),
  );
  const panelButton = h(
    'button',
    { type: 'button', class: c.iconButton, 'aria-label': 'Contact information', onclick: togglePanel },
    icon('panel', 18),
  );
  const pane = h(
    'section',
    { class: c.conversation, 'aria-label': 'Conversation' },
    h(
      'header',
      { class: c.conversationHead },
      h('a', { href: '/conversations', class: c.back, 'aria-label': 'Back to the list' }, icon('back', 18)),
      avatar.element,
      h('div', { class: c.heading }, name, title),
      h('div', { class: c.headActions }, status, statusButton, panelButton),
    ),
    timeline.element,
    composer.element,
  );
  const empty = h(
    'div',
    { class: c.empty },
    h('div', { class: c.emptyIcon }, icon('conversations', 30)),
    h('p', { class: c.emptyTitle }, 'Select a conversation'),
    h('p', {}, 'Choose one from the list to read and answer it.'),
  );
  const element = h('div', { class: c.openPane }, empty, pane, panel.element);

  function changeStatus() {
    const item = findCase(caseId);
    if (item) ask(`cases/${item.id}/status`, { status: item.status === 'closed' ? 'active' : 'closed' });
  }

  function togglePanel() {
    isPanelOpen = !isPanelOpen;
    update();
  }

  async function load(item) {
    const wanted = item.id;
    loadedAt = item.lastAt;
    const answer = await ask(
      item.unread > 0 ? `cases/${wanted}/read` : `cases/${wanted}`,
      item.unread > 0 ? {} : undefined,
    );
    if (caseId !== wanted) return;
    if (answer) timeline.show(answer.case, answer.messages);
    else loadedAt = null;
  }

  function update() {
    const item = findCase(caseId);
    empty.hidden = item !== null || (caseId !== null && !currentState());
    pane.hidden = item === null;
    panel.element.hidden = item === null || !isPanelOpen;
    setAttribute(panelButton, 'aria-pressed', String(isPanelOpen));
    if (!item) return;
    avatar.show({ id: item.contactId, name: item.name, named: item.named });
    if (name.textContent !== item.name) name.textContent = item.name;
    if (title.textContent !== item.title) title.textContent = item.title;
    setAttribute(status, 'class', `${c.chip} ${c[item.status]}`);
    if (status.textContent !== STATUSES[item.status]) status.textContent = STATUSES[item.status];
    patchIcon(statusIcon, item.status === 'closed' ? 'reopen' : 'check');
    setText(statusLabel, item.status === 'closed' ? 'Reopen' : 'Resolve');
    composer.show(item.id);
    panel.show(item);
    if (item.lastAt !== loadedAt || item.unread > 0) load(item);
  }

  WIDE.addEventListener('change', () => {
    isPanelOpen = WIDE.matches;
    update();
  });

  return {
    element,
    update,
    show(newCaseId) {
      if (newCaseId !== caseId) {
        caseId = newCaseId;
        loadedAt = null;
        timeline.clear();
        if (!WIDE.matches) isPanelOpen = false;
      }
      update();
    },
  };
}
