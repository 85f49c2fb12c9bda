/** The page that the address names. */
export function currentRoute() {
  const [area = '', page = 'inbox', kind, id] = location.pathname.replace(/^\/|\/$/g, '').split('/');
  if (area !== 'dashboard') return { page: 'board' };
  if (page === 'inbox') return { page, conversationId: kind === 'conversation' ? (id ?? null) : null };
  return { page };
}

export function conversationPath(id) {
  return `/dashboard/inbox/conversation/${id}`;
}
