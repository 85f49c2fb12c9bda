import { c } from './class-names.js';
import { h, setText, textNode } from './dom.js';
import { initials } from './format.js';

const TONES = 8;

/** The same colour for the same id, whether it is a number or a text. */
function toneOf(id) {
  const number =
    typeof id === 'number' ? id : [...String(id)].reduce((sum, sign) => (sum * 31 + sign.codePointAt(0)) >>> 0, 7);
  return (Math.imul(number, 2_654_435_761) >>> 8) % TONES;
}

/** A round avatar with initials that can show another contact: `{ element, show(contact) }`. */
export function createAvatar(size = '') {
  const letters = textNode();
  const element = h('span', { 'aria-hidden': 'true' }, letters);
  return {
    element,
    show({ id, name, named }) {
      setText(letters, initials(name, named));
      const tone = named ? c[`tone${toneOf(id)}`] : c.toneNone;
      const names = [c.avatar, tone, size && c[size]].filter(Boolean).join(' ');
      if (element.className !== names) element.className = names;
    },
  };
}
