import { c } from './class-names.js';
import { h, setText, textNode } from './dom.js';

/** A cell of one line: `{ element, show(text) }`. */
export function lineCell(name = '') {
  const text = textNode();
  return {
    element: h('span', { class: [c.cellLine, c[name]].filter(Boolean).join(' ') }, text),
    show: (value) => setText(text, value || '–'),
  };
}

/** A cell with something in a first line and an id below it. */
export function idCell() {
  const [first, second] = [textNode(), textNode()];
  return {
    element: h(
      'div',
      { class: c.twoLines },
      h('span', { class: c.cellStrong }, first),
      h('span', { class: c.cellId }, second),
    ),
    show(value, id) {
      setText(first, value);
      setText(second, id);
    },
  };
}

/** A cell with a status, coloured by what it says. */
export function chipCell() {
  const text = textNode();
  const element = h('span', {}, text);
  return {
    element,
    show(value) {
      setText(text, value);
      const names = `${c.chip} ${c[`is${value}`] ?? ''}`.trim();
      if (element.className !== names) element.className = names;
    },
  };
}
