/** What stays of a contact's message, as agent consoles commonly filter it: markup and its attributes, nothing that runs. */
const KEPT_TAGS = new Set(
  (
    'a abbr article aside b blockquote br button caption code dd del details div dl dt em figcaption figure footer form ' +
    'h1 h2 h3 h4 h5 h6 header hr i img input ins kbd label li main mark nav ol p pre q s samp section small span strong ' +
    'sub summary sup table tbody td tfoot th thead time tr u ul var'
  ).split(' '),
);
const VOID_TAGS = new Set(['br', 'hr', 'img', 'input']);
/** Their content is not text for a reader, so it goes with them. */
const DROPPED_WITH_CONTENT = new Set(
  (
    'script style template noscript noembed noframes iframe object applet textarea title xmp plaintext svg math ' +
    'select audio video canvas head frameset'
  ).split(' '),
);
const KEPT_ATTRIBUTES = new Set(
  (
    'alt class colspan datetime dir height href hidden id lang name open placeholder role rowspan src style ' +
    'tabindex title type value width'
  ).split(' '),
);
const NAMED_ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  apos: "'",
  colon: ':',
  gt: '>',
  lt: '<',
  nbsp: '\u00a0',
  newline: '\n',
  quot: '"',
  sol: '/',
  tab: '\t',
};

interface Tag {
  readonly name: string;
  readonly closing: boolean;
  readonly attributes: ReadonlyMap<string, string>;
}
type Token = { readonly text: string } | { readonly tag: Tag };

function codePoint(value: number): string {
  return value > 0 && value <= 0x10ffff && !(value >= 0xd800 && value <= 0xdfff)
    ? String.fromCodePoint(value)
    : '\ufffd';
}

function decode(text: string): string {
  return text.replace(/&(?:#x([\da-f]{1,8})|#(\d{1,8})|([a-z]{2,10}));?/gi, (whole, hex, decimal, name) => {
    if (hex) return codePoint(Number.parseInt(hex, 16));
    if (decimal) return codePoint(Number.parseInt(decimal, 10));
    return NAMED_ENTITIES[String(name).toLowerCase()] ?? whole;
  });
}

/** Text as HTML that shows exactly that text. */
export function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}

const ATTRIBUTE = /[\s/]*([^\s/>=][^\s/>=]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+)))?/y;

function readTag(html: string, start: number): { tag: Tag; end: number } | undefined {
  const head = /<(\/?)([a-z][^\s/>]*)/iy;
  head.lastIndex = start;
  const found = head.exec(html);
  if (!found) return undefined;
  const attributes = new Map<string, string>();
  let at = head.lastIndex;
  for (;;) {
    ATTRIBUTE.lastIndex = at;
    const attribute = ATTRIBUTE.exec(html);
    if (!attribute) break;
    at = ATTRIBUTE.lastIndex;
    const name = (attribute[1] ?? '').toLowerCase();
    if (!attributes.has(name)) attributes.set(name, decode(attribute[2] ?? attribute[3] ?? attribute[4] ?? ''));
  }
  const close = html.indexOf('>', at);
  const tag = { name: (found[2] ?? '').toLowerCase(), closing: found[1] === '/', attributes };
  return { tag, end: close < 0 ? html.length : close + 1 };
}

function endOfDropped(html: string, name: string, from: number): number {
  const closing = new RegExp(`</${name}[\\s/>]`, 'gi');
  closing.lastIndex = from;
  const found = closing.exec(html);
  if (!found) return html.length;
  const close = html.indexOf('>', found.index);
  return close < 0 ? html.length : close + 1;
}

function* tokens(html: string): Generator<Token> {
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf('<', at);
    if (open !== at) {
      const end = open < 0 ? html.length : open;
      yield { text: decode(html.slice(at, end)) };
      at = end;
      continue;
    }
    if (html.startsWith('<!--', at)) {
      const end = html.indexOf('-->', at + 4);
      at = end < 0 ? html.length : end + 3;
      continue;
    }
    if (/[!?]/.test(html[at + 1] ?? '') || /^<\/[^a-z]/i.test(html.slice(at, at + 3))) {
      const end = html.indexOf('>', at);
      at = end < 0 ? html.length : end + 1;
      continue;
    }
    const read = readTag(html, at);
    if (!read) {
      yield { text: '<' };
      at += 1;
      continue;
    }
    at = read.end;
    // A tag that never ends is none, as in browsers.
    if (html[at - 1] !== '>') return;
    const { tag } = read;
    if (DROPPED_WITH_CONTENT.has(tag.name)) {
      if (!tag.closing) at = endOfDropped(html, tag.name, at);
      continue;
    }
    yield { tag };
  }
}

function isHarmlessAddress(address: string, tag: string): boolean {
  // Browsers ignore control characters and spaces when they read a scheme.
  const bare = [...address].filter((letter) => letter > ' ' && letter !== '\u007f').join('');
  const scheme = /^([^/?#]*?):/.exec(bare)?.[1]?.toLowerCase();
  if (scheme === undefined) return true;
  if (tag === 'img') return scheme === 'https' || /^data:image\/(?:png|gif|jpeg|webp)[;,]/i.test(bare);
  return ['http', 'https', 'mailto', 'tel'].includes(scheme);
}

function keptAttributes(tag: Tag): string {
  let kept = '';
  for (const [name, value] of tag.attributes) {
    const known = KEPT_ATTRIBUTES.has(name) || /^(?:data|aria)-[a-z\d_.-]+$/.test(name);
    if (!known || ((name === 'href' || name === 'src') && !isHarmlessAddress(value, tag.name))) continue;
    kept += ` ${name}="${escapeHtml(value)}"`;
  }
  return tag.name === 'a' ? `${kept} target="_blank" rel="noopener noreferrer nofollow"` : kept;
}

/**
 * A contact's message as the console shows it: balanced markup without scripts, event handlers, frames or script
 * addresses. Links, `title`, `data-*`, `class`, `id`, `name` and `style` stay, as they do in real consoles; so do forms, without an address to send to.
 */
export function sanitiseMessage(html: string): string {
  const open: string[] = [];
  let out = '';
  for (const token of tokens(html)) {
    if ('text' in token) {
      out += escapeHtml(token.text);
    } else if (!KEPT_TAGS.has(token.tag.name)) {
      // The tag goes, its content stays.
    } else if (!token.tag.closing) {
      out += `<${token.tag.name}${keptAttributes(token.tag)}>`;
      if (!VOID_TAGS.has(token.tag.name)) open.push(token.tag.name);
    } else if (open.includes(token.tag.name)) {
      for (let name = open.pop(); name !== undefined; name = open.pop()) {
        out += `</${name}>`;
        if (name === token.tag.name) break;
      }
    }
  }
  return out + open.reverse().reduce((closings, name) => `${closings}</${name}>`, '');
}

/** A message as one line of plain text, for previews and titles. */
export function messageText(html: string): string {
  let text = '';
  for (const token of tokens(html)) text += 'text' in token ? token.text : ' ';
  return text.replace(/\s+/g, ' ').trim();
}
