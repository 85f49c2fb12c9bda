const ROUTES = [
  [/^\/administration\/accounts\/contacts\/(CTT[-\d]+)$/, 'contact'],
  [/^\/administration\/accounts\/contacts$/, 'contacts'],
  [/^\/administration\/accounts\/notifications$/, 'messages'],
  [/^\/administration\/settings\/api-tokens$/, 'tokens'],
  [/^\/helpdesk\/chats(?:\/(CHT[-\d]+))?$/, 'chats'],
];

/** The page that the address names, with the id in it. */
export function currentRoute() {
  const path = location.pathname.replace(/\/$/, '');
  for (const [shape, page] of ROUTES) {
    const found = shape.exec(path);
    if (found) return { page, id: found[1] ?? null };
  }
  return { page: 'contacts', id: null };
}
