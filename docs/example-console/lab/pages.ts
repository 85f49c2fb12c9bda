import { sendText } from '../shared/console/respond';
import { escapeHtml } from '../shared/console/sanitise';
import type { PartialHandler } from '../shared/site-answers';
import type { HelplineWorld, LabContact } from './world';

function htmlOf(title: string, content: string): string {
  const style = 'body { font: 1rem/1.5 sans-serif; margin: 2rem } li { padding: 0.5rem }';
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${escapeHtml(title)}</title>
<style>${style}</style><link rel="icon" href="data:,"><nav><a href="/contacts">Contacts</a></nav><main>${content}</main></html>`;
}

function rowOf({ id, name, email }: LabContact): string {
  return `<li data-contact-id="${id}"><strong>${escapeHtml(name)}</strong> <small>${escapeHtml(email)}</small></li>`;
}

/** The HTML of a page of the practice console; undefined where there is none. */
export function pageOf({ contacts, tickets }: HelplineWorld, path: string): string | undefined {
  if (path === '/contacts') return htmlOf('Contacts', `<ul>${[...contacts.values()].map(rowOf).join('')}</ul>`);
  const [, kind, id = ''] = /^\/(contacts|tickets)\/(\w+)$/.exec(path) ?? [];
  const contact = contacts.get(kind === 'tickets' ? (tickets.get(id) ?? '') : id);
  if (!contact) return undefined;
  const text = kind === 'tickets' ? '<p class="message">Where is my order?</p>' : `<p>${escapeHtml(contact.email)}</p>`;
  return htmlOf(contact.name, `<h1>${escapeHtml(contact.name)}</h1>${text}`);
}

/** The practice console: the contacts, one contact, and one ticket, which tells no contact's id. Drawn once, by the server. */
export function createHelplinePages(world: HelplineWorld): PartialHandler {
  return (req, res) => {
    const page = req.method === 'GET' ? pageOf(world, (req.url ?? '').replace(/[?#].*$/, '')) : undefined;
    if (page === undefined) return false;
    sendText(res, 200, 'text/html', page);
    return true;
  };
}
