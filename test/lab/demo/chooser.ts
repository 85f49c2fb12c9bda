import type { LabConsole } from '../lab-console';
import type { SiteHandler } from '../sites';

/** Where the demo begins, on the lab's own internet. */
export const CHOOSER = 'https://practice.example/';

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escapeHtml = (text: string) => text.replace(/[&<>"]/g, (sign) => entities[sign] ?? sign);

const style = `
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
  body { max-width: 44rem; margin: 3rem auto; padding: 0 1.5rem; }
  h1 { font-size: 1.5rem; }
  ul { display: grid; gap: 1rem; padding: 0; list-style: none; grid-template-columns: repeat(auto-fit, minmax(12rem, 1fr)); }
  section { height: 100%; box-sizing: border-box; padding: 1rem 1.25rem; border: 1px solid #8888; border-radius: .75rem; }
  h2 { margin: 0 0 .5rem; font-size: 1.1rem; }
  a { display: block; padding: .25rem 0; }`;

function sectionOf({ name, demoPages }: LabConsole): string {
  const links = demoPages.map(({ title, address }) => `<a href="${escapeHtml(address)}">${escapeHtml(title)}</a>`);
  return `<li><section><h2>${escapeHtml(name)}</h2>${links.join('')}</section></li>`;
}

/** The page to choose among the practice consoles. */
export function createChooser(consoles: () => readonly LabConsole[]): SiteHandler {
  return (req, res) => {
    const found = req.url === '/';
    const list = consoles().map(sectionOf).join('');
    res.writeHead(found ? 200 : 404, { 'content-type': 'text/html; charset=utf-8' });
    res.end(`<!doctype html><html lang="en"><meta charset="utf-8"><title>Cordon: the practice consoles</title>
<style>${style}</style><link rel="icon" href="data:,">
<h1>Choose a practice console</h1>
<p>Each is an imitation with people who do not exist. Cordon is connected to all of them: press <b>Block</b> beside a name.</p>
<ul>${list}</ul></html>`);
  };
}
