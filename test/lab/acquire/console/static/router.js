/** The page that the address names. */
export function currentRoute() {
  const [page = '', id, sub] = location.pathname.replace(/^\/|\/$/g, '').split('/');
  const query = new URLSearchParams(location.search);
  if (page === 'conversations') return { page, caseId: id === 'case' ? Number(sub) : null };
  if (page === 'contacts' && id) return { page: 'contact', contactId: Number(id) };
  if (page === 'contacts')
    return { page, number: Math.max(1, Number(query.get('page')) || 1), search: query.get('q') ?? '' };
  return { page };
}
