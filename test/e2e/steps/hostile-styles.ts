/** Runs in the page, from its source. The numbers are the button's middle. */
type InPage = (x: number, y: number) => void;

/** A layer over everything that lets presses through to what it hides. `more` are further declarations. */
const layer = (more: string) => `
  const layer = document.createElement('div');
  layer.style.cssText = 'position: fixed; inset: 0; z-index: 2147483647; background: #fff;${more}';
  layer.textContent = 'Press here to go on';
  document.body.append(layer);
`;
const sheet = (css: string) => `
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(${JSON.stringify(css)});
  document.adoptedStyleSheets = [sheet];
`;
const style = (selector: string, css: string) =>
  `document.querySelector(${JSON.stringify(selector)}).style.cssText += ${JSON.stringify(`;${css}`)};`;

const inPage = (source: string) => new Function('x', 'y', source) as InPage;
const all = (table: Readonly<Record<string, string>>): Readonly<Record<string, InPage>> =>
  Object.fromEntries(Object.entries(table).map(([name, source]) => [name, inPage(source)]));

/** What a page does so that a person presses a button without seeing it. */
export const hiding = all({
  'a covering layer': layer('pointer-events: none'),
  'a layer whose rule is important and more exact': `${layer('')} layer.id = 'layer'; ${sheet('#layer { pointer-events: none !important }')}`,
  'a layer whose own style is important': layer('pointer-events: none !important'),
  'a layer whose rule is important in a layer of rules': `${layer('')} layer.id = 'layer'; ${sheet('@layer first { #layer { pointer-events: none !important } }')}`,
  'a layer that turns to let presses through': layer(
    'transition: pointer-events 60s; transition-behavior: allow-discrete; pointer-events: none',
  ),
  'a layer in a closed root': `
    const host = document.createElement('section');
    document.body.append(host);
    const layer = document.createElement('div');
    layer.style.cssText = 'position: fixed; inset: 0; z-index: 2147483647; background: #fff; pointer-events: none';
    host.attachShadow({ mode: 'closed' }).append(layer);
  `,
  'a layer with a hole where the pointer is': `
    for (const [left, top, width, height] of [[0, 0, x - 4, 9999], [x + 4, 0, 9999, 9999], [0, 0, 9999, y - 4], [0, y + 4, 9999, 9999]]) {
      const part = document.createElement('div');
      part.style.cssText = \`position: fixed; z-index: 2147483647; background: #fff; left: \${left}px; top: \${top}px; width: \${width}px; height: \${height}px; pointer-events: none\`;
      document.body.append(part);
    }
  `,
  'the opacity of the page': style('html', 'opacity: 0.01'),
  'the opacity of the body': style('body', 'opacity: 0.01'),
  'the opacity of the row': style('#row', 'opacity: 0.01'),
  'many faint ancestors': `${style('html', 'opacity: 0.8')} ${style('body', 'opacity: 0.8')} ${style('ul', 'opacity: 0.8')}`,
  'a filter of opacity': style('ul', 'filter: opacity(0.01)'),
  'a filter that makes all white': style('ul', 'filter: brightness(100)'),
  'a filter that blurs': style('body', 'filter: blur(30px)'),
  'a clip': style('#row', 'clip-path: polygon(0 0, 1px 0, 1px 1px)'),
  'a clip with a hole where the pointer is': `
    const { left, top } = document.querySelector('#row').getBoundingClientRect();
    document.querySelector('#row').style.clipPath = \`circle(3px at \${x - left}px \${y - top}px)\`;
  `,
  'being very small': `${style('ul', 'transform: scale(0.01)')}`,
  'a mask': style('ul', 'mask-image: linear-gradient(transparent, transparent)'),
  'a popover in the top layer': `${layer('pointer-events: none; width: 100%; height: 100%; border: 0')} layer.popover = 'manual'; layer.showPopover();`,
  'a modal dialog': `
    const dialog = document.createElement('dialog');
    dialog.textContent = 'Press here to go on';
    dialog.style.cssText = 'pointer-events: none; width: 100%; height: 100%';
    document.body.append(dialog);
    dialog.showModal();
  `,
  'a layer that goes when the pointer goes down': `
    ${layer('pointer-events: none')}
    addEventListener('pointerdown', () => layer.remove(), { capture: true, once: true });
  `,
  'a layer that goes a moment before the press': `
    ${layer('pointer-events: none')}
    addEventListener('pointermove', () => setTimeout(() => layer.remove(), 680), { capture: true, once: true });
  `,
});

const away = `const row = document.querySelector('#row'); row.style.top = '300px'; const back = () => { row.style.top = '0'; window.came = performance.now(); };`;

/** What a page does so that a press that is meant for something else meets a button. */
export const moving = all({
  'with pointerdown': `${away} addEventListener('pointerdown', back, { capture: true, once: true });`,
  'with mousedown': `${away} addEventListener('mousedown', back, { capture: true, once: true });`,
  'with pointerup': `${away} addEventListener('pointerup', back, { capture: true, once: true });`,
  'with mouseup': `${away} addEventListener('mouseup', back, { capture: true, once: true });`,
  'a moment before the press': `${away} addEventListener('pointermove', () => setTimeout(back, 650), { capture: true, once: true });`,
  'made anew a moment before the press': `
    const row = document.querySelector('#row');
    const list = row.parentElement;
    row.remove();
    addEventListener('pointermove', () => setTimeout(() => { list.append(row.cloneNode(true)); window.came = performance.now(); }, 650), { capture: true, once: true });
  `,
});
